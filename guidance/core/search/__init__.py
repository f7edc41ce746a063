"""What a search asks for, and where its words stand in a text.

No index, no order and no document: those are the services'.
"""
