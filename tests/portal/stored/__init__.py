"""Stored pages: the same bytes as without them, for everybody and at no other time."""
