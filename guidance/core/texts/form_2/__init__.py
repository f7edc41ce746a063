"""The second written form of license texts: no list is glued, and every number begins a section.

Frozen with the first release that has it; what is to be better then is a third form.
"""
