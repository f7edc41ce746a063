"""What stands at an address where nothing is: what there is, and what its words find."""

import re

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from guidance.models import Publication, PublicationKind
from guidance.services.search import searching
from guidance.services.search.hits import Result
from portal.limits.rules import TooMany, spend_of

_LONGEST = 80
_NO_WORDS = {
    "admin", "api", "changes", "check", "compare", "faq", "html", "licenses", "results", "search",
    "share", "start", "static", "text",
}  # fmt: skip
_SECRET = ("/results/", "/stacks/", "/feedback/")
_OURS = ("/licenses/", "/faq/", "/check/", "/compare/", "/search/")
"""Only below these are the words of an address searched: the others are mostly machines'."""
_HITS = 4
_MOST = 24
"""Licenses, and questionnaires, that are named; the lists have the others."""
_LICENSE = re.compile(r"/licenses/([^/]+)/")


def missing(request: HttpRequest) -> HttpResponse:
    """Say that nothing is here (404), and name the licenses and questionnaires there are."""
    words = words_of(request.path)
    asked = _LICENSE.match(request.path)
    slug = asked[1] if asked else ""
    try:
        live = Publication.objects.live()
        licenses = live.of_kind(PublicationKind.LICENSE)[:_MOST].shown()
        trees = live.of_kind(PublicationKind.TREE)[:_MOST].shown()
        is_known = bool(slug) and live.of_kind(PublicationKind.LICENSE).filter(slug=slug).exists()
        found = _found(request, words) if words else ()
    except Error:
        licenses, trees, is_known, found = (
            [],
            [],
            False,
            (),
        )  # the page is shown all the same where the database cannot be read
    context = {
        "words": words,
        "is_license": bool(slug and words) and not is_known,
        "licenses": licenses,
        "trees": trees,
        "found": found,
    }
    return render(request, "404.html", context, status=404)


def _found(request: HttpRequest, words: str) -> tuple[Result, ...]:
    """Return the first that the words of the address find; nothing for who asks too often."""
    if not request.path.startswith(_OURS):
        return ()
    try:
        spend_of(request, "search")
    except TooMany:
        return ()
    return searching.search(words, by_meaning=False).results[:_HITS]


def words_of(path: str) -> str:
    """Return what somebody may have looked for, by the words of an address.

    >>> words_of("/licenses/llama-3/v2/"), words_of("/results/Xy7Zk/")
    ('llama 3', '')
    """
    if path.startswith(_SECRET):
        return ""
    words = re.findall(r"[^\W_]+(?:\.\d+)*", path)
    told = (word for word in words if word.lower() not in _NO_WORDS)
    said = " ".join(word for word in told if not re.fullmatch(r"v\d+", word))
    return said[:_LONGEST].strip()
