"""How an edition was used, as a table for a spreadsheet: the figures of the page, no others."""

import csv
import io

from guidance.services.drafts.case_tables import safe_cell
from guidance.services.usage.figures import Use

COLUMNS = (
    "Edition", "Since", "What", "Key", "Title", "Shown or reached", "Not sure",
    "Left without an answer",
)  # fmt: skip


def written(use: Use, *, number: int) -> str:
    """Write a line for each question and outcome as CSV; no cell can be taken for a formula."""
    begin = (str(number), use.since.isoformat())
    lines = [
        ("question", one.key, one.title, one.asked.written, one.unsure.written, one.left.written)
        for one in use.questions
    ]
    lines += [("outcome", one.key, one.title, one.reached.written, "", "") for one in use.outcomes]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([safe_cell(cell) for cell in (*begin, *line)])
    return out.getvalue()
