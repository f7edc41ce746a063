"""The page of a guest who reviews one draft by a link, without an account.

Nothing here is public, nothing is kept by a cache, and nothing but opinions is written.
"""
