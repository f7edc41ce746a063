"""How rows are written to files by ``dumpdata``: with times as they are.

Documents have a format of their own, in the core.
"""
