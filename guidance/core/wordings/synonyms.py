"""Groups of synonyms as the legal team writes them: one a line, for one direction or for both."""

from collections.abc import Iterable
from dataclasses import dataclass

from guidance.core.documents.fields import storable

MAX_GROUPS = 500
MAX_PHRASES = 30
MAX_PHRASE = 60
MAX_WHY = 200


@dataclass(frozen=True)
class Group:
    """Phrases that the search takes for each other.

    Where it is not ``is_both``, who asks for the first finds the others too, and not the other
    way round. ``why`` is for colleagues.
    """

    phrases: tuple[str, ...]
    is_both: bool = True
    why: str = ""

    def __str__(self) -> str:
        first, *rest = self.phrases
        said = ", ".join(self.phrases) if self.is_both else f"{first} > {', '.join(rest)}"
        return f"{said}  # {self.why}" if self.why else said


Groups = tuple[Group, ...]


def as_text(groups: Iterable[Group]) -> str:
    """Return groups as they are written, one a line."""
    return "\n".join(map(str, groups))


def read(text: str) -> tuple[Groups, list[str]]:
    """Return the groups that somebody wrote, and what is wrong, each with its line.

    >>> read("MAU, monthly active users  # clause 2")[0]
    (Group(phrases=('mau', 'monthly active users'), is_both=True, why='clause 2'),)
    >>> read("chatgpt > another model")[0][0].is_both
    False
    """
    try:
        lines = storable(text).split("\n")
    except ValueError as error:
        return (), [f"This {error}."]
    groups: list[Group] = []
    problems: list[str] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(lines, start=1):
        said, _, why = line.partition("#")
        if not said.strip():
            if why.strip():
                problems.append(f"Line {number} has a note and no words. Add the words before #.")
            continue
        group = _group(said, " ".join(why.split()))
        for problem in _problems_of(group, said):
            problems.append(f"Line {number}: {problem}")
        if group.phrases in seen:
            problems.append(f"Line {number} says what line {seen[group.phrases]} says. Keep one.")
        seen[group.phrases] = number
        groups.append(group)
    if len(groups) > MAX_GROUPS:
        problems.append(f"There are more than {MAX_GROUPS} groups. Put some together.")
    return tuple(groups), problems


def _group(said: str, why: str) -> Group:
    first, arrow, rest = said.partition(">")
    folded = [
        " ".join(one.casefold().split())
        for one in ([first, *rest.split(",")] if arrow else said.split(","))
    ]
    return Group(tuple(dict.fromkeys(filter(None, folded))), not arrow, why)


def _problems_of(group: Group, said: str) -> Iterable[str]:
    if said.count(">") > 1:
        yield "it has more than one >. Write: asked > found, found."
    if "," in said.partition(">")[0] and ">" in said:
        yield "several words stand before >. Write a line for each."
    if len(group.phrases) < 2:
        yield "one phrase alone has no synonym. Write at least two, with commas between."
    if len(group.phrases) > MAX_PHRASES:
        yield f"it has more than {MAX_PHRASES} phrases. Divide it."
    if any(len(phrase) > MAX_PHRASE for phrase in group.phrases):
        yield f"a phrase has more than {MAX_PHRASE} signs. Shorten it."
    if len(group.why) > MAX_WHY:
        yield f"the note has more than {MAX_WHY} signs. Shorten it."
