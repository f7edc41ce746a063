"""The second written form of license texts: no list is glued, and every number begins a section.

Frozen, as the first: what is to be better is a third form.
"""
