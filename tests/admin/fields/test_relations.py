"""What refers to something picks it by its title, without script too."""

import pytest

from guidance.core.documents.formats import parse
from guidance.models import Annotation, FaqEntry, License, Policy, Question, Term, Topic
from guidance.services.drafts.document_to_rows import store
from tests.admin.forms import fields_of
from tests.admin.pages import change_url, tried
from tests.documents import faq_data

pytestmark = pytest.mark.django_db
ADD = "/admin/guidance/{}/add/"


def choices(page, field):
    return [
        (key, str(title)) for key, title in page.context["adminform"].form.fields[field].choices
    ]


def test_related_questions_are_picked_by_their_words(root, ground):
    store(parse(faq_data("may-i-change-it", question="May I change it?")))
    entry = ground["faq"]

    page = root.get(change_url(entry))
    errors = tried(root, entry, related=["may-i-change-it"])

    entry.refresh_from_db()
    assert choices(page, "related") == [("may-i-change-it", "May I change it?")]
    assert (errors, entry.related) == ({}, ["may-i-change-it"])


def test_related_question_that_is_gone_stays_until_it_is_taken_out(root, ground):
    entry = ground["faq"]
    FaqEntry.objects.update(related=["gone"])

    page = root.get(change_url(entry))

    assert choices(page, "related") == [("gone", "gone (no such entry)")]
    assert fields_of(page)["related"] == ["gone"]


def test_contradicting_terms_are_picked_by_what_they_say(root, ground):
    term, other = Term.objects.order_by("position")[:2]

    page = root.get(change_url(term))
    errors = tried(root, term, contradicts=[other.key])

    term.refresh_from_db()
    keys = [key for key, _title in choices(page, "contradicts")]
    assert keys == list(Term.objects.exclude(pk=term.pk).values_list("key", flat=True))
    assert dict(choices(page, "contradicts"))[other.key].endswith(f": {other.title}")
    assert (errors, term.contradicts) == ({}, [other.key])


def test_shared_duty_is_picked_by_what_it_says_or_named_by_the_statement(root, ground):
    term, other = Term.objects.order_by("position")[:2]
    Term.objects.filter(pk=other.pk).update(same_as="say-thanks")

    page = root.get(change_url(term))
    offered = dict(page.context["adminform"].form.fields["same_as"].widget.choices)
    taken = tried(root, term, same_as="say-thanks")
    term.refresh_from_db()
    first = term.same_as
    made = tried(root, term, same_as="+new", title="Bow to the author")
    term.refresh_from_db()

    assert offered["say-thanks"] == f"{other.title} (Example)"
    assert (taken, first, made, term.same_as) == ({}, "say-thanks", {}, "bow-to-the-author")


def test_terms_that_a_route_adds_are_picked(root, ground):
    question = Question.objects.get(key="sharing")

    routes = root.get(change_url(question)).context["inline_admin_formsets"][1].formset

    assert [key for key, _title in routes.empty_form.fields["adds"].choices] == [
        f"example/{key}" for key in Term.objects.order_by("position").values_list("key", flat=True)
    ]


@pytest.mark.parametrize(
    ("noun", "given", "name", "made"),
    [
        ("topic", {"title": "Loud noises"}, "slug", "loud-noises"),
        ("faqentry", {"question": "May I sing?", "short_answer": "Yes."}, "slug", "may-i-sing"),
        ("term", {"kind": "permission", "title": "Sing aloud"}, "key", "sing-aloud"),
        ("policy", {"title": "House rules", "url": "https://example.org/"}, "slug", "house-rules"),
    ],
)
def test_key_is_made_of_the_words_without_script(root, ground, noun, given, name, made):
    models = {"topic": Topic, "faqentry": FaqEntry, "term": Term, "policy": Policy}
    address = ADD.format(noun) + f"?license={ground['license'].pk}"
    if noun == "term":
        given = {**given, "topic": str(Topic.objects.first().pk)}

    response = root.post(address, fields_of(root.get(address), **given))
    again = root.post(address, fields_of(root.get(address), **given))

    assert (response.status_code, again.status_code) == (302, 302)
    keys = models[noun].objects.filter(**{f"{name}__startswith": made})
    assert sorted(keys.values_list(name, flat=True)) == [made, f"{made}-2"]


def test_key_of_a_new_note_is_made_of_its_words(root, ground):
    note = Annotation.objects.order_by("position").first()
    address = ADD.format("annotation") + f"?license={ground['license'].pk}"
    given = {
        name: getattr(note, name)
        for name in ("section", "exact", "prefix", "suffix", "kind", "authority")
    }
    form = fields_of(root.get(address), **given, certainty=note.certainty, body="Mine")

    response = root.post(address, form)

    assert response.status_code == 302, response.context["adminform"].form.errors
    assert Annotation.objects.get(body="Mine").key


def test_slug_of_a_license_is_made_of_its_short_title(root, ground):
    license = ground["license"]
    form = fields_of(root.get(ADD.format("license") + f"?text={license.text_id}"))
    given = {"title": ["Song License"], "short_title": ["Song 2.0"], "slug": [""]}

    response = root.post(ADD.format("license"), form | given)

    assert response.status_code == 302, response.context["adminform"].form.errors
    assert License.objects.get(title="Song License").slug == "song-2-0"
