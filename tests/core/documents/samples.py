"""A document of each kind with something in every field, and a way to change one of them."""

from copy import deepcopy
from typing import Any

LICENSE: dict[str, Any] = {
    "kind": "license",
    "format": 1,
    "slug": "a-license",
    "title": "A License",
    "short_title": "A",
    "is_open_source": True,
    "effective_on": "2023-07-18",
    "text": {"key": "a", "digest": "0" * 64, "body": "Use it. Keep it."},
    "sections": [
        {"key": "1", "label": "1", "depth": 1, "start": 0, "end": 8},
        {"key": "2", "heading": "Keep", "start": 8, "end": 16},
    ],
    "policies": [
        {
            "slug": "a-policy",
            "title": "A policy",
            "url": "https://example.org/policy",
            "sections": [{"key": "aup.1", "heading": "Harm", "body": "No harm."}],
        }
    ],
    "annotations": [
        {"key": "use", "section": "1", "quote": "Use it", "kind": "grants", "body": "You may."},
        {
            "key": "keep",
            "section": "2",
            "quote": {"exact": "it", "prefix": "Keep "},
            "kind": "requires",
            "body": "You must.",
        },
    ],
    "terms": [
        {
            "key": "keep",
            "kind": "condition",
            "topic": "notice",
            "title": "Keep it",
            "citations": [{"section": "2", "quote": "Keep it"}, {"section": "aup.1"}],
            "contradicts": ["lose"],
        },
        {"key": "lose", "kind": "permission", "topic": "notice", "title": "Lose it"},
    ],
    "dismissed": ["note-and-term-disagree: It is meant."],
}
FAQ: dict[str, Any] = {
    "kind": "faq",
    "format": 1,
    "slug": "may-i",
    "question": "May I?",
    "short_answer": "Yes.",
    "topics": ["notice", "use"],
    "licenses": ["a-license"],
    "citations": [{"license": "a-license", "section": "1", "quote": "Use it"}],
    "is_featured": True,
    "dismissed": ["clause-uncited: It is clear."],
}
TREE: dict[str, Any] = {
    "kind": "tree",
    "format": 1,
    "slug": "a-tree",
    "title": "A tree",
    "dismissed": ["outcome-lacks-term: It is meant."],
    "minutes": 3,
    "start": "sharing",
    "questions": [
        {
            "key": "sharing",
            "kind": "choice",
            "title": "Do you share?",
            "citations": [{"license": "a-license", "section": "1"}],
            "options": [
                {"key": "weights", "label": "Weights", "goto": "users", "adds": ["a-license/keep"]},
                {"key": "no", "label": "No", "goto": "users"},
            ],
            "routes": [
                {"when": {"question": "sharing", "is": "weights"}, "goto": "yes"},
                {"when": {"any": [{"question": "sharing", "is": "no"}]}, "goto": "users"},
            ],
        },
        {
            "key": "users",
            "kind": "number",
            "title": "How many users?",
            "options": [
                {"key": "few", "label": "Few", "goto": "yes", "high": "700"},
                {"key": "many", "label": "Many", "goto": "no", "low": "700"},
            ],
            "maximum": "9000",
        },
    ],
    "outcomes": [
        {
            "key": "yes",
            "verdict": "allowed",
            "title": "Yes",
            "citations": [{"license": "a-license", "section": "1"}],
            "adds": ["a-license/keep"],
        },
        {"key": "no", "verdict": "prohibited", "title": "No"},
    ],
    "cases": [
        {
            "key": "small",
            "title": "A small firm",
            "answers": {"sharing": ["weights"], "users": ["12"]},
            "outcomes": ["yes"],
            "signed_on": "2024-01-02",
        }
    ],
}
TOPICS: dict[str, Any] = {
    "kind": "topics",
    "format": 1,
    "topics": [{"slug": "notice", "title": "Notice"}, {"slug": "use", "title": "Use"}],
}
WHOLE = {"license": LICENSE, "faq": FAQ, "tree": TREE, "topics": TOPICS}
Place = tuple[str | int, ...]


def edited(data: dict[str, Any], place: Place, value: Any) -> dict[str, Any]:
    """Return a copy of the data with another value at this place."""
    copy = deepcopy(data)
    inner: Any = copy
    for part in place[:-1]:
        inner = inner[part]
    inner[place[-1]] = value
    return copy


def left_out(data: dict[str, Any], place: Place) -> dict[str, Any]:
    """Return a copy of the data without the item at this place."""
    copy = deepcopy(data)
    items: Any = copy
    for part in place[:-1]:
        items = items[part]
    items.pop(place[-1])
    return copy
