"""Split a license's text into sections again, keeping the rows of the keys that stay."""

import hashlib
from dataclasses import dataclass
from typing import cast

from django.contrib.auth.models import User
from django.db import transaction

from guidance.core.documents.licenses import Form, Section
from guidance.core.texts import normal
from guidance.models import License
from guidance.models import Section as SectionRow
from guidance.services.drafts.authorship import record
from guidance.services.drafts.columns import columns, values_of
from guidance.services.drafts.holding import hold


class Overtaken(Exception):
    """Raised where the sections or the text are others than the proposal was shown with."""


@dataclass(frozen=True)
class Proposal:
    """The sections of a split beside those of the draft, in the order of the text.

    ``seen`` names the draft's sections and its text: what a split replaces, and nothing else.
    """

    sections: tuple[Section, ...]
    words: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    moved: tuple[str, ...]
    seen: str


def propose(license: License) -> Proposal:
    """Split the license's text and say what would differ from the draft (2 queries)."""
    body = license.text.body
    sections = normal.split(body, form=_form(license))
    rows = list(license.sections.all())
    now = {row.key: (row.start, row.end) for row in rows}
    keys = [section.key for section in sections]
    return Proposal(
        sections=sections,
        words=tuple(body[section.start : section.end].strip()[:120] for section in sections),
        added=tuple(key for key in keys if key not in now),
        removed=tuple(key for key in now if key not in keys),
        moved=tuple(s.key for s in sections if s.key in now and now[s.key] != (s.start, s.end)),
        seen=_look(license, rows),
    )


def _form(license: License) -> Form:
    """Return the form of the license's text, by which it is cut."""
    return cast(Form, license.text.form)


def _look(license: License, rows: list[SectionRow]) -> str:
    """Name the text and the sections of a draft as they are now."""
    names = [*(column.name for column in columns(Section).values()), "position"]
    shown = [tuple(getattr(row, name) for name in names) for row in rows]
    return hashlib.sha256(repr((license.text.digest, shown)).encode()).hexdigest()


@transaction.atomic
def split_again(license: License, *, seen: str, by: User) -> License:
    """Make the draft's sections those of the split; one that has them already is not written.

    ``seen`` is that of the proposal that was shown. Raises Overtaken where sections or text
    are others by now (what else was saved does not matter), Gone where the license was deleted.
    """
    license = hold(license)
    held = list(license.sections.all())
    if _look(license, held) != seen:
        raise Overtaken(str(license))
    rows = [
        SectionRow(license=license, position=position, **values_of(section))
        for position, section in enumerate(normal.split(license.text.body, form=_form(license)))
    ]
    if _look(license, held) == _look(license, rows):
        return license
    license.sections.exclude(key__in=[row.key for row in rows]).delete()
    SectionRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["license", "key"],
        update_fields=[*(name for name in columns(Section) if name != "key"), "position"],
    )
    license.revision += 1
    license.save(update_fields=["revision", "updated_at"])
    record(license, by=by)
    return license
