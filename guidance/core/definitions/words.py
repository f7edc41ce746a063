"""Words that a license defines: what each means, and where a clause uses them for the first time.

A definition is a section of the text that was cut as one (``def.…``). A word is linked once in
a clause, where no note has the same words; nothing of the text is changed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from guidance.core.documents.licenses import License, Section
from guidance.core.texts.highlights import Clause, Run

DEFINES = "def."
"""How the keys of sections begin that define a word."""

_QUOTED = re.compile(r"[\"“]([^\"“”]{2,60})[\"”]")
_MEANS = re.compile(r"\b(?:means?|refers?)\b")


@dataclass(frozen=True)
class Definition:
    """Words that a section defines, the first of them its name; ``meaning`` is the section."""

    key: str
    words: tuple[str, ...]
    meaning: str


def definitions(license: License) -> tuple[Definition, ...]:
    """Return what a license defines in sections of their own, in the order of its text."""
    text = license.text.body or ""
    return tuple(
        _definition(section, " ".join(text[section.start : section.end].split()))
        for section in license.sections
        if section.key.startswith(DEFINES) and section.heading
    )


def _definition(section: Section, text: str) -> Definition:
    """Read the words that stand in quotation marks before what they mean.

    >>> section = Section(key="def.x", heading="Licensee", start=0, end=0)
    >>> _definition(section, '"Licensee" or "you" means whoever has "it".').words
    ('Licensee', 'you')
    """
    means = _MEANS.search(text)
    quoted = _QUOTED.findall(text[: means.start()] if means else "")
    name = section.heading.strip("\"“”'")
    return Definition(section.key, tuple(dict.fromkeys((name, *quoted))), text)


class DefinedWords:
    """The defined words of one license, to be looked for in its clauses."""

    def __init__(self, known: Iterable[Definition]) -> None:
        self._known = {definition.key: definition for definition in known}
        self._keys = {
            form: definition.key
            for definition in self._known.values()
            for word in definition.words
            for form in (word, word[:1].upper() + word[1:])
        }
        longest_first = sorted(self._keys, key=len, reverse=True)
        self._pattern = re.compile(
            rf"\b({'|'.join(map(re.escape, longest_first)) or '(?!)'})(?:s|es)?\b"
        )

    def used_in(self, clause: Clause) -> tuple[Definition, ...]:
        """Return the definitions whose words a clause uses, in the order of their first use."""
        runs = (run for part in (clause.heading, *clause.paragraphs) for run in part)
        text = "".join(run.text for run in runs)
        keys = dict.fromkeys(self._keys[found[1]] for found in self._pattern.finditer(text))
        return tuple(self._known[key] for key in keys if key != clause.section.key)

    def linked(self, clause: Clause) -> Clause:
        """Return the clause with each defined word in a run of its own, where it is used first.

        Words under a note stay the note's: one cannot follow two links at once.
        """
        seen = {clause.section.key}
        paragraphs = tuple(tuple(self._cut(runs, seen)) for runs in clause.paragraphs)
        return replace(clause, paragraphs=paragraphs)

    def _cut(self, runs: Sequence[Run], seen: set[str]) -> Iterator[Run]:
        for run in runs:
            if run.notes:
                yield run
                continue
            start = 0
            for found in self._pattern.finditer(run.text):
                key = self._keys[found[1]]
                if key in seen:
                    continue
                seen.add(key)
                if found.start() > start:
                    yield Run(run.text[start : found.start()])
                yield Run(found[0], defined=key)
                start = found.end()
            if start < len(run.text):
                yield Run(run.text[start:]) if start else run
