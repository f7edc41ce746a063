"""All questions of a questionnaire on one page.

How one question is shown, and what answers lead to, stands in ``services/results``.
"""
