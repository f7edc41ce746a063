"""Documents for tests: small literals."""

import hashlib

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


def read_policy(slug="example"):
    """Return a license whose policy was put into our words from a copy of a known day."""
    data = license_data(slug)
    data["policies"][0]["read_on"] = "2026-01-02"
    return data


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
