"""What questions that a questionnaire asks no more were called, by its earlier editions."""

from collections.abc import Iterable

from guidance.models import Edition, PublicationKind

MOST_EDITIONS = 10
"""Editions that are looked through, newest first: an address must not cost a whole history."""


def titles_of_gone(slug: str, keys: Iterable[str]) -> dict[str, str]:
    """Return the title of each question by its key, "" where no edition knows it (one query).

    Keys come in their order. Without any, nothing is asked of the database.
    """
    titles = dict.fromkeys(keys, "")
    if not titles:
        return titles
    editions = Edition.objects.filter(
        publication__kind=PublicationKind.TREE, publication__slug=slug
    ).order_by("-number")
    for questions in editions.values_list("document__questions", flat=True)[:MOST_EDITIONS]:
        for question in questions or ():
            if titles.get(question["key"]) == "":
                titles[question["key"]] = question["title"]
    return titles
