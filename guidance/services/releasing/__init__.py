"""Many at once: drafts that are published together or at a time, editions confirmed in one list.

What is published or confirmed of one document is said by the publishing; here, of several.
"""
