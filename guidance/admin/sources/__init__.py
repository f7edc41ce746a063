"""The addresses that a license's words came from, on pages of the license: seen, and answered to.

Nothing here opens a connection, and no text is replaced: for that the steps of a new revision are.
"""
