"""Fragments that are set once by their template and then only filled in."""

import pytest
from django.template import engines
from django.utils.html import format_html

from guidance.templatetags import filled as its
from guidance.templatetags.filled import filled

FRAGMENT = """{% load reading %}<p class="{{ kind|look }}">{% if words %}{{ words }}{% endif %}\
{% if is_open %} {open}{% endif %} {{ name }}, {{ name }}</p>"""


@pytest.fixture(autouse=True)
def made(monkeypatch):
    """How often the template was rendered."""
    times = []

    def render(name, context):
        times.append(name)
        return engines["django"].from_string(FRAGMENT).render(context)

    monkeypatch.setattr(its, "render_to_string", render)
    its._form.cache_clear()
    yield times
    its._form.cache_clear()


def test_words_are_escaped_and_html_is_not():
    html = filled("x.html", {"words": "<b> & {0}", "name": format_html("<i>{}</i>", "n")})

    assert html == '<p class="note">&lt;b&gt; &amp; {0} <i>n</i>, <i>n</i></p>'


def test_template_is_rendered_anew_only_where_other_words_are_missing(made):
    all_three = [filled("x.html", {"words": words, "name": "n"}) for words in ("a", "b", "")]

    assert [html[16:17] for html in all_three] == ["a", "b", " "]
    assert len(made) == 2


def test_what_is_no_word_is_another_fragment(made):
    words = {"words": "", "name": "{n}"}

    assert filled("x.html", words, kind="grants", is_open=True) == (
        '<p class="grant"> {open} {n}, {n}</p>'
    )
    assert filled("x.html", words, kind="warns", is_open=False) == '<p class="warn"> {n}, {n}</p>'
    assert len(made) == 2
