"""A stack as Markdown, in the order of its page: conflicts first, then tasks, then the rest."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from guidance.core.stacks.components import Component
from guidance.services.results.citing import ShownCitation
from guidance.services.stacks.choosing import Part
from guidance.services.stacks.files import files_of
from guidance.services.stacks.presenting import Answer, ShownClash, ShownDuty, ShownSide
from guidance.services.stacks.words import (
    ASK,
    CREDIT,
    DISCLAIMER,
    OPINIONS,
    RULES,
    name_of,
    use_of,
)
from guidance.services.taking.markdown import STAGES
from guidance.services.taking.markdown_writing import escape, fenced
from guidance.services.taking.places import Places


def as_markdown(answer: Answer, places: Places, *, title: str = "") -> str:
    """Return the answer to a stack as a Markdown document."""
    lines = [f"# {escape(title or 'Everything you owe together')}", ""]
    lines += _clashes("Conflicts", answer.conflicts, places)
    lines += _clashes("Ask counsel", answer.questions, places)
    lines += _unknown(answer.unknown)
    if answer.must:
        lines += ["## What you must do", ""]
    for when, duties in answer.stages:
        lines += [f"### {STAGES[when]}", ""]  # type: ignore[index]  # all of a stage have a name
        lines += [line for duty in duties for line in _duty(duty, places, box="[ ] ")]
    for heading, group in (
        ("What you must not do", answer.must_not),
        ("What to know", answer.to_know),
    ):
        if group:
            lines += [f"## {heading}", ""]
            lines += [line for duty in group for line in _duty(duty, places)]
    lines += ["## What is in it", "", *map(_part, answer.parts), ""]
    if answer.seconds:
        lines += [f"## A second opinion ({CREDIT})", ""]
        lines += [
            f"- {escape(one.part)} in a whole under {escape(one.whole)}: {OPINIONS[one.opinion]}"
            for one in answer.seconds
        ]
        lines.append("")
    if files := files_of(answer):
        lines += ["## Files for your product", ""]
        lines += [f"- {escape(one.path)}: {escape(one.title)}" for one in files]
        lines += ["", f"All of them: <{places.zip}>", ""]
    lines += ["## What this rests on", "", *_bases(answer, places), ""]
    return "\n".join([*lines, "---", "", f"Permanent link: <{places.page}>", "", DISCLAIMER, ""])


@lru_cache(maxsize=8_192)
def _named(component: Component) -> str:
    """Return the name of a component, escaped once: each duty names it again."""
    return escape(name_of(component))


def _clashes(heading: str, found: Iterable[ShownClash], places: Places) -> list[str]:
    lines = [line for one in found for line in _clash(one, places)]
    return [f"## {heading}", "", *lines] if lines else []


def _clash(one: ShownClash, places: Places) -> Iterator[str]:
    yield f"- **{RULES[one.rule]}**"
    for side in (one.first, one.second):
        if side:
            yield from _side(side, places)
    if one.level == "counsel":
        yield f"  - Ask counsel: {ASK[one.rule]}"
    yield ""


def _side(side: ShownSide, places: Places) -> Iterator[str]:
    said = f": {escape(side.term.title)}" if side.term else ""
    clauses = _clauses(side.citations, places)
    yield f"  - {escape(side.title)}{said}{clauses}"
    if side.components:
        yield f"    In: {', '.join(map(_named, side.components))}"


def _unknown(parts: Iterable[Part]) -> list[str]:
    lines = []
    for part in parts:
        names = ", ".join(filter(None, part.unknown)) or "no license named"
        lines.append(f"- **{_named(part.component)}**: {escape(names)}")
    if not lines:
        return []
    return ["## Not known here", "", "Nothing is said of what these ask for.", "", *lines, ""]


def _duty(duty: ShownDuty, places: Places, *, box: str = "") -> Iterator[str]:
    asked = len(duty.duty.components)
    folded = f" (asked by {asked} components)" if asked > 1 else ""
    yield f"- {box}**{escape(duty.title)}**{folded}"
    for origin in duty.origins:
        words = f": {escape(origin.term.title)}" if origin.term.title != duty.title else ""
        who = ", ".join(map(_named, origin.components))
        clauses = _clauses(origin.sections, places)
        yield f"  - {escape(origin.title)}{words}{clauses} for {who}"
        if origin.term.fulfilment:
            yield ""
            yield from (
                f"    {line}".rstrip() for line in fenced(origin.term.fulfilment).split("\n")
            )
    yield ""


def _clauses(citations: Iterable[ShownCitation], places: Places) -> str:
    found = []
    for one in citations:
        words = escape(f"{one.license_title} {one.name}")
        address = places.clause(one)
        found.append(f"[{words}](<{address}>)" if address else words)
    return f" ({', '.join(dict.fromkeys(found))})" if found else ""


def _part(part: Part) -> str:
    component = part.component
    license = escape(component.license or "no license named")
    if part.is_for_building:
        said = "only used to build: nothing is due"
    else:
        said = use_of(component)
        if len(part.ways) > 1 and part.way:
            by = "chosen" if part.is_chosen else "with the fewest duties"
            said += f"; of its licenses, {escape(str(part.way))} ({by})"
        for exception in part.way.exceptions if part.way else ():
            said += f"; the exception {escape(exception)} is not covered here"
    return f"- {_named(component)}, {license}: {said}"


def _bases(answer: Answer, places: Places) -> Iterator[str]:
    for base in answer.bases:
        edition, document = base.reading.edition, base.reading.document
        if edition is None:
            continue
        standing = "current" if base.is_current else f"today version {base.today or 'none'}"
        standing = "recalled" if edition.recall else standing
        yield (
            f"- {escape(document.title)}, guidance version {edition.number} of "
            f"{edition.published_at:%d %b %Y} ({standing}), SHA-256 {edition.digest}"
        )
        for policy in document.policies:
            if policy.read_on:
                yield (
                    f"  - {escape(policy.title)}: in our own words, from the copy read on "
                    f"{policy.read_on:%d %b %Y}"
                )
