"""The search: what can be found, the index, its two engines, and the order.

Only what is published gets in.
"""
