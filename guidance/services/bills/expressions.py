"""What the licenses of a bill mean: expressions taken apart, names looked up, nothing guessed.

The names come first (``core/bills/naming.py``); the library takes apart what is left, and lends its
list of identifiers. Its own aliases are not used: they choose for ``LicenseRef-Apache``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from license_expression import (
    ExpressionError,
    LicenseWithExceptionSymbol,
    Licensing,
    ParseError,
    get_spdx_licensing,
)

from guidance.core.bills.items import Written
from guidance.core.bills.naming import NOTHING, Meant, Names
from guidance.core.bills.shapes import shortened

MAX_EXPRESSION = 2_000
MAX_OPERANDS = 100
MAX_BRACKETS = 20

_OPERATORS = re.compile(r"(\(|\)|(?<=[\s)])(?:AND|OR|WITH)(?=[\s(]))", re.IGNORECASE)
_BESIDE = re.compile(r"\s*[;,/|&]\s*")
_IDENTIFIER = re.compile(r"(DocumentRef-[A-Za-z0-9.-]+:)?[A-Za-z0-9.+-]+\Z")


class Standing(StrEnum):
    """Whether the portal can say what is due: worst last."""

    KNOWN = "known"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    UNSAID = "unsaid"


@dataclass(frozen=True)
class Meaning:
    """What the licenses of an item mean, all together.

    ``expression`` says it in SPDX's form, ``slugs`` are the portal's licenses in it. A name that
    is not known, or could mean several, is told in ``unknown`` and ``ambiguous`` as it is
    written. ``is_beside``: the file lists licenses beside each other and does not say whether one
    of them may be chosen; all are counted.
    """

    written: str
    expression: str
    standing: Standing
    slugs: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    ambiguous: tuple[tuple[str, tuple[str, ...]], ...] = ()
    is_beside: bool = False
    is_by_model: bool = False


@cache
def identifiers() -> tuple[str, ...]:
    """Return the identifiers of licenses that SPDX and ScanCode list."""
    symbols = get_spdx_licensing().known_symbols
    return tuple(key for key, symbol in symbols.items() if not symbol.is_exception)


@cache
def _exceptions() -> dict[str, str]:
    symbols = get_spdx_licensing().known_symbols
    return {key.casefold(): key for key, symbol in symbols.items() if symbol.is_exception}


@dataclass(frozen=True)
class _Tree:
    """A name, or several joined by AND, OR or WITH."""

    joined: str = ""
    below: tuple["_Tree", ...] = ()
    meant: Meant = NOTHING
    name: str = ""
    is_exception: bool = False

    @property
    def is_to_name(self) -> bool:
        """Tell whether readers have to be told that the portal knows nothing of this name."""
        return not self.meant.slug and not (self.is_exception and self.meant.identifier)

    @property
    def is_known(self) -> bool:
        if not self.joined:
            return bool(self.meant.slug)
        if self.joined == "WITH":  # what is called an exception may well take away
            return self.below[0].is_known and bool(self.below[1].meant.identifier)
        return (any if self.joined == "OR" else all)(one.is_known for one in self.below)

    @property
    def leaves(self) -> "tuple[_Tree, ...]":
        if not self.joined:
            return (self,)
        return tuple(leaf for one in self.below for leaf in one.leaves)

    def __str__(self) -> str:
        if not self.joined:
            return self.meant.identifier or _as_identifier(self.name)
        pieces = [f"({one})" if one.joined in ("AND", "OR") else str(one) for one in self.below]
        return f" {self.joined} ".join(pieces)


def _as_identifier(name: str) -> str:
    """Return a name as an expression can hold it."""
    if _IDENTIFIER.match(name):
        return name
    return "LicenseRef-" + (re.sub(r"[^A-Za-z0-9.]+", "-", name)[:60].strip("-") or "unnamed")


def meaning_of(written: tuple[Written, ...], names: Names, named: Mapping[str, Written]) -> Meaning:
    """Return what the licenses of one item mean; ``named`` are those that the file explains."""
    trees = [_tree(one, names, named) for one in written]
    found = [tree for tree, _ in trees if not (len(trees) > 1 and tree.meant.is_unsaid)]
    shown = ", ".join(shortened(one.words or one.address, 120) for one in written[:5])
    if not found or found[0].meant.is_unsaid:
        return Meaning(shown, "", Standing.UNSAID)
    found = _once(found)
    whole = _all_of(found)
    leaves = whole.leaves
    ambiguous = {leaf.name: leaf.meant.could_be for leaf in leaves if leaf.meant.could_be}
    unknown = [leaf.name for leaf in leaves if leaf.is_to_name and leaf.name not in ambiguous]
    missing = Standing.AMBIGUOUS if ambiguous else Standing.UNKNOWN
    return Meaning(
        written=shown,
        expression=str(whole),
        standing=Standing.KNOWN if whole.is_known else missing,
        slugs=tuple(dict.fromkeys(leaf.meant.slug for leaf in leaves if leaf.meant.slug)),
        unknown=tuple(dict.fromkeys(unknown)),
        ambiguous=tuple(ambiguous.items()),
        is_beside=len(found) > 1 or any(is_beside for _, is_beside in trees),
        is_by_model=any(one.is_of_model for one in written),
    )


def _tree(written: Written, names: Names, named: Mapping[str, Written]) -> tuple[_Tree, bool]:
    """Return what one entry means, and whether it holds licenses beside each other."""
    words = written.words.strip()
    if written.is_of_model:
        meant = names.meant_by(words)
        name = f"the license of {shortened(words)}"
        return _Tree(meant=meant if meant.slug else NOTHING, name=name), False
    leaf = _leaf(words, names, named)
    if _is_found(leaf) and not (leaf.meant.is_unsaid and written.address):
        return leaf, False
    if joined := _joined(words, names, named):
        return joined, False
    beside = [_leaf(one, names, named) for one in _BESIDE.split(words[:MAX_EXPRESSION]) if one]
    if 1 < len(beside) <= MAX_OPERANDS and all(
        _is_found(one) and not one.meant.is_unsaid for one in beside
    ):
        different = _once(beside)
        return _all_of(different), len(different) > 1
    if written.address and (meant := names.at(written.address)) != NOTHING:
        return _Tree(meant=meant, name=shortened(words or written.address, 120)), False
    return (leaf if words else _Tree(name=shortened(written.address, 120))), False


def _all_of(trees: list[_Tree]) -> _Tree:
    return trees[0] if len(trees) == 1 else _Tree("AND", tuple(trees))


def _once(trees: list[_Tree]) -> list[_Tree]:
    """Return trees without those that say the same in other words."""
    return list({str(tree): tree for tree in reversed(trees)}.values())[::-1]


def _is_found(leaf: _Tree) -> bool:
    return leaf.meant != NOTHING


def _leaf(words: str, names: Names, named: Mapping[str, Written]) -> _Tree:
    """Look a single name up; what the file explains itself is looked up by what it says there."""
    meant = names.meant_by(words)
    if meant == NOTHING and (explained := named.get(words)):
        meant = names.meant_by(explained.words)
        if meant == NOTHING or meant.is_unsaid:
            meant = names.at(explained.address)
        if meant == NOTHING and explained.words:
            words = explained.words
    if meant == NOTHING and words.endswith("+"):
        meant = names.meant_by(words[:-1])  # that version is certain, later ones are offered
        meant = Meant(meant.identifier, meant.slug) if meant.identifier else NOTHING
    return _Tree(meant=meant, name=shortened(words, 120))


def _joined(words: str, names: Names, named: Mapping[str, Written]) -> _Tree | None:
    """Take an expression apart, or return None where it is none.

    Operators in small letters are ordinary words too, so they count only between known names.
    """
    pieces = [one.strip() for one in _OPERATORS.split(words[: MAX_EXPRESSION + 1])]
    pieces = [one for one in pieces if one]
    if len(words) > MAX_EXPRESSION or not 1 < len(pieces) <= MAX_OPERANDS * 2:
        return None
    leaves: dict[str, _Tree] = {}
    said, depth, is_loud = [], 0, True
    for piece in pieces:
        if piece in "()":
            depth += 1 if piece == "(" else -1
            said.append(piece)
        elif piece.upper() in ("AND", "OR", "WITH"):
            is_loud = is_loud and piece.isupper()
            said.append(piece.upper())
        else:
            key = f"n{len(leaves)}"
            is_exception = bool(said) and said[-1] == "WITH"
            leaves[key] = _exception(piece) if is_exception else _leaf(piece, names, named)
            said.append(key)
        if depth > MAX_BRACKETS:
            return None
    if not is_loud and not all(map(_is_found, leaves.values())):
        return None
    try:
        parsed = Licensing().parse(" ".join(said), simple=True)
    except (ExpressionError, ParseError):
        return None
    return _built(parsed, leaves) if len(leaves) > 1 else leaves.get("n0")


def _exception(words: str) -> _Tree:
    meant = Meant(_exceptions().get(words.casefold(), ""))
    return _Tree(meant=meant, name=shortened(words, 120), is_exception=True)


def _built(parsed: Any, leaves: Mapping[str, _Tree]) -> _Tree:
    if isinstance(parsed, LicenseWithExceptionSymbol):
        pair = (leaves[parsed.license_symbol.key], leaves[parsed.exception_symbol.key])
        return _Tree("WITH", pair)
    if key := getattr(parsed, "key", ""):
        return leaves[key]
    operator = str(parsed.operator).strip()
    return _Tree(operator, tuple(_built(one, leaves) for one in parsed.args))
