"""Which findings are said: those of one cause as one, and no warning that a team has dismissed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guidance.core.checks.codes import Severity
from guidance.core.checks.findings import Finding


@dataclass(frozen=True, slots=True)
class Cause:
    """What is to be put right, and every finding that it makes, in their order."""

    code: str
    severity: Severity
    message: str
    advice: str
    findings: tuple[Finding, ...]


def causes_of(findings: Iterable[Finding]) -> tuple[Cause, ...]:
    """Return findings of the same code and cause together, each cause where it is first found.

    >>> one = Finding("missing-target", "error", "option:a/b", "B leads to x.", "", "x is gone.")
    >>> two = Finding("missing-target", "error", "option:a/c", "C leads to x.", "", "x is gone.")
    >>> [(cause.message, len(cause.findings)) for cause in causes_of([one, two])]
    [('x is gone.', 2)]
    """
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for number, finding in enumerate(findings):
        own = (finding.cause,) if finding.cause else ("", str(number))
        groups.setdefault((finding.code, *own), []).append(finding)
    return tuple(_cause(tuple(group)) for group in groups.values())


def _cause(findings: tuple[Finding, ...]) -> Cause:
    first = findings[0]
    message = first.message if len(findings) == 1 else first.cause
    return Cause(first.code, first.severity, message, first.advice, findings)


def named_warning(finding: Finding) -> str:
    """Name a warning as its dismissal does.

    >>> from guidance.core.checks.findings import found
    >>> named_warning(found("question-uncited", "question:users", "It cites nothing."))
    'question-uncited at question:users'
    """
    return f"{finding.code} at {finding.place}" if finding.place else finding.code


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A line by which a warning is left standing; who wrote it and when, where a button did."""

    line: str
    name: str
    reason: str
    by: str = ""
    on: str = ""


_SIGNED = re.compile(r"(?P<reason>.+) — (?P<by>[^—]+), (?P<on>\d{4}-\d\d-\d\d)\Z")


def dismissed_by(line: str) -> Dismissed:
    """Read a line by which a warning is left standing.

    >>> dismissed_by("no-terms: They follow. — Ada, 2026-11-29").by
    'Ada'
    >>> dismissed_by("no-terms: They follow.")
    Dismissed(line='no-terms: They follow.', name='no-terms', reason='They follow.', by='', on='')
    """
    name, _colon, reason = line.partition(": ")
    signed = _SIGNED.match(reason)
    if signed is None:
        return Dismissed(line, name, reason)
    return Dismissed(line, name, signed["reason"], signed["by"], signed["on"])


def dismissal(name: str, *, reason: str, by: str, on: date) -> str:
    """Write the line by which somebody leaves a warning standing.

    >>> dismissal("no-terms", reason="They follow. ", by="Ada", on=date(2026, 11, 29))
    'no-terms: They follow. — Ada, 2026-11-29'
    """
    words, signed = (" ".join(text.split()) for text in (reason, by.replace("—", "-")))
    return f"{name}: {words} — {signed}, {on.isoformat()}"


def standing(findings: Iterable[Finding], dismissed: Iterable[str]) -> tuple[Finding, ...]:
    """Return findings, each once, without the warnings that a team has dismissed."""
    left = {dismissed_by(line).name for line in dismissed}
    return tuple(
        finding
        for finding in dict.fromkeys(findings)
        if finding.severity == "error" or named_warning(finding) not in left
    )
