"""What is the same on all pages is made once, for each language and each prefix of addresses."""

from django.template import Context, Template
from django.urls import set_script_prefix
from django.utils import translation

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
