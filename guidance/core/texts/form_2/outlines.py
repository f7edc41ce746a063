"""The sections that were found so far, each once, and what is still open about the last."""

import re
from dataclasses import dataclass, field

from guidance.core.documents.licenses import Section

_MAX_HEADING = 300
_MAX_KEY = 74
"""A key has 80 characters, and may need a number behind it."""
_NO_KEY = re.compile(r"[^a-z0-9.-]+")
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\s]+")


@dataclass(slots=True)
class Start:
    """Where a section begins, and what it is called."""

    key: str
    at: int
    label: str = ""
    heading: str = ""
    depth: int = 0


@dataclass
class Outline:
    """The sections in the order of the text."""

    found: list[Start] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    """The keys so far, as they were asked for."""
    closing: Start | None = None
    """What will be a closing paragraph, unless the list goes on after it."""

    @property
    def key(self) -> str:
        """Return the key of the section we are in; empty before the first."""
        return self.found[-1].key if self.found else ""

    def begin(
        self, key: str, at: int, *, label: str = "", heading: str = "", depth: int = 0
    ) -> None:
        """Begin a section."""
        self.close()
        self.found.append(Start(key, at, label, heading, depth))
        self.taken.add(key)

    def settle(self, before: str, now: str) -> None:
        """Decide on a pending closing paragraph, now that another clause has begun."""
        parent = before.rpartition(".")[0]
        if parent and now.startswith((f"{parent}.", f"{before}.")):
            self.closing = None

    def close(self) -> None:
        """Let a pending closing paragraph be one."""
        if self.closing:
            self.found.append(self.closing)
            self.closing = None

    def sections(self, text: str, *, most: int) -> tuple[Section, ...]:
        """Return the sections, at most so many, the first from the text's beginning."""
        self.close()
        starts = self.found[:most]
        if not text:
            return ()
        starts = starts or [Start("text", 0)]
        starts[0].at = 0
        ends = [*(start.at for start in starts[1:]), len(text)]
        taken: dict[str, int] = {}
        return tuple(
            Section(
                key=_once(_storable(start.key), taken),
                label=start.label[:_MAX_HEADING],
                heading=_UNPRINTED.sub(" ", start.heading).strip()[:_MAX_HEADING].strip(),
                depth=start.depth,
                start=start.at,
                end=end,
            )
            for start, end in zip(starts, ends, strict=True)
        )


def _storable(key: str) -> str:
    """Return a key that a section may have."""
    pieces = (piece.strip("-") for piece in _NO_KEY.sub("", key)[:_MAX_KEY].split("."))
    return ".".join(filter(None, pieces)) or "clause"


def _once(key: str, taken: dict[str, int]) -> str:
    """Return ``key``, or key-2, key-3 … where it is taken."""
    unique = key
    while unique in taken:
        taken[key] += 1
        unique = f"{key}-{taken[key]}"
    taken[unique] = 1
    return unique
