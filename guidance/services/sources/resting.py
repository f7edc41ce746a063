"""What rests on words of a source that changed: clauses, notes, terms, answers, outcomes."""

from dataclasses import dataclass
from typing import Any

from guidance.core.texts import diffs, normal
from guidance.models import PolicySection, Source
from guidance.services.worklist.uses import Use, clauses_used, uses_of


@dataclass(frozen=True)
class Resting:
    """A clause whose words changed, or an item of a policy, and what cites it."""

    name: str
    uses: tuple[Use, ...]


def words_of(source: Source) -> str:
    """Return what stands in a text's place as a license text would be kept."""
    part = "\n\n".join([source.part or source.words, *source.added])
    return normal.normalize(part, form=normal.NEWEST)


def changes_of(source: Source) -> tuple[diffs.Change, ...]:
    """Return what differs, word by word, to the text, or to a policy's page as it was."""
    if source.policy:
        return diffs.compare(source.base, source.words)
    return diffs.compare(source.license.text.body, words_of(source))


def resting_on(source: Source, changes: tuple[diffs.Change, ...]) -> list[Resting]:
    """Return what rests on the words that changed, clause by clause in their order.

    Of a policy, whose words are not held clause by clause, all its items. Seven queries at most.
    """
    license = source.license
    if source.policy:
        items = PolicySection.objects.filter(policy__license=license, policy__slug=source.policy)
        rows = list(items.select_related("policy__license"))
        found = [(row, uses) for row, uses in uses_of(rows).items()]
        return [Resting(str(row), tuple(uses)) for row, uses in found if uses]
    touched = _touched(changes)
    used = clauses_used(license)
    return [
        Resting(_name(section), tuple(used.get(section.key, ())))
        for section in license.sections.all()
        if any(start < section.end and section.start <= end for start, end in touched)
    ]


def _touched(changes: tuple[diffs.Change, ...]) -> list[tuple[int, int]]:
    """Return the stretches of the old text in which words changed, and not only their setting."""
    found, at = [], 0
    for number, change in enumerate(changes):
        size = 0 if change.kind == "added" else len(change.text)
        other = changes[number + 1].text if number + 1 < len(changes) else ""
        if change.kind != "same" and (change.text.split() or other.strip()):
            found.append((at, max(at, at + size - 1)))
        at += size
    return found


def _name(section: Any) -> str:
    return " ".join(filter(None, (section.label, section.heading))) or str(section.key)
