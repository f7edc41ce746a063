"""Bills of materials that readers bring: read in a process of its own, and ready for a page.

How a format is read is for the core; what a stack owes is for the stacks. Nothing is stored.
"""
