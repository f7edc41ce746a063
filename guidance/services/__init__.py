"""What needs two nouns, a transaction, or to know who did it.

No request, no address and no HTML of a page: those are the faces'.
"""
