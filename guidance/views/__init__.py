"""The public site: an address, a reading, a template.

Nothing here knows a draft, and only a kept result writes.
"""
