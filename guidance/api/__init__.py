"""The machine face; what ``v1`` answers is a contract.

Nothing here knows a draft, and nothing writes.
"""
