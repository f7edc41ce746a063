"""What a result says: terms, citations, what depends on what is unsure, what today differs in."""

from copy import deepcopy

import pytest

from guidance.core.documents.trees import Verdict
from guidance.core.walking.walks import walk
from guidance.services.editions.readings import current_tree, pinned
from guidance.services.results.presenting import present, since
from guidance.services.results.question_pages import step_answer
from guidance.services.results.result_pages import result_page
from guidance.services.results.saved_results import is_maker, save, take_back
from tests.documents import license_data, tree_data
from tests.editions import published, published_license, published_tree
from tests.scenes import scene

pytestmark = pytest.mark.django_db

SHIP = {"users": ("100",), "sharing": ("yes",)}


@scene
def tree():
    published_license()
    return published_tree()


def result_of(answers, number=1):
    reading = pinned("tree", "can-i-use-it", number)
    return present(reading, walk(reading.document, answers))


def changed(**outcome):
    """Return the tree with other words in the outcome "ship"."""
    data = tree_data(summary="Changed.")
    data["outcomes"][1] |= outcome
    return data


def titles(terms):
    return [shown.term.title for shown in terms]


def test_present_sorts_terms_by_what_they_are(tree):
    result = result_of(SHIP)

    assert titles(result.terms.must) == ["Keep the notice"]
    assert titles(result.terms.must_not) == ["Do no harm"]
    assert titles(result.terms.may) == ["Use it commercially"]


def test_present_resolves_citations_in_the_edition_that_was_current(tree):
    published_license(summary="Edition two of the license.")

    [citation] = result_of(SHIP).terms.must[0].citations

    assert (citation.license, citation.edition, citation.section) == ("example", 1, "2")
    assert (citation.label, citation.words) == ("2", "keep this notice")


def test_present_resolves_an_item_of_a_policy(tree):
    [citation] = result_of(SHIP).terms.must_not[0].citations

    assert (citation.policy, citation.paraphrase, citation.words) == (
        "Example use policy",
        "Do no harm.",
        "",
    )
    assert citation.policy_url == "https://example.org/policy"


def test_present_of_sure_answers_has_no_cases(tree):
    result = result_of(SHIP)

    assert (result.outcome.key, result.verdict, result.dependent) == (
        "ship",
        Verdict.CONDITIONAL,
        (),
    )


def test_present_of_an_unsure_answer_tells_cases_apart(tree):
    result = result_of({"users": ("100",), "sharing": ("unsure",)})

    assert result.outcome is None
    assert titles(result.terms.may) == ["Use it commercially"]
    assert [
        (dependent.outcome.key, dependent.assumptions, titles(dependent.terms.must))
        for dependent in result.dependent
    ] == [
        ("ship", ((("Do others get copies?", "Yes"),),), ["Keep the notice"]),
        ("use", ((("Do others get copies?", "No"),),), []),
    ]


def test_present_says_what_an_unsure_number_is_taken_to_mean(tree):
    result = result_of({"users": ("unsure",), "sharing": ("no",)})

    assert [dependent.assumptions for dependent in result.dependent] == [
        ((("How many users have you?", "100 or fewer"),),),
        ((("How many users have you?", "More than 100"),),),
    ]


def test_present_tells_parts_of_one_range_apart(db):
    published_license()
    data = tree_data()
    data["questions"][0]["routes"] = [{"when": {"question": "users", "below": "10"}, "goto": "use"}]
    data["cases"] = []
    published(data)

    result = result_of({"users": ("unsure",), "sharing": ("yes",)})

    assert [dependent.assumptions[0][0][1] for dependent in result.dependent] == [
        "100 or fewer (0)",
        "100 or fewer (10)",
        "More than 100",
    ]


def test_since_is_the_same_where_nothing_that_was_shown_changed(tree):
    published_tree(summary="Changed.")

    assert since(result_of(SHIP), current_tree("can-i-use-it")).is_same


def test_since_names_the_verdict_that_changed(tree):
    published(changed(verdict="prohibited"))

    now = since(result_of(SHIP), current_tree("can-i-use-it"))

    assert (now.is_same, now.edition, now.verdict) == (False, 2, Verdict.PROHIBITED)


def test_since_names_terms_gained_and_lost(tree):
    data = changed(adds=["example/use"])
    data["questions"][1]["options"][0]["adds"] = ["example/no-harm"]
    data["cases"] = []
    published(data)

    now = since(result_of(SHIP), current_tree("can-i-use-it"))

    assert ([t.key for t in now.gained], [t.key for t in now.lost]) == ([], ["notice"])


