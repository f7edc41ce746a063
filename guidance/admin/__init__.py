"""The legal team's face: every noun as a form, and the way from a draft to an edition."""

from guidance.admin import (
    annotations,
    cases,
    editions,
    faqs,
    licenses,
    outcomes,
    publications,
    questions,
    results,
    terms,
    texts,
    trees,
    users,
)

__all__ = [
    "annotations", "cases", "editions", "faqs", "licenses", "outcomes", "publications", "questions",
    "results", "terms", "texts", "trees", "users",
]  # fmt: skip
