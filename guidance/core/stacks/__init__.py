"""What somebody owes for all that is in a product: components, their licenses' terms, one list.

Which duties apply, which are one, and which cannot be kept together. No edition is fetched and
no file read here; nobody is told what the law says where the texts do not.
"""
