"""How people ask, on pages of the whole site: queries without an answer, synonyms, gaps.

The wordings of one draft are edited among its steps.
"""
