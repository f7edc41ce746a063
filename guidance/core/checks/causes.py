"""Which findings are said: those of one cause as one, and no warning that a team has dismissed."""

from collections.abc import Iterable
from dataclasses import dataclass

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


def standing(findings: Iterable[Finding], dismissed: Iterable[str]) -> tuple[Finding, ...]:
    """Return findings, each once, without the warnings that a team has dismissed."""
    left = {line.partition(": ")[0] for line in dismissed}
    return tuple(
        finding
        for finding in dict.fromkeys(findings)
        if finding.severity == "error" or named_warning(finding) not in left
    )
