"""Going on with another questionnaire: where a result leads, and which answers go along."""

import pytest
from django.utils import timezone

from guidance.core.walking.walks import walk
from guidance.models import Edition, Publication, Recall, Tree
from guidance.services.editions.readings import pinned
from guidance.services.results.onward import onward_of
from guidance.services.results.presenting import present
from tests.documents import license_data, tree_data
from tests.editions import published
from tests.scenes import scene

pytestmark = pytest.mark.django_db
SHIP = {"users": ("100",), "sharing": ("yes",)}


def handing(*keys, to="may-i-name-it", **fields):
    """Return the sample tree with outcomes that hand over."""
    data = tree_data(**fields)
    for outcome in data["outcomes"]:
        if outcome["key"] in keys:
            outcome["hands_over"] = to
    return data


def other(**fields):
    """Return a tree that asks for users too, and then something else."""
    data = tree_data("may-i-name-it", title="May I name it so?", cases=[])
    data["questions"][1] = {
        "key": "name", "kind": "choice", "title": "Is its name in yours?",
        "citations": data["questions"][1]["citations"],
        "options": [{"key": "yes", "label": "Yes", "goto": "ship"},
                    {"key": "no", "label": "No", "goto": "use"}],
    }  # fmt: skip
    data["questions"][0]["options"][0]["goto"] = "name"
    return data | fields


@scene
def trees():
    published(license_data())
    published(other())
    published(handing("ship", "use"))


def result_of(answers, number=1):
    reading = pinned("tree", "can-i-use-it", number)
    return present(reading, walk(reading.document, answers))


def kept(answers):
    return [(one.question.key, one.answer) for one in answers]


def test_result_goes_on_at_the_next_question_with_what_fits(trees):
    [onward] = onward_of(result_of(SHIP))

    assert (onward.slug, onward.title, onward.edition) == ("may-i-name-it", "May I name it so?", 1)
    assert onward.address == "/check/may-i-name-it/?users=100"
    assert (onward.is_answered, onward.outcomes) == (False, ())
    assert kept(onward.carried) == [("users", "100 users")]
    assert kept(onward.left) == [("sharing", "Yes")]


def test_result_goes_on_at_a_result_where_the_answers_lead_to_one(trees):
    data = other()
    data["questions"][0]["options"][0]["goto"] = "use"
    data["questions"] = data["questions"][:1]
    data["outcomes"] = [one for one in data["outcomes"] if one["key"] != "ship"]
    published(data)

    [onward] = onward_of(result_of(SHIP))

    assert onward.is_answered
    assert onward.address.startswith("/check/may-i-name-it/v2/?_check=")
    assert onward.address.endswith("&users=100")


def test_result_begins_where_nothing_fits(trees):
    data = other()
    data["questions"][0]["unit"] = "thousands"
    published(data)

    [onward] = onward_of(result_of(SHIP))

    assert (onward.address, onward.carried) == ("/check/may-i-name-it/start/", ())
    assert kept(onward.left) == [("users", "100 users"), ("sharing", "Yes")]


def test_result_names_the_outcomes_that_hand_over_where_not_all_do(trees):
    all_do = onward_of(result_of({"users": ("100",), "sharing": ("unsure",)}))
    some_do = onward_of(result_of({"users": ("unsure",), "sharing": ("yes",)}))

    assert [one.outcomes for one in all_do] == [()]
    assert [one.outcomes for one in some_do] == [("You may pass it on",)]
    assert kept(some_do[0].carried) == [("users", "I am not sure")]


def test_result_without_handing_over_asks_nothing(trees, django_assert_num_queries):
    result = result_of({"users": ("101",)})

    with django_assert_num_queries(0):
        assert onward_of(result) == ()


@pytest.mark.parametrize("count", [1, 3])
def test_result_asks_once_however_many_it_goes_on_with(trees, django_assert_num_queries, count):
    data = tree_data()
    for number, outcome in enumerate(data["outcomes"][:count]):
        outcome["hands_over"] = f"other-{number}"
        published(other(slug=f"other-{number}"))
    published(data)
    result = result_of({"users": ("unsure",), "sharing": ("unsure",)}, number=2)

    with django_assert_num_queries(1):
        assert len(onward_of(result)) == count


def withdraw(slug):
    Publication.objects.filter(slug=slug).update(withdrawn_at=timezone.now())


def recall(slug):
    edition = Edition.objects.get(publication__slug=slug)
    Recall.objects.create(
        edition=edition, reason="Wrong.", advice="Ask.", recalled_at=timezone.now()
    )


@pytest.mark.parametrize("slug", ["may-i-name-it", "can-i-use-it"])
@pytest.mark.parametrize("mark", [withdraw, recall])
def test_nothing_leads_to_or_from_what_was_withdrawn_or_recalled(trees, slug, mark):
    assert len(onward_of(result_of(SHIP))) == 1

    mark(slug)

    assert onward_of(result_of(SHIP)) == ()


def test_nothing_leads_to_what_is_a_draft_only(trees):
    Tree.objects.create(slug="written", title="Written")
    published(handing("ship", to="written"))

    assert onward_of(result_of(SHIP, number=2)) == ()
