"""Results set beside others: what another answer would change, and two situations side by side.

How one result is found and shown never lives here; that is in ``services/results``.
"""
