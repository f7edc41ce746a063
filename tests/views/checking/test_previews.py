"""How a link to a result is shared, and what other sites show of it."""

from urllib.parse import unquote

import pytest
from django.contrib.staticfiles import finders

from guidance.core.documents.trees import Verdict
from guidance.services.results import saved_results
from guidance.views.checking.previews import DEPENDS
from tests.html import texts, values
from tests.views.checking.results import LINK, UNSURE, page

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


def meta(html, name):
    return values(html, f"meta[property={name}]", "content")


def test_link_preview_says_verdict_and_license_and_has_a_picture(client, tree):
    html = page(client.get(LINK))

    assert meta(html, "og:title") == ["Allowed, with conditions: Example License"]
    assert meta(html, "og:description") == ["You may pass it on · Can I use it?"]
    assert meta(html, "og:url") == [f"{SITE}{LINK}"]
    assert meta(html, "og:image") == [f"{SITE}/static/previews/conditional.png"]


def test_link_preview_of_a_short_link_has_no_answers(client, tree):
    saved, _ = saved_results.save(tree, {"users": ("100",), "sharing": ("yes",)}, title="Secret")

    html = page(client.get(saved.get_absolute_url()))

    assert meta(html, "og:url") == [f"{SITE}{saved.get_absolute_url()}"]
    shown = " ".join(values(html, "meta[content]", "content"))
    assert ("Secret" in shown, "sharing=" in shown) == (False, False)


def test_link_preview_says_that_it_depends(client, tree):
    html = page(client.get(UNSURE))

    assert meta(html, "og:title") == ["It depends: Example License"]
    assert meta(html, "og:image") == [f"{SITE}/static/previews/depends.png"]


@pytest.mark.parametrize("name", [*Verdict, DEPENDS])
def test_every_verdict_has_a_picture(name):
    assert finders.find(f"previews/{name}.png")


def test_result_is_shared_right_under_what_to_do_now(client, tree):
    html = page(client.get(LINK))

    headings = texts(html, ".result h2")
    assert headings[:3] == ["What to do now", "Somebody to ask", "What you must do"]
    assert texts(html, ".share > summary") == ["Share this result"]
    assert html.index(headings[0]) < html.index('class="share"') < html.index(headings[1])
    assert values(html, "[data-share]", "data-share") == [f"{SITE}{LINK}"]
    [mail] = values(html, ".share a[href^=mailto]", "href")
    assert unquote(mail) == (
        "mailto:?subject=Allowed, with conditions: Example License"
        f"&body=You may pass it on · Can I use it?\r\n\r\n{SITE}{LINK}\r\n"
    )
    assert "&users" not in mail
