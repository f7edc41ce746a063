"""Drafts: held while they are written, rows to document and back, what differs.

Nothing here reads or writes what is public.
"""
