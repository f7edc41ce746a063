"""The worklist: what waits for somebody, one search over everything, confirming many at once.

What one draft needs is done on its own pages; here stands where that is.
"""
