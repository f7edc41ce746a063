"""Cases as a table: given, filled in and taken back, all of it or nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guidance.models import Case
from guidance.services.publishing.acts import publish
from tests.html import texts

pytestmark = pytest.mark.django_db
HEAD = "Case,How many users have you?,Do others get copies?,Expected,Signed by,Why signed anew\r\n"


@pytest.fixture
def tree(ground):
    publish(ground["license"], by=None, note="First.")
    return ground["tree"]


def take(client, tree, text):
    file = SimpleUploadedFile("cases.csv", text.encode())
    url = f"/admin/guidance/tree/{tree.pk}/workshop/cases/"
    return client.post(url, {"file": file}, follow=True)


def given(client, tree):
    page = client.get(f"/admin/guidance/tree/{tree.pk}/workshop/cases.csv")
    return page.content.decode("utf-8-sig")


def test_table_that_was_given_changes_nothing(admin_of, tree):
    Case.objects.filter(key="at-limit").update(title="=cmd|' /C calc'!A0")
    before = list(Case.objects.order_by("pk").values())

    text = given(admin_of, tree)
    take(admin_of, tree, text)

    assert "\n'=cmd" in text
    assert list(Case.objects.order_by("pk").values()) == before


def test_lines_add_and_change_cases_in_words(admin_of, tree):
    take(admin_of, tree, HEAD + "Few,20,No,You may use it,Ann,\r\nAt the limit,100,Yes,"
         "You may pass it on,Ann,\r\n")  # fmt: skip

    few = Case.objects.get(title="Few")
    assert (few.key, few.answers, few.outcomes) == (
        "few", {"users": ["20"], "sharing": ["no"]}, ["use"],
    )  # fmt: skip
    assert Case.objects.get(key="at-limit").outcomes == ["ship"]


def test_everything_that_is_wrong_is_said_with_its_line_and_nothing_is_taken(admin_of, tree):
    count = Case.objects.count()
    right, wrong = "Few,20,No,You may use it,Ann,", "Many,20,Perhaps,Nothing,,"
    page = take(
        admin_of, tree, "\r\n".join([HEAD.strip(), right, wrong, ",20,No,You may use it,,"])
    )

    assert texts(page, "[role=alert] li") == [
        "Line 3: “Perhaps” is no answer to “Do others get copies?”.",
        "Line 3: “Nothing” is no outcome.",
        "Line 4: The case has no name.",
    ]
    assert Case.objects.count() == count


def test_signed_case_wants_a_reason_for_expecting_something_else(admin_of, tree):
    Case.objects.filter(key="at-limit").update(signed_by="Ann")
    line = "At the limit,100,Yes,You may pass it on,Bea,"

    page = take(admin_of, tree, HEAD + line)
    first = Case.objects.get(key="at-limit").outcomes
    take(admin_of, tree, HEAD + line + "The new edition")

    assert "was signed by Ann" in texts(page, "[role=alert] li")[0]
    assert (first, Case.objects.get(key="at-limit").outcomes) == (["use"], ["ship"])
