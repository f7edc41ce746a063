"""Read the words of a web page: its paragraphs and the numbers of its lists, and no markup.

What is around the words (menus, headers, footers, scripts) is left out where the page says
what it is.
"""

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "main", "ol", "p",
    "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_AROUND = frozenset({
    "aside", "button", "dialog", "footer", "form", "header", "iframe", "math", "nav", "noscript",
    "object", "script", "select", "style", "svg", "template", "textarea", "title",
})  # fmt: skip
_IN_A_TEXT = frozenset({"header", "footer"})
"""Around a page they are a frame; within an article, they are a part of it."""
_FOLLOWED = _AROUND | {"article", "div", "main", "ol", "pre", "section", "td", "ul"}
"""The tags whose end matters."""
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "noscript", "iframe")
}
"""Within these nothing is a tag but their own end."""
_NAME = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9-]{0,40})")
_QUOTE_OR_END = re.compile("[>\"']")
_CHARSETS = re.compile(
    r"utf-8|iso8859-\d{1,2}|cp125\d|koi8-[ru]|utf-16(-[lb]e)?|gb18030|gbk|gb2312|big5(hkscs)?|"
    r"shift_jis|cp932|euc_jp|euc_kr|cp949|tis-620|mac-roman"
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")
)  # fmt: skip
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Unreadable(Exception):
    """Raised for bytes that are no words in the charset that is named."""

    def __init__(self, charset: str) -> None:
        super().__init__(charset)
        self.charset = charset


def words_of_page(body: bytes, *, is_html: bool, charset: str = "") -> str:
    """Return the words of a page or of a plain text; raises Unreadable.

    ``charset`` is what the server says; a mark at the start says it better, and a page may say
    it itself. Without any of them it is UTF-8.
    """
    text = _decoded(body, charset, is_html=is_html).replace("\0", "")
    return text_of_html(text) if is_html else text


def text_of_html(html: str) -> str:
    r"""Return the words of HTML, a blank line between paragraphs, and numbers before list items.

    >>> text_of_html("<nav>Home</nav><p>You <b>may</b>\ncopy.<ol type=a><li>Once<li>Twice</ol>")
    'You may copy.\n\n(a) Once\n\n(b) Twice'
    """
    reader = _Reader()
    for name, rest in _pieces(html):
        reader.read(name, rest)
    return reader.text


def _pieces(html: str) -> Iterator[tuple[str, str]]:
    """Yield words as ("", words), and tags by name with their attributes, in one pass.

    As in a browser, what is not ended goes on to the end. Time is that of the length: the
    parser of the standard library takes quadratic time for some pages.
    """
    at = 0
    while (start := html.find("<", at)) >= 0:
        if start > at:
            yield "", html[at:start]
        if html.startswith("<!--", start):
            end = html.find("-->", start + 4)
            at = end + 3 if end >= 0 else len(html)
        elif html[start + 1 : start + 2] in ("!", "?"):
            end = html.find(">", start)
            at = end + 1 if end >= 0 else len(html)
        elif found := _NAME.match(html, start):
            name, end = found[1].lower(), _end_of_tag(html, found.end())
            yield name, html[found.end() : max(found.end(), end - 1)]
            if name in _RAW and (closing := _RAW[name].search(html, end)):
                end = closing.start()
            elif name in _RAW:
                end = len(html)
            at = end
        else:
            yield "", "<"
            at = start + 1
    if at < len(html):
        yield "", html[at:]


def _end_of_tag(html: str, at: int) -> int:
    """Return where a tag has ended; a sign of its end within quotes is none."""
    while found := _QUOTE_OR_END.search(html, at):
        if found[0] == ">":
            return found.end()
        closing = html.find(found[0], found.end())
        if closing < 0:
            break
        at = closing + 1
    return len(html)


