"""Strategies of documents and their parts, for what must hold for every document."""

from hypothesis import strategies as st

from guidance.core.documents.fields import storable
from guidance.core.documents.formats import parse
from guidance.core.documents.kinds import QuestionKind
from tests.documents import TOPICS, faq_data, license_data, tree_data

words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=12
).filter(lambda text: text.strip() and "\x85" not in text)
lines = words.map(lambda text: " ".join(storable(text).split()) or "x")
keys = st.from_regex(r"[a-z][a-z0-9]{0,5}", fullmatch=True)
topics = st.sampled_from(["commercial-use", "attribution"])
maybe = st.one_of(st.just(""), lines)
quotes = st.fixed_dictionaries(
    {"exact": lines}, optional={"prefix": lines, "suffix": lines, "sentence": lines}
)
local_citations = st.fixed_dictionaries({"section": keys}, optional={"quote": quotes})
citations = st.builds(
    lambda slug, cited: {"license": slug, **cited},
    st.sampled_from(["example", "other"]),
    local_citations,
)
refs = keys.map(lambda key: f"example/{key}")
numbers = st.integers(-99, 99).map(str)
days = st.dates().map(str)
conditions = st.recursive(
    st.one_of(
        st.builds(lambda q, v: {"question": q, "is": v}, keys, keys),
        st.builds(
            lambda q, operator, v: {"question": q, operator: v},
            keys, st.sampled_from(["any_of", "none_of"]), st.lists(keys, min_size=1),
        ),
        st.builds(
            lambda q, operator, v: {"question": q, operator: v},
            keys, st.sampled_from(["at_least", "below", "more_than", "at_most"]), numbers,
        ),
        st.builds(
            lambda q, operator, v: {"question": q, operator: v},
            keys, st.sampled_from(["before", "on_or_after"]), days,
        ),
    ),
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
    ),
    max_leaves=4,
)  # fmt: skip
addresses = keys.map(lambda key: f"https://example.org/{key}")
maybe_address = st.one_of(st.just(""), addresses)


def lists(strategy, **limits):
    return st.lists(strategy, max_size=3, **limits)


def keyed(strategy, key="key"):
    return lists(strategy, unique_by=lambda item: item[key])


def options(bounds=None):
    """Return options; with ranges between such bounds, where these are given."""
    ranges = {"low": bounds, "high": bounds} if bounds is not None else {}
    return st.fixed_dictionaries(
        {
            "key": keys,
            "label": lines,
            "help": maybe,
            "adds": lists(refs),
            "is_exclusive": st.booleans(),
            "is_unsure": st.booleans(),
        },
        optional={
            "goto": keys, "low_inclusive": st.booleans(), "high_inclusive": st.booleans(), **ranges,
            "succeeds": lists(keys),
        },
    )  # fmt: skip


def questions_of(kind, bounds=None):
    ranges = {"minimum": bounds, "maximum": bounds} if bounds is not None else {}
    return st.fixed_dictionaries(
        {
            "key": keys,
            "kind": st.just(kind.value),
            "title": lines,
            "help": maybe,
            "why": maybe,
            "citations": lists(citations),
            "options": keyed(options(bounds)),
            "routes": lists(
                st.fixed_dictionaries({"when": conditions, "goto": keys, "adds": lists(refs)})
            ),
            "unit": maybe,
            "decimals": st.booleans(),
        },
        optional={"goto": keys, "succeeds": lists(keys), **ranges},
    )


