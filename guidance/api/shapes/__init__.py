"""What the API answers with, and readings turned into it.

No request is read here.
"""
