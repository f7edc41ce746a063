"""Operations on questionnaires: read one, evaluate answers.

The walk and the result are the ones of the site.
"""
