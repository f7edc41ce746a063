"""What helps to ask: suggestions while typing, topics to go on from, how good the search is.

Nothing here ranks: that is the search's.
"""
