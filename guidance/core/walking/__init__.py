"""A tree walked: answers, steps, ways, and the comparison of two trees by their ways.

What a tree is stands in the documents; whether it is any good is for the checks.
"""
