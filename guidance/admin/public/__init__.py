"""What is public already, as the team sees it: editions, publications, taking back, deleting.

No draft becomes public here.
"""
