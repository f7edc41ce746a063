"""What a stack comes to: which licenses count, what is known, what clashes, on what it rests."""

import pytest

from guidance.core.stacks.components import Use
from guidance.services.stacks.addresses import Stack
from guidance.services.stacks.presenting import answer_of, pinned_today
from guidance.services.stacks.shelves import meant_by, numbers_of_today, shelf_of
from tests.scenes import scene
from tests.services.stacks.samples import KEEP, part, publish_all, published_license

pytestmark = pytest.mark.django_db


@scene
def licenses():
    publish_all()


def _answer(*parts, whole=""):
    pinned = pinned_today(Stack(parts, whole))
    return answer_of(pinned.stack, pinned.shelf(), today=pinned.stack.editions)


@pytest.mark.parametrize("name", ["MIT", "mit", "permit", "Permit", "Expat", "MIT-only"])
def test_license_is_known_by_each_of_its_names(licenses, name):
    assert meant_by(name) == "permit"


@pytest.mark.parametrize("name", ["", "MIT2", "Example", "BSD"])
def test_license_is_never_guessed(licenses, name):
    assert meant_by(name) == ""


def test_name_of_two_licenses_means_neither(licenses):
    published_license("other", KEEP, other_names=["Expat"])

    assert meant_by("expat") == ""
    assert meant_by("MIT") == "permit"


def test_duty_names_its_origins_with_clauses_of_the_edition(licenses):
    answer = _answer(part("a", "MIT"), part("b", "Expat"))

    keep = next(one for one in answer.must if one.title == "Keep the notice")
    (origin,) = keep.origins
    assert [one.name for one in origin.components] == ["a", "b"]
    assert [(one.license, one.edition, one.section) for one in origin.sections] == [
        ("permit", 1, "2")
    ]


def test_stages_stand_in_the_order_of_a_release(licenses):
    answer = _answer(part("a", "GPL-2.0-only"), part("b", "MIT"))

    assert [(when, len(duties)) for when, duties in answer.stages] == [
        ("before-release", 1), ("at-distribution", 2),
    ]  # fmt: skip


def test_of_licenses_to_choose_the_one_with_the_fewest_duties_counts(licenses):
    (chosen,) = _answer(part("a", "GPL-2.0-only OR MIT")).parts

    assert (str(chosen.way), chosen.chosen, chosen.is_chosen) == ("MIT", 2, False)
    assert [str(way) for _number, way in chosen.others] == ["GPL-2.0-only"]


def test_reader_may_choose_another_one(licenses):
    (chosen,) = _answer(part("a", "GPL-2.0-only OR MIT", choice=1)).parts

    assert (str(chosen.way), chosen.is_chosen) == ("GPL-2.0-only", True)


def test_way_without_a_conflict_comes_before_one_with_fewer_duties(licenses):
    later = part("a", "GPL-2.0-or-later")

    (as_it_is,) = _answer(later).parts
    (in_share,) = _answer(later, whole="share").parts
    (in_more,) = _answer(later, whole="share-more").parts

    assert str(as_it_is.way) == "GPL-3.0-only"
    assert str(in_share.way) == "GPL-2.0-or-later"
    assert str(in_more.way) == "GPL-3.0-only"


def test_license_that_is_known_comes_before_one_that_is_not(licenses):
    (chosen,) = _answer(part("a", "Unheard-1.0 OR GPL-2.0-only")).parts

    assert str(chosen.way) == "GPL-2.0-only"


def test_and_means_both(licenses):
    answer = _answer(part("a", "MIT AND GPL-2.0-only"))

    assert [base.reading.document.slug for base in answer.bases] == ["permit", "share"]


def test_what_is_not_known_is_named(licenses):
    answer = _answer(
        part("a", "MIT AND Unheard-1.0"), part("b", "(MIT"), part("c", "Unheard-1.0", Use.BUILDING)
    )

    assert [(one.component.name, one.unknown) for one in answer.unknown] == [
        ("a", ("Unheard-1.0",)), ("b", ("(MIT",)),
    ]  # fmt: skip


def test_exception_is_named_and_not_covered(licenses):
    (one,) = _answer(part("a", "GPL-2.0-only WITH Classpath-exception-2.0")).parts

    assert one.way.slugs == ("share",)
    assert one.way.exceptions == ("Classpath-exception-2.0",)


def test_only_used_to_build_owes_nothing(licenses):
    answer = _answer(part("a", "GPL-2.0-only", Use.BUILDING))

    assert (answer.duties, answer.clashes, answer.bases) == ((), (), ())


def test_conflict_names_clauses_of_both_sides(licenses):
    linked = {"is_linked": True}
    answer = _answer(part("a", "GPL-2.0-only", **linked), part("m", "Modelo", **linked))

    (clash,) = answer.conflicts
    assert (clash.first.title, clash.second.title) == ("Share", "Modelo")
    assert [one.section for one in clash.first.citations] == ["1"]
    assert [one.section for one in clash.second.citations] == ["3"]


def test_second_opinion_is_asked_for_open_source_pairs_only(licenses):
    parts = (part("a", "MIT"), part("g", "GPL-2.0-only"), part("m", "Modelo"))

    assert [
        (one.part, one.whole, one.opinion.value) for one in _answer(*parts, whole="permit").seconds
    ] == [("GPL-2.0-only", "MIT", "no")]
    assert _answer(*parts, whole="closed").seconds == ()
    assert _answer(*parts, whole="modelo").seconds == ()


def test_conflict_is_counsels_where_the_second_opinion_does_not_share_it(licenses):
    sure = _answer(part("g", "GPL-2.0-only"), whole="permit")
    published_license("agpl", KEEP, spdx="AGPL-3.0-only", is_open_source=True)
    unsure = _answer(part("g", "GPL-3.0-only"), whole="agpl")

    assert (len(sure.conflicts), len(sure.questions)) == (1, 0)
    assert (len(unsure.conflicts), len(unsure.questions)) == (0, 1)


def test_pinned_editions_answer_whatever_was_published_since(licenses):
    stack = pinned_today(Stack((part("a", "MIT"),))).stack
    published_license("permit", spdx="MIT")

    then = answer_of(stack, shelf_of(stack.editions), today=numbers_of_today(stack.editions))

    assert len(then.must) == 2
    assert [(base.is_current, base.today) for base in then.bases] == [(False, 2)]


def test_edition_that_answers_is_every_license_that_may_be_chosen(licenses):
    pinned = pinned_today(Stack((part("a", "MIT OR GPL-2.0-or-later"),), "modelo"))

    assert pinned.stack.editions == {"modelo": 1, "permit": 1, "share": 1, "share-more": 1}


@pytest.mark.parametrize("count", [1, 3])
def test_stack_costs_the_same_queries_for_one_license_and_for_three(
    licenses, django_assert_num_queries, count
):
    parts = [part(name, name) for name in ("MIT", "GPL-2.0-only", "Modelo")[:count]]
    stack = pinned_today(Stack(tuple(parts))).stack

    with django_assert_num_queries(2):
        answer_of(stack, shelf_of(stack.editions), today=numbers_of_today(stack.editions))
