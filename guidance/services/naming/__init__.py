"""What published licenses are called: names kept as they are published, and found by an index.

Which rule tells names apart is for the core; no edition is read for a name but to keep it.
"""
