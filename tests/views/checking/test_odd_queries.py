"""Whatever stands in the address of a questionnaire, it ends on a page."""

from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents import tree_data
from tests.editions import published, published_license
from tests.examples import examples
from tests.views.checking.results import CHECK, page

pytestmark = pytest.mark.django_db


ODD = (
    "users=" + "9" * 10_000,
    "users=%00",
    "users=%ED%A0%80",
    "users=1&users=2&users=3",
    "users=unsure&users=5",
    "users=1e999999",
    "users=-" + "9" * 20,
    "users=%D9%A1",
    "users=NaN&_ask=users",
    "sharing=" + "x" * 10_000 + "&_ask=sharing",
    "users=5&sharing=zzz&_ask=sharing",
    "nonsense=1&_ask=nonsense&_change=nonsense&_dropped=nonsense",
    "_ask=" + "y" * 5000,
    "_change=%00&_dropped=%ED%A0%80",
    "&".join(["_dropped=users"] * 500),
    "users[]=1&users.=2&=3&&&",
    "users=<script>&_ask=users",
)


@pytest.mark.parametrize("query", ODD)
@pytest.mark.parametrize("path", [CHECK, CHECK + "v1/"])
def test_odd_input_ends_on_a_page(client, tree, path, query):
    response = client.get(f"{path}?{query}", follow=True)

    assert response.status_code == 200
    assert len(response.redirect_chain) <= 3
    assert b"<script>" not in response.content.replace(b"<script src", b"")


names = st.sampled_from(["users", "sharing", "_ask", "_change", "_dropped", "x", "", "users[]"])
words = st.one_of(
    st.sampled_from(["100", "101", "yes", "no", "unsure", "users", "sharing", "", "1.5 million"]),
    st.binary(max_size=12).map(quote),
    st.text(max_size=12).map(lambda text: quote(text, errors="replace")),
    st.integers().map(str),
)


@settings(max_examples=examples(120), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pairs=st.lists(st.tuples(names, words), max_size=8),
    path=st.sampled_from([CHECK, CHECK + "v1/"]),
)
def test_any_query_ends_on_a_page(tree, path, pairs):
    query = "&".join(f"{name}={value}" for name, value in pairs)

    response = Client().get(f"{path}?{query}", follow=True)

    assert response.status_code == 200
    assert len(response.redirect_chain) <= 3


@pytest.mark.parametrize("number", ["2", "0", "99999999999", "9" * 5000])
def test_unknown_edition_is_not_found(client, tree, number):
    assert client.get(f"{CHECK}v{number}/?users=100&sharing=no").status_code == 404


def test_sixty_options_long_words_and_other_scripts_are_shown(client, db):
    published_license()
    data = tree_data()
    more = [
        {"key": f"more-{n}", "label": "W" * 280 if n else "نعم، بالطبع", "goto": "use"}
        for n in range(58)
    ]
    data["questions"][1]["options"][:0] = more
    data["questions"][1]["kind"] = "choices"
    data["cases"] = []
    published(data)
    query = urlencode([("users", "5")] + [("sharing", f"more-{n}") for n in range(58)])

    html = page(client.get(CHECK + "?users=5"))
    result = client.get(f"{CHECK}?{query}", follow=True)

    assert html.count('type="checkbox"') == 61
    assert result.status_code == 200
