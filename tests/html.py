"""Read a page as what it is, elements with attributes and words, and not as a row of signs.

``select(page, "main h2")`` finds elements as a style sheet would. It knows names, ``#id``,
``.class``, ``[name]``, ``[name=value]``, ``[name^=value]``, descendants and children (``>``).
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr",
}  # fmt: skip
_APART = {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "div",
    "dl", "dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section",
    "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
"""Elements that stand apart from the words beside them."""
_PART = re.compile(
    r"(?P<name>[\w-]+)|\#(?P<id>[\w.-]+)|\.(?P<of>[\w-]+)"
    r"|\[(?P<attr>[\w-]+)(?:(?P<how>\^?=)\"?(?P<value>[^\]\"]*)\"?)?\]"
)


class Element:
    """An element: its ``name``, ``attrs`` (None where there is no value) and what is in it."""

    def __init__(self, name: str, attrs: dict[str, str | None], above: "Element | None") -> None:
        self.name = name
        self.attrs = attrs
        self.above = above
        self.inside: list[Element | str] = []

    def __getitem__(self, name: str) -> str | None:
        return self.attrs[name]

    @property
    def text(self) -> str:
        """The words in it, with one blank where blanks, lines or paragraphs part them."""
        return " ".join("".join(self._words()).split())

    @property
    def raw(self) -> str:
        """The signs in it with every blank, as a text area or verbatim words have them."""
        return "".join(one if isinstance(one, str) else one.raw for one in self.inside)

    @property
    def elements(self) -> Iterator["Element"]:
        """All elements in it, in the order of the page."""
        for one in self.inside:
            if isinstance(one, Element):
                yield one
                yield from one.elements

    def _words(self) -> Iterator[str]:
        if self.name in _APART:
            yield " "
        for one in self.inside:
            if isinstance(one, str):
                yield one
            else:
                yield from one._words()
        if self.name in _APART:
            yield " "


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.top = self.at = Element("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = Element(tag, dict(attrs), self.at)
        self.at.inside.append(one)
        if tag not in _VOID:
            self.at = one

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.at.inside.append(Element(tag, dict(attrs), self.at))

    def handle_endtag(self, tag: str) -> None:
        one: Element | None = self.at
        while one is not None and one.name != tag:
            one = one.above
        if one is not None and one.above is not None:
            self.at = one.above

    def handle_data(self, data: str) -> None:
        self.at.inside.append(data)


def read(page: Any) -> Element:
    """Return the top of a page: of a response, its HTML, or an element that was found."""
    if isinstance(page, Element):
        return page
    tree = _Tree()
    tree.feed(page if isinstance(page, str) else page.content.decode())
    tree.close()
    return tree.top


def select(page: Any, selector: str) -> list[Element]:
    """Return the elements that a selector finds, in the order of the page."""
    top = read(page)
    steps = selector.replace(">", " > ").split()
    return [one for one in top.elements if _fits(one, steps, top)]


def only(page: Any, selector: str) -> Element:
    """Return the one element that a selector finds; fail where there is none, or another."""
    found = select(page, selector)
    assert len(found) == 1, f"{len(found)} x {selector}"
    return found[0]


def texts(page: Any, selector: str) -> list[str]:
    """Return the words of each element that a selector finds."""
    return [one.text for one in select(page, selector)]


def values(page: Any, selector: str, name: str) -> list[str | None]:
    """Return an attribute of each element that a selector finds."""
    return [one[name] for one in select(page, selector)]


def links(page: Any, selector: str = "a") -> list[tuple[str | None, str]]:
    """Return the address and the words of each link that a selector finds."""
    return [(one["href"], one.text) for one in select(page, selector)]


def forms(page: Any) -> list[dict[str, list[str]]]:
    """Return the fields of each form of a page, as a browser would send them."""
    return [sent(form) for form in select(page, "form")]


def sent(form: Element) -> dict[str, list[str]]:
    """Return the fields of a form by name, with all that a browser would send of each."""
    found: dict[str, list[str]] = {}
    for one in form.elements:
        name = one.attrs.get("name")
        if name and "disabled" not in one.attrs and (values := _values(one)):
            found.setdefault(name, []).extend(values)
    return found


def _values(field: Element) -> list[str]:
    """Return what a field sends: nothing where it is not ticked, chosen or pressed."""
    kind, value = field.attrs.get("type") or "text", field.attrs.get("value")
    match field.name:
        case "textarea":
            return [field.raw.removeprefix("\n")]
        case "select":
            chosen = [one for one in field.elements if "selected" in one.attrs]
            return [one.attrs.get("value") or "" for one in chosen]
        case "input" if kind in ("checkbox", "radio"):
            return ["on" if value is None else value] if "checked" in field.attrs else []
        case "input" if kind not in ("submit", "file"):
            return [value or ""]
    return []


def _fits(one: Element, steps: list[str], top: Element) -> bool:
    if not _is(one, steps[-1]):
        return False
    rest = steps[:-1]
    if not rest:
        return True
    above = one.above
    if rest[-1] == ">":
        return above is not None and above is not top and _fits(above, rest[:-1], top)
    while above is not None and above is not top:
        if _fits(above, rest, top):
            return True
        above = above.above
    return False


def _is(one: Element, step: str) -> bool:
    end = 0
    for part in _PART.finditer(step):
        assert part.start() == end, f"not understood: {step}"
        end = part.end()
        if not _has(one, part):
            return False
    assert end == len(step), f"not understood: {step}"
    return True


def _has(one: Element, part: re.Match[str]) -> bool:
    if part["name"]:
        return one.name == part["name"]
    if part["id"]:
        return one.attrs.get("id") == part["id"]
    if part["of"]:
        return part["of"] in (one.attrs.get("class") or "").split()
    if part["attr"] not in one.attrs:
        return False
    value = one.attrs[part["attr"]] or ""
    if part["how"] == "^=":
        return value.startswith(part["value"])
    return part["how"] is None or value == part["value"]
