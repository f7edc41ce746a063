"""Packs beside people: what is published is what ships, where nobody was faster, and no more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guidance.core.documents.formats import InvalidDocument
from guidance.models import Annotation, Edition, FaqEntry, License, LicenseText, Publication, Topic
from guidance.services.drafts.rows_to_document import document_of
from guidance.services.editions.readings import current_faq, current_license
from guidance.services.intake.packs import carry_out, plan_of, read_folder
from guidance.services.publishing.acts import confirm, publish, withdraw
from guidance.services.publishing.inspecting import state_of
from tests.documents import faq_data, license_data
from tests.services.intake.small_pack import load, without_body, write

pytestmark = pytest.mark.django_db


FAQ = ("faq", "may-i-sell-it")


def plan(pack):
    folder, texts = pack
    return plan_of(read_folder(folder), texts_dir=texts)


def editions_of(kind="faq"):
    return Edition.objects.filter(publication__kind=kind).count()


# What happens between looking and writing


def save_the_draft(paula):
    FaqEntry.objects.update(short_answer="Perhaps.")


def publish_the_draft(paula):
    save_the_draft(paula)
    publish(FaqEntry.objects.get(), by=paula, note="Ours.")


def confirm_the_edition(paula):
    confirm(Publication.objects.get(kind="faq").current, by=paula)


def withdraw_the_publication(paula):
    withdraw(Publication.objects.get(kind="faq"), note="Wrong.")


def delete_the_draft(paula):
    FaqEntry.objects.all().delete()


@pytest.mark.parametrize(
    "meanwhile",
    [
        save_the_draft,
        publish_the_draft,
        confirm_the_edition,
        withdraw_the_publication,
        delete_the_draft,
    ],
)
def test_what_somebody_did_after_the_plan_is_kept(pack, paula, meanwhile):
    load(pack)
    write(pack[0], "faq", faq_data(short_answer="Yes, always."))
    planned = plan(pack)
    meanwhile(paula)
    before = (editions_of(), list(FaqEntry.objects.values("short_answer", "revision")))

    missed = carry_out(planned)

    assert [step.key for step in planned.steps] == [FAQ]
    assert missed == {FAQ}
    assert (editions_of(), list(FaqEntry.objects.values("short_answer", "revision"))) == before
    assert load(pack)["may-i-sell-it"] == "kept"


def test_part_that_was_saved_after_the_plan_is_kept(pack):
    load(pack)
    write(pack[0], "license", without_body(license_data(summary="Other.")))
    planned = plan(pack)
    Annotation.objects.update(body="Not finished")

    missed = carry_out(planned)

    assert missed == {("license", "example")}
    assert current_license("example").edition.number == 1
    assert Annotation.objects.get().body == "Not finished"


def test_draft_that_was_made_under_the_slug_after_the_plan_is_kept(pack):
    planned = plan(pack)
    FaqEntry.objects.create(slug="may-i-sell-it", question="Mine?", short_answer="Not yet.")

    missed = carry_out(planned)

    assert missed == {FAQ}
    assert current_faq("may-i-sell-it") is None
    assert FaqEntry.objects.get().question == "Mine?"
    assert not Publication.objects.filter(kind="faq").exists()


def test_what_cites_a_license_that_moved_on_after_the_plan_is_looked_at_anew(pack, paula):
    load(pack)
    write(pack[0], "faq", faq_data(short_answer="Yes, always."))
    planned = plan(pack)
    License.objects.update(short_title="Ours")
    publish(License.objects.get(), by=paula, note="Shorter.")

    missed = carry_out(planned)

    assert missed == {FAQ}
    assert load(pack)["may-i-sell-it"] == "published"
    assert current_faq("may-i-sell-it").context.licenses["example"].short_title == "Ours"


def test_the_second_of_two_plans_publishes_nothing(pack):
    first, second = plan(pack), plan(pack)

    assert carry_out(first) == set()
    assert carry_out(second) == {step.key for step in second.steps}
    assert Edition.objects.count() == 3


# Whose words are published


def test_title_of_a_topic_that_nobody_published_is_not_shipped(pack):
    load(pack)
    Topic.objects.update(title="SECRET")
    write(pack[0], "faq", faq_data(short_answer="Yes, always."))
    write(pack[0], "license", without_body(license_data(summary="Other.")))

    assert load(pack) == dict.fromkeys(
        ["example", "may-i-sell-it", "can-i-use-it"], "published"
    ) | {"can-i-use-it": "unchanged"}
    shown = [e.context["topics"] | e.card.get("topics", {}) for e in Edition.objects.all()]
    assert "SECRET" not in str(shown)


def test_title_of_a_topic_that_a_person_published_is_shipped(pack, paula):
    load(pack)
    Topic.objects.filter(slug="commercial-use").update(title="Selling")
    License.objects.update(summary="Ours.")
    publish(License.objects.get(), by=paula, note="Named anew.")
    write(pack[0], "faq", faq_data(short_answer="Yes, always."))

    load(pack)

    assert current_faq("may-i-sell-it").context.topics == {"commercial-use": "Selling"}


def test_title_of_a_related_draft_is_not_shipped(pack):
    write(pack[0], "other", faq_data("other", question="Other?"))
    write(pack[0], "faq", faq_data(related=["other"]))
    load(pack)
    first = current_faq("may-i-sell-it").context.related
    FaqEntry.objects.filter(slug="other").update(question="SECRET?")
    withdraw(Publication.objects.get(slug="other"), note="Wrong.")
    write(pack[0], "faq", faq_data(related=["other"], short_answer="Yes, always."))

    load(pack)

    assert first == {"other": "Other?"}
    assert current_faq("may-i-sell-it").context.related == {}


def test_what_a_person_wrote_beside_a_text_is_not_shipped(pack):
    text = license_data()["text"]
    LicenseText.objects.create(
        title="Example", source="SECRET", body=text["body"], digest=text["digest"]
    )

    load(pack)

    assert current_license("example").document.text.source == "tests"
    assert set(load(pack).values()) == {"unchanged"}


def test_text_from_published_data_says_in_draft_and_edition_where_it_came_from(pack):
    load(pack)

    assert current_license("example").document.text.source == "texts"
    assert state_of(document_of(License.objects.get())).changes == 0


def test_topic_that_packs_do_not_name_is_a_problem(pack):
    Topic.objects.create(slug="patents", title="SECRET")
    write(pack[0], "faq", faq_data(topics=["patents"]))

    with pytest.raises(InvalidDocument, match="No topic “patents” is in the packs"):
        load(pack)

    assert not Edition.objects.exists()


# What else a load comes to


def test_two_documents_of_one_slug_are_a_problem(pack):
    write(pack[0], "again", faq_data(short_answer="No."))

    with pytest.raises(InvalidDocument, match="have the slug “may-i-sell-it”"):
        load(pack)

    assert not Edition.objects.exists()


def test_place_that_somebody_chose_stays(pack):
    load(pack)
    shipped = FaqEntry.objects.get().position
    FaqEntry.objects.update(position=7)
    write(pack[0], "faq", faq_data(short_answer="Yes, always."))

    load(pack)

    assert shipped == Publication.objects.get(kind="faq").position == 2
    assert FaqEntry.objects.get().position == 7


@pytest.mark.parametrize("more", [0, 3])
def test_load_of_what_is_there_reads_little_and_writes_nothing(pack, more):
    for number in range(more):
        write(pack[0], f"more-{number}", faq_data(f"more-{number}"))
    load(pack)

    with CaptureQueriesContext(connection) as queries:
        load(pack)

    assert [query["sql"].split()[0] for query in queries] == ["SELECT"] * 7
