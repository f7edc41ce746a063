"""How people ask: other wordings of what is published, which fit best, and synonyms as written.

Wordings stand beside documents and are no part of them. No database, no index, no page.
"""
