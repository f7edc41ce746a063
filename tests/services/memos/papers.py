"""Files for Word, opened as whoever gets one opens them."""

import io

import docx


def opened(content):
    return docx.Document(io.BytesIO(content))


def lines_of(paper):
    """Return each paragraph as its style and its words, tables left out; no empty ones."""
    return [(one.style.name, one.text) for one in paper.paragraphs if one.text]


def rows_of(table):
    return [[cell.text for cell in row.cells] for row in table.rows]
