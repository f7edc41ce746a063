"""Where license texts and policies came from: looked at over the network, compared, told.

What was seen is kept beside the draft. Nothing here publishes, and nothing replaces a text.
"""
