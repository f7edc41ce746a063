"""PostgreSQL as Django's backend, with deadlines that are kept on this side.

The name is Django's setting ``ENGINE``; it stays. No statement is written or changed here.
"""
