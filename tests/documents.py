"""Documents for tests: small literals, and a strategy of many."""

import hashlib

from hypothesis import strategies as st

from guidance.core.documents.fields import storable
from guidance.core.documents.formats import parse
from guidance.core.documents.kinds import QuestionKind

BODY = (
    "EXAMPLE LICENSE\n\n"
    "1. Grant. You may use and change the work for any purpose.\n\n"
    "2. Notice. You must keep this notice in all copies of the work.\n\n"
    "3. Limit. If you have more than 100 users, ask us first."
)


def sections_of(body):
    """Return the sections of BODY-like texts: a title, then one for each paragraph."""
    sections, start = [], 0
    for number, paragraph in enumerate(body.split("\n\n")):
        end = min(start + len(paragraph) + 2, len(body))
        key = str(number) if number else "title"
        sections.append({"key": key, "label": key if number else "", "start": start, "end": end})
        start = end
    return sections


def license_data(slug="example", *, body=BODY, **fields):
    return {
        "kind": "license",
        "format": 1,
        "slug": slug,
        "title": "Example License",
        "short_title": "Example",
        "publisher": "Example Org",
        "summary": "Use it, keep the notice.",
        "text": {
            "source": "tests",
            "key": slug,
            "digest": hashlib.sha256(body.encode()).hexdigest(),
            "body": body,
        },
        "sections": sections_of(body),
        "policies": [
            {
                "slug": "example-policy",
                "title": "Example use policy",
                "url": "https://example.org/policy",
                "note": "In our words.",
                "sections": [{"key": "aup.1", "heading": "Harm", "body": "Do no harm."}],
            }
        ],
        "annotations": [
            {
                "key": "grant-is-broad",
                "section": "1",
                "quote": {"exact": "use and change the work"},
                "kind": "grants",
                "body": "This is the **whole** permission.",
            }
        ],
        "terms": [
            {
                "key": "use",
                "kind": "permission",
                "topic": "commercial-use",
                "title": "Use it commercially",
                "glance": "Use it commercially",
                "tag": "commercial",
                "citations": [{"section": "1", "quote": {"exact": "for any purpose"}}],
            },
            {
                "key": "notice",
                "kind": "condition",
                "topic": "attribution",
                "title": "Keep the notice",
                "body": "Put it beside the work.",
                "trigger": "when you pass on copies",
                "fulfilment": "Example Notice",
                "glance": "Keep the notice",
                "citations": [{"section": "2", "quote": {"exact": "keep this notice"}}],
            },
            {
                "key": "no-harm",
                "kind": "limitation",
                "topic": "attribution",
                "title": "Do no harm",
                "citations": [{"section": "aup.1"}],
            },
        ],
        **fields,
    }


def faq_data(slug="may-i-sell-it", **fields):
    return {
        "kind": "faq",
        "format": 1,
        "slug": slug,
        "question": "May I sell it?",
        "short_answer": "Yes.",
        "answer": "You may, if you keep the **notice**.",
        "topics": ["commercial-use"],
        "licenses": ["example"],
        "citations": [
            {"license": "example", "section": "1", "quote": {"exact": "for any purpose"}}
        ],
        **fields,
    }


def tree_data(slug="can-i-use-it", **fields):
    cite = {"license": "example", "section": "3", "quote": {"exact": "more than 100 users"}}
    return {
        "kind": "tree",
        "format": 1,
        "slug": slug,
        "title": "Can I use it?",
        "summary": "Two questions.",
        "covers": "Use and *sharing*.",
        "licenses": ["example"],
        "start": "users",
        "questions": [
            {
                "key": "users",
                "kind": "number",
                "title": "How many users have you?",
                "why": "The limit counts them.",
                "unit": "users",
                "minimum": "0",
                "citations": [cite],
                "options": [
                    {"key": "few", "label": "100 or fewer", "high": "100", "high_inclusive": True,
                     "goto": "sharing"},
                    {"key": "many", "label": "More than 100", "low": "100",
                     "low_inclusive": False, "goto": "ask-first"},
                    {"key": "unsure", "label": "I am not sure", "is_unsure": True},
                ],
            },
            {
                "key": "sharing",
                "kind": "choice",
                "title": "Do others get copies?",
                "help": "Any copy counts.",
                "citations": [
                    {"license": "example", "section": "2", "quote": {"exact": "all copies"}}
                ],
                "options": [
                    {"key": "yes", "label": "Yes", "adds": ["example/notice"], "goto": "ship"},
                    {"key": "no", "label": "No", "goto": "use"},
                    {"key": "unsure", "label": "I am not sure", "is_unsure": True},
                ],
            },
        ],
        "outcomes": [
            {"key": "use", "verdict": "allowed", "title": "You may use it",
             "summary": "Nothing more is asked.", "citations": [cite], "adds": ["example/use"]},
            {"key": "ship", "verdict": "conditional", "title": "You may pass it on",
             "next_steps": "- Add the notice.", "citations": [cite],
             "adds": ["example/use", "example/no-harm"]},
            {"key": "ask-first", "verdict": "special-license", "title": "Ask first",
             "citations": [cite]},
        ],
        "cases": [
            {"key": "at-limit", "title": "At the limit",
             "answers": {"users": ["100"], "sharing": ["no"]}, "outcomes": ["use"],
             "excludes": ["example/notice"]},
            {"key": "over-limit", "title": "Over the limit", "answers": {"users": ["101"]},
             "outcomes": ["ask-first"]},
        ],
        **fields,
    }  # fmt: skip


