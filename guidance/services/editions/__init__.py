"""What an edition holds, and how it is read.

Editions are written by publishing alone; nothing here writes.
"""
