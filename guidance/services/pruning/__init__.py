"""What grows by itself, how much of it there is, and letting go what nobody needs any more.

Guidance never goes: no edition, no draft, no review, and none of who changed what.
"""