TOPICS = {
    "kind": "topics",
    "format": 1,
    "topics": [
        {"slug": "commercial-use", "title": "Commercial use"},
        {"slug": "attribution", "title": "Attribution"},
    ],
}

# Strategies, for what must hold for every document

words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=12
).filter(lambda text: text.strip() and "\x85" not in text)
lines = words.map(lambda text: " ".join(storable(text).split()) or "x")
keys = st.from_regex(r"[a-z][a-z0-9]{0,5}", fullmatch=True)
topics = st.sampled_from(["commercial-use", "attribution"])
maybe = st.one_of(st.just(""), lines)
local_citations = st.fixed_dictionaries(
    {"section": keys},
    optional={"quote": st.fixed_dictionaries({"exact": lines}, optional={"prefix": lines})},
)
citations = st.builds(lambda c: {"license": "example", **c}, local_citations)
refs = keys.map(lambda key: f"example/{key}")
conditions = st.recursive(
    st.one_of(
        st.builds(lambda q, v: {"question": q, "is": v}, keys, keys),
        st.builds(lambda q, v: {"question": q, "any_of": v}, keys, st.lists(keys, min_size=1)),
        st.builds(lambda q, v: {"question": q, "at_least": str(v)}, keys, st.integers(0, 99)),
    ),
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
    ),
    max_leaves=4,
)


def lists(strategy, **limits):
    return st.lists(strategy, max_size=3, **limits)


def keyed(strategy):
    return lists(strategy, unique_by=lambda item: item["key"])


options = st.fixed_dictionaries(
    {"key": keys, "label": lines, "help": maybe, "adds": lists(refs), "is_unsure": st.booleans()},
    optional={"goto": keys},
)
questions = st.fixed_dictionaries(
    {
        "key": keys,
        "kind": st.sampled_from([kind.value for kind in QuestionKind]),
        "title": lines,
        "why": maybe,
        "citations": lists(citations),
        "options": keyed(options),
        "routes": lists(st.fixed_dictionaries({"when": conditions, "goto": keys})),
    },
    optional={"goto": keys},
)
outcomes = st.fixed_dictionaries(
    {
        "key": keys,
        "verdict": st.sampled_from(["allowed", "prohibited"]),
        "title": lines,
        "citations": lists(citations),
        "adds": lists(refs),
    }
)
cases = st.fixed_dictionaries(
    {
        "key": keys,
        "title": lines,
        "answers": st.dictionaries(keys, st.lists(lines, max_size=2).map(tuple), max_size=2),
        "outcomes": st.lists(keys, min_size=1, max_size=2),
    },
    optional={"signed_on": st.dates().map(str), "signed_by": lines},
)
trees = st.builds(
    lambda **fields: parse({**tree_data(), **fields}),
    title=lines,
    covers=maybe,
    start=keys,
    questions=keyed(questions),
    outcomes=keyed(outcomes),
    cases=keyed(cases),
)
annotations = st.fixed_dictionaries(
    {
        "key": keys,
        "section": keys,
        "quote": st.fixed_dictionaries({"exact": lines, "suffix": maybe}),
        "kind": st.sampled_from(["grants", "warns"]),
        "certainty": st.sampled_from(["settled", "open"]),
        "body": lines,
    }
)
terms = st.fixed_dictionaries(
    {
        "key": keys,
        "kind": st.sampled_from(["permission", "limitation"]),
        "topic": topics,
        "title": lines,
        "body": maybe,
        "citations": lists(local_citations),
        "contradicts": lists(keys),
    }
)
licenses = st.builds(
    lambda **fields: parse(license_data(**fields)),
    title=lines,
    background=maybe,
    effective_on=st.one_of(st.none(), st.dates().map(str)),
    is_open_source=st.booleans(),
    annotations=keyed(annotations),
    terms=keyed(terms),
)
faqs = st.builds(
    lambda **fields: parse(faq_data(**fields)),
    question=lines,
    short_answer=lines,
    answer=maybe,
    topics=lists(topics),
    citations=lists(citations),
    related=lists(keys),
    is_featured=st.booleans(),
)
