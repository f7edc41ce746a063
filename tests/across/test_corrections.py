"""The story of a team beside an upgrade: what it is told, what it takes over, what it keeps."""

import pytest

from guidance.core.documents.formats import parse
from guidance.models import Contribution, License, Tree
from guidance.services.drafts.rows_to_document import document_of
from guidance.services.publishing.acts import publish
from tests.across.upgrades import (
    CONFIRMED,
    UNTOUCHED,
    answer,
    editions,
    entry,
    history_of,
    ship_corrections,
    shipped_page,
    upgrade,
)
from tests.admin.pages import at, change_url, items_of, messages_of
from tests.documents import faq_data
from tests.services.intake.small_pack import write

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_before_an_upgrade_nobody_is_told_anything(eve, pack):
    row = entry()

    assert upgrade(pack) == "Packs: 0 published, 4 unchanged, 1 kept as your team edited them.\n"
    assert "Shipped guidance changed" not in eve.get("/admin/").text
    assert "Nothing else ships" in shipped_page(eve, row).text
    assert [step["name"] for step in eve.get(change_url(row)).context["bar"]["steps"]] == [
        "edit", "preview", "checks", "changes", "editions", "wordings",
    ]  # fmt: skip


def test_upgrade_says_what_waits_and_publishes_only_what_nobody_touched(eve, pack):
    before = editions()
    drafts = [document_of(row) for row in (entry(), Tree.objects.get(), License.objects.get())]
    ship_corrections(pack)

    said = upgrade(pack)

    assert said == (
        "Packs: 1 published, 0 unchanged, 4 kept as your team edited them.\n"
        "Shipped guidance changed: 4 of your team's documents have corrections to look at. "
        "The first page of the admin lists them; nothing was overwritten.\n"
    )
    assert set(editions()) - set(before) == {(UNTOUCHED, 2, True)}
    assert drafts == [
        document_of(row) for row in (entry(), Tree.objects.get(), License.objects.get())
    ]
    assert upgrade(pack).splitlines()[1:] == said.splitlines()[1:]


def test_team_finds_the_corrections_from_the_first_page(eve, pack):
    ship_corrections(pack)
    upgrade(pack)

    tasks = {task["words"]: task for task in eve.get("/admin/").context["tasks"]}
    listed = eve.get(tasks["shipped guidance changed"]["url"]).context["drafts"]

    assert tasks["shipped guidance changed"]["count"] == 4
    rows = [License.objects.get(), entry(CONFIRMED), entry(), Tree.objects.get()]
    assert sorted(url for _noun, _words, url in listed) == sorted(at(r, "shipped/") for r in rows)
    for row in rows:
        bar = {step["name"]: step for step in eve.get(change_url(row)).context["bar"]["steps"]}
        assert bar["shipped"]["url"] == at(row, "shipped/")


def test_team_sees_each_item_and_whether_it_would_give_up_own_words(eve, pack):
    ship_corrections(pack)
    upgrade(pack)

    shown = [
        items_of(shipped_page(eve, row))
        for row in (entry(), entry(CONFIRMED), Tree.objects.get(), License.objects.get())
    ]

    assert shown == [
        [("short answer", "", True), ("answer", "", False)],
        [("short answer", "", False)],
        [
            ("minutes", "", False),
            ("question", "Do others get copies?", False),
            ("outcome", "You may use it", False),
        ],
        [("note", "In all copies.", False), ("term", "Keep the notice", True)],
    ]
    (term,) = (
        one for one in shipped_page(eve, License.objects.get()).context["items"] if one.meets_ours
    )
    words = [
        [(change.kind, change.text) for difference in part for change in difference.changes]
        for part in (term.shipped, term.ours)
    ]
    assert words == [
        [
            ("same", "Put it beside "), ("removed", "the work"), ("added", "every copy"),
            ("same", "."),
        ],
        [
            ("same", "Put it "), ("removed", "into the file NOTICE"),
            ("added", "beside every copy"), ("same", "."),
        ],
    ]  # fmt: skip


def test_team_takes_over_one_item_as_a_draft_under_its_own_name(eve, team, pack):
    ship_corrections(pack)
    upgrade(pack)
    before = editions()

    told = answer(eve, Tree.objects.get(), "question:sharing")

    tree = Tree.objects.get()
    assert messages_of(told) == ["Taken over into the draft: 1 item. Nothing is published yet."]
    assert tree.questions.get(key="sharing").options.first().label == "Yes, they do"
    assert (tree.summary, tree.minutes) == ("Our two questions.", 2)
    assert history_of(tree) == ["Taken over from what ships: question sharing."]
    assert [one.writer for one in Contribution.objects.filter(kind="tree")] == [team["eve"]]
    assert editions() == before
    assert [noun for noun, _title, _meets in items_of(told)] == ["minutes", "outcome"]


def test_team_takes_over_at_once_all_that_gives_up_no_own_words(eve, pack):
    ship_corrections(pack)
    upgrade(pack)
    license = License.objects.get()

    told = answer(eve, license, "")

    assert items_of(told) == [("term", "Keep the notice", True)]
    assert license.annotations.filter(key="keep").count() == 1
    assert license.terms.get(key="notice").body == "Put it into the file NOTICE."


def test_team_keeps_its_own_until_that_item_ships_in_other_words(eve, pack):
    ship_corrections(pack)
    upgrade(pack)
    row = entry()

    told = answer(eve, row, "short_answer", "keep", reason="Counsel wants to be asked.")

    assert items_of(told) == [("answer", "", False)]
    (kept,) = told.context["beside"].kept
    assert (kept.by_name, kept.reason) == ("Eve Editor", "Counsel wants to be asked.")
    assert entry().short_answer == "Ask us."
    assert history_of(row) == [
        "Kept ours against what ships: short answer. Counsel wants to be asked."
    ]
    assert Contribution.objects.filter(kind="faq").count() == 0

    answer(eve, row, "answer")
    upgrade(pack)
    assert items_of(shipped_page(eve, row)) == []
    write(pack[0], "faq", faq_data(short_answer="Yes, with the notice.", answer="You may!"))
    upgrade(pack)
    assert items_of(shipped_page(eve, row)) == [("answer", "", False)]
    write(pack[0], "faq", faq_data(short_answer="Yes, with notices.", answer="You may!"))
    upgrade(pack)
    assert items_of(shipped_page(eve, row)) == [
        ("short answer", "", True), ("answer", "", False),
    ]  # fmt: skip


def test_what_is_taken_over_whole_is_published_by_a_person_and_not_by_the_next_start(
    client, team, eve, pack
):
    ship_corrections(pack)
    upgrade(pack)
    row = entry()
    answer(eve, row, "short_answer")
    answer(eve, row, "answer")
    before = editions()

    said = upgrade(pack)

    assert document_of(entry()) == parse(
        faq_data(short_answer="Yes, with the notice.", answer="You **may**.")
    )
    assert said.startswith("Packs: 0 published, 1 unchanged, 4 kept")
    assert editions() == before
    publish(entry(), by=team["paula"], note="Corrected as shipped.")
    assert upgrade(pack).startswith("Packs: 0 published, 2 unchanged, 3 kept")
    assert "Nothing else ships" in shipped_page(eve, row).text


def test_packs_that_ship_the_old_words_again_leave_nothing_to_decide(eve, pack):
    ship_corrections(pack)
    upgrade(pack)
    write(pack[0], CONFIRMED, faq_data(CONFIRMED))

    upgrade(pack)

    assert items_of(shipped_page(eve, entry(CONFIRMED))) == []
