"""The search page.

What is found, and in which order, is the services'.
"""
