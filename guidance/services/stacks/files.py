"""What a stack asks to be handed on: one NOTICE for the whole, the licenses' texts, texts to paste.

The words of licenses come from their editions. Nothing here makes a query.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from guidance.core.documents.licenses import License, TermKind
from guidance.core.stacks.components import Component
from guidance.core.stacks.names import LICENSE_COPY
from guidance.services.stacks.presenting import Answer, ShownDuty, ShownOrigin

NOTICE = "NOTICE"
_COPY_TOPIC = "license-copy"
_NOTICE_TOPIC = "attribution"
_PLACEHOLDER = "[Copy its copyright and other notices here: they stand in its own files.]"


@dataclass(frozen=True)
class StackFile:
    """A file for the product, by its folders. ``is_text``: words to be pasted elsewhere."""

    path: str
    words: str
    title: str
    is_text: bool = False

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.words.encode()).hexdigest()


def files_of(answer: Answer) -> tuple[StackFile, ...]:
    """Return the files that a stack asks for; none where nothing has to be handed on."""
    copies = {slug: _path(answer, slug) for slug in _copied(answer)}
    found = [
        StackFile(path, body, license.title)
        for slug, path in copies.items()
        if (license := answer.shelf.license(slug)) and (body := license.text.body)
    ]
    if notice := _notice(answer, copies):
        found.insert(0, StackFile(NOTICE, notice, "all notices, for the whole product"))
    return (*found, *_pasted(answer))


def _path(answer: Answer, slug: str) -> str:
    license = answer.shelf.license(slug)
    return (license and license.file_name) or f"licenses/{slug}.txt"


def _asked(answer: Answer) -> Iterator[tuple[ShownDuty, ShownOrigin]]:
    for duty in (*answer.must, *answer.must_not):
        for origin in duty.origins:
            yield duty, origin


def _copied(answer: Answer) -> list[str]:
    """Return the licenses of which a copy goes along."""
    found = set()
    for _duty, origin in _asked(answer):
        term, license = origin.term, answer.shelf.license(origin.license)
        is_copy = LICENSE_COPY in (term.same_as, term.topic) and term.kind is TermKind.CONDITION
        if is_copy or (license and term.file and term.file == license.file_name):
            found.add(origin.license)
    return sorted(found)


def _notice(answer: Answer, copies: dict[str, str]) -> str:
    """Return one file with an entry for each component that asks for a notice or a copy."""
    entries: dict[Component, dict[str, list[str]]] = {}
    for _duty, origin in _asked(answer):
        term = origin.term
        if term.kind is not TermKind.CONDITION:
            continue
        is_notice = term.topic == _NOTICE_TOPIC
        words = term.fulfilment if is_notice and "/" in f"{term.file}/" else ""
        if not is_notice and origin.license not in copies:
            continue
        for component in origin.components:
            said = entries.setdefault(component, {}).setdefault(origin.license, [])
            if words and words not in said:
                said.append(words)
    if not entries:
        return ""
    lines = ["This product contains the following components.", ""]
    for component in sorted(entries, key=lambda one: (one.name.casefold(), one.version)):
        lines += [_name(component), "-" * len(_name(component))]
        for slug, said in sorted(entries[component].items()):
            license = answer.shelf.license(slug)
            lines.append(f"License: {_title(license, slug)}{_where(copies.get(slug))}")
            lines += ["", *said] if said else []
        if not any(entries[component].values()):
            lines += ["", _PLACEHOLDER]
        lines.append("")
    return "\n".join(lines)


def _where(path: str | None) -> str:
    return f" (see {path})" if path else ""


def _title(license: License | None, slug: str) -> str:
    return f"{license.title}" if license else slug


def _name(component: Component) -> str:
    return f"{component.name} {component.version}".rstrip()


def _pasted(answer: Answer) -> Iterator[StackFile]:
    """Yield words that go into texts of the reader's own, once for each term."""
    seen = set()
    for _duty, origin in _asked(answer):
        term = origin.term
        if term.file and term.fulfilment and "/" not in term.file and origin.ref not in seen:
            seen.add(origin.ref)
            path = f"to-paste/{origin.license}/{term.file}"
            yield StackFile(path, f"{term.fulfilment}\n", term.title, is_text=True)