BOUNDS = {QuestionKind.NUMBER: numbers, QuestionKind.DATE: days}
questions = st.one_of([questions_of(kind, BOUNDS.get(kind)) for kind in QuestionKind])
outcomes = st.fixed_dictionaries(
    {
        "key": keys,
        "verdict": st.sampled_from(["allowed", "prohibited"]),
        "title": lines,
        "summary": maybe,
        "next_steps": maybe,
        "ask": maybe,
        "citations": lists(citations),
        "adds": lists(refs),
    },
    optional={"hands_over": keys, "succeeds": lists(keys)},
)
cases = st.fixed_dictionaries(
    {
        "key": keys,
        "title": lines,
        "answers": st.dictionaries(keys, st.lists(lines, max_size=2).map(tuple), max_size=2),
        "outcomes": st.lists(keys, min_size=1, max_size=2),
        "includes": lists(refs),
        "excludes": lists(refs),
    },
    optional={
        "signed_on": days,
        "signed_by": lines,
        "exact": st.booleans(),
        "reason": lines,
    },
)
dismissals = st.lists(
    st.builds(lambda place, why: f"question-uncited at question:{place}: {why}", keys, lines),
    max_size=2,
)
some_licenses = st.sampled_from([[], ["example"]])
trees = st.builds(
    lambda **fields: parse({**tree_data(), **fields}),
    title=lines,
    summary=maybe,
    covers=maybe,
    minutes=st.integers(1, 60),
    licenses=some_licenses,
    start=keys,
    questions=keyed(questions),
    outcomes=keyed(outcomes),
    cases=keyed(cases),
    dismissed=dismissals,
)
sections = st.builds(
    lambda start, size, **fields: {**fields, "start": start, "end": start + size},
    key=keys,
    label=maybe,
    heading=maybe,
    short=maybe,
    depth=st.integers(0, 9),
    start=st.integers(0, 99),
    size=st.integers(0, 99),
)
files = st.sampled_from(["", "Notice", "licenses/EXAMPLE.txt"])
policies = st.fixed_dictionaries(
    {
        "slug": keys,
        "title": lines,
        "url": addresses,
        "read_on": st.one_of(st.none(), days),
        "travels": st.sampled_from([None, "must", "need-not"]),
        "travels_by": st.one_of(st.none(), keys),
        "note": maybe,
        "sections": keyed(st.fixed_dictionaries({"key": keys, "heading": maybe, "body": lines})),
    }
)
annotations = st.fixed_dictionaries(
    {
        "key": keys,
        "section": keys,
        "quote": quotes,
        "kind": st.sampled_from(["grants", "warns"]),
        "authority": st.sampled_from(["license-text", "our-reading"]),
        "certainty": st.sampled_from(["settled", "open"]),
        "body": lines,
        "url": maybe_address,
    }
)
terms = st.fixed_dictionaries(
    {
        "key": keys,
        "kind": st.sampled_from(["permission", "limitation"]),
        "topic": topics,
        "title": lines,
        "body": maybe,
        "trigger": maybe,
        "fulfilment": maybe,
        "glance": maybe,
        "tag": maybe,
        "citations": lists(local_citations),
        "contradicts": lists(keys),
        "when": st.sampled_from([None, "before-release", "to-know"]),
        "file": files,
        "uses": st.sampled_from([[], ["source", "binary"], ["hosted", "changed"], ["linked"]]),
        "same_as": st.sampled_from(["", "license-copy"]),
    }
)
licenses = st.builds(
    lambda **fields: parse(license_data(**fields)),
    title=lines,
    short_title=lines,
    family=maybe,
    publisher=maybe,
    classification=maybe,
    is_open_source=st.booleans(),
    spdx=maybe,
    other_names=lists(lines),
    file_name=files,
    hub_name=maybe,
    request_to=maybe,
    request_source=st.sampled_from(["", "https://example.org/faq"]),
    request_read_on=st.none() | st.dates(),
    request_letter=maybe,
    effective_on=st.one_of(st.none(), days),
    summary=maybe,
    background=maybe,
    sections=keyed(sections),
    policies=keyed(policies, key="slug"),
    annotations=keyed(annotations),
    terms=keyed(terms),
    dismissed=dismissals,
)
faqs = st.builds(
    lambda **fields: parse(faq_data(**fields)),
    question=lines,
    short_answer=lines,
    answer=maybe,
    topics=lists(topics),
    licenses=some_licenses,
    citations=lists(citations),
    related=lists(keys),
    is_featured=st.booleans(),
    dismissed=dismissals,
)
vocabularies = st.builds(
    lambda items: parse({**TOPICS, "topics": items}),
    keyed(st.fixed_dictionaries({"slug": keys, "title": lines, "description": maybe}), key="slug"),
)
