"""Form fields that write data on lines, and forms that are checked by the nouns.

No page, no request, and nothing that is saved.
"""
