"""Operations that read: licenses, FAQ entries, editions, the format, the search.

Nothing here walks a questionnaire.
"""
