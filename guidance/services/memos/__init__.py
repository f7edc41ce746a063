"""Memos for colleagues outside: guidance, or a draft that is reviewed, as a document for Word.

Made from what editions carry, and from nothing that an edition does not say; no page is made here.
"""
