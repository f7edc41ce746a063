"""What to find out first, and what to ask counsel: on the page and in what is taken along."""

import pytest

from guidance.services.results.addresses import result_address
from guidance.services.results.counsel import counsel_question
from guidance.services.results.finding_out import first_doubt
from tests.documents import tree_data
from tests.editions import published, published_license
from tests.html import only, texts
from tests.services.results.test_prospects import SHARING, UNSURE, many_unsure, result_of
from tests.services.results.test_prospects import tree as tree

pytestmark = pytest.mark.django_db


def test_first_doubt_is_what_tells_most_results_apart(db):
    published_license()
    published(many_unsure())

    first = first_doubt(result_of(dict.fromkeys("abcd", ("unsure",))))

    assert (first.question.key, first.total) == ("d", 2)
    assert [(one.answers, one.left, one.only.title) for one in first.branchings] == [
        (("Yes",), 1, "D"),
        (("No",), 1, "Not D"),
    ]


def test_first_doubt_of_one_result_names_the_question_alone(db):
    published_license()
    data = tree_data(cases=[])
    data["questions"][1]["options"][1]["goto"] = "ship"
    data["outcomes"] = data["outcomes"][1:]
    published(data)

    first = first_doubt(result_of(UNSURE))

    assert (first.question.title, first.branchings) == (SHARING, ())


def test_nothing_is_to_be_found_out_of_sure_answers(tree):
    assert first_doubt(result_of({"users": ("100",), "sharing": ("no",)})) is None


def test_page_begins_with_what_to_find_out_and_asks_just_that(tree, client):
    response = client.get(result_address("can-i-use-it", 1, UNSURE))

    asked = only(response, "[aria-labelledby=first-doubt] a")["href"]

    assert texts(response, "main h2")[0] == "Find this out first"
    assert asked == "/check/can-i-use-it/?users=100&sharing=unsure&_change=sharing"
    assert texts(client.get(asked), "legend h1") == [SHARING]


def test_counsel_is_asked_by_the_sentence_of_the_outcome_or_by_one_made(db):
    published_license()
    data = tree_data(cases=[])
    asking = next(one for one in data["outcomes"] if one["key"] == "ask-first")
    asking["verdict"] = "ask-counsel"
    published(data)
    made = counsel_question(result_of({"users": ("101",), "sharing": ("no",)}))
    asking["ask"] = "Is it a copy?"
    published(data)

    own = counsel_question(result_of({"users": ("101",), "sharing": ("no",)}, number=2))

    assert made.startswith(f"“{data['title']}” came to “{asking['title']}”. May we go on under ")
    assert own == "Is it a copy? Our answers: How many users have you? 101 users."
    assert counsel_question(result_of({"users": ("100",), "sharing": ("no",)}, number=2)) == ""
