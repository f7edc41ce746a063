"""The order of what was found: what helps first a reader who asks "may I …?".

The database weighs words, each in its own way; what is added here is the same on both.
No query is made here.
"""

from guidance.core.search.matches import holds, says_together, title_fit
from guidance.core.search.queries import Query
from guidance.models import SearchKind
from guidance.services.search.engines import Hit

_WEIGHTS = {
    SearchKind.TREE: 1.8,
    SearchKind.FAQ: 1.5,
    SearchKind.LICENSE: 1.4,
    SearchKind.TERM: 1.3,
    SearchKind.NOTE: 1.0,
    SearchKind.OUTCOME: 1.0,
    SearchKind.CLAUSE: 0.9,
    SearchKind.POLICY: 0.9,
    SearchKind.QUESTION: 0.9,
}
"""Guidance in plain words comes before the words that it is about."""
_TITLED = frozenset(
    {SearchKind.TREE, SearchKind.FAQ, SearchKind.LICENSE, SearchKind.TERM, SearchKind.OUTCOME}
)
"""Kinds whose title is a statement of its own, not a heading or words quoted."""
_WHOLE = frozenset({SearchKind.TREE, SearchKind.FAQ, SearchKind.LICENSE})
"""Kinds that answer as a whole; the others are single rules, words or steps."""
_NAMED_SHARE = 0.7
"""A rule is named by a query that so much of its title is taken from."""
_TOGETHER = 1.5
"""So much more is a title worth in which the words asked for stand side by side."""


def ranked(hits: list[Hit], query: Query, *, is_any: bool) -> list[Hit]:
    """Return hits, best first; ``is_any`` says that they need not hold all the words.

    An entry comes up whose title says what was asked for. A questionnaire that asks about
    all of it comes before single rules, since it decides the case, but not before one that
    was asked for by its name. A clause that was asked for by its number stays first.
    """
    worth = {id(hit): _worth(hit, query) for hit in hits}
    rules = [worth[id(hit)] for hit in hits if hit.kind not in _WHOLE and not _is_named(hit, query)]
    best_rule = max(rules, default=0.0)

    def place(hit: Hit) -> tuple[bool, float, bool, float]:
        own = worth[id(hit)]
        decides = not is_any and _decides(hit, query)
        return hit.is_named, max(own, best_rule) if decides else own, decides, own

    return sorted(hits, key=place, reverse=True)


def _worth(hit: Hit, query: Query) -> float:
    return hit.score * _WEIGHTS[SearchKind(hit.kind)] * (1 + _fit(hit, query))


def _fit(hit: Hit, query: Query) -> float:
    """Return how nearly its title says what was asked for; of a license, how nearly it is named."""
    if hit.kind not in _TITLED:
        return 0.0
    said, share = title_fit(hit.title, query)
    fit = said * said * (1 + 2 * share)
    if says_together(hit.title, query):
        fit *= _TOGETHER
    if hit.kind == SearchKind.LICENSE:
        said, share = title_fit(hit.key, query)
        fit = max(fit, share * share * (1 + 2 * said))
    return fit


def _is_named(hit: Hit, query: Query) -> bool:
    """Tell whether a single rule is asked for by its number, or by nearly all of its title."""
    return hit.is_named or (hit.kind in _TITLED and title_fit(hit.title, query)[1] >= _NAMED_SHARE)


def _decides(hit: Hit, query: Query) -> bool:
    """Tell whether it is a questionnaire one of whose lines, with its title, holds the query."""
    return hit.kind == SearchKind.TREE and any(
        holds(f"{hit.title} {line}", query) for line in hit.body.splitlines()
    )
