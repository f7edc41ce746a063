"""The pages of a draft: for whom they open, what they show, and that a broken one opens too."""

import json
import re

import pytest

from guidance.models import Edition, License, Tree
from guidance.services.publishing.acts import publish
from tests.admin.pages import answered, at

PAGES = (
    "change/", "checks/", "sentences/", "changes/", "export/", "preview/", "editions/",
    "editions/1/", "editions/1/export/", "shipped/", "wordings/",
)  # fmt: skip
MODELS = {"license": "license", "faq": "faqentry", "tree": "tree"}


def links_of(page):
    """Return the words and addresses of all links to what the checks found."""
    return [
        link
        for _, _, causes in page.context["groups"]
        for cause in causes
        for _, links in cause.findings
        for link in links
    ]


@pytest.mark.parametrize("kind", MODELS)
def test_pages_ask_outsiders_to_log_in_and_refuse_plain_staff(client, published, team, kind):
    pages = [*PAGES, "editions/1/restore/", "publish/", "withdraw/"]

    def answers():
        return {page: client.get(at(published[kind], page)).status_code for page in pages}

    assert answers() == dict.fromkeys(pages, 302)
    client.force_login(team["outsider"])
    assert answers() == dict.fromkeys(pages, 302)
    client.force_login(team["plain"])
    assert answers() == dict.fromkeys(pages, 403)


@pytest.mark.parametrize("kind", MODELS)
def test_pages_open_for_whom_they_are_for(client, published, team, kind):
    row = published[kind]
    opens = {
        "editor": (*PAGES, "editions/1/restore/"),
        "reviewer": PAGES,
        "publisher": (*PAGES, "editions/1/restore/", "publish/", "withdraw/"),
    }
    closed = {
        "editor": ("publish/", "withdraw/"),
        "reviewer": ("publish/", "withdraw/", "editions/1/restore/"),
        "publisher": (),
    }

    for who in opens:
        client.force_login(team[who])
        assert {page: client.get(at(row, page)).status_code for page in opens[who]} == (
            dict.fromkeys(opens[who], 200)
        )
        assert {client.get(at(row, page)).status_code for page in closed[who]} <= {403}


def test_writing_needs_its_own_permission(client, published, team):
    row = answered(published["faq"], "No.")
    refused = {
        "editor": ("publish/", "withdraw/", "bring-back/", "editions/1/confirm/"),
        "reviewer": (
            "publish/",
            "withdraw/",
            "bring-back/",
            "editions/1/restore/",
            "sentences/keep/",
        ),
        "publisher": ("editions/1/confirm/",),
    }

    for who, pages in refused.items():
        client.force_login(team[who])
        for page in pages:
            assert client.post(at(row, page), {"note": "x", "seen": "y"}).status_code == 403

    assert Edition.objects.filter(publication__kind="faq").count() == 1


def test_state_says_what_changed_since(admin_of, ground):
    row = ground["license"]
    states = [admin_of.get(at(row, "change/")).context["bar"]["state"]]
    publish(row, by=None, note="First.")
    states.append(admin_of.get(at(row, "change/")).context["bar"]["state"])
    License.objects.update(summary="Other.")
    states.append(admin_of.get(at(row, "change/")).context["bar"]["state"])
    row.terms.filter(key="use").update(title="Use it")
    row.annotations.all().delete()
    states.append(admin_of.get(at(row, "change/")).context["bar"]["state"])

    assert states == [
        "Not published yet",
        "As published, edition 1",
        "Draft, 1 change since edition 1",
        "Draft, 3 changes since edition 1",
    ]


def test_add_page_has_no_bar(admin_of, db):
    response = admin_of.get("/admin/guidance/faqentry/add/")

    assert response.status_code == 200
    assert "bar" not in response.context


def test_checks_lead_to_the_very_row(admin_of, ground):
    tree = ground["tree"]
    publish(ground["license"], by=None, note="First.")
    question = tree.questions.get(key="sharing")
    question.options.filter(key="no").update(goto="nowhere")
    outcome = tree.outcomes.get(key="ask-first")
    outcome.citations = []
    outcome.save()

    page = admin_of.get(at(tree, "checks/"))

    found = dict(links_of(page))
    option = list(question.options.values_list("key", flat=True)).index("no")
    assert found["Open option sharing/no"] == at(tree, f"workshop/?node=sharing#options-{option}")
    assert found["Open outcome ask-first"] == at(tree, "workshop/?node=ask-first#inspector")
    assert all(admin_of.get(url.partition("#")[0]).status_code == 200 for url in found.values())


def test_checks_of_a_license_lead_to_notes_terms_and_sections(admin_of, ground):
    license = ground["license"]
    license.annotations.update(exact="no such words")
    license.terms.filter(key="use").update(citations=[])
    license.sections.filter(key="2").delete()

    page = admin_of.get(at(license, "checks/"))

    urls = {url for _, url in links_of(page)}
    assert at(license.annotations.get(), "change/") in urls
    assert at(license.terms.get(key="use"), "change/") in urls


