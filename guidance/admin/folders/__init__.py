"""Drafts out and in as a folder in a zip, and as a memo: pages that give and take files.

What a folder or a memo holds is the services'; nothing is written here but by them.
"""
