"""How people ask: other wordings kept and loaded, synonyms edited, queries without an answer.

What is written here takes effect in the search at once, and never makes an edition.
"""
