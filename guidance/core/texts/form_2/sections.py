"""Cut a normalized license text into its sections, each with a key to cite it by.

The sections follow one another without gaps: joined, they give back the text. What
the splitter gets wrong an editor can put right.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from guidance.core.documents.licenses import Section
from guidance.core.texts.form_2 import headings
from guidance.core.texts.form_2.contents import contents
from guidance.core.texts.form_2.fronts import defined, front, stands_over
from guidance.core.texts.form_2.marks import Mark
from guidance.core.texts.form_2.numbering import MAX_DEPTH, Numbering
from guidance.core.texts.form_2.outlines import Outline, Start
from guidance.core.texts.form_2.paragraphs import Paragraph, paragraphs_of

MAX_SECTIONS = 1_000
"""The longest real texts have some 250; what comes after stays in the last section."""

_AHEAD = 60
"""So many of the marks that follow are looked at."""


def split(text: str) -> tuple[Section, ...]:
    """Return the sections of a normalized text in its order; none for the empty text.

    Keys are unique and follow the text's own numbers: ``1.b.v``, ``def.licensee`` for
    a definition in quotes, ``exhibit-a``, ``title``, ``preamble``. What stands after
    the last item of a list and belongs to the clause around it is ``4.closing``; numbers
    that begin anew below a heading have its key before them, ``use-policy.1``.
    There are at most MAX_SECTIONS: a text of list marks only is not cut to dust.
    """
    return _Splitter().outline_of(list(paragraphs_of(text))).sections(text, most=MAX_SECTIONS)


@dataclass
class _Splitter:
    outline: Outline = field(default_factory=Outline)
    numbering: Numbering = field(default_factory=Numbering)
    annex: tuple[str, str] = ("", "")
    """Key and label of the exhibit or part we are in, put before the numbers of its clauses."""
    part: tuple[str, str] = ("", "")
    """Key and label of a heading without number: if numbers begin anew, they are below it."""
    heading: str = ""
    """Heading of the top clause."""
    definition: str = ""
    """Key of the definition we are in, put before the numbers of its list."""
    lead_ins: dict[str, bool] = field(default_factory=dict)
    """By clause: does its own text end with a colon, so that a list must follow?"""
    has_clauses: bool = False
    has_preamble: bool = False
    """Is a paragraph headed Preamble, so that no other may be called so?"""
    is_cut: bool = False
    is_part: bool = False
    is_aside: bool = False
    """Are we below a heading without number, after clauses that have one?"""
    is_direct: bool = False
    """Was the paragraph before this one numbered, with nothing in between?"""
    is_said: bool = False
    """Does the clause that has just begun end in a full stop?"""
    is_bare: bool = False
    """Has the clause just begun a number and no words yet?"""

    def outline_of(self, paragraphs: Sequence[Paragraph]) -> Outline:
        """Return where the sections begin, and what they are called."""
        words = [paragraph.words for paragraph in paragraphs]
        self.has_preamble = any(headings.known(one) == "preamble" for one in words)
        marks = [paragraph.mark for paragraph in paragraphs if paragraph.mark]
        passed = 0
        skipped = contents(paragraphs) or (0, 0)
        for index, paragraph in enumerate(paragraphs):
            passed += paragraph.mark is not None
            if skipped[0] <= index < skipped[1]:
                if index == skipped[0]:
                    heading = "" if paragraph.mark else paragraph.words
                    self._begin("contents", paragraph.at, heading=heading)
                continue
            following = words[index + 1] if index + 1 < len(words) else ""
            self._read(paragraph, marks[passed : passed + _AHEAD], following)
            if len(self.outline.found) >= MAX_SECTIONS:
                break
        return self.outline

    def _begin(self, key: str, at: int, **shown: Any) -> None:
        self.outline.begin(key, at, **shown)
        self.is_cut = self.is_bare = False

    @property
    def _key(self) -> str:
        return self.outline.key

    def _read(self, paragraph: Paragraph, ahead: Sequence[Mark], following: str) -> None:
        at, words, mark = paragraph.at, paragraph.words, paragraph.mark
        if headings.is_rule(words):
            self.is_cut = True
        elif self._landmark(at, words):
            return
        elif not (mark and self._clause(at, words, mark, ahead)):
            self._plain(at, words, following)

    def _landmark(self, at: int, paragraph: str) -> bool:
        if part := headings.part(paragraph):
            self.outline.close()
            self.numbering.levels = self.numbering.levels[:1]
            self._begin(part[0], at, label=part[1], heading=part[2])
            self.part = part[0], ""
            self.is_part = True
            return True
        if annex := headings.annex(paragraph):
            self._leave()
            self.annex = annex[0], annex[1]
            self._begin(annex[0], at, label=annex[1], heading=annex[2])
            return True
        if headings.is_recitals(paragraph) and not self.has_clauses:
            self._leave()
            self.annex = "recitals", ""
            self._begin("recitals", at, heading=paragraph.rstrip(".: "))
            return True
        if self.annex[0] == "recitals" and headings.ends_recitals(paragraph):
            self._leave()
            self._begin("now-therefore", at)
            return True
        key = headings.known(paragraph)
        if not key or (key in ("preamble", "terms") and self.has_clauses):
            return False
        if not self.outline.found and key != "preamble":
            return False
        if key == "terms" and self._key == "title" and self.is_cut is False and not at:
            return False
        self._leave()
        self._begin(key, at, heading=paragraph if key != "end" else "")
        return True

    def _clause(self, at: int, paragraph: str, mark: Mark, ahead: Sequence[Mark]) -> bool:
        words = paragraph[mark.length :]
        before = self.numbering.label
        if self.part[0] and self.numbering.levels and self.numbering.begins_anew(mark):
            self._enter_part()
            before = ""
        elif self._is_past_recitals(mark):
            self._leave()
            before = ""
        name = headings.heading(words)
        shape = (2 if name == words.rstrip(".: ") else 1) if name else 0
        is_led = self._is_led or self.is_direct
        if not self.numbering.place(mark, ahead, words=words, shape=shape, is_led=is_led):
            return False
        if self._prefixed(self.numbering.label) in self.outline.taken and self._restarts(mark):
            self._enter_part()
            before = ""
            self.numbering.place(mark, ahead, words=words, shape=shape)
        label, depth = self.numbering.label, self.numbering.depth
        self.outline.settle(before, label)
        is_definition = bool(depth) and self._defines
        heading = headings.heading(words, is_definition=is_definition, is_top=not depth)
        if not depth:
            self.heading = heading
            self.definition = ""
        key, shown = self._prefixed(label), label
        if self.annex[1]:
            shown = f"{self.annex[1]}.{label}"
        self.lead_ins[label] = paragraph.endswith((":", ": and", "—"))
        self.has_clauses = True
        self.is_part = self.is_aside = False
        self.part = "", ""
        depth = min(depth + bool(self.annex[0]), MAX_DEPTH)
        self._begin(key, at, label=shown, heading=heading, depth=depth)
        self.is_bare, self.is_said = not words, words.endswith(".")
        self.is_direct = True
        return True

    def _is_past_recitals(self, mark: Mark) -> bool:
        """Say whether numbers of another kind begin: those of the contract itself."""
        levels = self.numbering.levels
        is_other = bool(levels) and all(one.kind != levels[0].kind for one in mark.readings)
        is_first = self.numbering.begins_anew(mark)
        is_led = self.lead_ins.get(self.numbering.label, False)
        return self.annex[0] == "recitals" and is_other and is_first and not is_led

    @property
    def _is_led(self) -> bool:
        """Does the clause before end so, or is it a heading only, that a list follows it?"""
        levels = self.numbering.levels
        is_heading = bool(levels) and levels[-1].shape == 2
        return is_heading or self.lead_ins.get(self.numbering.label, False)

    @property
    def _is_awaited(self) -> bool:
        """Is something awaited below the clause before, since it has said nothing yet?"""
        return self._is_led and not self.is_said

    def _prefixed(self, label: str) -> str:
        key = label.lower()
        if self.definition and "." in key:
            return f"{self.definition}.{key.partition('.')[2]}"
        return f"{self.annex[0]}.{key}" if self.annex[0] else key

    def _restarts(self, mark: Mark) -> bool:
        """Say whether a number that was there already is the first of another text."""
        first = self.numbering.levels[0]
        is_first = first.ordinal in (0, 1) and len(self.numbering.levels) <= 2
        return is_first and (bool(self.part[0]) or mark.word != "" or len(mark.path) > 1)

    def _enter_part(self) -> None:
        """Begin numbers anew, below the heading that stands before them."""
        part = self.part
        if not part[0]:
            number = 2
            while f"part-{number}.1" in self.outline.taken or self.annex[0] == f"part-{number}":
                number += 1
            part = f"part-{number}", ""
        self._leave()
        self.annex = part

    @property
    def _defines(self) -> bool:
        return "definition" in headings.slug(self.heading)

    def _plain(self, at: int, paragraph: str, following: str) -> None:
        self.is_direct = False
        if self.is_bare and headings.is_heading(paragraph):
            self.outline.found[-1].heading = paragraph.rstrip(".")
            if not self.numbering.depth:
                self.heading = paragraph
            self.is_bare = False
        elif self.numbering.levels and not self.is_cut:
            self._inside(at, paragraph, following)
        elif self.is_cut and self.has_clauses:
            self._leave()
            if headings.is_heading(paragraph):
                key = headings.slug(paragraph) or "closing"
                self._begin(key, at, heading=paragraph)
                self.part = key, ""
            else:
                self._begin("closing", at)
        elif self.has_clauses or self.annex[0]:
            if self.is_part:
                self._unnumbered(at, paragraph)
        else:
            self._front(at, paragraph)

    def _inside(self, at: int, paragraph: str, following: str) -> None:
        """Place a paragraph that has no number and stands after a numbered one."""
        label = self.numbering.label
        if self.is_part:
            self._unnumbered(at, paragraph)
        elif stands_over(paragraph, following, is_awaited=self._is_awaited):
            key = headings.slug(paragraph) or "heading"
            self._begin(key, at, heading=paragraph.rstrip(".: "))
            self.part = self._key, ""
            self.is_aside = True
        elif self.is_aside:
            return
        elif self._defines and (term := headings.term(paragraph)):
            self.numbering.levels = self.numbering.levels[:1]
            self.definition = defined(term)
            self._begin(self.definition, at, heading=term, depth=1)
        elif not self.numbering.depth and not self.heading and headings.is_disclaimer(paragraph):
            if self._key != "disclaimer":
                self._begin("disclaimer", at)
        elif self.lead_ins.get(label.rpartition(".")[0]) and not self.lead_ins.get(label):
            if not self.outline.closing:
                parent = label.rpartition(".")[0]
                key = f"{self._prefixed(parent)}.closing"
                self.outline.closing = Start(key, at, depth=self.numbering.depth)
        elif not self._key.startswith("def."):
            self.lead_ins[label] = paragraph.endswith(":")

    def _unnumbered(self, at: int, paragraph: str) -> None:
        """Begin a clause that has a heading and no number, as some have below a part."""
        words = headings.heading(paragraph)
        if words and len(paragraph) > len(words) + 2 and paragraph[len(words)] == ".":
            self._begin(headings.slug(words) or "clause", at, heading=words)

    def _front(self, at: int, paragraph: str) -> None:
        """Place a paragraph that stands before the first clause."""
        plain = "introduction" if self.has_preamble else "preamble"
        begun = front(paragraph, after=self._key, is_cut=self.is_cut, plain=plain)
        if begun and begun[0] == plain in self.outline.taken and self._key.startswith("def."):
            begun = "after-definitions", begun[1]
        if begun:
            self._begin(begun[0], at, heading=begun[1])
            if begun[1] and not begun[0].startswith(("title", "def.")):
                self.part = begun[0], ""

    def _leave(self) -> None:
        """Leave all clauses: what comes now is numbered anew."""
        self.outline.close()
        self.numbering = Numbering()
        self.annex = self.part = ("", "")
        self.heading = self.definition = ""
        self.lead_ins = {}
        self.is_part = self.is_aside = False
