"""Addresses of stacks: components, what is wanted for the whole, and editions, with a check sign.

As with results (``services/results/links.py``) the sign is no secret, and tells a link that was
cut or changed on its way from a whole one.
"""

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, quote, urlencode

from django.http import QueryDict
from django.urls import reverse

from guidance.core.documents.fields import SLUG_PATTERN, storable, unpiled
from guidance.core.stacks.components import Component, Use
from guidance.services.results.links import SIGN_LENGTH
from guidance.services.results.repairs import SIGN, is_tracking
from guidance.services.stacks.expressions import MAX_EXPRESSION

CLOSED = "closed"
TOO_LONG = "LicenseRef-too-long-to-be-read"
MAX_ADDRESS = 4_000
"""Characters of an address that mail, chats and servers still carry."""
MAX_NAME = 200
MAX_VERSION = 100
MAX_COMPONENTS = 20_000
_MOST_PARAMETERS = MAX_COMPONENTS + 300

_LETTERS = {"s": Use.SHIPPED_SOURCE, "b": Use.SHIPPED_BINARY, "h": Use.HOSTED, "x": Use.BUILDING}
_LETTER_OF = {use: letter for letter, use in _LETTERS.items()}
_COMPONENT = re.compile(
    rf"(?P<use>[sbhx])(?P<changed>c?)(?P<linked>l?)(?P<choice>(?:[1-9]\d?)?)"
    rf"~(?P<license>[^~]{{0,{MAX_EXPRESSION}}})~(?P<name>[^~]{{1,{MAX_NAME}}})"
    rf"~(?P<version>[^~]{{0,{MAX_VERSION}}})"
)
_EDITION = re.compile(rf"(?P<slug>{SLUG_PATTERN})\.(?P<number>[1-9]\d{{0,8}})", re.ASCII)
_WHOLE = re.compile(SLUG_PATTERN, re.ASCII)


@dataclass(frozen=True)
class Stack:
    """What somebody asks: components, and the license wanted for the whole (slug, CLOSED or "").

    ``editions`` are the numbers of the licenses' editions that answer, by slug.
    """

    components: tuple[Component, ...] = ()
    whole: str = ""
    editions: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Link:
    """A link as it arrived: what could be read of it, and what not; whether its sign is right."""

    stack: Stack
    unread: tuple[str, ...]
    is_signed: bool

    @property
    def is_whole(self) -> bool:
        return self.is_signed and not self.unread and bool(self.stack.components)


def written(component: Component) -> str:
    """Return a component as addresses have it.

    >>> written(Component("tokenlib", "4.1", "MIT", Use.SHIPPED_BINARY, is_linked=True))
    'bl~MIT~tokenlib~4.1'
    """
    letters = _LETTER_OF[component.use] + "c" * component.is_changed + "l" * component.is_linked
    choice = str(component.choice) if component.choice else ""
    return f"{letters}{choice}~{component.license}~{component.name}~{component.version}"


def component_of(text: str) -> Component | None:
    """Return the component that a part of an address means, or None."""
    found = _COMPONENT.fullmatch(text)
    if found is None or not _is_line(text):
        return None
    return Component(
        name=found["name"],
        version=found["version"],
        license=found["license"],
        use=_LETTERS[found["use"]],
        is_changed=bool(found["changed"]),
        is_linked=bool(found["linked"]),
        choice=int(found["choice"] or 0),
    )


def _is_line(text: str) -> bool:
    try:
        return storable(text) == text == text.strip() and "\n" not in text
    except ValueError:
        return False


def pairs_of(stack: Stack) -> list[tuple[str, str]]:
    """Return the parameters of a stack in their one order."""
    pairs = [("w", stack.whole)] if stack.whole else []
    pairs += [("e", f"{slug}.{number}") for slug, number in sorted(stack.editions.items())]
    return pairs + [("c", written(component)) for component in stack.components]


def query_of(stack: Stack) -> str:
    return urlencode(pairs_of(stack), quote_via=quote, safe="~")


def check_sign(stack: Stack) -> str:
    """Return the check sign of a stack, over its parameters in their one order.

    >>> check_sign(Stack((Component("a", "1", "MIT", Use.HOSTED),), "", {"mit": 1}))
    't5bpo'
    """
    digest = hashlib.sha256(f"stack?{query_of(stack)}".encode()).digest()
    return base64.b32encode(digest).decode().lower()[:SIGN_LENGTH]


def address_of(stack: Stack, name: str = "stack-result") -> str:
    """Return the permanent address of a stack, or of one of its forms."""
    return f"{reverse(f'guidance:{name}')}?{SIGN}={check_sign(stack)}&{query_of(stack)}"


def form_address(stack: Stack) -> str:
    """Return the address of the form with a stack in it, to be changed and asked today."""
    asked = query_of(Stack(stack.components, stack.whole))
    return f"{reverse('guidance:stack')}?{asked}" if asked else reverse("guidance:stack")


def read_link(query: QueryDict) -> Link:
    """Read the address of a stack; never raises, whatever is in it."""
    stack, unread = read_pairs((key, value) for key, values in query.lists() for value in values)
    return Link(stack, unread, is_signed=query.get(SIGN) == check_sign(stack))


def read_pairs(pairs: Iterable[tuple[str, str]]) -> tuple[Stack, tuple[str, ...]]:
    """Return the stack that parameters mean, and those of them that mean nothing."""
    components: list[Component] = []
    editions: dict[str, int] = {}
    whole, unread = "", []
    for key, value in pairs:
        if key == "c" and len(components) < MAX_COMPONENTS and (found := component_of(value)):
            components.append(found)
        elif key == "e" and (edition := _EDITION.fullmatch(value)):
            editions[edition["slug"]] = int(edition["number"])
        elif key == "w" and _WHOLE.fullmatch(value):
            whole = value
        elif key != SIGN and not is_tracking(key):
            unread.append(f"{key}={value}"[:200])
    return Stack(tuple(components), whole, editions), tuple(unread)


def read_asked(asked: str) -> tuple[Stack, tuple[str, ...]]:
    """Return the stack that a page carries on, as ``query_of`` wrote it, and what is none of it.

    Raises ValueError where it holds too many parameters.
    """
    return read_pairs(parse_qsl(asked, keep_blank_values=True, max_num_fields=_MOST_PARAMETERS))


def fitting(component: Component) -> Component:
    """Return a component from a file as an address can hold it; a license is never cut short."""
    license = _fitting(component.license, MAX_EXPRESSION + 1)
    return replace(
        component,
        name=_fitting(component.name, MAX_NAME) or "unnamed",
        version=_fitting(component.version, MAX_VERSION),
        license=license if len(license) <= MAX_EXPRESSION else TOO_LONG,
    )


def _fitting(words: str, most: int) -> str:
    """Return words on one line without what no address holds.

    >>> _fitting(" a~b\\x07  c", 20)
    'a-b c'
    """
    printed = "".join(sign if sign.isprintable() or sign.isspace() else " " for sign in words)
    line = " ".join(unpiled(unicodedata.normalize("NFC", printed.replace("~", "-"))).split())
    return line[:most].strip()
