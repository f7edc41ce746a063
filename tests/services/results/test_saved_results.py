"""Short links: which of them a changed questionnaire would answer differently."""

import pytest

from guidance.core.documents.formats import parse
from guidance.models import Edition
from guidance.services.results.saved_results import differing, save, take_back
from tests.documents import license_data, tree_data
from tests.editions import published
from tests.scenes import scene

pytestmark = pytest.mark.django_db


@scene
def links():
    """Two short links of one edition, and one that was taken back."""
    published(license_data())
    published(tree_data())
    edition = Edition.objects.get(publication__kind="tree")
    kept = {users: save(edition, {"users": (users,)}, title=users)[0] for users in ("101", "500")}
    both = save(edition, {"users": ("5",), "sharing": ("no",)}, title="five")[0]
    take_back(save(edition, {"users": ("102",)}, title="gone")[0])
    return {**kept, "five": both}


def changed(**option):
    data = tree_data()
    data["questions"][0]["options"][1] |= option
    return parse(data)


def test_links_that_read_the_same_are_counted_only(links):
    assert differing("can-i-use-it", parse(tree_data())) == ([], 3)
    assert differing("another", parse(tree_data())) == ([], 0)


def test_link_to_another_outcome_reads_differently(links):
    found, count = differing("can-i-use-it", changed(goto="use"))

    assert count == 3
    assert {one.saved.title for one in found} == {"101", "500"}
    assert [o.key for one in found for o in one.now] == ["use", "use"]


def test_link_with_other_terms_or_other_questions_reads_differently(links):
    terms, _ = differing("can-i-use-it", changed(adds=["example/notice"]))
    asked, _ = differing("can-i-use-it", changed(goto="sharing"))

    assert [one.has_other_terms for one in terms] == [True, True]
    assert [one.now for one in asked] == [(), ()]


def test_link_to_a_retired_option_reads_as_what_stands_for_it(links):
    data = tree_data()
    data["questions"][1]["options"][1] |= {"key": "none"}
    lost, _ = differing("can-i-use-it", parse({**data, "cases": []}))
    data["questions"][1]["options"][1] |= {"succeeds": ["no"]}
    kept, count = differing("can-i-use-it", parse({**data, "cases": []}))

    assert ([one.saved.title for one in lost], kept, count) == (["five"], [], 3)
