"""All that one edit can change in whole documents, and what is said of some of it."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from guidance.core.documents.formats import Document, InvalidDocument, parse
from guidance.core.documents.nouns import Noun
from tests.core.documents.samples import WHOLE, Place, edited


def leaves(data: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Yield all that is no list or mapping of such."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*place, key))
    elif isinstance(data, list | tuple) and not all(isinstance(part, str) for part in data):
        for number, value in enumerate(data):
            yield from leaves(value, (*place, number))
    else:
        yield place, data


def others(value: Any) -> list[Any]:
    """Return values of the same type to try in the place of this one."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1]
    if isinstance(value, list | tuple):
        return [[*value, "more"], [*value, "a-license/more"], [*value, "source"], [*value][:-1]]
    return [
        f"{value}x", f"{value}1", "2025-01-01", f"{value}/more", "1" * 64,
        "explains", "our-reading", "open", "limitation", "ask-counsel", "choices", "https://example.org/other",
        "always", "need-not",
    ]  # fmt: skip


def _conditions(kind: str) -> Iterator[tuple[Place, Any]]:
    """Yield conditions of every form for the first route, each with the place of its operator."""
    start: Place = ("questions", 0, "routes", 0, "when")
    if kind == "tree":
        for operator, value in {
            "any_of": ["no"],
            "none_of": ["no"],
            "at_least": "3",
            "below": "3",
            "more_than": "3",
            "at_most": "3",
            "before": "2025-01-01",
            "on_or_after": "2025-01-01",
        }.items():
            yield (*start, operator), {"question": "sharing", operator: value}
        for group in ("all", "any"):
            yield (*start, group), {group: [{"question": "sharing", "is": "code"}]}


def fields_at(value: Any, place: Place) -> list[tuple[type[Noun], str]]:
    """Return the fields that lead to a place, each with its noun, the outermost first."""
    found = []
    for part in place:
        if isinstance(value, Noun):
            aliases = {field.alias: name for name, field in type(value).model_fields.items()}
            name = aliases.get(str(part), str(part))
            found.append((type(value), name))
            value = getattr(value, name)
        else:
            value = value[part]
    return found


@cache
def single_edits(kind: str) -> tuple[tuple[Place, Document, Document], ...]:
    """Return pairs of documents that differ in one field, which is not what they are known by."""
    old = parse(WHOLE[kind])
    data = old.model_dump(mode="json", by_alias=True)
    pairs = []
    for place, other in _conditions(kind):
        pairs.append((place, old, parse(edited(data, place[:-1], other))))
    for place, value in leaves(data):
        if place[-1] in ("kind", "format") and len(place) == 1:
            continue
        if place[-1] in ("key", "slug") and len(place) > 1 and place[0] != "text":
            continue
        if place[0] == "text" and len(place) == 1:
            continue
        for other in others(value if value is not None else ""):
            try:
                new = parse(edited(data, place, other))
            except InvalidDocument:
                continue
            if new != old:
                pairs.append((place, old, new))
    return tuple(pairs)


