"""Write Markdown that every reader of Markdown takes for just what the site shows.

Readers of Markdown differ, and what one takes for code another takes for a tag. So the team's own
signs are not passed on: the HTML that an edition carries is written anew, with each sign that could
mean something escaped, code in fences of our own, and no ``<`` outside of code and addresses.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from string import punctuation
from unicodedata import category

from guidance.core.documents.prose import MAX_HTML

_SPECIAL = re.compile(r"[\\*_\[\]~|]|!(?=\[|$)|#(?=\s*$)|&(?=#?\w+;)|[<`]")
_ENTITIES = {"<": "&lt;", "`": "&#96;", "&": "&amp;", "|": "&#124;"}
_LINE_START = re.compile(r"(?:[#>+=-]|\d{1,9}(?=[.)]))")
_ADDRESS = re.compile(r"https?://[^\s<>`]+\Z")
_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_SCHEME = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_MAIL = re.compile(rf"mailto:([\w.+-]+@{_LABEL}(?:\.{_LABEL})*)\Z", re.ASCII)
_UNSAFE = re.compile(r"[\s<>`\\\[\]]|&(?=#?\w+;)")
_BLOCKS = {
    "p", "h3", "h4", "h5", "ul", "ol", "li", "blockquote", "pre", "hr",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_VOID = {"br", "hr"}
_BREAK = "\x00"
"""A line broken by hand, until its paragraph is written; no stored text has this sign."""

_EDGES = " \t\n\x00"
_MAX_DEPTH = 150


@dataclass
class _Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["_Node | str"] = field(default_factory=list)

    @property
    def words(self) -> str:
        return "".join(part if isinstance(part, str) else part.words for part in self.children)


def escape(text: str) -> str:
    """Return words on one line, with the signs escaped that Markdown would obey.

    >>> escape("<b> & [x](y)")
    '&lt;b> & \\\\[x\\\\](y)'
    """
    return _SPECIAL.sub(_escaped, " ".join(text.split()))


def fenced(words: str) -> str:
    """Return words as they are, in a fence that none of them can close."""
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{words}\n{fence}"


def from_html(html: str | None, source: str) -> str:
    """Return the HTML of an edition as Markdown; its source as plain words where there is none.

    Also where the HTML is of a time before its size was bounded, and would take long.
    """
    if not source:
        return ""
    root = _parsed(html) if html is not None and len(html) <= MAX_HTML else None
    if root is None:
        parts = re.split(r"\n\s*\n", source)
        return "\n\n".join(_at_line_start(escape(part)) for part in parts)
    return "\n".join(_blocks(root.children))


def _escaped(sign: re.Match[str]) -> str:
    return _ENTITIES.get(sign[0], f"\\{sign[0]}")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Node("")
        self.open = [self.root]
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = _Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)
            self.depth = max(self.depth, len(self.open))

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def _parsed(html: str) -> _Node | None:
    """Return the tree of sanitized HTML; None where it is too deep to follow."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root if reader.depth <= _MAX_DEPTH else None


def _blocks(parts: "list[_Node | str]") -> list[str]:
    """Return the lines of what stands one below the other, with a blank one between."""
    lines: list[str] = []
    for block in _grouped(parts):
        written = _block(block)
        lines += ["", *written] if lines and written else written
    return lines


def _grouped(parts: "list[_Node | str]") -> Iterator[_Node]:
    """Yield blocks; words and marks that stand in none of their own make a paragraph."""
    loose: list[_Node | str] = []
    for part in parts:
        if isinstance(part, _Node) and part.tag in _BLOCKS:
            if loose:
                yield _Node("p", children=loose)
                loose = []
            yield part
        else:
            loose.append(part)
    if loose:
        yield _Node("p", children=loose)


def _block(block: _Node) -> list[str]:
    if block.tag in ("ul", "ol"):
        return list(_list(block))
    if block.tag == "blockquote":
        return [f"> {line}".rstrip() for line in _blocks(block.children)]
    if block.tag == "pre":
        return fenced(block.words.rstrip("\n")).split("\n")
    if block.tag == "hr":
        return ["***"]
    if block.tag == "table":
        return list(_table(block))
    if block.tag.startswith("h"):
        words = " ".join(_inline(block.children).replace(_BREAK, " ").split())
        return [f"{'#' * int(block.tag[1])} {words}"]
    if block.tag == "p":
        words = _inline(block.children).strip(_EDGES).replace(_BREAK, "\\\n")
        lines = [line.strip(" \t") for line in words.split("\n")]
        return [_at_line_start(line) for line in lines if line]
    return _blocks(block.children)


