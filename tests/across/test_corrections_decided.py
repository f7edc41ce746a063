"""Deciding on a correction: who may, what is refused, and that nothing typed is lost."""

import pytest
from django.test import Client
from django.utils import timezone

from guidance.core.documents.formats import parse
from guidance.models import CorrectionAnswer, FaqEntry, License, LicenseText, Tree
from guidance.services.drafts.document_to_rows import store
from guidance.services.drafts.rows_to_document import document_of
from guidance.services.editions import readings
from guidance.services.publishing import corrections
from tests.across.upgrades import (
    CONFIRMED,
    answer,
    entry,
    ship_corrections,
    shipped_page,
    upgrade,
)
from tests.admin.conftest import person
from tests.admin.forms import fields_of
from tests.admin.pages import at, change_url, item_form, items_of, messages_of
from tests.admin.saving.typing_again import end_session, log_in, login_of
from tests.documents import BODY, faq_data, license_data, tree_data
from tests.services.intake.small_pack import without_body, write

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_form_of_an_item_that_changed_meanwhile_is_refused_and_keeps_the_reason(eve, pack):
    ship_corrections(pack)
    upgrade(pack)
    row = entry()
    page = shipped_page(eve, row)
    FaqEntry.objects.filter(pk=row.pk).update(short_answer="Ask Bob.")

    told = eve.post(
        at(row, "shipped/"),
        {**item_form(page, "short_answer"), "keep": "yes", "reason": "We mean it."},
    )

    assert "Nothing was written" in messages_of(told)[0]
    assert item_form(told, "short_answer")["reason"] == "We mean it."
    assert "<del>Ask Bob</del>" in told.text
    again = {**item_form(told, "short_answer"), "keep": "yes"}
    assert eve.post(at(row, "shipped/"), again).status_code == 302


def test_form_of_an_item_is_not_refused_for_what_changed_beside_it(eve, pack):
    ship_corrections(pack)
    upgrade(pack)
    row = entry()
    page = shipped_page(eve, row)
    FaqEntry.objects.filter(pk=row.pk).update(short_answer="Ask Bob.")

    told = eve.post(at(row, "shipped/"), {**item_form(page, "answer"), "take": "yes"})

    assert told.status_code == 302
    assert (entry().answer, entry().short_answer) == ("You **may**.", "Ask Bob.")


def test_keeping_ours_asks_why(eve, pack):
    ship_corrections(pack)
    upgrade(pack)

    told = answer(eve, entry(), "short_answer", "keep", reason=" ")

    assert "Write why you keep ours." in told.text
    assert len(items_of(told)) == 2


def test_reviewer_sees_the_corrections_and_decides_nothing(client, team, pack):
    ship_corrections(pack)
    upgrade(pack)
    client.force_login(person("rob", "Reviewers", is_staff=True))
    row = entry()

    page = shipped_page(client, row)
    told = client.post(at(row, "shipped/"), {"place": "answer", "seen": "x", "take": "yes"})

    assert len(items_of(page)) == 2
    assert 'name="seen"' not in page.text
    assert told.status_code == 403


def test_team_that_imported_what_ships_compares_with_what_ships_now_only(eve, team, pack):
    store(parse(faq_data("imported", short_answer="Ours.")), by=team["eve"])
    write(pack[0], "imported", faq_data("imported"))
    upgrade(pack)
    row = entry("imported")

    page = shipped_page(eve, row)

    assert items_of(page) == [("short answer", "", True)]
    assert "Nobody knows from which shipped edition" in page.text


def test_half_built_draft_is_told_of_and_not_compared(eve, pack):
    ship_corrections(pack)
    Tree.objects.get().questions.filter(key="users").update(kind="choice")
    upgrade(pack)

    page = shipped_page(eve, Tree.objects.get())

    assert "cannot be compared until it can be read" in page.text
    tags = {step["name"]: step["tags"] for step in page.context["bar"]["steps"]}
    assert tags["shipped"] == [("warning", "?")]