EDITS: list[tuple[str, Place, Any, tuple[str, ...]]] = [
    (
        "license", ("title",), "The License",
        ("", "license", "a-license", "title", "A License", "The License"),
    ),
    (
        "license", ("is_open_source",), False,
        ("", "license", "a-license", "is_open_source", "yes", "no"),
    ),
    (
        "license", ("effective_on",), None,
        ("", "license", "a-license", "effective_on", "2023-07-18", ""),
    ),
    (
        "license", ("text", "body"), "Use it. Lose it.",
        ("text", "text", "text", "body", "Use it. Keep it.", "Use it. Lose it."),
    ),
    (
        "license", ("sections", 0, "end"), 7,
        ("section:1", "section", "1", "end", "8", "7"),
    ),
    (
        "license", ("policies", 0, "title"), "The policy",
        ("policy:a-policy", "policy", "a-policy", "title", "A policy", "The policy"),
    ),
    (
        "license", ("policies", 0, "sections", 0, "body"), "Do no harm.",
        ("section:aup.1", "section", "aup.1", "body", "No harm.", "Do no harm."),
    ),
    (
        "license", ("annotations", 0, "quote"), "Use",
        ("annotation:use", "annotation", "use", "quote", "“Use it”", "“Use”"),
    ),
    (
        "license", ("annotations", 1, "quote", "prefix"), "Lose ",
        ("annotation:keep", "annotation", "keep", "quote", "Keep “it”", "Lose “it”"),
    ),
    (
        "license", ("terms", 0, "uses"), ["source"],
        ("term:keep", "term", "keep", "uses", "", "source"),
    ),
    (
        "license", ("terms", 0, "citations", 1), {"section": "1"},
        ("term:keep", "term", "keep", "citations", "2 “Keep it”; aup.1", "2 “Keep it”; 1"),
    ),
    (
        "faq", ("topics",), ["notice"],
        ("", "faq", "may-i", "topics", "notice, use", "notice"),
    ),
    (
        "faq", ("citations", 0, "section"), "2",
        ("", "faq", "may-i", "citations", "a-license 1 “Use it”", "a-license 2 “Use it”"),
    ),
    (
        "tree", ("questions", 0, "title"), "Do you give?",
        ("question:sharing", "question", "sharing", "title", "Do you share?", "Do you give?"),
    ),
    (
        "tree", ("questions", 0, "options", 1, "goto"), None,
        ("option:sharing/no", "option", "sharing/no", "goto", "users", ""),
    ),
    (
        "tree", ("questions", 0, "routes", 0, "goto"), "no",
        ("route:sharing/1", "route", "sharing/sharing is weights", "goto", "yes", "no"),
    ),
    (
        "tree", ("questions", 0, "routes", 0, "when", "is"), "code",
        (
            "route:sharing/1", "route", "sharing/sharing is code", "when",
            "sharing is weights", "sharing is code",
        ),
    ),
    (
        "tree", ("outcomes", 1, "verdict"), "ask-counsel",
        ("outcome:no", "outcome", "no", "verdict", "prohibited", "ask-counsel"),
    ),
    (
        "tree", ("cases", 0, "answers", "users"), ["13"],
        (
            "case:small", "case", "small", "answers",
            "sharing: weights; users: 12", "sharing: weights; users: 13",
        ),
    ),
    (
        "topics", ("topics", 0, "title"), "Notices",
        ("topic:notice", "topic", "notice", "title", "Notice", "Notices"),
    ),
]  # fmt: skip
"""A kind, a place in its whole document and another value for it; then what has changed: the place,
noun, key and field that are said of it, and how people read what was there before and after."""

ITEMS: list[tuple[str, Place, tuple[str, ...]]] = [
    ("license", ("sections", 0), ("section:1", "section", "1", "", "1")),
    ("license", ("policies", 0), ("policy:a-policy", "policy", "a-policy", "", "A policy")),
    (
        "license", ("policies", 0, "sections", 0),
        ("section:aup.1", "section", "aup.1", "", "Harm"),
    ),
    ("license", ("annotations", 0), ("annotation:use", "annotation", "use", "", "You may.")),
    ("license", ("terms", 0), ("term:keep", "term", "keep", "", "Keep it")),
    (
        "tree", ("questions", 0),
        ("question:sharing", "question", "sharing", "", "Do you share?"),
    ),
    (
        "tree", ("questions", 0, "options", 0),
        ("option:sharing/weights", "option", "sharing/weights", "", "Weights"),
    ),
    (
        "tree", ("questions", 0, "routes", 0),
        (
            "route:sharing/1", "route", "sharing/sharing is weights",
            "", "sharing is weights → yes",
        ),
    ),
    ("tree", ("outcomes", 0), ("outcome:yes", "outcome", "yes", "", "Yes")),
    ("tree", ("cases", 0), ("case:small", "case", "small", "", "A small firm")),
]  # fmt: skip
"""A kind and the place of an item; then what is said of it when it is taken out, and its title."""
