"""The sanitized HTML of a text, as paragraphs of a paper: no sign of Markdown is left in it."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from guidance.core.documents.prose import MAX_HTML
from guidance.services.memos.papers import Paper, fit

_MARKS = {"em": "italic", "strong": "bold", "code": "code", "del": "strike", "ins": "underline"}
_BLANK = re.compile(r"\s+")
_FIXED = "Courier New"
_DEEPEST = 3
"""Word has three styles for lists in lists."""


def write_prose(paper: Paper, source: str, html: Mapping[str, str], *, root: str = "") -> None:
    """Write a text of the team by its HTML; as plain paragraphs where there is none.

    ``root`` is put before addresses of the portal itself. Addresses stand behind their words.
    """
    if not source:
        return
    found = html.get(source)
    if found is None or len(found) > MAX_HTML:
        for part in re.split(r"\n\s*\n", source):
            paper.paragraph(" ".join(part.split()))
        return
    writer = _Writer(paper, root)
    writer.feed(found)
    writer.close()


class _Writer(HTMLParser):
    def __init__(self, paper: Paper, root: str) -> None:
        super().__init__(convert_charrefs=True)
        self.paper = paper
        self.root = root
        self.paragraph: Any = None
        self.marks: list[str] = []
        self.lists: list[int | None] = []
        """Of each list that is open the next number; None for one with bullets."""
        self.quotes = 0
        self.is_fixed = False
        self.links: list[tuple[str, list[str]]] = []
        self.rows: list[list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _MARKS:
            self.marks.append(_MARKS[tag])
        elif tag == "a":
            self.links.append((given.get("href") or "", []))
        elif tag == "br":
            self._break()
        elif tag in ("ul", "ol"):
            start = given.get("start") or "1"
            is_number = tag == "ol" and re.fullmatch(r"[0-9]{1,9}", start) is not None
            self.lists.append(int(start) if is_number else (1 if tag == "ol" else None))
            self.paragraph = None
        elif tag == "li":
            self._begin_item()
        elif tag == "blockquote":
            self.quotes += 1
            self.paragraph = None
        elif tag == "pre":
            self.is_fixed = True
            self.paragraph = self.paper.paragraph(style="No Spacing")
        elif tag in ("h3", "h4", "h5"):
            self.paragraph = self.paper.paragraph(style=f"Heading {int(tag[1])}")
        elif tag == "table":
            self.rows = []
        elif tag == "tr" and self.rows is not None:
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in _MARKS and _MARKS[tag] in self.marks:
            self.marks.remove(_MARKS[tag])
        elif tag == "a" and self.links:
            self._end_link(*self.links.pop())
        elif tag in ("ul", "ol") and self.lists:
            self.lists.pop()
            self.paragraph = None
        elif tag == "blockquote":
            self.quotes -= 1
            self.paragraph = None
        elif tag in ("p", "li", "pre", "h3", "h4", "h5"):
            self.paragraph = None
            self.is_fixed = False if tag == "pre" else self.is_fixed
        elif tag == "table" and self.rows:
            self._end_table(self.rows)
            self.rows = None

    def handle_data(self, data: str) -> None:
        words = fit(data) if self.is_fixed else _BLANK.sub(" ", fit(data))
        for _href, told in self.links:
            told.append(words)
        if self.rows is not None:
            if self.rows and self.rows[-1]:
                self.rows[-1][-1] += words
            return
        if self.paragraph is None:
            if not words.strip():
                return
            self.paragraph = self.paper.paragraph(style="Quote" if self.quotes else None)
            words = words.lstrip()
        self._run(words.rstrip("\n") if self.is_fixed else words)

    def _run(self, words: str) -> None:
        run = self.paragraph.add_run(words)
        for mark in self.marks:
            if mark == "code":
                run.font.name = _FIXED
            elif mark == "strike":
                run.font.strike = True
            else:
                setattr(run, mark, True)
        if self.is_fixed:
            run.font.name = _FIXED

    def _break(self) -> None:
        if self.paragraph is not None:
            self.paragraph.add_run().add_break()

    def _begin_item(self) -> None:
        depth = min(max(1, len(self.lists)), _DEEPEST)
        behind = "" if depth == 1 else f" {depth}"
        number = self.lists[-1] if self.lists else None
        if number is None:
            self.paragraph = self.paper.paragraph(style=f"List Bullet{behind}")
            return
        # Word would go on counting where the list before ended, so the number is written.
        self.paragraph = self.paper.paragraph(f"{number}. ", style=f"List Continue{behind}")
        self.lists[-1] = number + 1

    def _end_link(self, href: str, told: list[str]) -> None:
        """Write where a link leads behind its words, where they do not say it themselves."""
        address = f"{self.root}{href}" if href.startswith("/") else href
        if not address or "".join(told).strip() in (address, address.removeprefix("mailto:")):
            return
        words = f" ({fit(address)})"
        if self.rows is not None:
            if self.rows and self.rows[-1]:
                self.rows[-1][-1] += words
        elif self.paragraph is not None:
            self._run(words)

    def _end_table(self, rows: list[list[str]]) -> None:
        rows = [[" ".join(cell.split()) for cell in row] for row in rows if row]
        if rows:
            size = len(rows[0])
            rest = [[*row, *[""] * size][:size] for row in rows[1:]]
            self.paper.table(rows[0], rest)
