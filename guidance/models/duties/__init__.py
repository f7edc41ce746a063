"""What the team has to do at a time, or since something changed.

Rows that point to editions and drafts; nothing points to them.
"""
