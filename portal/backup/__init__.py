"""A copy of the whole database in one file, and the way back, also into the other database.

Rows go by the names of tables and columns; nothing here knows what stands in them.
"""
