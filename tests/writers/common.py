"""What every writer needs: its shape, the browser of its person, and the draft it writes to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from guidance.models import FaqEntry, License, Tree
from tests.html import forms, read

DRAFTS: dict[str, Any] = {"license": License, "faq": FaqEntry, "tree": Tree}
SLUGS = {"license": "example", "faq": "may-i-sell-it", "tree": "can-i-use-it"}
LINE = {"license": "publisher", "faq": "short_answer", "tree": "summary"}
"""A field of each kind of document, which its writers write."""
TITLE = {"license": "title", "faq": "question", "tree": "title"}
"""A field that is another in the draft than in the edition."""
PART: dict[str, tuple[str, str, str]] = {
    "license": ("terms", "notice", "body"), "tree": ("outcomes", "ship", "summary"),
}  # fmt: skip
"""A part of each kind: where it hangs, its key, a field."""
PARTED = tuple(PART)

# How a document can stand when writers come to it.
CHANGED, UNTOUCHED, WITHDRAWN, ASKED = "changed", "untouched", "withdrawn", "asked"
STATES = (CHANGED, UNTOUCHED, WITHDRAWN, ASKED)


@dataclass(frozen=True)
class Writer:
    """Somebody who looks at a page (``open``) and then sends its form.

    ``write`` tells whether that was accepted, ``stands`` afterwards whether what was
    written is there. Both take what ``open`` returned. ``states`` are those in which the
    page can be opened at all.
    """

    name: str
    open: Callable[[Client, str], Any]
    write: Callable[[Client, str, Any], bool]
    stands: Callable[[str, Any], bool]
    kinds: tuple[str, ...] = ("license", "faq", "tree")
    states: tuple[str, ...] = STATES


def state_for(one: Writer, other: Writer) -> str | None:
    """Return how the document stands where both can look at it, or None where they never can."""
    return next((state for state in STATES if state in one.states and state in other.states), None)


def draft(kind: str, slug: str = "") -> Any:
    return DRAFTS[kind].objects.filter(slug=slug or SLUGS[kind]).first()


def page(kind: str, name: str, *args: object) -> str:
    model = DRAFTS[kind]._meta.model_name
    return reverse(f"admin:guidance_{model}_{name}", args=args)


def form_of(response: Any, having: str = "") -> dict[str, list[str]]:
    """Return the fields of the form that has a field, or of the one with the most fields."""
    return max((one for one in forms(response) if not having or having in one), key=len)


def words_of(client: Client) -> str:
    return f"Words of {client.who}"  # type: ignore[attr-defined]


def post(client: Client, kind: str, opened: Any) -> bool:
    """Send a form that leads on where it was taken."""
    url, fields, *_ = opened
    response = client.post(url, fields)
    assert response.status_code in (200, 302, 403, 404, 410), response.status_code
    return response.status_code == 302 and not _is_refusal(client, response)


def _is_refusal(client: Client, response: Any) -> bool:
    """Tell whether who was led on is told that nothing was written."""
    return "Nothing was written" in said(client.get(response.url))


def sent(words: str) -> Callable[[Client, str, Any], bool]:
    """Return what sends a form, and was accepted where the next page says ``words``."""

    def write(client: Client, kind: str, opened: Any) -> bool:
        url, fields, *_ = opened
        response = client.post(url, fields, follow=True)
        assert response.status_code in (200, 403, 404, 410), response.status_code
        return words in said(response)

    return write


def said(response: Any) -> str:
    """Return what a page says on top, read from it: contexts are mixed up between threads."""
    shown = response.content.decode()
    found = shown.partition('<ul class="messagelist">')[2].partition("</ul>")[0]
    return read(found).text
