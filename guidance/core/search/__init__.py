"""What a search asks for, by which words it is compared, and where they stand in a text.

No index, no order and no document: those are the services'.
"""
