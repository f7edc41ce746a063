"""What is said of a draft before it is published: statements one by one, remarks, guests.

Who agreed with what is kept in ``services/publishing``; nothing here publishes.
"""
