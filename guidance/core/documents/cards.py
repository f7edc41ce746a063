"""What lists show of a published document, kept in its edition so that they need not read it.

A card is read from what an edition holds, however old that is: what is not there, or is of
another shape than today, is empty.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self


@dataclass(frozen=True)
class LicenseCard:
    """``tags`` are kinds of terms with the one or two words of each; ``topics`` titles by slug.

    ``permissions`` are the topics on which the license permits something.
    """

    title: str = ""
    short_title: str = ""
    family: str = ""
    publisher: str = ""
    classification: str = ""
    is_open_source: bool = False
    summary: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    topics: Mapping[str, str] = field(default_factory=dict)
    permissions: tuple[str, ...] = ()

    @classmethod
    def read(cls, data: object) -> Self:
        """Return the card that an edition holds as JSON; never raises.

        >>> LicenseCard.read({"title": "Llama 2", "tags": [["condition", "notice"]]}).tags
        (('condition', 'notice'),)
        """
        held = _Held(data)
        pairs = [pair for pair in held.items("tags") if isinstance(pair, list | tuple)]
        return cls(
            title=held.words("title"),
            short_title=held.words("short_title"),
            family=held.words("family"),
            publisher=held.words("publisher"),
            classification=held.words("classification"),
            is_open_source=held.is_true("is_open_source"),
            summary=held.words("summary"),
            tags=tuple((str(pair[0]), str(pair[1])) for pair in pairs if len(pair) == 2),
            topics=held.titles("topics"),
            permissions=tuple(one for one in held.items("permissions") if isinstance(one, str)),
        )


@dataclass(frozen=True)
class FaqCard:
    """``topics`` and ``licenses`` are titles by slug; ``title`` is the question too."""

    title: str = ""
    question: str = ""
    short_answer: str = ""
    topics: Mapping[str, str] = field(default_factory=dict)
    licenses: Mapping[str, str] = field(default_factory=dict)
    is_featured: bool = False

    @classmethod
    def read(cls, data: object) -> Self:
        """Return the card that an edition holds as JSON; never raises."""
        held = _Held(data)
        return cls(
            title=held.words("title"),
            question=held.words("question"),
            short_answer=held.words("short_answer"),
            topics=held.titles("topics"),
            licenses=held.titles("licenses"),
            is_featured=held.is_true("is_featured"),
        )


@dataclass(frozen=True)
class TreeCard:
    """``licenses`` are titles by slug; ``shortest`` and ``longest`` count questions of a way.

    Most ways ask from ``usual_least`` to ``usual_most`` questions, in ``minutes``; where the
    first two are 0, ``minutes`` is what somebody wrote.
    """

    title: str = ""
    summary: str = ""
    minutes: int = 0
    licenses: Mapping[str, str] = field(default_factory=dict)
    shortest: int = 0
    longest: int = 0
    questions: int = 0
    usual_least: int = 0
    usual_most: int = 0

    @classmethod
    def read(cls, data: object) -> Self:
        """Return the card that an edition holds as JSON; never raises."""
        held = _Held(data)
        return cls(
            title=held.words("title"),
            summary=held.words("summary"),
            minutes=held.number("minutes"),
            licenses=held.titles("licenses"),
            shortest=held.number("shortest"),
            longest=held.number("longest"),
            questions=held.number("questions"),
            usual_least=held.number("usual_least"),
            usual_most=held.number("usual_most"),
        )


Card = LicenseCard | FaqCard | TreeCard

_CARDS: dict[str, type[LicenseCard] | type[FaqCard] | type[TreeCard]] = {
    "license": LicenseCard,
    "faq": FaqCard,
    "tree": TreeCard,
}


def read_card(kind: str, data: object) -> Card:
    """Return the card that an edition of a document of this kind holds; never raises for data."""
    return _CARDS[kind].read(data)


def title_in(data: object) -> str:
    """Return the title that a card of any kind has, as an edition holds it; else ""."""
    return _Held(data).words("title")


def as_data(card: Card) -> dict[str, Any]:
    """Return a card as an edition keeps it."""
    return asdict(card)


class _Held:
    """What is kept of a card, read by names: empty where a name has no value of the kind asked."""

    def __init__(self, data: object) -> None:
        self._data = data if isinstance(data, Mapping) else {}

    def words(self, name: str) -> str:
        value = self._data.get(name)
        return value if isinstance(value, str) else ""

    def is_true(self, name: str) -> bool:
        return self._data.get(name) is True

    def number(self, name: str) -> int:
        value = self._data.get(name)
        return value if isinstance(value, int) else 0

    def items(self, name: str) -> list[object]:
        value = self._data.get(name)
        return list(value) if isinstance(value, list | tuple) else []

    def titles(self, name: str) -> dict[str, str]:
        value = self._data.get(name)
        pairs = value.items() if isinstance(value, Mapping) else ()
        return {key: title for key, title in pairs if isinstance(title, str)}