def test_since_names_terms_that_were_reworded(tree):
    data = license_data()
    data["terms"][1]["title"] = "Keep the whole notice"
    published(data)
    published_tree(summary="Changed.")

    now = since(result_of(SHIP), current_tree("can-i-use-it"))

    assert [(old.title, new.title) for old, new in now.reworded] == [
        ("Keep the notice", "Keep the whole notice")
    ]


def test_since_names_a_question_that_is_asked_now(tree):
    data = tree_data()
    extra = deepcopy(data["questions"][1]) | {"key": "purpose", "title": "What for?"}
    extra["options"][0]["goto"] = "ship"
    data["questions"][1]["options"][0]["goto"] = "purpose"
    data["questions"].append(extra)
    data["cases"] = []
    published(data)

    now = since(result_of(SHIP), current_tree("can-i-use-it"))

    assert (now.asks, now.verdict, now.is_same) == ("What for?", None, False)


def test_result_page_shows_rewordings_as_differences(tree):
    published(changed(title="You may hand it on"))
    result = result_of(SHIP)

    page = result_page(result, current_tree("can-i-use-it"), addresses=None)

    [reworded] = page.rewordings
    assert [(c.kind, c.text) for c in reworded.title if c.kind != "same"] == [
        ("removed", "pass"),
        ("added", "hand"),
    ]


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"users": ("100",)}, "100 users"),
        ({"users": ("unsure",)}, "I am not sure"),
    ],
)
def test_step_answer_is_in_words(tree, answers, words):
    step = walk(current_tree("can-i-use-it").document, answers).steps[0]

    assert step_answer(step) == words


def test_save_keeps_edition_answers_and_title_only(tree):
    saved, secret = save(tree, SHIP, title="Chatbot")

    saved.refresh_from_db()
    assert (saved.edition, saved.answers, saved.title) == (
        tree,
        {"users": ["100"], "sharing": ["yes"]},
        "Chatbot",
    )
    assert secret not in saved.secret_digest
    assert len(saved.token) == 24


def test_is_maker_knows_the_secret_and_no_other(tree):
    saved, secret = save(tree, SHIP, title="")

    assert [is_maker(saved, word) for word in (secret, secret[:-1], "")] == [True, False, False]


def test_take_back_erases_and_is_done_once(tree, admin_user):
    saved, _ = save(tree, SHIP, title="Chatbot")

    first = take_back(saved)
    again = take_back(saved, by=admin_user)

    assert (again.answers, again.title, again.taken_back_by) == ({}, "", None)
    assert again.taken_back_at == first.taken_back_at


def succeeded():
    """Return the tree with a question, an option and an outcome retired in favour of others."""
    data = tree_data(summary="Changed.", cases=[])
    data["questions"][1] |= {"key": "copies", "succeeds": ["sharing"]}
    data["questions"][1]["options"][0] |= {"key": "some", "succeeds": ["yes"], "goto": "pass-on"}
    data["questions"][0]["options"][0]["goto"] = "copies"
    data["outcomes"][1] |= {"key": "pass-on", "succeeds": ["ship"]}
    return data


def test_today_answers_retired_keys_by_what_stands_for_them(tree):
    published(succeeded())

    now = since(result_of(SHIP), current_tree("can-i-use-it"))

    assert now.is_same
    assert now.answers == {"users": ("100",), "copies": ("some",)}
    assert (now.outcome.key, now.is_elsewhere, now.dropped) == ("pass-on", False, ())


def test_today_does_not_know_retired_keys_that_nothing_stands_for(tree):
    data = succeeded()
    del data["questions"][1]["succeeds"]
    published(data)

    now = since(result_of(SHIP), current_tree("can-i-use-it"))

    assert now.asks == "Do others get copies?"
    assert [unfit.question for unfit in now.dropped] == ["sharing"]


def test_outcome_that_stands_for_another_is_reworded_and_not_another(tree):
    data = succeeded()
    data["outcomes"][1]["title"] = "You may hand it on"
    published(data)

    page = result_page(result_of(SHIP), current_tree("can-i-use-it"), addresses=None)

    assert [one.kind for one in page.rewordings[0].title if one.kind != "same"] != []
    assert page.since.is_elsewhere is False
    assert page.today_address.startswith("/check/can-i-use-it/v2/?_check=")
    assert page.today_address.endswith("&users=100&copies=some")
    assert [step.change for step in page.trail] == [
        "/check/can-i-use-it/?users=100&sharing=yes&_change=users",
        "/check/can-i-use-it/?users=100&sharing=yes&_change=sharing",
    ]
