"""Results say the same for ever: of an old edition too, with a banner of what changed since."""

import pytest
from django.db.models import CharField, TextField

from guidance.models import (
    Annotation,
    Case,
    License,
    Option,
    Outcome,
    Policy,
    PolicySection,
    Question,
    Route,
    Section,
    Term,
    Topic,
    Tree,
)
from tests.documents import tree_data
from tests.editions import published, published_tree
from tests.html import only, read, select, values
from tests.views.checking.results import CHECK, LINK, QUERY, UNSURE, page, publish_otherwise, words

pytestmark = pytest.mark.django_db


def without_banner(html):
    """Return a page without what it says of today's edition."""
    page = read(html)
    for said in (
        *select(page, "section.since"),
        *select(page, "details.proof"),
        *select(page, ".print-head"),
        *select(page, ".trail > p.soft"),
    ):
        said.above.inside.remove(said)
    inside = [(one.name, one.attrs) for one in page.elements]
    return inside, page.text.replace(". Asks the current guidance.", "")


def spoil_drafts():
    """Write other words into every line and text of every draft row."""
    kept = {"key", "slug", "kind", "verdict", "topic", "authority", "certainty", "ref", "goto"}
    for model in (
        Annotation, Case, Route, License, Option, Outcome, Policy, PolicySection, Question,
        Section, Term, Topic, Tree,
    ):  # fmt: skip
        fields = [
            field.name
            for field in model._meta.get_fields()
            if isinstance(field, CharField | TextField)
            and not field.choices
            and not field.unique
            and field.name not in kept
        ]
        if fields:
            model.objects.update(**dict.fromkeys(fields, "spoiled"))
    assert Term.objects.filter(title="spoiled").count() == Term.objects.count() > 0
    assert Option.objects.filter(label="spoiled").count() == Option.objects.count() > 0


def test_result_is_byte_identical_when_drafts_change(client, tree):
    before = client.get(LINK).content

    spoil_drafts()

    assert client.get(LINK).content == before


@pytest.mark.parametrize("address", [LINK, UNSURE, f"{CHECK}v1/?users=101"])
def test_result_of_an_old_edition_is_the_same_apart_from_the_banner(client, tree, address):
    before = page(client.get(address))

    publish_otherwise()
    spoil_drafts()

    after = page(client.get(address))
    assert after != before
    assert "Guidance has " in after
    assert without_banner(after) == without_banner(before)


def test_markdown_of_an_old_edition_is_the_same(client, tree):
    def lines():
        text = client.get(f"{CHECK}v1/result.md{QUERY}").content.decode()
        return [line for line in text.split("\n") if not line.startswith(("- Guid", "- Made"))]

    before = lines()

    publish_otherwise()

    assert lines() == before


def test_short_link_stays_with_its_edition(client, shared):
    link, _ = shared
    before = page(client.get(link))

    publish_otherwise()
    spoil_drafts()

    assert without_banner(page(client.get(link))) == without_banner(before)


def test_banner_says_what_changed(client, tree):
    publish_otherwise()

    html = page(client.get(LINK))

    banner = only(html, "section.since")
    marked = [(one.name, one.raw) for one in banner.elements if one.name in ("del", "ins")]
    assert marked[:5] == [
        ("del", "Allowed, with conditions"),
        ("ins", "Prohibited"),
        ("del", "You may not: Do no harm"),
        ("ins", "not "),
        ("ins", "whole "),
    ]
    assert f"{CHECK}v2/?_check=rpen3&users=100&sharing=yes" in values(banner, "a", "href")


def test_banner_says_that_the_result_is_the_same(client, tree):
    published_tree(summary="Revised.")

    html = page(client.get(LINK))

    assert "Guidance has been revised since; the result is the same" in words(html)
    assert "Guidance has changed since" not in words(html)


def test_banner_names_a_question_that_is_asked_now(client, tree):
    data = tree_data()
    options = [
        {"key": "a", "label": "A", "goto": "ship"}, {"key": "b", "label": "B", "goto": "use"},
    ]  # fmt: skip
    data["questions"].append({**data["questions"][1], "key": "why", "title": "Why?",
                              "options": options})  # fmt: skip
    data["questions"][1]["options"][0] |= {"goto": "why"}
    data["cases"] = []
    published(data)

    html = page(client.get(LINK))

    assert "It also asks: Why?" in words(html)
    assert f'href="{CHECK}{QUERY.replace("&", "&amp;")}"' in html


def test_current_edition_has_no_banner(client, tree):
    assert 'class="banner' not in page(client.get(LINK))
