"""Warnings that a team leaves standing: with a reason, by whom and when, and taken back.

They are lines of the draft, so they are exported, published and restored with it.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from guidance.core.checks import Dismissed, Finding, dismissal, dismissed_by, named_warning
from guidance.core.documents.counts import MOST
from guidance.core.documents.editions import Publishable
from guidance.core.documents.formats import InvalidDocument
from guidance.services.drafts.document_to_rows import store
from guidance.services.drafts.holding import Draft, hold
from guidance.services.drafts.rows_to_document import document_of
from guidance.services.people import name_of
from guidance.services.publishing.acts import DraftChanged
from guidance.services.publishing.inspecting import findings_of

LONGEST_REASON = 300


class TooManyDismissals(Exception):
    """Raised where a draft has as many lines as it can hold."""


@dataclass(frozen=True)
class Left:
    """A warning that is left standing, and what it says now: nothing where it is gone."""

    dismissed: Dismissed
    findings: tuple[Finding, ...]


def left_standing(document: Publishable) -> tuple[Left, ...]:
    """Return the warnings that a draft leaves standing, in the order of its lines."""
    if not document.dismissed:
        return ()
    found = findings_of(document.model_copy(update={"dismissed": ()}))
    return tuple(
        Left(one, tuple(_of_name(one.name, found))) for one in map(dismissed_by, document.dismissed)
    )


def look_of(name: str, findings: Iterable[Finding]) -> str:
    """Name what a warning says: so whoever leaves it standing says it of what they saw."""
    shown = [name, *sorted(one.message for one in _of_name(name, findings))]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:32]


def _of_name(name: str, findings: Iterable[Finding]) -> list[Finding]:
    return [one for one in findings if one.severity == "warning" and named_warning(one) == name]


@transaction.atomic
def leave(row: Draft, *, name: str, seen: str, reason: str, by: User) -> Draft:
    """Leave a warning standing that somebody looked at; return the draft.

    Raises DraftChanged where it is not there or says something else by now, TooManyDismissals,
    and Gone where the draft was deleted; nothing is written then.
    """
    document = _held(row)
    found = findings_of(document)
    if not _of_name(name, found) or look_of(name, found) != seen:
        raise DraftChanged(name)
    if len(document.dismissed) >= MOST["dismissed"]:
        raise TooManyDismissals(str(row))
    line = dismissal(name, reason=reason, by=name_of(by), on=timezone.localdate())
    return _stored(document, (*document.dismissed, line), by=by)


@transaction.atomic
def take_back(row: Draft, *, line: str, by: User) -> Draft:
    """Let a warning be told again; raises DraftChanged where it is not left standing so."""
    document = _held(row)
    if line not in document.dismissed:
        raise DraftChanged(line)
    return _stored(document, tuple(one for one in document.dismissed if one != line), by=by)


def _held(row: Draft) -> Publishable:
    try:
        return document_of(hold(row))
    except InvalidDocument as error:
        raise DraftChanged(str(row)) from error


def _stored(document: Publishable, lines: tuple[str, ...], *, by: User) -> Draft:
    stored = store(document.model_copy(update={"dismissed": lines}), by=by)
    assert stored is not None  # noqa: S101 - only topics have no row
    return stored
