"""Queries that nobody should type: none of them fails, whatever the database."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guidance.services.search import searching
from tests.examples import examples
from tests.scenes import scene
from tests.services.search.shelf import APACHE, FAQ, LICENSE, TREE, put


@scene
def shelf():
    return [put(data) for data in (LICENSE, APACHE, FAQ, TREE)]


@pytest.mark.parametrize(
    "query",
    ["", " ", '"', "'", "\\", "*", "AND", "weapons AND", "NOT weapons", "NEAR(a b)", "a:b", "-x",
     "^x", "(", ")", "((((", "title_words:weapons", "%", "%s", "_", "; DROP TABLE x", "\x00",
     "\ud800", "weapons\x00\udfff", "🙂", "🙂 weapons", "שלום", "مرحبا \u202e", "ﷺ" * 200,
     "é" * 10_000, "a " * 5_000, "'" * 10_000, "!!!", "<b>", "a & b | !c", "x <-> y", ":*", "ꟽ",
     "𖿠", "१२३", "1.", ".1", "1..2", "section",
     "section .", "§", "1(((", "İstanbul 1.a", "9" * 300, "²", "½"],
)  # fmt: skip
def test_search_for_odd_input_never_fails(shelf, query):
    page = searching.search(query)

    assert page.total == sum(facet.count for facet in page.kinds)
    assert page.query.text.encode() is not None


@settings(
    max_examples=examples(150),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.one_of(
        st.text(st.characters(), max_size=250),
        st.lists(
            st.sampled_from(
                ["weapons", '"', "*", "AND", "NEAR(", ")", ":", "-", "^", "\x00", "\ud83d", "1.b",
                 "section", "§", "&", "|", "!", "<->", "\\", "'", "é", "ﬁne", "🙂", "\u200f", "%"]
            ),
            max_size=30,
        ).map(" ".join),
    ),
    st.sampled_from([None, "llama-2", "%"]),
    st.integers(-5, 5),
)  # fmt: skip
def test_search_for_any_text_never_fails(shelf, query, license, number):
    page = searching.search(query, license=license, kinds=["clause", "policy"], page=number)

    assert len(page.results) == min(page.total, 20)
    for result in page.results:
        assert "".join(run.text for run in result.title)
