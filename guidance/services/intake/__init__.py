"""What comes in from outside: license texts, files that people choose, packs that ship.

Hostile input ends here: what goes further down is bounded and well-formed.
"""
