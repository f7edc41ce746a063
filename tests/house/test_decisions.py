"""Each decision says when it was taken, what was rejected, and which others it changes."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "decisions"
PARTS = ["Context", "Decision", "Rejected", "Consequences"]
BACK = {"Amends": "Amended by", "Supersedes": "Superseded by"}
"""What a decision says of an older one, and what the older one says of it."""
LONGEST = 45
"""Lines of a page: one screen, or nearly."""


@dataclass(frozen=True)
class Record:
    number: int
    title: str
    facts: dict[str, str]
    parts: dict[str, str]
    lines: int

    @property
    def status(self) -> str:
        """The status that its links to later decisions ask for."""
        if "Superseded by" in self.facts:
            return "superseded"
        return "accepted, amended" if "Amended by" in self.facts else "accepted"


def record(text: str) -> Record:
    """Read a decision: its title, the list of facts below it, and its parts."""
    head, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    title = re.fullmatch(r"# (\d+)\. (.+)\n\n((?:- [^\n]+\n)*)\n", head)
    assert title, f"not a title and a list of facts: {head!r}"
    facts = dict(re.findall(r"^- ([A-Z][a-z ]+): (.+)$", title[3], re.MULTILINE))
    named = dict(part.split("\n", 1) for part in parts)
    return Record(int(title[1]), title[2], facts, named, text.count("\n"))


FILES = sorted(FOLDER.glob("0*.md"))
RECORDS = {path: record(path.read_text("utf-8")) for path in FILES}


def link_to(path: Path) -> str:
    return f"[{RECORDS[path].number}. {RECORDS[path].title}]({path.name})"


def linked(words: str) -> list[str]:
    """Return the links in a fact, each with its words."""
    return re.findall(r"\[[^]]+\]\([^)]+\)", words)


def test_numbers_follow_each_other_and_stand_in_the_names():
    numbers = [int(path.name[:4]) for path in FILES]

    assert numbers == [*range(1, len(FILES) + 1)] == [one.number for one in RECORDS.values()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_decision_has_its_form(path):
    decision = RECORDS[path]

    assert [*decision.parts] == PARTS
    assert [name for name, words in decision.parts.items() if not words.strip()] == []
    assert decision.facts["Status"] == decision.status
    assert date.fromisoformat(decision.facts["Date"]) >= date(2026, 11, 24)
    assert set(decision.facts) <= {"Status", "Date", *BACK, *BACK.values()}
    assert decision.lines <= LONGEST


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize(("says", "is_said"), [*BACK.items(), *((b, a) for a, b in BACK.items())])
def test_decisions_that_change_each_other_both_say_so(path, says, is_said):
    there = linked(RECORDS[path].facts.get(says, ""))
    back = [
        link_to(other)
        for other, decision in RECORDS.items()
        if link_to(path) in linked(decision.facts.get(is_said, ""))
    ]

    assert there == back
    older, newer = (back, [link_to(path)]) if says in BACK else ([link_to(path)], back)
    assert all(number_of(a) < number_of(b) for a in older for b in newer)


def number_of(link: str) -> int:
    return int(re.match(r"\[(\d+)", link)[1])


def test_first_page_lists_every_decision_as_it_stands():
    rows = re.findall(
        r"^\| (\[.+\)) \| (.+) \| (.+) \|$", (FOLDER / "README.md").read_text("utf-8"), re.M
    )

    assert rows == [
        (link_to(path), status_with_numbers(decision), decision.facts["Date"])
        for path, decision in RECORDS.items()
    ]


def status_with_numbers(decision: Record) -> str:
    """Return the status as the table has it: with the numbers of those that changed it."""
    by = decision.facts.get("Superseded by") or decision.facts.get("Amended by") or ""
    numbers = ", ".join(str(number_of(link)) for link in linked(by))
    return f"{decision.status} by {numbers}" if numbers else decision.status


GOOD = "# 1. A\n\n- Status: accepted\n- Date: 2026-11-24\n\n## Context\n\nWhy.\n"


@pytest.mark.parametrize(
    "wrong", [GOOD.replace("- Status", "Status"), GOOD.replace("# 1. A", "# A")]
)
def test_other_forms_are_refused(wrong):
    assert record(GOOD).facts == {"Status": "accepted", "Date": "2026-11-24"}

    with pytest.raises(AssertionError, match="not a title and a list of facts"):
        record(wrong)
