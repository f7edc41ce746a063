"""The legal team's face: every noun as a form, and the way from a draft to an edition."""

from guidance.admin.annotating import licenses
from guidance.admin.frame import mails
from guidance.admin.nouns import (
    annotations,
    cases,
    faqs,
    judged,
    outcomes,
    questions,
    results,
    terms,
    texts,
    trees,
    users,
)
from guidance.admin.public import editions, feedback, publications

__all__ = [
    "annotations", "cases", "editions", "faqs", "feedback", "judged", "licenses", "mails",
    "outcomes", "publications", "questions", "results", "terms", "texts", "trees", "users",
]  # fmt: skip
