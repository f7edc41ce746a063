"""Strategies of documents and their parts, for what must hold for every document."""

from hypothesis import strategies as st

from guidance.core.documents.fields import storable
from guidance.core.documents.formats import parse
from guidance.core.documents.kinds import QuestionKind
from tests.documents import faq_data, license_data, tree_data

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
