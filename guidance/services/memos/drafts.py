"""The memo on a draft that is reviewed: what is new, statement by statement, with the remarks."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from guidance.services.memos.papers import Full, Paper
from guidance.services.memos.prose import write_prose
from guidance.services.reviewing.guests import Heard
from guidance.services.reviewing.remarks import Thread
from guidance.services.reviewing.statements import Fact, Statement
from guidance.services.taking.data import DISCLAIMER

_KINDS = {"added": "New", "removed": "Gone", "changed": "Changed", "same": "As published"}
Judged = Sequence[tuple[Statement, Sequence[Thread], Sequence[Heard]]]


def review_memo(
    title: str,
    *,
    facts: Sequence[tuple[str, str]],
    statements: Judged,
    elsewhere: tuple[Sequence[Thread], Sequence[Heard]],
    findings: Sequence[str],
    address: str,
    root: str,
    at: datetime,
) -> bytes:
    """Return what is new in a draft as a file for Word, for somebody without an account.

    ``facts`` say which draft it is, and ``elsewhere`` are remarks and opinions on all of it.
    ``address`` is that of its review in the portal, ``root`` the site's, without its last slash.
    """
    paper = Paper(f"Draft for review: {title}", about=f"Draft of {title}"[:120], at=at)
    try:
        paper.paragraph("This is a draft. It is not published, and may change.", is_bold=True)
        paper.table(("About", "This draft"), facts)
        paper.address("Its review in the portal", address)
        if findings:
            paper.heading("What the checks say")
            for words in findings:
                paper.paragraph(words, style="List Bullet")
        paper.heading("What is new")
        if not statements:
            paper.paragraph("Nothing: it says what is published.")
        for statement, threads, heard in statements:
            kind = _KINDS.get(statement.kind, statement.kind)
            paper.heading(f"{kind}: {statement.noun}, {statement.title}", 2)
            _facts(paper, statement.changed, root)
            _facts(paper, statement.facts, root)
            _threads(paper, threads)
            _opinions(paper, heard)
        if any(elsewhere):
            paper.heading("Other remarks")
            _threads(paper, elsewhere[0])
            _opinions(paper, elsewhere[1])
    except Full:
        paper.cut(address)
    paper.end("About this memo", DISCLAIMER)
    return paper.as_bytes()


def _facts(paper: Paper, facts: Iterable[Fact], root: str) -> None:
    for fact in facts:
        paper.paragraph(fact.name[:1].upper() + fact.name[1:], is_bold=True)
        if fact.changes:
            paper.changes(fact.changes)
        if fact.source:
            write_prose(paper, fact.source, fact.html, root=root)
        for line in fact.lines:
            paper.paragraph(line)
        for one in fact.cited:
            if one.words:
                paper.quoted(one.before, one.words, one.after, clause=one.clause)
            else:
                paper.paragraph(one.clause)


def _threads(paper: Paper, threads: Iterable[Thread]) -> None:
    for thread in threads:
        state = "" if thread.is_open else " (closed)"
        _remark(paper, thread.remark, f"Remark{state}")
        for answer in thread.answers:
            _remark(paper, answer, "Answer")


def _opinions(paper: Paper, heard: Iterable[Heard]) -> None:
    for one in heard:
        said = one.opinion
        verdict = f": {said.get_verdict_display()}" if said.verdict else ""
        paper.paragraph(f"Guest {said.name}, {localtime(said.at):%d %B %Y}{verdict}", is_bold=True)
        _words(paper, said.words)


def _remark(paper: Paper, one: Any, what: str) -> None:
    paper.paragraph(f"{what}: {one.author_name}, {localtime(one.at):%d %B %Y}", is_bold=True)
    if one.passage:
        paper.quoted("", one.passage, "")
    _words(paper, one.words)


def _words(paper: Paper, words: str) -> None:
    for part in words.split("\n"):
        if part.strip():
            paper.paragraph(part.strip())
