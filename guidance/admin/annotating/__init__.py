"""A license's text as the place of work: notes, terms and citations by selecting words.

Nobody counts characters or types a key here. What a note or a term is stands with the nouns.
"""