def test_what_changes_shows_words_and_ways(admin_of, published):
    tree = published["tree"]
    tree.outcomes.filter(key="use").update(verdict="prohibited")

    page = admin_of.get(at(tree, "changes/"))

    comparison = page.context["ways"].comparison
    (group,) = page.context["ways"].groups
    assert (comparison.changed, comparison.total, group.ways) == (1, 3, 1)
    assert b"Publishing would change 1 of 3 ways" in page.content
    assert b"<del>allowed</del><ins>prohibited</ins>" in page.content
    preview = admin_of.get(group.url, follow=True)
    assert b"You may use it" in preview.content


@pytest.mark.parametrize("kind", MODELS)
def test_preview_shows_the_draft_in_the_real_page(admin_of, published, kind):
    row = published[kind]
    name = "question" if kind == "faq" else "title"
    type(row).objects.filter(pk=row.pk).update(**{name: "Words of the draft"})

    page = admin_of.get(at(row, "preview/"))

    assert b"Words of the draft</h1>" in page.content
    assert b"Preview of the draft" in page.content
    assert b"Begin the preview again" not in page.content
    assert page["X-Robots-Tag"] == "noindex"
    assert page["Cache-Control"].split(", ")[0] == "no-store"
    assert b"Words of the draft" not in admin_of.get(row.get_absolute_url()).content
    assert b"Preview of the draft" not in admin_of.get(row.get_absolute_url()).content


def test_preview_is_walked_to_a_result_under_the_admin(admin_of, ground):
    publish(ground["license"], by=None, note="First.")
    start = at(ground["tree"], "preview/")
    questions = at(ground["tree"], "preview/questions/")

    first = admin_of.get(questions)
    result = admin_of.get(questions + "?users=100&sharing=yes")

    again = f'<a href="{start}">Begin the preview again</a>'
    assert f'href="{questions}"' in admin_of.get(start).content.decode()
    assert [again in page.text for page in (first, result)] == [True, True]
    assert f'action="{questions}"' in first.content.decode()
    assert b"How many users have you?" in first.content
    assert b"You may pass it on" in result.content
    assert b"Preview of the draft" in result.content
    assert b"/check/can-i-use-it/v" not in result.content


def break_cycle(tree):
    tree.questions.get(key="sharing").options.update(goto="users")


def break_targets(tree):
    for question in tree.questions.all():
        question.options.update(goto="nowhere")


def break_start(tree):
    Tree.objects.update(start="nowhere")


def break_kind(tree):
    tree.questions.filter(key="users").update(kind="choice")


def break_options(tree):
    tree.questions.get(key="users").options.all().delete()


def break_questions(tree):
    tree.questions.all().delete()


def break_terms(tree):
    tree.outcomes.update(adds=["gone/gone", "example/gone"])


@pytest.mark.parametrize(
    "broken",
    [break_cycle, break_targets, break_start, break_kind, break_options, break_questions,
     break_terms],
)  # fmt: skip
@pytest.mark.parametrize("is_published", [True, False])
def test_pages_of_a_broken_tree_open(client, ground, team, broken, is_published):
    tree = ground["tree"]
    publish(ground["license"], by=None, note="First.")
    if is_published:
        publish(tree, by=None, note="First.")
    broken(tree)
    client.force_login(team["publisher"])
    pages = ["change/", "checks/", "changes/", "preview/", "publish/", "editions/"]
    queries = ["", "?users=100", "?users=unsure", "?users=100&sharing=yes", "?sharing=unsure"]

    opened = [client.get(at(tree, page)) for page in pages]
    checks = opened[pages.index("checks/")]
    opened += [client.get(at(tree, f"preview/questions/{q}"), follow=True) for q in queries]

    assert {page.status_code for page in opened} == {200}
    assert checks.context["inspection"].errors


def test_pages_of_a_broken_license_open(client, ground, team):
    license = ground["license"]
    license.annotations.update(exact="no such words", section="gone")
    license.terms.update(citations=[{"section": "gone"}])
    license.sections.filter(key="2").delete()
    license.sections.filter(key="3").update(end=100_000)
    client.force_login(team["publisher"])

    for page in ("change/", "checks/", "changes/", "preview/", "publish/", "editions/"):
        assert client.get(at(license, page)).status_code == 200


def test_draft_of_absurd_number_is_not_found(root):
    assert root.get(f"/admin/guidance/tree/{10**30}/checks/").status_code == 404


def test_pages_have_nothing_inline(publisher, published):
    row = answered(published["faq"], "No.")

    for page in ("change/", "checks/", "changes/", "publish/", "editions/", "preview/"):
        content = publisher.get(at(row, page)).content.decode()
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*(src=|json))", content), page


def test_export_can_be_read_again(admin_of, published):
    response = admin_of.get(at(published["tree"], "export/"))

    assert response["Content-Disposition"] == 'attachment; filename="can-i-use-it-draft.json"'
    assert json.loads(response.content) == Edition.objects.get(publication__kind="tree").document