def test_what_the_team_writes_itself_waits_no_more(eve, pack):
    ship_corrections(pack)
    upgrade(pack)
    url = change_url(entry())

    saved = eve.post(url, fields_of(eve.get(url), short_answer="Yes, with the notice."))

    assert saved.status_code == 302
    assert items_of(shipped_page(eve, entry())) == [("answer", "", False)]


def test_reason_survives_the_end_of_the_session(eve, team, pack):
    ship_corrections(pack)
    upgrade(pack)
    client, row = Client(enforce_csrf_checks=True), entry()
    log_in(client)
    fields = item_form(shipped_page(client, row), "short_answer")
    sent = {**fields, "keep": "yes", "reason": "We mean it."}
    end_session(client)

    asked = client.post(at(row, "shipped/"), sent)
    told = client.post(at(row, "shipped/"), login_of(asked, "eve"))

    assert item_form(told, "short_answer")["reason"] == "We mean it."
    assert len(items_of(told)) == 2


def ship_text_of_200_users(pack):
    """Load a license whose text is another, beside one that the team has edited."""
    license = license_data(body=BODY.replace("100 users", "200 users"))
    words = f"---\nkey: example\nname: Example\n---\n{license['text']['body']}\n"
    (pack[1] / "example.LICENSE").write_text(words)
    tree = tree_data()
    for citing in (*tree["questions"][:1], *tree["outcomes"]):
        citing["citations"] = []
    write(pack[0], "tree", tree)
    write(pack[0], "license", without_body(license))
    upgrade(pack)


def test_another_text_is_taken_over_with_its_sections(eve, pack):
    ship_text_of_200_users(pack)

    told = answer(eve, License.objects.get(), "text")

    assert messages_of(told) == ["Taken over into the draft: 1 item. Nothing is published yet."]
    license = License.objects.get()
    assert "200 users" in license.text.body
    assert license.terms.get(key="notice").body == "Put it into the file NOTICE."


def test_draft_that_would_name_what_is_not_here_is_refused_in_words(eve, pack):
    ship_text_of_200_users(pack)
    before = document_of(License.objects.get())
    LicenseText.objects.filter(body__contains="200 users").delete()

    told = answer(eve, License.objects.get(), "text")

    assert "is held here" in messages_of(told)[0]
    assert document_of(License.objects.get()) == before
    assert CorrectionAnswer.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_first_page_asks_as_much_for_three_as_for_one(
    eve, pack, count, monkeypatch, django_assert_num_queries
):
    for slug in ("may-i-sell-it", CONFIRMED, "may-i-copy-it")[:count]:
        write(pack[0], slug.replace("may-i-sell-it", "faq"), faq_data(slug))
    upgrade(pack)
    for slug in ("may-i-sell-it", CONFIRMED, "may-i-copy-it")[:count]:
        FaqEntry.objects.filter(slug=slug).update(question="Ours?")
        name = slug.replace("may-i-sell-it", "faq")
        write(pack[0], name, faq_data(slug, short_answer="Yes, with the notice."))
    upgrade(pack)
    FaqEntry.objects.update(updated_at=timezone.now())  # so that nothing is remembered
    readings._memory.clear()

    with django_assert_num_queries(11):
        assert len(corrections.drafts_with_corrections()) == count


def test_what_was_found_is_looked_at_again_after_each_save_and_answer(eve, pack):
    ship_corrections(pack)
    upgrade(pack)
    row, confirmed = entry(), entry(CONFIRMED)

    def waiting():
        return [
            one.slug
            for one in corrections.drafts_with_corrections()
            if one.slug in (row.slug, confirmed.slug)
        ]

    assert waiting() == [row.slug, confirmed.slug]
    url = change_url(confirmed)
    eve.post(url, fields_of(eve.get(url), short_answer="Yes, with the notice."))
    assert waiting() == [row.slug]
    answer(eve, row, "answer", "keep", reason="Ours.")
    answer(eve, row, "short_answer", "keep", reason="Ours.")
    assert waiting() == []
