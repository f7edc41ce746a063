"""What the checks found, as pages show it: once for each mistake, with the ways to put it right."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from guidance.admin.addresses.places import Places, page_url
from guidance.admin.fields.lines import AnswerLinesField
from guidance.core.checks import CODES, Cause, Finding, named_warning
from guidance.core.checks.proposals import propose_answers
from guidance.core.documents.trees import Tree
from guidance.services.drafts.holding import Draft

_MOST = 300
"""Characters of a case's title, as the model has it."""
_FEW = 5
"""So many places of one mistake are shown unfolded."""

_COMPARED = {"citation-turned", "citation-reworded", "annotation-turned", "annotation-reworded"}

Link = tuple[str, str]
"""Words, and the address they lead to."""


@dataclass(frozen=True)
class Shown:
    """One mistake: its words, and each finding that it makes with the links to its places."""

    code: str
    severity: str
    title: str
    message: str
    advice: str
    findings: tuple[tuple[Finding, tuple[Link, ...]], ...]
    dismissals: tuple[str, ...] = ()
    """What the lines begin with by which a warning is left standing."""
    forms: tuple[Any, ...] = ()
    """By which somebody who may write leaves it standing, one for each of these names."""

    @property
    def is_long(self) -> bool:
        return len(self.findings) > _FEW


def show_causes(
    causes: Iterable[Cause],
    row: Draft,
    document: Any,
    request: HttpRequest,
    places: Places | None = None,
) -> tuple[Shown, ...]:
    """Return mistakes as the pages of ``row`` show them to this person."""
    places = places or Places(row)
    may_add = request.user.has_perm("guidance.add_case")
    tree = document if isinstance(document, Tree) and may_add else None
    return tuple(_shown(cause, places, tree) for cause in causes)


def _shown(cause: Cause, places: Places, tree: Tree | None) -> Shown:
    code = CODES.get(cause.code)
    return Shown(
        code=cause.code,
        severity=cause.severity,
        title=code.title if code else _("This cannot be read"),
        message=cause.message,
        advice=cause.advice,
        findings=tuple(
            (finding, (*_links(finding, places), *_wanted(finding, places, tree)))
            for finding in cause.findings
        ),
        dismissals=tuple(dict.fromkeys(map(named_warning, cause.findings)))
        if cause.severity == "warning"
        else (),
    )


def _links(finding: Finding, places: Places) -> tuple[Link, ...]:
    opened = tuple(
        (_("Open %s") % place.replace(":", " ", 1) if place else _("Open the draft"), url)
        for place in (finding.place, *finding.also)
        for url in [places.url(place)]
    )
    if finding.code in _COMPARED:
        return ((_("Compare the sentences"), page_url(places.row, "sentences")), *opened)
    return opened


def _wanted(finding: Finding, places: Places, tree: Tree | None) -> tuple[Link, ...]:
    """Return links to forms of the cases that are wanted, filled in as far as can be known."""
    question = tree.question(finding.place.partition(":")[2]) if tree is not None else None
    if tree is None or question is None:
        return ()
    keys = {case.key for case in tree.cases}
    return tuple(
        (
            _("Add a case with %s") % value,
            _case_url(
                tree=str(places.row.pk),
                title=f"{question.title[: _MOST - len(value) - 2]}: {value}",
                key=_free(f"{question.key}-{value}".replace("--", "-minus-"), keys),
                answers=AnswerLinesField().prepare_value(
                    dict(propose_answers(tree, question.key, value))
                ),
            ),
        )
        for value in finding.values
    )


def _case_url(**fields: str) -> str:
    return f"{reverse('admin:guidance_case_add')}?{urlencode(fields)}"


def _free(key: str, taken: set[str]) -> str:
    number, free = 1, key
    while free in taken:
        number += 1
        free = f"{key}-{number}"
    return free
