"""What is the same on all pages is made once, for each language and each prefix of addresses.

What is made of an edition is made once for each of its values.
"""

from dataclasses import dataclass, replace

import pytest
from django.template import Context, Template
from django.urls import set_script_prefix
from django.utils import translation
from django.utils.safestring import SafeString

from guidance.core.walking.memories import Memory
from guidance.services.editions.readings import current_license
from guidance.templatetags import kept
from tests.editions import published_license

KEPT = "{% kept %}{% load i18n %}{% url 'guidance:search' %} {{ word }}{% endkept %} {{ word }}"


def test_kept_words_are_made_once():
    page = Template(KEPT)

    first, second = (page.render(Context({"word": word})) for word in ("one", "two"))

    assert (first, second) == ("/search/ one one", "/search/ one two")


def test_kept_words_are_made_for_each_language_and_prefix():
    page = Template(KEPT)
    page.render(Context({"word": "one"}))

    with translation.override("de"):
        other_language = page.render(Context({"word": "two"}))
    set_script_prefix("/below/")
    other_prefix = page.render(Context({"word": "three"}))
    set_script_prefix("/")

    assert other_language == "/search/ two two"
    assert other_prefix == "/below/search/ three three"


def test_kept_words_are_bounded():
    page = Template("{% kept %}{{ word }}{% endkept %}")

    for number in range(20):
        set_script_prefix(f"/{number}/")
        page.render(Context({"word": number}))
    set_script_prefix("/")

    assert len(page.nodelist[0].made) == 4


@pytest.fixture
def made(monkeypatch) -> list[dict[str, object]]:
    """Return what fragments were made of: each holds how many were made before it."""
    asked: list[dict[str, object]] = []

    def render(template: str, values: dict[str, object]) -> SafeString:
        asked.append(values)
        return SafeString(f"{template} {len(asked)}")

    monkeypatch.setattr(kept, "render_to_string", render)
    monkeypatch.setattr(kept, "_fragments", Memory(1_000, weigh=len))
    return asked


@pytest.fixture
def reading(db):
    published_license("example")
    return current_license("example")


def test_fragment_of_an_edition_is_made_once(made, reading):
    first, second = (kept.of_edition("a.html", reading, fixed="/x/") for _ in range(2))

    assert (first, second) == ("a.html 1", "a.html 1")
    assert made == [{"fixed": "/x/", "reading": reading}]


def test_fragment_is_made_for_each_value_and_template(made, reading):
    kept.of_edition("a.html", reading, notes="", fixed="")
    others = [
        kept.of_edition("b.html", reading, notes="", fixed=""),
        kept.of_edition("a.html", reading, notes="open", fixed=""),
        kept.of_edition("a.html", reading, notes="", fixed="open"),
    ]

    assert others == ["b.html 2", "a.html 3", "a.html 4"]


def test_fragment_is_made_for_each_language_and_prefix(made, reading):
    kept.of_edition("a.html", reading)
    with translation.override("de"):
        other_language = kept.of_edition("a.html", reading)
    set_script_prefix("/below/")
    other_prefix = kept.of_edition("a.html", reading)
    set_script_prefix("/")

    assert (other_language, other_prefix) == ("a.html 2", "a.html 3")


@dataclass
class Told:
    """A value that cannot be told from others by itself, for it is no constant."""

    words: list[str]
    of_edition: str


def test_value_of_the_edition_says_what_it_is_told_by(made, reading):
    first, same, other = (
        kept.of_edition("a.html", reading, told=Told(["a"], key)) for key in ("one", "one", "two")
    )

    assert (first, same, other) == ("a.html 1", "a.html 1", "a.html 2")


def test_fragment_is_made_anew_for_another_edition(made, reading):
    kept.of_edition("a.html", reading)
    published_license("example", summary="Said otherwise.")

    assert kept.of_edition("a.html", current_license("example")) == "a.html 2"


def test_fragments_of_a_draft_are_not_kept(made, reading):
    draft = replace(reading, edition=None)
    found = [kept.of_edition("a.html", draft) for _ in range(2)]

    assert found == ["a.html 1", "a.html 2"]


def test_fragments_are_made_anew_while_templates_are_written(made, reading, settings):
    settings.DEBUG = True
    found = [kept.of_edition("a.html", reading) for _ in range(2)]

    assert found == ["a.html 1", "a.html 2"]


def test_fragments_weigh_their_bytes_and_keep_every_sign(made, reading, monkeypatch):
    words = SafeString("“Notices” — 😀 & <em>credit</em>")
    monkeypatch.setattr(kept, "render_to_string", lambda template, values: words)

    told = [kept.of_edition("one.html", reading) for _ in range(2)]

    assert told == [words, words]
    assert {type(one) for one in told} == {SafeString}
    assert kept._fragments._weight == len(words.encode())
