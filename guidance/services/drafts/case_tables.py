"""The cases of a tree as a table that a lawyer fills in: a line each, in words.

A column for each question, by its title; what is expected, by the titles of outcomes and terms.
Several answers in one cell are parted by semicolons. Nothing is written here.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from guidance.core.documents.trees import Case, Question, Tree

BETWEEN = "; "
MOST_LINES = 2_000
_NAME, _OUTCOMES, _INCLUDES, _EXCLUDES = "Case", "Expected", "Terms it has", "Terms it has not"
_EXACT, _BY, _ON, _WHY = "No other terms", "Signed by", "Signed on", "Why signed anew"
COLUMNS = (_OUTCOMES, _INCLUDES, _EXACT, _EXCLUDES, _BY, _ON, _WHY)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_YES, _NO = ("yes", "x", "1", "true"), ("", "no", "0", "false")


@dataclass(frozen=True)
class Wrong:
    """What is wrong in a table, and in which line; the headings are line 1."""

    line: int
    message: str


def written(tree: Tree, terms: Mapping[str, str]) -> str:
    """Write the cases of a tree as CSV; no cell can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    outcomes = {outcome.key: outcome.title for outcome in tree.outcomes}
    headings = _headings(tree)
    writer.writerow([safe_cell(cell) for cell in (_NAME, *headings, *COLUMNS)])
    for case in tree.cases:
        answers = [
            BETWEEN.join(_words(question, value) for value in case.answers.get(question.key, ()))
            for question in headings.values()
        ]
        expected = (
            BETWEEN.join(outcomes.get(key, key) for key in case.outcomes),
            BETWEEN.join(terms.get(ref, ref) for ref in case.includes),
            "yes" if case.exact else "",
            BETWEEN.join(terms.get(ref, ref) for ref in case.excludes),
            case.signed_by,
            case.signed_on.isoformat() if case.signed_on else "",
            case.reason,
        )
        writer.writerow([safe_cell(cell) for cell in (case.title, *answers, *expected)])
    return out.getvalue()


def read(
    text: str, tree: Tree, terms: Mapping[str, str]
) -> tuple[list[dict[str, Any]], list[Wrong]]:
    """Read a table; return a case in each line as fields by name, and all that is wrong."""
    try:
        dialect: Any = csv.Sniffer().sniff(text[:4096], delimiters=",;\t") if text else csv.excel
        if dialect.delimiter == ";" and text.partition("\n")[0].count(",") > 2:
            dialect = csv.excel
    except csv.Error:
        dialect = csv.excel
    try:
        reader = csv.reader(io.StringIO(text), delimiter=dialect.delimiter, strict=True)
        rows = [(reader.line_num, [_plain(cell) for cell in row]) for row in reader]
    except csv.Error as error:
        return [], [Wrong(1, _("This is no table in CSV: %s") % error)]
    rows = [(line, row) for line, row in rows if any(row)]
    if not rows:
        return [], [Wrong(1, _("The table is empty. Export one to begin with."))]
    if len(rows) > MOST_LINES:
        return [], [Wrong(rows[MOST_LINES][0], _("A table has at most %d lines.") % MOST_LINES)]
    return _Reader(tree, terms).cases(rows)


