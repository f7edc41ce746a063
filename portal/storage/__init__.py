"""A database that cannot be written, or must not be for a while.

What people are told of it is the faces'.
"""
