"""A paper for Word: real headings, tables with a header row, page numbers, facts about itself.

The same words give the same bytes. Nothing outside is linked but addresses of the portal.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from guidance.core.texts.diffs import Change

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Signs that XML has no place for."""
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_LANGUAGE = "en"
_NARROW = 4.5
_WIDE = 12.0
"""Centimetres of a column for names, and of one for words."""


def fit(words: str) -> str:
    """Return words without the signs that no file for Word can hold."""
    return _UNFIT.sub("", words)


MOST_PARAGRAPHS = 3_000
"""Paragraphs and rows of one paper: some 150 pages, which are made in seconds."""


class Full(Exception):
    """Raised where a paper would become longer than anybody reads, or than is made in time."""


class Paper:
    """A paper that is written from top to bottom."""

    def __init__(self, title: str, *, about: str, at: datetime) -> None:
        self.docx: Any = Document()
        self.written = 0
        self._styles = {style.name: style.style_id for style in self.docx.styles}
        self._set_up(title, about, at)
        self.docx.add_heading(fit(title), level=0)

    def _set_up(self, title: str, about: str, at: datetime) -> None:
        page = self.docx.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2.25)
        facts = self.docx.core_properties
        facts.title, facts.subject, facts.language = fit(title)[:255], fit(about)[:255], _LANGUAGE
        facts.author = facts.last_modified_by = "License Guidance"
        facts.comments = facts.keywords = ""
        facts.created = facts.modified = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        for style in self.docx.styles.element.iter(qn("w:lang")):
            style.set(qn("w:val"), _LANGUAGE)
        foot = page.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        foot.add_run(f"{fit(about)} · ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "1"
        run.append(text)
        field.append(run)
        foot._p.append(field)

    def heading(self, words: str, level: int = 1) -> None:
        self.paragraph(" ".join(words.split()), style=f"Heading {level}")

    def paragraph(self, words: str = "", style: str | None = None, *, is_bold: bool = False) -> Any:
        """Write a paragraph, or begin an empty one; raises Full."""
        self._count()
        paragraph = self.docx.add_paragraph()
        if style is not None:
            paragraph._p.style = self._styles[style]  # by name, each would search all styles
        if words:
            paragraph.add_run(fit(words)).bold = is_bold or None
        return paragraph

    def quoted(self, before: str, words: str, after: str, *, clause: str = "") -> None:
        """Write quoted words, in their sentence where it is known, with the clause before them."""
        paragraph = self.paragraph(style="Quote")
        if clause:
            paragraph.add_run(f"{fit(clause)} ").italic = False
        paragraph.add_run(fit(f"“{before}"))
        paragraph.add_run(fit(words)).bold = True
        paragraph.add_run(fit(f"{after}”"))

    def changes(self, changes: Iterable[Change]) -> None:
        """Write what differs: struck through what goes, underlined what comes."""
        paragraph = self.paragraph()
        for change in changes:
            run = paragraph.add_run(fit(change.text))
            run.font.strike = True if change.kind == "removed" else None
            run.underline = True if change.kind == "added" else None

    def address(self, name: str, address: str) -> None:
        """Write an address of the portal as a link."""
        paragraph = self.paragraph(f"{name}: ")
        link = OxmlElement("w:hyperlink")
        to = self.docx.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), to)
        run = paragraph.add_run(address)
        run.underline = True
        link.append(run._r)
        paragraph._p.append(link)

    def table(self, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Write a table whose first row is repeated on each page, and named as its header."""
        table = self.docx.add_table(rows=1, cols=len(header), style="Table Grid")
        widths = [Cm(_NARROW), *[Cm(_WIDE / max(1, len(header) - 1))] * (len(header) - 1)]
        top = table.rows[0]
        repeated = OxmlElement("w:tblHeader")
        repeated.set(qn("w:val"), "true")
        top._tr.get_or_add_trPr().append(repeated)
        for cell, words, width in zip(top.cells, header, widths, strict=True):
            cell.width = width
            cell.paragraphs[0].add_run(fit(words)).bold = True
        for row in rows:
            self._count()
            for cell, words, width in zip(table.add_row().cells, row, widths, strict=True):
                cell.width = width
                cell.text = fit(words)
        self.docx.add_paragraph().paragraph_format.space_after = Pt(0)

    def _count(self) -> None:
        self.written += 1
        if self.written > MOST_PARAGRAPHS:
            raise Full

    def cut(self, address: str) -> None:
        """Say where the rest of a paper stands that was full."""
        self.written = 0
        self.paragraph("This memo is cut off here: it would be too long.", is_bold=True)
        self.address("All of it stands in the portal", address)

    def end(self, heading: str, words: str) -> None:
        """Write what stands at the end in any case."""
        self.written = 0
        self.heading(heading)
        self.paragraph(words)

    def as_bytes(self) -> bytes:
        """Return the file; what is in it has the date of no day, so that it is always the same."""
        made, out = io.BytesIO(), io.BytesIO()
        self.docx.save(made)
        with (
            zipfile.ZipFile(made) as held,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written,
        ):
            for name in held.namelist():
                entry = zipfile.ZipInfo(name, _FIRST_DAY)
                entry.create_system = 3
                entry.compress_type = zipfile.ZIP_DEFLATED
                written.writestr(entry, held.read(name))
        return out.getvalue()