class _Reader:
    def __init__(self, tree: Tree, terms: Mapping[str, str]) -> None:
        self.headings = _headings(tree)
        self.by_key = {question.key: question for question in tree.questions}
        self.outcomes = _by_words((one.key, one.title) for one in tree.outcomes)
        self.terms = _by_words(terms.items())
        self.wrong: list[Wrong] = []

    def cases(self, rows: list[tuple[int, list[str]]]) -> tuple[list[dict[str, Any]], list[Wrong]]:
        (_line, head), *lines = rows
        if _NAME not in head or _OUTCOMES not in head:
            words = _("The first line names the columns; “%(name)s” and “%(outcomes)s” are needed.")
            return [], [Wrong(1, words % {"name": _NAME, "outcomes": _OUTCOMES})]
        for name in head:
            is_known = name in (_NAME, *COLUMNS, "") or self._question(name)
            if not is_known:
                words = _("The column “%s” is no question of this questionnaire.")
                self.wrong.append(Wrong(1, words % name))
        found = [self._case(line, dict(zip(head, row, strict=False))) for line, row in lines]
        names: dict[str, int] = {}
        for (line, _row), case in zip(lines, found, strict=True):
            if case["title"] in names:
                words = _("“%(name)s” stands in line %(line)d too; give each case its own name.")
                told = {"name": case["title"], "line": names[case["title"]]}
                self.wrong.append(Wrong(line, words % told))
            names.setdefault(case["title"], line)
        return found, sorted(self.wrong, key=lambda one: one.line)

    def _question(self, name: str) -> Question | None:
        return self.headings.get(name) or self.by_key.get(name)

    def _case(self, line: int, row: dict[str, str]) -> dict[str, Any]:
        answers: dict[str, list[str]] = {}
        for name, cell in row.items():
            question = self._question(name) if name not in (_NAME, *COLUMNS) else None
            if question is not None and cell:
                answers[question.key] = self._answers(line, question, cell)
        if not row.get(_NAME):
            self.wrong.append(Wrong(line, _("The case has no name.")))
        outcomes = self._chosen(line, row.get(_OUTCOMES, ""), self.outcomes, _("outcome"))
        if not row.get(_OUTCOMES):
            self.wrong.append(Wrong(line, _("Write which outcome is expected.")))
        return {
            "title": row.get(_NAME, "")[:300],
            "answers": answers,
            "outcomes": outcomes,
            "includes": self._chosen(line, row.get(_INCLUDES, ""), self.terms, _("term")),
            "excludes": self._chosen(line, row.get(_EXCLUDES, ""), self.terms, _("term")),
            "exact": self._is_yes(line, row.get(_EXACT, "")),
            "signed_by": row.get(_BY, "")[:300],
            "signed_on": self._day(line, row.get(_ON, "")),
            "reason": row.get(_WHY, "")[:300],
        }

    def _answers(self, line: int, question: Question, cell: str) -> list[str]:
        if question.is_ranged:
            unsure = {one.label: one.key for one in question.options if one.is_unsure}
            return [unsure.get(cell, cell)]
        options = _by_words((option.key, option.label) for option in question.options)
        return self._chosen(line, cell, options, _("answer to “%s”") % question.title)

    def _chosen(self, line: int, cell: str, known: Mapping[str, str], noun: str) -> list[str]:
        """Return the keys of what a cell names; a name may hold a semicolon itself."""
        if not cell:
            return []
        if cell in known:
            return [known[cell]]
        keys = []
        for words in (part.strip() for part in cell.split(BETWEEN.strip())):
            if not words:
                continue
            if words not in known:
                told = {"words": words, "noun": noun}
                self.wrong.append(Wrong(line, _("“%(words)s” is no %(noun)s.") % told))
            else:
                keys.append(known[words])
        return list(dict.fromkeys(keys))

    def _is_yes(self, line: int, cell: str) -> bool:
        if cell.lower() not in (*_YES, *_NO):
            self.wrong.append(Wrong(line, _("Write yes or no under “%s”.") % _EXACT))
        return cell.lower() in _YES

    def _day(self, line: int, cell: str) -> date | None:
        try:
            return date.fromisoformat(cell) if cell else None
        except ValueError:
            words = _("“%s” is no date; write it as 2026-11-29.")
            self.wrong.append(Wrong(line, words % cell))
            return None


def new_ones(tree: Tree, read_cases: Iterable[dict[str, Any]]) -> list[tuple[Case | None, Any]]:
    """Return what is to be written: each case that the tree has not just so, with the old one."""
    old = {case.title: case for case in reversed(tree.cases)}
    return [
        (old.get(fields["title"]), fields)
        for fields in read_cases
        if fields["title"] not in old or _differs(old[fields["title"]], fields)
    ]


def _differs(case: Case, fields: dict[str, Any]) -> bool:
    for name, value in fields.items():
        now = getattr(case, name)
        if isinstance(now, tuple):
            now = list(now)
        elif isinstance(now, dict):
            now = {key: list(values) for key, values in now.items()}
        if now != value:
            return True
    return False


def _headings(tree: Tree) -> dict[str, Question]:
    """Return the questions by what their columns are called: the title, or the key of a twin."""
    found: dict[str, Question] = {}
    for question in tree.questions:
        taken = question.title in found or question.title in (_NAME, *COLUMNS)
        found[question.key if taken else question.title] = question
    return found


def _by_words(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return keys by words; a key is its own word, and of two with the same words the first."""
    known: dict[str, str] = {}
    for key, words in pairs:
        known.setdefault(words.strip(), key)
        known.setdefault(key, key)
    return known


def _words(question: Question, value: str) -> str:
    if question.is_ranged and all(option.key != value for option in question.options):
        return value
    return next((one.label for one in question.options if one.key == value), value)


def safe_cell(cell: str) -> str:
    """Mark what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _plain(cell: str) -> str:
    bare = cell.strip()
    return bare[1:] if bare[:1] == "'" and bare[1:].startswith(_FORMULA) else bare
