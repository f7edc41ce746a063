"""What a check finds: one thing, with its place, its words, and what to do about it."""

from dataclasses import dataclass

from guidance.core.checks.codes import CODES, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found.

    ``place`` names the row by key: ``question:sharing``, ``option:sharing/weights``,
    ``route:sharing/2`` (the second route), ``outcome:…``, ``case:…``, ``term:…``,
    ``annotation:…``, ``section:…``, ``policy:…``; empty for the document itself.
    ``also`` are further places at which it can be put right. ``cause`` says what findings
    of one code have in common, as a sentence about all of them; empty if it stands alone.
    ``values`` are answers to the question at ``place`` that cases are wanted for.
    """

    code: str
    severity: Severity
    place: str
    message: str
    advice: str
    cause: str = ""
    also: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


def found(
    code: str,
    place: str,
    message: str,
    *,
    cause: str = "",
    also: tuple[str, ...] = (),
    values: tuple[str, ...] = (),
) -> Finding:
    """Make a finding of a registered code; KeyError for any other."""
    kind = CODES[code]
    return Finding(code, kind.severity, place, message, kind.advice, cause, also, values)


def named(title: str) -> str:
    """Put a title in quotation marks.

    >>> named("Who are you?")
    '“Who are you?”'
    """
    return f"“{title}”"
