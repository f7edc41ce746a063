"""A database as an older version left it, and what its readers saw then."""
