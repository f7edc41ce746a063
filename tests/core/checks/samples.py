"""A license, an FAQ entry and a tree with nothing to find in them, and ways to change them."""

import hashlib
from collections.abc import Callable
from typing import Any

from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.formats import as_data, parse
from guidance.core.documents.licenses import License
from guidance.core.walking.handing import Other
from tests.core.trees import TERMS, Data, option, outcome, question, route, tree

KEEP = "Keep. You keep the notice in all copies of the work. You keep the mark.\n\n"
STOP = "Stop. You stop when you are told. Our name is not yours, so keep the mark out of it.\n"
BODY = KEEP + STOP
CITES = [{"license": "llama-2", "section": "1", "quote": "keep the notice"}]


def digest_of(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def _term(key: str, *contradicts: str) -> Data:
    return {
        "key": key,
        "kind": "condition",
        "topic": "attribution",
        "title": f"Term {key}",
        "citations": [{"section": "1", "quote": "keep the notice"}],
        "contradicts": contradicts,
    }


LICENSE = License.model_validate(
    {
        "kind": "license",
        "format": 1,
        "slug": "llama-2",
        "title": "Llama 2 Community License",
        "short_title": "Llama 2",
        "text": {"digest": digest_of(BODY), "body": BODY},
        "sections": [
            {"key": "1", "label": "1", "heading": "Keep", "start": 0, "end": len(KEEP)},
            {"key": "2", "label": "2", "heading": "Stop", "start": len(KEEP), "end": len(BODY)},
        ],
        "policies": [
            {
                "slug": "use-policy",
                "title": "Use policy",
                "url": "https://example.org/policy",
                "sections": [{"key": "aup.1", "heading": "Harm", "body": "No harm."}],
            }
        ],
        "annotations": [
            {
                "key": "notice",
                "section": "1",
                "quote": "keep the notice",
                "kind": "requires",
                "body": "The file must stay.",
            },
            {
                "key": "end",
                "section": "2",
                "quote": "stop when you are told",
                "kind": "requires",
                "body": "No time to mend.",
            },
        ],
        "terms": [
            _term("keep", "stop"),
            _term("show"),
            _term("pass-on", "tell"),
            _term("tell"),
            _term("stop"),
        ],
    }
)
LICENSES = {"llama-2": LICENSE}
OTHERS = {
    "open": Other("Open", is_open=True, leads_to=("draft",)),
    "draft": Other("Draft", is_open=False),
    "round": Other("Round", is_open=True, leads_to=("open", "back")),
    "back": Other("Back", is_open=True, leads_to=("a-tree",)),
}
assert {f"llama-2/{term.key}" for term in LICENSE.terms} == set(TERMS)

ENTRY = FaqEntry.model_validate(
    {
        "kind": "faq",
        "format": 1,
        "slug": "may-i",
        "question": "May I?",
        "short_answer": "Yes.",
        "licenses": ["llama-2"],
        "citations": [*CITES, {"license": "llama-2", "section": "aup.1"}],
        "related": ["may-they"],
    }
)
ENTRIES = ("may-i", "may-they")


def _case(key: str, expected: str, *includes: str, **answers: str) -> Data:
    written = {asked: value.split() for asked, value in answers.items()}
    fields = {"title": f"Case {key}", "outcomes": [expected], "includes": includes}
    return {"key": key, "answers": written, **fields}


TREE = tree(
    question(
        "users",
        option("few", "copies", high="700", high_inclusive=True),
        option("many", "special", low="700", low_inclusive=False),
        option("unsure", is_unsure=True),
        kind="number",
        minimum="0",
        citations=CITES,
    ),
    question(
        "copies",
        option("code", "fine", "llama-2/keep"),
        option("weights", "fine", "llama-2/show"),
        option("none", "careful", is_exclusive=True),
        kind="choices",
        routes=[
            route({"question": "copies", "is": "weights"}, "since"),
            route({"question": "users", "at_least": "500"}, "careful"),
        ],
        citations=CITES,
    ),
    question(
        "since",
        option("before", "fine", "llama-2/pass-on", high="2023-07-18"),
        option("after", "careful", low="2023-07-18"),
        kind="date",
        citations=CITES,
    ),
    outcome("fine", citations=CITES),
    outcome("careful", "llama-2/show", citations=CITES),
    outcome("special", "llama-2/stop", citations=CITES),
    licenses=["llama-2"],
    cases=[
        _case("few", "fine", "llama-2/keep", users="499", copies="code"),
        _case("some", "careful", users="500", copies="code weights"),
        _case("most", "careful", users="700", copies="none"),
        _case("many", "special", "llama-2/stop", users="701"),
        _case("early", "fine", users="1", copies="weights", since="2023-07-17"),
        _case("late", "careful", users="1", copies="weights", since="2023-07-18"),
    ],
    dismissed=[
        "question-lacks-unsure at question:copies: Everybody knows what they pass on.",
        "question-lacks-unsure at question:since: And since when.",
    ],
)

Change = Callable[[Any], object]


def changed(document: Any, *changes: Change) -> Any:
    """Return ``document`` with changes made to its plain data, rows found by ``row``."""
    data = as_data(document)
    for change in changes:
        change(data)
    return parse(data)


def row(data: Data, *path: str) -> Data:
    """Return a row of plain data by its key: row(data, "questions", "users", "options", "few")."""
    for name, key in zip(path[::2], path[1::2], strict=True):
        data = next(made for made in data[name] if made.get("key", made.get("slug")) == key)
    return data


def setting(*path: str, **fields: Any) -> Change:
    """Set fields of a row; None takes a field away."""

    def change(data: Data) -> None:
        found = row(data, *path)
        for name, value in fields.items():
            found.pop(name, None)
            if value is not None:
                found[name] = value

    return change


def adding(name: str, *path: str, made: Any, at: int | None = None) -> Change:
    """Put a row into the list ``name`` of a row, last unless told."""

    def change(data: Data) -> None:
        rows = row(data, *path).setdefault(name, [])
        rows.insert(len(rows) if at is None else at, made)

    return change


def removing(name: str, key: str) -> Change:
    def change(data: Data) -> None:
        data[name] = [made for made in data[name] if made["key"] != key]

    return change


COPIES, SINCE = ("questions", "copies", "options"), ("questions", "since", "options")


def ending_early(verdict: str = "allowed", *without: str, **fields: Any) -> list[Change]:
    """End with some copies before the date is asked, whose answers, but some, add a term."""
    return [
        adding("outcomes", made={**outcome("early", citations=CITES, verdict=verdict), **fields}),
        setting(*COPIES, "code", goto="early"),
        *(
            setting(*SINCE, one, adds=["llama-2/tell"])
            for one in ("before", "after")
            if one not in without
        ),
        *(setting(*SINCE, one, adds=None) for one in without),
        setting("outcomes", "special", verdict="special-license"),
        setting(*COPIES, "none", goto="special"),
        setting("outcomes", "careful", adds=None),
        setting("questions", "copies", routes=None),
        setting(*COPIES, "weights", goto="since"),
    ]
