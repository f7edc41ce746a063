"""What of a draft is judged on the page of its review, with its links, remarks and opinions."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from guidance.admin.addresses.places import Places
from guidance.admin.reviewing.looks import preview_places
from guidance.services.publishing.inspecting import preview_of
from guidance.services.reviewing.guests import Heard, heard_of
from guidance.services.reviewing.remarks import Thread, threads_of
from guidance.services.reviewing.statements import Statement, statements_of


class Opinion(NamedTuple):
    """What a guest said, and whether it is of these very words."""

    heard: Heard
    is_old: bool


class Judged(NamedTuple):
    """What is new, with the ways to see it and to change it, and what was said of it."""

    statement: Statement
    look: str
    change: str
    threads: list[Thread]
    opinions: list[Opinion]


@dataclass(frozen=True)
class Review:
    """What is judged; and what was said of the draft as a whole, or of what is not new any more."""

    judged: list[Judged]
    threads: list[Thread]
    opinions: list[Opinion] = field(default_factory=list)


def review_of(row: Any, old: Any, new: Any, *, digest: str) -> Review:
    """Return what is new in a draft, with all that was said of it; ``digest`` is the draft's."""
    by_place: dict[str, list[Thread]] = {}
    for thread in threads_of(row):
        by_place.setdefault(thread.remark.place, []).append(thread)
    heard = heard_of(row)
    judged = []
    if new is not None:
        look, change = preview_places(row, new), Places(row).url
        judged = [
            Judged(
                one, look(one.place), change(one.place), by_place.pop(one.place, []),
                _opinions(heard.pop(one.place, []), one.digest),
            )
            for one in statements_of(old, new, preview_of(new).context)
        ]  # fmt: skip
    overall = _opinions(heard.pop("*", []), digest)
    gone = [one for rest in heard.values() for one in _opinions(rest, "")]
    return Review(judged, [thread for rest in by_place.values() for thread in rest], overall + gone)


def _opinions(heard: list[Heard], digest: str) -> list[Opinion]:
    return [Opinion(one, not one.is_about(digest)) for one in heard]
