"""Cases in their form: what the draft comes to is taken over, and boxes have no order."""

import pytest

from guidance.models import Case, Option
from tests.admin.forms import fields_of
from tests.admin.pages import change_url, tried

pytestmark = pytest.mark.django_db


@pytest.fixture
def unsure(ground):
    """A case that expects two outcomes and two terms in another order than they are offered."""
    return Case.objects.create(
        tree=ground["tree"], key="unsure", title="Unsure", position=9,
        answers={"users": ["5"], "sharing": ["unsure"]}, outcomes=["ship", "use"],
        includes=["example/use"], excludes=["example/no-harm", "example/notice"],
    )  # fmt: skip


@pytest.mark.parametrize(("signed_by", "reason"), [("", ""), ("Ann", "Copies count now.")])
def test_case_that_comes_out_otherwise_takes_over_what_is_right(
    admin_of, ground, signed_by, reason
):
    case = Case.objects.get(key="at-limit")
    Case.objects.filter(pk=case.pk).update(signed_by=signed_by)
    Option.objects.filter(question__key="sharing", key="no").update(goto="ship")

    assert tried(admin_of, case, reason=reason, _right="1") == {}

    case.refresh_from_db()
    assert case.outcomes == ["ship"]
    assert sorted(case.includes) == ["example/no-harm", "example/use"]
    assert (case.signed_by, case.reason) == ("Eve Editor", reason)
    assert case.signed_on is not None


def test_signed_case_says_why_before_it_takes_over_what_is_right(admin_of, ground):
    case = Case.objects.get(key="at-limit")
    Case.objects.filter(pk=case.pk).update(signed_by="Ann")
    Option.objects.filter(question__key="sharing", key="no").update(goto="ship")

    said = tried(admin_of, case, _right="1")

    assert said == {"reason": ["Say why something else is expected than Ann signed."]}
    case.refresh_from_db()
    assert (case.outcomes, case.signed_by) == (["use"], "Ann")


def test_nothing_is_taken_over_where_the_answers_come_to_nothing(admin_of, ground):
    case = Case.objects.get(key="at-limit")

    said = tried(admin_of, case, answers__sharing="", _right="1")

    assert said == {"answers": ["In the draft, these answers come to no outcome yet."]}


def test_one_person_alone_meets_nobody_in_boxes(admin_of, unsure):
    page = admin_of.get(change_url(unsure))
    boxes = fields_of(page)["outcomes"]

    assert tried(admin_of, unsure, outcomes=[*boxes, "ask-first"]) == {}

    unsure.refresh_from_db()
    assert unsure.outcomes == ["ship", "use", "ask-first"]


def test_boxes_that_somebody_else_ticked_meanwhile_are_told(admin_of, unsure):
    opened = fields_of(admin_of.get(change_url(unsure)))
    Case.objects.filter(pk=unsure.pk).update(outcomes=["use", "ask-first"])

    said = tried(admin_of, unsure, opened, outcomes=["ship"])

    assert sorted(said) == ["__all__", "outcomes"]
