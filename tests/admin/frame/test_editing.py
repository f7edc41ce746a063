"""Where a public page is edited, for who may."""

import pytest

from tests.admin.pages import at

EDIT = "/admin/guidance/edit/"


def asked(client, path, at=""):
    answer = client.get(EDIT, {"path": path, "at": at})
    return answer.json().get("url", "") if answer.status_code == 200 else answer.status_code


def test_pages_lead_to_their_drafts(admin_of, published):
    assert [
        asked(admin_of, path)
        for path in ("/licenses/example/", "/faq/may-i-sell-it/", "/check/can-i-use-it/start/")
    ] == [
        at(published["license"], "annotate/"),
        at(published["faq"], "change/"),
        f"{at(published['tree'], 'workshop/')}#inspector",
    ]


def test_license_is_edited_at_the_place_that_one_looks_at(admin_of, published):
    license = published["license"]
    home = at(license, "annotate/")
    note, term = license.annotations.get(), license.terms.get(key="use")

    assert [
        asked(admin_of, "/licenses/example/", place)
        for place in ("note-grant-is-broad", "term-use", "2", "page_terms")
    ] == [
        f"{home}?note={note.pk}#note-{note.pk}", f"{home}?term={term.pk}#term-{term.pk}",
        f"{home}#at-2", home,
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["", "/", "/nowhere/", "/admin/", "//evil/"])
def test_other_pages_have_no_draft(admin_of, published, path):
    assert asked(admin_of, path) == 404


def test_page_without_a_draft_is_edited_nowhere(admin_of, published):
    assert asked(admin_of, "/licenses/gone/") == ""


def test_who_may_not_edit_is_told_nothing(client, published, team):
    answers = [asked(client, "/licenses/example/")]
    for who in ("outsider", "plain", "reviewer"):
        client.force_login(team[who])
        answers.append(asked(client, "/licenses/example/"))

    assert answers == [302, 302, "", ""]


def test_answer_is_kept_by_nobody_and_the_page_is_the_same_for_all(client, published, team):
    alone = client.get("/licenses/example/")
    client.force_login(team["editor"])
    mine = client.get("/licenses/example/")
    answer = client.get(EDIT, {"path": "/licenses/example/"})

    assert mine.content == alone.content
    assert "no-store" in answer["Cache-Control"]


def test_only_pages_that_have_a_draft_ask_for_it(admin_of, published):
    draft = at(published["faq"], "preview/")
    paths = ("/faq/may-i-sell-it/", "/faq/may-i-sell-it/v1/", "/licenses/example/v1/", draft)
    pages = [admin_of.get(path).content.decode() for path in paths]

    assert [("edit.js" in page or "/admin/guidance/edit/" in page) for page in pages] == [
        True, False, False, False,
    ]  # fmt: skip
