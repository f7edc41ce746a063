"""What the pages of a draft's review are made of: remarks at a place, guests, where to look.

What a review is, and who may answer, is for the services.
"""
