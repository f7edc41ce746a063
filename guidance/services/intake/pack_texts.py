"""The words of the licenses that packs and imports name by digest: found, and never guessed.

A text whose digest is another is not used; it is named, with where it came from.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from guidance.core.documents.formats import InvalidDocument, Problem
from guidance.core.documents.licenses import Form, License, Text
from guidance.core.texts import normal
from guidance.models import Edition, LicenseText
from guidance.services.drafts.refusals import refused
from guidance.services.intake.text_files import NoTexts, RawText, read_texts
from guidance.services.intake.texts import row_of


def with_held_text(document: License, *, file: str) -> License:
    """Return the license with its text, and where it has none, its sections (two queries).

    For an import: only what is held already. Raises InvalidDocument where the text of that
    key has other words; where none of that key is held, ``store`` says so.
    """
    row = LicenseText.objects.filter(digest=document.text.digest).first()
    if row is not None:
        return _filled(document, document.text.model_copy(update={"body": row.body}))
    other = document.text.key and LicenseText.objects.filter(source_key=document.text.key).first()
    if other:
        raise _other_words(document, other.digest, other.source, file=file)
    return document


def with_texts(
    nouns: Iterable[tuple[str, int, Any]],
    editions: Mapping[tuple[str, str], Edition],
    *,
    texts_dir: Path,
) -> tuple[list[tuple[str, int, Any]], dict[str, RawText], list[Problem]]:
    """Return documents with the texts of their licenses, and the texts that are not held yet.

    A text is taken from the license's current edition, else from what is held, else from
    the data in ``texts_dir``, which is read only where it is needed. Texts by digest.
    """
    nouns = list(nouns)
    found = _from_editions(editions)
    named = [one for one in nouns if isinstance(one[2], License)]
    found |= _from_rows({one[2].text.digest: one[2].text for one in named}, but=found)
    forms: dict[str, set[Form]] = {}
    for _file, _position, document in named:
        if document.text.digest not in found:
            forms.setdefault(document.text.key, set()).add(document.text.form)
    problems: list[Problem] = []
    raws: dict[str, RawText] = {}
    read: dict[tuple[str, Form], Text] = {}
    reason = ""
    try:
        for raw in read_texts(texts_dir, only=forms.keys() - {""}) if forms else ():
            if not isinstance(raw, RawText):
                continue
            for form in sorted(forms[raw.key]):
                kept = replace(raw, form=form)
                read[raw.key, form] = text = _as_text(row_of(kept))
                raws[text.digest] = kept
    except NoTexts as error:
        reason = str(error)
    found |= {text.digest: text for text in read.values()}
    filled: list[tuple[str, int, Any]] = []
    for file, position, document in nouns:
        if isinstance(document, License):
            if document.text.digest not in found:
                problems += _not_there(document, read, reason, file=file).problems
                continue
            document = _filled(document, found[document.text.digest])
        filled.append((file, position, document))
    return filled, raws, problems


def _filled(document: License, text: Text) -> License:
    """Return the license with this text, and cut as it means where it names no sections.

    The same words may be held in another form; that of the document says how it is cut.
    """
    sections = document.sections or normal.split(text.body or "", form=document.text.form)
    return document.model_copy(update={"text": text, "sections": sections})


def _from_editions(editions: Mapping[tuple[str, str], Edition]) -> dict[str, Text]:
    found = [
        Text.model_validate(edition.document["text"])
        for (kind, _slug), edition in editions.items()
        if kind == "license"
    ]
    return {text.digest: text for text in found}


def _from_rows(wanted: Mapping[str, Text], *, but: Mapping[str, Text]) -> dict[str, Text]:
    """Take texts that are held; where they came from only if published data said it.

    What a person wrote beside a text that they pasted has not been looked at by a publisher.
    """
    missing = set(wanted) - set(but)
    rows = LicenseText.objects.filter(digest__in=missing) if missing else ()
    return {
        row.digest: _as_text(row)
        if row.front_matter
        else wanted[row.digest].model_copy(update={"body": row.body})
        for row in rows
    }


def _as_text(row: LicenseText) -> Text:
    return Text(
        source=row.source,
        key=row.source_key,
        url=row.url,
        digest=row.digest,
        form=cast(Form, row.form),
        body=row.body,
    )


def _not_there(
    document: License, read: Mapping[tuple[str, Form], Text], reason: str, *, file: str
) -> InvalidDocument:
    if reason:
        return refused(
            file,
            "text",
            f"The license texts cannot be read: {reason}",
            "Fetch them first; `make run` does.",
        )
    if (other := read.get((document.text.key, document.text.form))) is not None:
        return _other_words(document, other.digest, other.source, file=file)
    return refused(
        file,
        "text.digest",
        f"No text with the digest {document.text.digest[:12]}… is held here.",
        f"Import the text “{document.text.key or document.title}” first.",
    )


def _other_words(document: License, digest: str, source: str, *, file: str) -> InvalidDocument:
    return refused(
        file,
        "text.digest",
        f"The text “{document.text.key}” of {source} has the digest {digest[:12]}…, "
        f"not {document.text.digest[:12]}…: its words are others, so it is not used.",
        "Compare the two texts, look at every note again, then take the new digest.",
    )
