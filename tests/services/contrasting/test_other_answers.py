"""What would change a result, as its page tells it: in words, with links that answer."""

import pytest

from guidance.core.walking.walks import walk
from guidance.services.contrasting.other_answers import MOST_ANSWERS, other_answers
from guidance.services.editions.readings import pinned
from guidance.services.results.presenting import present
from tests.documents import tree_data
from tests.editions import published, published_license, published_tree

pytestmark = pytest.mark.django_db


def result_of(**answers):
    reading = pinned("tree", "can-i-use-it", 1)
    return present(reading, walk(reading.document, answers))


def test_other_answers_are_in_words_and_lead_to_their_results():
    published_license()
    published_tree()

    found = other_answers(result_of(users=("100",), sharing=("yes",)))

    links = {one.question: one.choices for one in found}
    assert links["Do others get copies?"] == (
        ("No", "/check/can-i-use-it/v1/?_check=brq46&users=100&sharing=no"),
    )


def test_other_answers_to_a_number_ask_for_it():
    published_license()
    published_tree()

    found = other_answers(result_of(users=("100",), sharing=("yes",)))

    [ranged] = [one for one in found if one.question == "How many users have you?"]
    assert [choice.address for choice in ranged.choices] == [
        "/check/can-i-use-it/v1/ask/?users=100&sharing=yes&_change=users"
    ]


def test_other_answers_name_the_terms_that_come_and_go():
    published_license()
    published_tree()

    found = other_answers(result_of(users=("100",), sharing=("no",)))

    [sharing] = [one for one in found if one.question == "Do others get copies?"]
    assert [term.title for term in sharing.gained] == ["Keep the notice", "Do no harm"]
    assert sharing.lost == ()
    assert sharing.is_other_outcome


def test_other_answers_that_come_to_the_same_are_links_up_to_a_number():
    published_license()
    data = tree_data(cases=[])
    more = [{"key": f"o{n}", "label": f"Option {n}", "goto": "use"} for n in range(MOST_ANSWERS)]
    yes, no, *rest = data["questions"][1]["options"]
    data["questions"][1]["options"] = [yes, no, *more, *rest]
    no["goto"] = "use"
    published(data)

    found = other_answers(result_of(users=("100",), sharing=("yes",)))

    [sharing] = [one for one in found if one.question == "Do others get copies?"]
    assert (len(sharing.choices), sharing.more) == (MOST_ANSWERS, 1)
