"""Say something about a place of a draft, answer it, close it."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from guidance.models import Remark
from guidance.services.drafts.holding import KINDS, Draft
from guidance.services.mailing import telling
from guidance.services.people import name_of


class NoSuchRemark(Exception):
    """Raised where a remark is not there, is on another draft, or is closed already."""


@dataclass(frozen=True)
class Thread:
    """A remark with what was answered, oldest first."""

    remark: Remark
    answers: tuple[Remark, ...]

    @property
    def is_open(self) -> bool:
        return self.remark.closed_at is None


def may_remark(row: Draft, user: User) -> bool:
    """Tell whether ``user`` reviews, or writes drafts of this kind."""
    may_write = user.has_perm(f"guidance.change_{row._meta.model_name}")
    return may_write or user.has_perm("guidance.review_guidance")


def may_close(row: Draft, remark: Remark, user: User) -> bool:
    """Tell whether ``user`` writes drafts of this kind, or said it themselves."""
    return remark.author_id == user.pk or user.has_perm(f"guidance.change_{row._meta.model_name}")


def threads_of(row: Draft) -> tuple[Thread, ...]:
    """Return all remarks on a draft with their answers, oldest first (one query)."""
    said = list(Remark.objects.of_draft(KINDS[type(row)], row.pk))
    answers: dict[int, list[Remark]] = {}
    for one in said:
        if one.answers_id is not None:
            answers.setdefault(one.answers_id, []).append(one)
    return tuple(
        Thread(one, tuple(answers.get(one.pk, ()))) for one in said if one.answers_id is None
    )


def open_remarks(row: Draft) -> list[Remark]:
    """Return the remarks on a draft that nobody has closed, oldest first (one query)."""
    return list(Remark.objects.of_draft(KINDS[type(row)], row.pk).open())


@transaction.atomic
def say(
    row: Draft,
    *,
    by: User,
    words: str,
    place: str = "",
    title: str = "",
    field: str = "",
    passage: str = "",
) -> Remark:
    """Keep a remark at a place of a draft. Raises PermissionDenied."""
    if not may_remark(row, by):
        raise PermissionDenied("Only who reviews or writes this draft can remark on it.")
    said = Remark.objects.create(
        kind=KINDS[type(row)], draft=row.pk, place=place, title=title, field=field,
        passage=passage, words=words, author=by, author_name=name_of(by), at=timezone.now(),
    )  # fmt: skip
    telling.of_remark(row, said, by=by)
    return said


@transaction.atomic
def answer(row: Draft, number: int, *, by: User, words: str) -> Remark:
    """Keep an answer to a remark. Raises PermissionDenied, and NoSuchRemark."""
    if not may_remark(row, by):
        raise PermissionDenied("Only who reviews or writes this draft can answer.")
    asked = _held(row, number)
    said = Remark.objects.create(
        kind=asked.kind, draft=asked.draft, place=asked.place, title=asked.title, answers=asked,
        words=words, author=by, author_name=name_of(by), at=timezone.now(),
    )  # fmt: skip
    telling.of_remark(row, said, by=by)
    return said


@transaction.atomic
def close(row: Draft, number: int, *, by: User) -> Remark:
    """Close a remark: it is dealt with. Raises PermissionDenied, and NoSuchRemark."""
    remark = _held(row, number)
    if not may_close(row, remark, by):
        raise PermissionDenied("Only who said it, or who writes the draft, can close it.")
    remark.closed_at = timezone.now()
    remark.closed_by = by
    remark.closed_by_name = name_of(by)
    remark.save()
    return remark


def _held(row: Draft, number: int) -> Remark:
    mine = Remark.objects.filter(kind=KINDS[type(row)], draft=row.pk).open()
    found = mine.select_for_update(of=("self",)).filter(pk=number).first()
    if found is None:
        raise NoSuchRemark(str(number))
    return found
