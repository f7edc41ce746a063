"""Stacks: all that is in a product asked for, and what is owed for it together.

What a stack owes is made in the services. Files that list components have a room of their own.
"""
