"""What the checks found leads to where it is put right: each mistake once, each place findable."""

import re

import pytest

from guidance.services.publishing.acts import publish
from tests.admin.conftest import person
from tests.admin.forms import errors_of, fields_of
from tests.scenes import scene

pytestmark = pytest.mark.django_db


@scene
def tree(ground):
    publish(ground["license"], by=None, note="First.")
    return ground["tree"]


def checks_of(client, tree):
    return client.get(f"/admin/guidance/tree/{tree.pk}/checks/")


def cause(page, code):
    (found,) = [
        one for _, _, causes in page.context["groups"] for one in causes if one.code == code
    ]
    return found


def test_one_new_question_is_one_error_that_lists_every_case(admin_of, tree):
    question = tree.questions.create(key="fresh", kind="choice", title="Fresh?", position=9)
    question.options.create(key="yes", label="Yes", goto=tree.start, position=0)
    tree.start = "fresh"
    tree.save()

    page = checks_of(admin_of, tree)

    shown = cause(page, "case-unfit")
    cases = list(tree.cases.all())
    assert (len(cases) > 1, shown.message) == (True, "Several cases do not answer “Fresh?”.")
    assert [links for _, links in shown.findings] == [
        ((f"Open case {case.key}", f"/admin/guidance/case/{case.pk}/change/"),) for case in cases
    ]
    assert [f'href="{links[0][1]}"' in page.text for _, links in shown.findings] == (
        [True] * len(cases)
    )
    tags = {step["name"]: step["tags"] for step in page.context["bar"]["steps"]}
    assert tags["checks"][0] == ("error", "1 error")


def test_circle_leads_to_every_question_on_it(admin_of, tree):
    tree.questions.get(key="sharing").options.update(goto="users")

    shown = cause(checks_of(admin_of, tree), "cycle")

    ((_, links),) = shown.findings
    assert links == tuple(
        (f"Open question {key}", f"/admin/guidance/tree/{tree.pk}/workshop/?node={key}#inspector")
        for key in ("users", "sharing")
    )


def test_threshold_leads_to_a_case_that_is_filled_in(admin_of, tree):
    tree.cases.all().delete()

    ((_, links),) = cause(checks_of(admin_of, tree), "threshold-uncased").findings
    adding = {words: url for words, url in links if words.startswith("Add")}
    page = admin_of.get(adding["Add a case with 101"])
    refused = admin_of.post(page.request["PATH_INFO"], fields_of(page))
    saved = admin_of.post(page.request["PATH_INFO"], fields_of(page, outcomes="ask-first"))

    assert list(adding) == ["Add a case with 100", "Add a case with 101"]
    case = tree.cases.get()
    assert (saved.status_code, set(errors_of(refused))) == (302, {"outcomes"})
    assert (case.title, case.key, case.answers) == (
        "How many users have you?: 101", "users-101", {"users": ["101"]},
    )  # fmt: skip
    assert re.search(r"these answers come to:.*?<code>ask-first</code>", page.text, re.DOTALL)
    assert [words for words, _ in links_left(admin_of, tree)] == ["Add a case with 100"]


def links_left(client, tree):
    ((_, links),) = cause(checks_of(client, tree), "threshold-uncased").findings
    return [link for link in links if link[0].startswith("Add")]


def test_reviewer_is_offered_no_form_of_a_case(client, groups, tree):
    tree.cases.all().delete()
    client.force_login(person("rita", "Reviewers", is_staff=True))

    assert links_left(client, tree) == []


def test_case_form_takes_any_answers_from_its_address(admin_of, tree):
    add = "/admin/guidance/case/add/"
    given = [
        {"tree": tree.pk, "answers": "no answers at all"},
        {"tree": "x", "answers": "users: 5"},
        {"tree": 10**30, "answers": "users: 5"},
        {"tree": 0, "answers": "users: 5"},
        {"answers": "users: 5"},
        {"tree": tree.pk, "answers": "users: 5"},
        {"tree": tree.pk, "answers": "users: unsure\nsharing: unsure"},
    ]

    pages = [admin_of.get(add, one) for one in given]

    assert [page.status_code for page in pages] == [200] * len(given)
    assert "come to no outcome yet" in pages[5].text
    assert "<code>ask-first</code>" in pages[6].text


# Warnings that the team leaves standing


@scene
def cautious(ground):
    """An FAQ entry that names a clause which it does not cite."""
    publish(ground["license"], by=None, note="First.")
    row = ground["faq"]
    row.answer = "As section 2 says."
    row.save()
    return row


def faq_checks(client, row):
    return client.get(f"/admin/guidance/faqentry/{row.pk}/checks/")


def test_warning_says_by_which_line_it_is_left_standing(admin_of, cautious):
    page = faq_checks(admin_of, cautious)

    assert cause(page, "clause-uncited").dismissals == ("clause-uncited",)
    assert [form["name"].value() for form in cause(page, "clause-uncited").forms] == [
        "clause-uncited"
    ]


def test_error_says_no_such_line(admin_of, cautious):
    cautious.citations = []
    cautious.save()

    assert cause(faq_checks(admin_of, cautious), "uncited").dismissals == ()


def test_warning_that_the_form_leaves_standing_is_shown_with_its_reason(admin_of, cautious):
    url = f"/admin/guidance/faqentry/{cautious.pk}/change/"
    line = "clause-uncited: The link beside it leads there."

    saved = admin_of.post(url, fields_of(admin_of.get(url), dismissed=line))

    page = faq_checks(admin_of, cautious)
    cautious.refresh_from_db()
    assert (saved.status_code, cautious.dismissed) == (302, [line])
    assert page.context["groups"] == []
    assert line in page.text


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("clause-uncited", "write its name, a colon, and why it stays"),
        ("clause-uncited:", "write its name, a colon, and why it stays"),
        ("no-such-code: Why not.", "“no-such-code” names no warning"),
        ("uncited: It is an error.", "“uncited” names no warning"),
    ],
)
def test_line_that_leaves_nothing_standing_is_refused(admin_of, cautious, line, problem):
    url = f"/admin/guidance/faqentry/{cautious.pk}/change/"

    refused = admin_of.post(url, fields_of(admin_of.get(url), dismissed=line))

    assert errors_of(refused)["dismissed"] == [f"Line 1, “{line}”: {problem}"]
