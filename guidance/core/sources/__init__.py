"""What the page that a text came from says by now, compared with the words that are kept.

No network, no HTML and no clock: pages come as their words.
"""
