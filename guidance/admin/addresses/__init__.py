"""Where the pages of the admin are, in which order, and what their addresses may ask for.

Nothing here reads a form or writes a row.
"""
