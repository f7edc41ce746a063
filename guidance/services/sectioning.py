"""Split a license's text into sections again, keeping the rows of the keys that stay."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from guidance.core import texts
from guidance.core.licenses import Section
from guidance.models import License
from guidance.models import Section as SectionRow

_COLUMNS = ("label", "heading", "depth", "start", "end", "position")


class Overtaken(Exception):
    """Raised where the license was saved since the proposal was shown."""


@dataclass(frozen=True)
class Proposal:
    """The sections of a split beside those of the draft, in the order of the text."""

    sections: tuple[Section, ...]
    words: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    moved: tuple[str, ...]


def propose(license: License) -> Proposal:
    """Split the license's text and say what would differ from the draft (2 queries)."""
    body = license.text.body
    sections = texts.split(body)
    now = {row.key: (row.start, row.end) for row in license.sections.all()}
    keys = [section.key for section in sections]
    return Proposal(
        sections=sections,
        words=tuple(body[section.start : section.end].strip()[:120] for section in sections),
        added=tuple(key for key in keys if key not in now),
        removed=tuple(key for key in now if key not in keys),
        moved=tuple(s.key for s in sections if s.key in now and now[s.key] != (s.start, s.end)),
    )


@transaction.atomic
def split_again(license: License, *, revision: int) -> License:
    """Make the draft's sections those of the split; raises Overtaken if it was saved since."""
    license = License.objects.select_for_update(of=("self",)).get(pk=license.pk)
    if license.revision != revision:
        raise Overtaken
    rows = [
        SectionRow(license=license, position=position, **section.model_dump())
        for position, section in enumerate(texts.split(license.text.body))
    ]
    license.sections.exclude(key__in=[row.key for row in rows]).delete()
    SectionRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["license", "key"],
        update_fields=list(_COLUMNS),
    )
    License.objects.filter(pk=license.pk).update(revision=F("revision") + 1)
    license.refresh_from_db()
    license.save(update_fields=["updated_at"])
    return license
