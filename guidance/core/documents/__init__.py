"""What a document is: its nouns, its format, and what differs between two of them.

Nothing is walked, drawn, checked or searched here, and no text is looked into.
"""
