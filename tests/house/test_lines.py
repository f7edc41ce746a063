"""Whether lines are short enough to be read beside each other, and blamed one by one."""

import re

import pytest

from tests.house.test_docs import ROOT

MOST_SIGNS = 120
"""Python is held to fewer by ruff. Tables in docs are one row a line, whatever is in it."""
FOLDERS = ("templates", "static", "guidance", "portal", "tests", "scripts", "requirements")
ENDINGS = {".html", ".xml", ".txt", ".css", ".js", ".py", ".svg"}
SHEETS = (
    "site.css", "print.css", "admin/drafts.css", "admin/guidance.css", "admin/pictures.css",
    "admin/workshop.css",
)  # fmt: skip


def _files():
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in ENDINGS and "migrations" not in path.parts:
                yield path


def test_no_line_is_longer_than_can_be_read():
    long = [
        f"{path.relative_to(ROOT)}:{number}: {len(line)}"
        for path in _files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > MOST_SIGNS
    ]

    assert long == []


def test_all_that_we_write_is_looked_at():
    seen = {path.relative_to(ROOT).as_posix() for path in _files()}

    assert {"templates/base.html", "static/site.css", "static/copy.js", "static/icon.svg"} <= seen


@pytest.mark.parametrize("sheet", SHEETS)
def test_style_sheet_has_a_rule_or_a_declaration_a_line(sheet):
    css = (ROOT / "static" / sheet).read_text(encoding="utf-8")
    lines = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL).splitlines()

    rules = [line for line in lines if line.count("{") > 1]
    declarations = [line for line in lines if "{" not in line and line.count(";") > 1]
    assert (rules, declarations) == ([], [])


def test_style_sheet_lists_its_parts_in_their_order():
    css = (ROOT / "static" / "site.css").read_text(encoding="utf-8")
    contents = css.partition("*/")[0]

    listed = re.findall(r"^   (\w[\w ,'-]*): ", contents, re.MULTILINE)
    parts = re.findall(r"^/\* == (.+?) == \*/$", css, re.MULTILINE)
    assert listed == parts
    assert len(parts) > 10
