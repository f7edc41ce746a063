"""What a document says field by field, so that who changed what can be kept and taken back.

Who it was, and when, is for the rows. How a change is said in words, elsewhere.
"""
