"""The table of findings in docs/editing.md, made from the checks' codes.

`python -m tests.findings_table` writes it anew; `tests/test_docs.py` compares.
"""

import re
from pathlib import Path

from guidance.core.checks import CODES

PAGE = Path(__file__).resolve().parent.parent / "docs" / "editing.md"
_TABLE = re.compile(r"(<!-- findings -->\n).*?(<!-- end of findings -->)", re.DOTALL)


def with_table(page: str) -> str:
    """Return the page with the table as the codes have it now."""
    rows = [
        f"| {code.title} | {'stops' if code.severity == 'error' else 'warns'} | {code.advice} "
        f"| `{name}` |"
        for name, code in CODES.items()
    ]
    head = ["| finding | publishing | what to do | code |", "|---|---|---|---|"]
    table = "\n".join([*head, *rows, ""])
    written, count = _TABLE.subn(lambda match: match[1] + table + match[2], page)
    assert count == 1, "the page has no place for the table"
    return written


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
