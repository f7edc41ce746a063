"""A note whose quoted words are not found, or stand twice, says so at the quote."""

import pytest

from guidance.models import Annotation, Section
from tests.admin.pages import change_url, tried
from tests.documents import BODY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"exact": "words of another license"}, "These words are not in section 1."),
        (
            {"exact": "use and changed the work"},
            "Not exactly the words of section 1. Did you mean: ",
        ),
        ({"exact": "the work", "section": "2"}, None),
        ({"exact": "use", "section": "3"}, "These words are too few to be found again"),
        ({"exact": "use and change the work", "section": "2"}, "These words are not in section 2."),
    ],
)
def test_annotation_says_at_the_quote_when_it_is_not_found(root, ground, changes, message):
    errors = tried(root, Annotation.objects.get(), **changes)

    if message is None:
        assert errors == {}
    else:
        assert list(errors) == ["exact"]
        assert errors["exact"][0].startswith(message), errors


def test_annotation_says_when_its_words_stand_twice(root, ground):
    Section.objects.filter(key="1").update(end=len(BODY))

    errors = tried(root, Annotation.objects.get(), exact="the work")
    clear = tried(root, Annotation.objects.get(), exact="the work", prefix="change ")

    assert errors["exact"][0].startswith("These words stand 2 times in section 1.")
    assert clear == {}


def test_annotation_whose_words_went_can_still_be_edited(root, ground):
    Annotation.objects.update(exact="words that are gone")
    note = Annotation.objects.get()
    page = root.get(change_url(note)).content.decode()

    errors = tried(root, note, body="Better words.")

    assert errors == {}
    assert "These words are not in section 1." in page
    assert Annotation.objects.get().body == "Better words."
