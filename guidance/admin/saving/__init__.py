"""The rule for whoever writes: hold, compare with what was shown, save or refuse, keep the words.

What a form holds is said by the nouns; what is published, elsewhere.
"""
