"""What templates may call.

Each is small and pure, but for the hidden fields of forms; no query is made here.
"""
