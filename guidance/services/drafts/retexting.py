"""Give a license's draft a new revision of its text, and let what is quoted follow its words.

Editions keep the old text; nothing that is public changes until the license is published.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.auth.models import User
from django.db import transaction

from guidance.core.documents.formats import digest
from guidance.core.documents.licenses import Form, Section
from guidance.core.documents.licenses import License as LicenseNoun
from guidance.core.texts import normal
from guidance.core.texts.revisions import CERTAIN, Fated, differs_in_form_only, fates
from guidance.models import License, LicenseText
from guidance.models import Section as SectionRow
from guidance.services.drafts.authorship import record
from guidance.services.drafts.columns import values_of
from guidance.services.drafts.holding import hold
from guidance.services.drafts.rows_to_document import document_of


class LooksDifferent(Exception):
    """Raised where the draft is another by now than the one that was shown."""


@dataclass(frozen=True)
class Revision:
    """What taking a text would do; ``seen`` names the draft and the text that it was made of."""

    text: LicenseText
    sections: tuple[Section, ...]
    fated: tuple[Fated, ...]
    is_form_only: bool
    seen: str

    def of(self, fate: str) -> list[Fated]:
        return [one for one in self.fated if one.fate == fate]


def look_of(one: Fated) -> str:
    """Name a quote with what becomes of it, as it is shown."""
    shown = repr((one.quoted.place, one.quoted.words, one.fate, one.old, one.new))
    return hashlib.sha256(shown.encode()).hexdigest()[:32]


def propose(license: License, text: LicenseText) -> Revision:
    """Say what taking a text would do to a draft. Raises InvalidDocument where it makes none."""
    document: Any = document_of(license)
    sections = normal.split(text.body, form=cast(Form, text.form))
    return Revision(
        text=text,
        sections=sections,
        fated=fates(document, text.body, sections),
        is_form_only=differs_in_form_only(license.text.body, text.body),
        seen=_seen(document, text),
    )


@transaction.atomic
def take(
    license: License, text: LicenseText, *, seen: str, accepted: Iterable[str], by: User
) -> list[Fated]:
    """Take a text and its sections; return the quotes that did not follow, for the queue.

    What is the same or moved follows by itself; what is similar where its look is ``accepted``.
    The others stay as they were, with the sentence that they stood in, and the checks name them.
    Raises LooksDifferent, and Gone where the license was deleted.
    """
    license = hold(license)
    revision = propose(license, text)
    if revision.seen != seen:
        raise LooksDifferent(str(license))
    wanted = set(accepted)
    following = [one for one in revision.fated if one.fate in CERTAIN or look_of(one) in wanted]
    staying = [one for one in revision.fated if one not in following]
    for one in revision.fated:
        _write(license, one, follows=one in following)
    license.sections.all().delete()
    SectionRow.objects.bulk_create(
        SectionRow(license=license, position=position, **values_of(section))
        for position, section in enumerate(revision.sections)
    )
    license.text = text
    license.revision += 1
    license.save(update_fields=["text", "revision", "updated_at"])
    record(license, by=by)
    return staying


def _seen(document: LicenseNoun, text: LicenseText) -> str:
    return f"{digest(document)}-{text.digest}"


def _write(license: License, one: Fated, *, follows: bool) -> None:
    """Let a quote be where its words stand now, or keep the sentence that it stood in."""
    chosen = one.chosen if follows else None
    section = chosen.section if chosen else one.quoted.section
    quote = chosen.quote if chosen else one.quoted.quote
    sentence = one.new if chosen else one.old
    noun, _colon, key = one.quoted.place.partition(":")
    if noun == "annotation":
        note = license.annotations.get(key=key)
        note.section, note.exact, note.sentence = section, quote.exact, sentence
        note.prefix, note.suffix = quote.prefix, quote.suffix
        note.revision += 1
        note.save()
        return
    term = license.terms.get(key=key)
    term.citations = [
        _cited(section, quote, sentence) if _is(one, citation) else citation
        for citation in term.citations
    ]
    term.revision += 1
    term.save()


def _cited(section: str, quote: Any, sentence: str) -> dict[str, Any]:
    words = quote.model_dump(exclude_defaults=True) | {"sentence": sentence}
    return {"section": section, "quote": {name: word for name, word in words.items() if word}}


def _is(one: Fated, citation: dict[str, Any]) -> bool:
    quote = citation.get("quote") or {}
    words = tuple(quote.get(name, "") for name in ("exact", "prefix", "suffix"))
    return (citation["section"], *words) == one.quoted.words[1:]
