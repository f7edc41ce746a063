"""SQLite as Django's backend: read where it cannot be written, and written in turn.

The name is Django's setting ``ENGINE``; it stays.
"""
