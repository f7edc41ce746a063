"""Cut a normalized license text into its sections, each with a key to cite it by.

The sections follow one another without gaps: joined, they give back the text. What
the splitter gets wrong an editor can put right.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from guidance.core.documents.licenses import Section
from guidance.core.texts.form_1 import headings
from guidance.core.texts.form_1.numbering import Numbering

MAX_SECTIONS = 1_000
"""The longest real texts have some 250; what comes after stays in the last section."""

_MAX_HEADING = 300
_MARKUP = re.compile(r"\*\*|\\(?=[.)])|^#{1,6} ")
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\s]+")


@dataclass(slots=True)
class _Start:
    key: str
    at: int
    label: str = ""
    heading: str = ""
    depth: int = 0


def split(text: str) -> tuple[Section, ...]:
    """Return the sections of a normalized text in its order; none for the empty text.

    Keys are unique and follow the text's own numbers: ``1.b.v``, ``def.licensee`` for
    a definition in quotes, ``exhibit-a``, ``title``, ``preamble``. What stands after
    the last item of a list and belongs to the clause around it is ``4.closing``.
    There are at most MAX_SECTIONS: a text of list marks only is not cut to dust.
    """
    starts = _Splitter(text).starts()
    taken: dict[str, int] = {}
    sections = []
    for number, start in enumerate(starts):
        end = starts[number + 1].at if number + 1 < len(starts) else len(text)
        sections.append(
            Section(
                key=_once(start.key, taken),
                label=start.label,
                heading=_UNPRINTED.sub(" ", start.heading).strip()[:_MAX_HEADING].strip(),
                depth=start.depth,
                start=start.at,
                end=end,
            )
        )
    return tuple(sections)


def _once(key: str, taken: dict[str, int]) -> str:
    """Return ``key``, or key-2, key-3 … where it is taken."""
    unique = key
    while unique in taken:
        taken[key] += 1
        unique = f"{key}-{taken[key]}"
    taken[unique] = 1
    return unique


@dataclass
class _Splitter:
    text: str
    found: list[_Start] = field(default_factory=list)
    numbering: Numbering = field(default_factory=Numbering)
    annex: tuple[str, str] = ("", "")
    """Key and label of the exhibit we are in, put before the numbers of its clauses."""
    heading: str = ""
    """Heading of the top clause."""
    lead_ins: dict[str, bool] = field(default_factory=dict)
    """By clause: does its own text end with a colon, so that a list must follow?"""
    closing: _Start | None = None
    """What will be a closing paragraph, unless the list goes on after it."""
    has_clauses: bool = False
    is_cut: bool = False
    is_part: bool = False

    def starts(self) -> list[_Start]:
        """Return where the sections begin; the first begins at 0."""
        for at, paragraph in _paragraphs(self.text):
            self._read(at, paragraph)
            if len(self.found) >= MAX_SECTIONS:
                break
        self._close()
        del self.found[MAX_SECTIONS:]
        if not self.found and self.text:
            self._begin("text", 0)
        if self.found:
            self.found[0].at = 0
        return self.found

    def _begin(
        self, key: str, at: int, *, label: str = "", heading: str = "", depth: int = 0
    ) -> None:
        self._close()
        self.found.append(_Start(key, at, label, heading, depth))
        self.is_cut = False

    @property
    def _key(self) -> str:
        return self.found[-1].key if self.found else ""

    def _read(self, at: int, paragraph: str) -> None:
        if headings.is_rule(paragraph):
            self.is_cut = True
        elif not (self._landmark(at, paragraph) or self._clause(at, paragraph)):
            self._plain(at, paragraph)

    def _landmark(self, at: int, paragraph: str) -> bool:
        if part := headings.part(paragraph):
            self._close()
            self.numbering.levels = self.numbering.levels[:1]
            self._begin(part[0], at, label=part[1], heading=part[2])
            self.is_part = True
            return True
        if annex := headings.annex(paragraph):
            self._leave()
            self.annex = annex[0], annex[1]
            self._begin(annex[0], at, label=annex[1], heading=annex[2])
            return True
        key = headings.known(paragraph)
        if not key or (key in ("preamble", "terms") and self.has_clauses):
            return False
        if not self.found and key != "preamble":
            return False
        if key == "terms" and self._key == "title" and self.is_cut is False and not at:
            return False
        self._leave()
        self._begin(key, at, heading=paragraph if key != "end" else "")
        return True

    def _clause(self, at: int, paragraph: str) -> bool:
        before = self.numbering.label
        length = self.numbering.place(paragraph)
        if length is None:
            return False
        words = paragraph[length:]
        label, depth = self.numbering.label, self.numbering.depth
        self._settle(before, label)
        is_definition = bool(depth) and self._defines
        heading = headings.heading(words, is_definition=is_definition, is_top=not depth)
        if not depth:
            self.heading = heading
        key, shown = label.lower(), label
        if self.annex[0]:
            key, shown, depth = f"{self.annex[0]}.{key}", f"{self.annex[1]}.{label}", depth + 1
        self.lead_ins[label] = paragraph.endswith((":", ": and", "—"))
        self.has_clauses = True
        self.is_part = False
        self._begin(key, at, label=shown, heading=heading, depth=min(depth, 9))
        return True

    @property
    def _defines(self) -> bool:
        return "definition" in self.heading.lower()

    def _plain(self, at: int, paragraph: str) -> None:
        if self.numbering.levels and not self.is_cut:
            self._inside(at, paragraph)
        elif self.is_cut and self.has_clauses:
            self._leave()
            if headings.is_heading(paragraph):
                self._begin(headings.slug(paragraph) or "closing", at, heading=paragraph)
            else:
                self._begin("closing", at)
        elif self.has_clauses or self.annex[0]:
            if self.is_part:
                self._unnumbered(at, paragraph)
        else:
            self._front(at, paragraph)

    def _inside(self, at: int, paragraph: str) -> None:
        """Place a paragraph that has no number and stands after a numbered one."""
        label = self.numbering.label
        if self.is_part:
            self._unnumbered(at, paragraph)
        elif self._defines and (term := headings.term(paragraph)):
            depth = max(self.numbering.depth, 1)
            self._begin(_defined(term), at, heading=term, depth=depth)
        elif not self.numbering.depth and not self.heading and headings.is_disclaimer(paragraph):
            if self._key != "disclaimer":
                self._begin("disclaimer", at)
        elif self.lead_ins.get(label.rpartition(".")[0]) and not self.lead_ins.get(label):
            if not self.closing:
                parent = label.rpartition(".")[0]
                prefix = f"{self.annex[0]}." if self.annex[0] else ""
                key = f"{prefix}{parent.lower()}.closing"
                self.closing = _Start(key, at, depth=self.numbering.depth)
        elif not self._key.startswith("def."):
            self.lead_ins[label] = paragraph.endswith(":")

    def _unnumbered(self, at: int, paragraph: str) -> None:
        """Begin a clause that has a heading and no number, as some have below a part."""
        words = headings.heading(paragraph)
        if words and len(paragraph) > len(words) + 2 and paragraph[len(words)] == ".":
            self._begin(headings.slug(words) or "clause", at, heading=words)

    def _front(self, at: int, paragraph: str) -> None:
        """Place a paragraph that stands before the first clause."""
        if headings.is_definition(paragraph):
            term = headings.term(paragraph)
            self._begin(_defined(term), at, heading=term)
        elif not self.found and headings.is_title(paragraph):
            self._begin("title", at, heading=paragraph)
        elif self._key.startswith("title") and headings.is_title(paragraph):
            return
        elif role := headings.role(paragraph):
            if self._key != role:
                self._begin(role, at)
        elif self.found and headings.is_heading(paragraph):
            key = "title" if self.is_cut else headings.slug(paragraph)
            self._begin(key or "preamble", at, heading=paragraph.rstrip("."))
        elif not self.found or self._key.startswith(("title", "def.")):
            self._begin("notice" if self.is_cut else "preamble", at)
        elif self.is_cut:
            self._begin("preamble", at)

    def _settle(self, before: str, now: str) -> None:
        """Decide on a pending closing paragraph, now that another clause has begun."""
        parent = before.rpartition(".")[0]
        if parent and now.startswith((f"{parent}.", f"{before}.")):
            self.closing = None

    def _close(self) -> None:
        if self.closing:
            self.found.append(self.closing)
            self.closing = None

    def _leave(self) -> None:
        """Leave all clauses: what comes now is numbered anew."""
        self._close()
        self.numbering = Numbering()
        self.annex = ("", "")
        self.heading = ""
        self.is_part = False


def _defined(term: str) -> str:
    return f"def.{headings.slug(term) or 'term'}"


def _unmarked(paragraph: str) -> str:
    """Return the paragraph without Markdown's bold, escapes and heading marks, to read it by."""
    if headings.is_rule(paragraph):
        return paragraph
    return _MARKUP.sub("", paragraph).strip()


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield each paragraph with words in it, and where it begins."""
    at = 0
    for piece in text.split("\n\n"):
        stripped = piece.strip()
        if stripped:
            yield at + len(piece) - len(piece.lstrip()), _unmarked(stripped) or stripped
        at += len(piece) + 2
