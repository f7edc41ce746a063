"""Situations named by links: a pasted address, long or short, found as a result again."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from guidance.core.documents.trees import Answers, Tree
from guidance.core.walking.walks import canonical_answers, walk
from guidance.models import PublicationKind, SavedResult
from guidance.services.editions.readings import Reading, pinned
from guidance.services.results.addresses import result_address
from guidance.services.results.links import read_link, signed_query
from guidance.services.results.presenting import Result, present
from guidance.services.results.typed_answers import kept_answers

MAX_LINK = 4_000
MAX_PAIRS = 300
"""Parameters of a link that are read."""

_PINNED = re.compile(r"(?:.*/)?check/(?P<slug>[a-z0-9-]{1,80})/v(?P<number>[0-9]{1,9})/?\Z")
_SHORT = re.compile(r"v(?P<number>[0-9]{1,9})\Z")
_KEPT = re.compile(r"(?:.*/)?results/(?P<token>[A-Za-z0-9_-]{1,32})/?\Z")


class Unusable(Exception):
    """A link that names no situation of this questionnaire; it says why, for its reader."""


@dataclass(frozen=True)
class Situation:
    """A result with the answers and the edition that it is pinned to."""

    number: int
    answers: Answers
    result: Result

    @property
    def slug(self) -> str:
        return self.result.reading.document.slug

    @property
    def written(self) -> str:
        return written(self.slug, self.number, self.answers)

    @property
    def address(self) -> str:
        return result_address(self.slug, self.number, self.answers)


def written(slug: str, number: int, answers: Answers) -> str:
    """Return the one way in which a comparison's address names a result."""
    return f"v{number}?{signed_query(slug, number, answers)}"


def contrast_address(slug: str, a: str, b: str = "", *, name: str = "check-compare") -> str:
    """Return the address of two situations side by side, or of the form that asks for another.

    ``a`` and ``b`` are as ``written`` names them.
    """
    query = f"a={quote(a, safe='')}" + (f"&b={quote(b, safe='')}" if b else "")
    return f"{reverse(f'guidance:{name}', args=[slug])}?{query}"


def situation_at(slug: str, link: str, *, host: str) -> Situation:
    """Return the result that a link names: pasted whole, or as our own addresses write it.

    Raises Unusable. A short link is looked up (one query more than a long one).
    """
    parts = _split(link.strip())
    if parts.netloc and parts.netloc.lower() != host.lower():
        raise Unusable(_("This is a link to another site. Paste the link of a result of this one."))
    if found := _KEPT.match(parts.path):
        return _kept(slug, found["token"])
    found = _PINNED.match(parts.path) or _SHORT.match(parts.path)
    if found is None:
        raise Unusable(
            _("This is no link of a result. Copy it from the result’s page, under “Share”.")
        )
    if found.groupdict().get("slug", slug) != slug:
        raise Unusable(_("This is a result of another questionnaire. Only results of one compare."))
    return _pinned(slug, int(found["number"]), parts.query)


def _split(link: str) -> SplitResult:
    if len(link) > MAX_LINK or link.count("&") > MAX_PAIRS or "\0" in link:
        raise Unusable(_("This link is too long to be one of a result."))
    try:
        return urlsplit(link)
    except ValueError as error:
        raise Unusable(_("This link cannot be read.")) from error


def _pinned(slug: str, number: int, query: str) -> Situation:
    reading = pinned(PublicationKind.TREE, slug, number)
    if reading is None:
        raise Unusable(_("There is no version %d of this questionnaire.") % number)
    link = read_link(reading.document, number, QueryDict(query))
    if not link.is_whole:
        raise Unusable(
            _("This link is not whole: something is missing, or was changed on its way.")
        )
    return Situation(number, link.answers, present(reading, link.walk))


def _kept(slug: str, token: str) -> Situation:
    saved = (
        SavedResult.objects.filter(token=token, taken_back_at=None)
        .select_related("edition__publication")
        .first()
    )
    if saved is None:
        raise Unusable(_("There is no result under this short link; it may have been taken back."))
    if saved.edition.publication.slug != slug:
        raise Unusable(_("This is a result of another questionnaire. Only results of one compare."))
    reading = pinned(PublicationKind.TREE, slug, saved.edition.number)
    if reading is None:
        raise Unusable(_("There is no version %d of this questionnaire.") % saved.edition.number)
    kept = {key: tuple(values) for key, values in saved.answers.items()}
    way = walk(reading.document, kept_answers(reading.document, kept))
    answers = canonical_answers(reading.document, way)
    return Situation(saved.edition.number, answers, present(reading, way))


def compare_address(result: Result) -> str:
    """Return where a published result is set beside another situation."""
    here = _written_result(result)
    return contrast_address(result.reading.document.slug, here) if here else ""


def today_beside(result: Result, today: Reading[Tree] | None) -> str:
    """Return where an older result is set beside what today's edition says, or "".

    "" where there is no other edition, or it asks more than the answers hold.
    """
    if today is None:
        return ""
    answers = {step.question.key: step.values for step in result.walk.steps}
    way = walk(today.document, answers)
    if not way.is_finished or not way.possibilities:
        return ""
    now = _written_result(present(today, way))
    return contrast_address(today.document.slug, _written_result(result), now)


def _written_result(result: Result) -> str:
    if (edition := result.reading.edition) is None:
        return ""
    tree = result.reading.document
    return written(tree.slug, edition.number, canonical_answers(tree, result.walk))
