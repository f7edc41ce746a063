"""What cards say stands beside the editions, and goes with them."""

import pytest
from django.db import connection

from guidance.models import Edition, Publication
from guidance.models.said import Counted, counted
from tests.editions import published_faq, published_license

pytestmark = pytest.mark.django_db
SAID = "SELECT name, value FROM guidance_said WHERE edition_id = %s ORDER BY name, value"


def said_of(edition):
    with connection.cursor() as cursor:
        cursor.execute(SAID, [edition.pk])
        return cursor.fetchall()


def edition_with(card):
    row = Publication.objects.create(kind="license", slug="other")
    model = published_license()
    return Edition.objects.create(
        publication=row, number=1, document={}, context={}, html={}, card=card, digest="0" * 64,
        published_at=model.published_at,
    )  # fmt: skip


def test_card_says_each_of_its_values_once():
    edition = edition_with({
        "family": "Llama", "is_open_source": True, "topics": {"notices": "Notices", "broken": 1},
        "permissions": ["notices", "notices", 7],
    })  # fmt: skip

    assert said_of(edition) == [
        ("family", "Llama"), ("open", "1"), ("permission", "notices"), ("topic", "notices"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "card",
    [
        {}, [], {"family": ""}, {"family": 3}, {"is_open_source": "true"}, {"topics": []},
        {"permissions": {"a": "b"}}, {"is_featured": False},
    ],
)  # fmt: skip
def test_card_of_another_shape_says_nothing(card):
    assert said_of(edition_with(card)) == []


def test_publication_is_found_by_what_its_current_edition_says():
    published_license(family="Old")
    published_license(family="New")

    old, new = (Publication.objects.saying(("family", name)) for name in ("Old", "New"))

    assert [one.slug for one in old] == []
    assert [one.slug for one in new] == ["example"]


def test_what_nobody_can_say_finds_nothing():
    published_license()

    assert not Publication.objects.saying(("family", "a\0b")).exists()


def test_topics_are_counted_over_what_is_live():
    published_license()
    faq = published_faq()

    found = counted("faq", "topic")["topic"]

    assert found == [Counted(slug, title, 1) for slug, title in sorted(faq.card["topics"].items())]