def _list(block: _Node) -> Iterator[str]:
    start = block.attributes.get("start", "1")
    number = int(start) if re.fullmatch(r"[0-9]{1,9}", start) else 1
    items = [part for part in block.children if isinstance(part, _Node)]
    for at, item in enumerate(items):
        mark = "- " if block.tag == "ul" else f"{min(number + at, 999_999_999)}. "
        is_loose = any(isinstance(part, _Node) and part.tag == "p" for part in item.children)
        if at and is_loose:
            yield ""
        lines = _blocks(item.children) or [""]
        yield f"{mark}{lines[0]}".rstrip()
        yield from (f"{' ' * len(mark)}{line}".rstrip() for line in lines[1:])


def _table(block: _Node) -> Iterator[str]:
    rows = [
        [
            " ".join(_inline(cell.children, is_cell=True).replace(_BREAK, " ").split())
            for cell in _nodes(row)
        ]
        for part in _nodes(block)
        for row in _nodes(part)
    ]
    for at, cells in enumerate(rows):
        yield f"| {' | '.join(cells)} |"
        if not at:
            yield f"| {' | '.join('---' for _ in cells)} |"


def _nodes(node: _Node) -> list[_Node]:
    return [part for part in node.children if isinstance(part, _Node)]


def _inline(parts: "list[_Node | str]", *, is_cell: bool = False) -> str:
    """Return words and marks of one paragraph; a line may end where it ends in the HTML."""
    written = ""
    for at, part in enumerate(parts):
        if isinstance(part, str):
            written += _SPECIAL.sub(_escaped, part)
        elif part.tag == "br":
            written += _BREAK
        elif part.tag == "code":
            written += _code(part.words, is_cell=is_cell, after=written)
        elif part.tag in ("em", "strong"):
            words = _inline(part.children, is_cell=is_cell)
            written += _emphasized(part.tag, words, written, parts[at + 1 : at + 2])
        elif part.tag == "a" and part.attributes.get("href"):
            written += _link(part, _inline(part.children, is_cell=is_cell))
        else:
            written += _inline(part.children, is_cell=is_cell)
    return written


def _emphasized(tag: str, words: str, before: str, following: "list[_Node | str]") -> str:
    """Put words between asterisks, unless they would be shown: beside a letter and a sign."""
    inner = words.strip(_EDGES)
    if not inner:
        return words
    start = words.index(inner)
    left, right = words[:start], words[start + len(inner) :]
    after = right or next((part if isinstance(part, str) else "*" for part in following), "")
    opens = inner[0].isalnum() or _parts((before + left)[-1:])
    closes = inner[-1].isalnum() or _parts(after[:1])
    mark = ("*" if tag == "em" else "**") if opens and closes else ""
    return f"{left}{mark}{inner}{mark}{right}"


def _parts(sign: str) -> bool:
    """Tell whether every reader takes a sign for a blank or for punctuation; an edge is one too.

    A space of no width and a line separator are neither. Source: CommonMark, "Emphasis".
    """
    if not sign or sign in _EDGES or sign in punctuation:
        return True
    kind = category(sign)
    return kind == "Zs" or kind.startswith("P")


def _link(node: _Node, words: str) -> str:
    address = node.attributes["href"]
    shown = node.words
    if address == shown and _ADDRESS.match(address):
        return f"<{address}>"
    if (mail := _MAIL.match(address)) and mail[1] == shown:
        return f"<{shown}>"
    target = _UNSAFE.sub(lambda sign: _percent(sign[0]), address)
    if not _SCHEME.match(address):
        target = target.replace(":", "%3A")  # no reader takes what stands before it for a scheme
    inner = " ".join(words.replace(_BREAK, " ").split())
    left = " " if words[:1].isspace() else ""
    right = " " if words[-1:].isspace() else ""
    return f"{left}[{inner}](<{target}>){right}"


def _percent(sign: str) -> str:
    return "&amp;" if sign == "&" else "".join(f"%{byte:02X}" for byte in sign.encode())


def _code(words: str, *, is_cell: bool, after: str) -> str:
    """Return a code span; plain words where it could be cut, or taken for part of another."""
    words = " ".join(words.split())
    if not words or after.endswith("`") or (is_cell and ("|" in words or "\\" in words)):
        return _SPECIAL.sub(_escaped, words)
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{pad}{words}{pad}{fence}"


def _at_line_start(line: str) -> str:
    """Escape what means a heading, a list, a quotation or a rule at the start of a line."""
    found = _LINE_START.match(line)
    if found is None:
        return line
    if found[0].isdigit():
        return f"{found[0]}\\{line[found.end() :]}"
    return f"\\{line}"
