"""Whether every kind of public page is weighed, and given to Lighthouse."""

from urllib.parse import urlsplit

from django.urls import get_resolver, resolve

from tests.looking.kinds import KINDS

PLACES = {
    "kept": "a" * 24, "gone": "a" * 24, "guest": "a", "secret": "a", "withdrawn": "a",
    "recalled": "a", "stack": "/stack/result/",
}  # fmt: skip
NO_PAGES = (
    "-feed", "-text", "-memo", "-markdown", "-json", "-zip", "-file", "-qr", "-notice", "-ready",
    "robots", "sitemap", "suggest",
)  # fmt: skip
LIKE_OTHERS = {
    "changed-since": "changed",
    "check-ask": "check",
    "feedback-reply": "feedback",
    "kept-stack": "stack-result",
    "kept-stack-take-back": "result-take-back",
    "stack-keep": "result-take-back",
}
"""Pages of the same templates, or of what a form answers."""


def test_every_public_page_is_looked_at():
    named = {
        name
        for name in get_resolver("guidance.views.urls").reverse_dict
        if isinstance(name, str) and not name.endswith(NO_PAGES)
    }

    paths = [urlsplit(kind.path.format(**PLACES)).path for kind in KINDS]
    looked_at = {resolve(path).url_name for path in paths}
    assert looked_at >= set(LIKE_OTHERS.values())
    assert named - looked_at - set(LIKE_OTHERS) == set()


def test_kinds_have_names_of_their_own():
    names = [kind.name for kind in KINDS]

    assert len(set(names)) == len(names) > 40
