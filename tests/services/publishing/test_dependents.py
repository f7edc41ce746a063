"""What rests on a license: whose cited words it lost, or whose terms it changed."""

import pytest

from guidance.core.texts.normal import digest
from guidance.services.editions.readings import current_license
from guidance.services.publishing.dependents import dependents_of
from tests.documents import BODY
from tests.editions import published_faq, published_tree

pytestmark = pytest.mark.django_db


def test_dependents_are_what_cites_lost_words_or_changed_terms(faq):
    published_tree()
    published_faq("is-it-mine", question="Is it mine?", citations=[
        {"license": "example", "section": "2", "quote": {"exact": "keep this notice"}}
    ])  # fmt: skip
    document = current_license("example").document
    body = document.text.body.replace("for any purpose", "for research")
    terms = [t.model_copy(update={"title": "Note"}) if t.key == "notice" else t
             for t in document.terms]  # fmt: skip
    changed = document.model_copy(
        update={"text": document.text.model_copy(update={"body": body}), "terms": tuple(terms)}
    )

    found = dependents_of(changed)

    assert [(d.slug, len(d.reasons)) for d in found] == [("can-i-use-it", 1), ("may-i-sell-it", 1)]
    assert found[0].reasons == ("The term “Keep the notice” says something else now.",)


def test_dependents_are_none_where_all_holds(faq):
    published_tree()

    assert dependents_of(current_license("example").document) == ()


def test_dependents_cite_words_whose_sentence_is_another_than_in_the_edition_cited(faq):
    published_tree()
    document = current_license("example").document
    body = BODY.replace("You may use", "No one may use")
    turned = document.model_copy(update={"text": document.text.model_copy(
        update={"body": body, "digest": digest(body)}
    )})  # fmt: skip

    after = dependents_of(turned)

    assert [(one.slug, one.reasons) for one in after] == [
        (
            "may-i-sell-it",
            (
                "The answer cites “for any purpose”; the sentence around it in section 1 of "
                "Example says something else: “No one” was added (a negation); “You” was taken out "
                "(another party).",
            ),
        )
    ]
    assert dependents_of(current_license("example").document) == ()
