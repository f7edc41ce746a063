"""Pages to read: licenses, FAQ entries, comparisons, changes.

Nothing here walks a questionnaire.
"""
