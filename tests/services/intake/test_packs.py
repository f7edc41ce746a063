"""Packs: what ships is published, and the team's own work is kept."""

import pytest

from guidance.core.documents.formats import InvalidDocument
from guidance.models import Edition, FaqEntry, License, LicenseText, Publication, Topic, Tree
from guidance.services.drafts.authorship import record
from guidance.services.editions.readings import current_faq
from guidance.services.publishing.acts import confirm, publish, withdraw
from tests.documents import faq_data, tree_data
from tests.services.intake.small_pack import load, write


@pytest.mark.django_db
def test_load_publishes_all_as_shipped(pack):
    assert load(pack) == dict.fromkeys(["example", "may-i-sell-it", "can-i-use-it"], "published")

    facts = Edition.objects.values_list("publication__kind", "number", "is_shipped")
    assert sorted(facts) == [("faq", 1, True), ("license", 1, True), ("tree", 1, True)]


@pytest.mark.django_db
def test_load_twice_changes_nothing(pack):
    load(pack)
    revisions = [row.revision for model in (License, FaqEntry, Tree) for row in model.objects.all()]

    again = load(pack)

    assert set(again.values()) == {"unchanged"}
    assert Edition.objects.count() == 3
    assert revisions == [
        row.revision for model in (License, FaqEntry, Tree) for row in model.objects.all()
    ]


@pytest.mark.django_db
def test_new_pack_replaces_what_nobody_touched(pack):
    load(pack)
    write(pack[0], "faq", faq_data(short_answer="Yes, always."))

    assert load(pack)["may-i-sell-it"] == "published"
    reading = current_faq("may-i-sell-it")
    assert (reading.edition.number, reading.document.short_answer) == (2, "Yes, always.")


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["edited", "published", "confirmed", "withdrawn", "deleted"])
def test_new_pack_leaves_alone_what_the_team_made_its_own(pack, how, django_user_model):
    load(pack)
    row, publication = FaqEntry.objects.get(), Publication.objects.get(kind="faq")
    rita = django_user_model.objects.create_user("rita")
    if how in ("edited", "published"):
        FaqEntry.objects.update(short_answer="Ask us.")
    if how == "published":
        publish(row, by=rita, note="Ours.")
    if how == "confirmed":
        confirm(publication.current, by=rita)
    if how == "withdrawn":
        withdraw(publication, note="Wrong.")
    if how == "deleted":
        row.delete()
    before = list(FaqEntry.objects.values("short_answer", "revision"))
    editions = Edition.objects.count()
    write(pack[0], "faq", faq_data(short_answer="Yes, always."))

    assert load(pack)["may-i-sell-it"] == "kept"
    assert list(FaqEntry.objects.values("short_answer", "revision")) == before
    assert Edition.objects.count() == editions


@pytest.mark.django_db
@pytest.mark.parametrize(("is_written", "fate"), [(False, "published"), (True, "kept")])
def test_draft_that_says_what_ships_now_is_published_unless_somebody_wrote_it(
    pack, is_written, fate, django_user_model
):
    load(pack)
    FaqEntry.objects.update(short_answer="Yes, always.")
    if is_written:
        record(FaqEntry.objects.get(), by=django_user_model.objects.create_user("rita"))
    write(pack[0], "faq", faq_data(short_answer="Yes, always."))

    assert load(pack)["may-i-sell-it"] == fate


@pytest.mark.django_db
def test_same_pack_does_not_bring_back_what_was_withdrawn(pack):
    load(pack)
    withdraw(Publication.objects.get(kind="faq"), note="Wrong.")

    load(pack)

    assert current_faq("may-i-sell-it") is None


@pytest.mark.django_db
def test_renamed_topic_stays_renamed(pack):
    load(pack)
    Topic.objects.filter(slug="attribution").update(title="Credit")

    load(pack)

    assert Topic.objects.get(slug="attribution").title == "Credit"


@pytest.mark.django_db
def test_text_of_another_digest_is_reported_and_not_used(pack):
    text = pack[1] / "example.LICENSE"
    text.write_text(text.read_text().replace("any purpose", "research"))

    with pytest.raises(InvalidDocument) as refused:
        load(pack)

    problem = refused.value.problems[0]
    assert (problem.file, problem.place) == ("license.yaml", "text.digest")
    assert "is not used" in problem.message
    assert (LicenseText.objects.count(), License.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_missing_texts_are_reported(pack, tmp_path):
    with pytest.raises(InvalidDocument) as refused:
        load((pack[0], tmp_path / "nowhere"))

    assert refused.value.problems[0].file == "license.yaml"
    assert refused.value.problems[0].place == "text"


@pytest.mark.django_db
def test_findings_of_all_documents_are_reported_and_nothing_is_loaded(pack):
    lost = [{"license": "example", "section": "1", "quote": {"exact": "no such words"}}]
    write(pack[0], "faq", faq_data(citations=lost))
    tree = tree_data()
    tree["outcomes"][0]["citations"] = lost
    write(pack[0], "tree", tree)

    with pytest.raises(InvalidDocument) as refused:
        load(pack)

    assert [(p.file, p.place) for p in refused.value.problems] == [
        ("faq.yaml", "may-i-sell-it"), ("tree.yaml", "can-i-use-it outcome:use"),
    ]  # fmt: skip
    assert (FaqEntry.objects.count(), Edition.objects.count()) == (0, 0)