class _Reader:
    """Puts pieces of a page together into paragraphs."""

    def __init__(self) -> None:
        self._blocks: list[tuple[bool, str]] = []  # whether in a main part, and the words
        self._words: list[str] = []
        self._item = ""
        self._open: list[str] = []
        self._counts: Counter[str] = Counter()
        self._lists: list[tuple[str, int]] = []

    @property
    def text(self) -> str:
        self._end_block()
        in_main = [words for is_main, words in self._blocks if is_main]
        return "\n\n".join(in_main or [words for _main, words in self._blocks])

    def read(self, name: str, rest: str) -> None:
        if not name:
            if not self._counts["around"]:
                self._words.append(unescape(rest))
        elif name.startswith("/"):
            self._close(name[1:])
        elif name == "br":
            self._words.append("\n" if self._counts["pre"] else " ")
        else:
            self._start(name, rest)

    def _start(self, name: str, rest: str) -> None:
        if name in _BLOCKS:
            self._end_block()
        if name == "li" and self._lists:
            style, number = self._lists[-1]
            number = _number(rest, "value", number)
            self._item = _mark(style, number)
            self._lists[-1] = (style, number + 1)
        if name in ("ol", "ul"):
            style = _attribute(rest, "type") or "1" if name == "ol" else ""
            self._lists.append((style, _number(rest, "start", 1)))
        if name in _FOLLOWED:
            is_shown = name in _IN_A_TEXT and self._counts["main"] + self._counts["article"]
            kept = "around" if name in _AROUND and not is_shown else name
            self._open.append(f"{name} {kept}")
            self._counts[kept] += 1
            self._counts[f"/{name}"] += 1

    def _close(self, name: str) -> None:
        if name in _BLOCKS:
            self._end_block()
        if not self._counts[f"/{name}"]:
            return
        while self._open:
            ended, _blank, kept = self._open.pop().partition(" ")
            self._counts[kept] -= 1
            self._counts[f"/{ended}"] -= 1
            if ended in ("ol", "ul"):
                self._lists.pop()
            if ended == name:
                return

    def _end_block(self) -> None:
        raw, self._words = "".join(self._words), []
        words = raw.strip("\n") if self._counts["pre"] else " ".join(raw.split())
        if words.strip():
            item, self._item = self._item, ""
            self._blocks.append((self._counts["main"] > 0, f"{item}{words}"))


def _attribute(rest: str, name: str) -> str:
    found = re.search(rf"\s{name}\s*=\s*[\"']?(\w{{1,9}})", rest[:2000], re.IGNORECASE)
    return found[1] if found else ""


def _number(rest: str, name: str, otherwise: int) -> int:
    found = _attribute(rest, name)
    return int(found) if found.isascii() and found.isdigit() else otherwise


def _mark(style: str, number: int) -> str:
    """Return what a browser draws before an item of a list, as licenses write it."""
    if not style:
        return ""
    if style in "aA" and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return f"({letter}) " if style == "a" else f"({letter.upper()}) "
    if style in "iI" and 1 <= number <= 39:
        said, left = "", number
        for value, sign in _ROMAN:
            said += sign * (left // value)
            left %= value
        return f"({said}) " if style == "i" else f"({said.upper()}) "
    return f"{number}. "


def _decoded(body: bytes, named: str, *, is_html: bool) -> str:
    charset = next((name for mark, name in _MARKS if body.startswith(mark)), "")
    if not charset and not named and is_html and (found := _META.search(body[:4096])):
        named = found[1].decode("ascii", "replace")
    charset = charset or _known(named or "utf-8")
    try:
        return body.decode(charset)
    except (UnicodeError, LookupError) as error:
        raise Unreadable(named or "UTF-8") from error


def _known(name: str) -> str:
    """Return a charset that pages are written in; other codecs of Python are none of theirs.

    Source for the first line: the Encoding Standard reads ASCII and Latin-1 as Windows-1252.
    """
    if name.lower() in ("ascii", "us-ascii", "iso-8859-1", "latin1", "latin-1"):
        return "cp1252"
    try:
        known = codecs.lookup(name).name
    except LookupError as error:
        raise Unreadable(name) from error
    if not _CHARSETS.fullmatch(known):
        raise Unreadable(name)
    return known
