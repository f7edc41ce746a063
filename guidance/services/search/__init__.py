"""The search: what can be found, the index that a worker keeps, the order, how good it is.

Only what is published gets in.
"""
