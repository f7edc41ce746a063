"""The proof of a result: how its guidance stands, in each way that it can."""

from datetime import date

import pytest

from guidance.core.walking.walks import walk
from guidance.models import Edition
from guidance.services.editions.readings import current_tree, pinned
from guidance.services.publishing.recalls import recall
from guidance.services.results.presenting import present
from guidance.services.results.result_pages import result_page
from guidance.services.taking.proofs import Standing
from guidance.services.taking.takes import take
from tests.documents import license_data, read_policy
from tests.editions import published, published_license, published_tree
from tests.views.checking.results import publish_otherwise

pytestmark = pytest.mark.django_db

WORDS = {"reason": "It was wrong.", "advice": "Ask.", "by": None}


@pytest.fixture
def tree():
    published_license()
    return published_tree()


def proof(number=1):
    reading = pinned("tree", "can-i-use-it", number)
    result = present(reading, walk(reading.document, {"users": ("100",), "sharing": ("yes",)}))
    today = None if reading.edition.is_current else current_tree("can-i-use-it")
    return take(result_page(result, today, addresses=None)).proof


def test_proof_of_the_newest_edition_is_current(tree):
    found = proof()

    assert (found.standing, found.today, found.made_at) == (Standing.CURRENT, None, None)
    [text] = found.texts
    assert (text.title, text.edition) == ("Example License", 1)
    assert text.digest == license_data()["text"]["digest"]
    assert text.address == "/licenses/example/v1/text/"


def test_proof_names_the_policy_that_is_cited_and_when_it_was_read(db):
    published(read_policy())
    published_tree()

    [policy] = proof().policies

    assert (policy.title, policy.url) == ("Example use policy", "https://example.org/policy")
    assert policy.read_on == date(2026, 1, 2)
    assert policy.page == "/licenses/example/v1/#example-policy"


def test_proof_names_no_policy_of_which_nothing_is_cited(db):
    data = read_policy()
    data["terms"][2]["citations"] = [{"section": "3"}]
    published(data)
    published_tree()

    assert proof().policies == ()


def test_proof_names_the_policy_of_a_case_that_depends(db):
    published(read_policy())
    published_tree()
    reading = pinned("tree", "can-i-use-it", 1)
    result = present(reading, walk(reading.document, {"users": ("100",), "sharing": ("unsure",)}))

    assert "example/no-harm" not in [shown.ref for shown in result.terms.all]
    assert len(take(result_page(result, None, addresses=None)).proof.policies) == 1


def test_proof_of_an_edition_that_says_the_same_as_the_newest(tree):
    published_tree(summary="Revised.")

    assert (proof().standing, proof().today) == (Standing.SAME, 2)


def test_proof_of_an_edition_that_says_otherwise(tree):
    publish_otherwise()

    assert (proof().standing, proof().today) == (Standing.CHANGED, 2)
    assert proof(2).standing == Standing.CURRENT


def test_proof_says_first_that_an_edition_is_recalled(tree):
    publish_otherwise()
    recall(Edition.objects.get(publication__kind="tree", number=1), **WORDS)

    assert (proof(1).standing, proof(2).standing) == (Standing.RECALLED, Standing.CURRENT)


def test_proof_says_that_the_license_it_rests_on_is_recalled(tree):
    recall(Edition.objects.get(publication__kind="license", number=1), **WORDS)

    assert proof().standing == Standing.RESTS_ON_RECALLED
