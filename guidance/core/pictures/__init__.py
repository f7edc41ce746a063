"""A tree drawn: where boxes and lines stand, and the words in them.

Numbers and words only: colours, SVG and links are made by templates.
"""
