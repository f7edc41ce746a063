"""The picture of a questionnaire and its outline in words, with links to where each is edited."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidance.admin.addresses.places import Places
from guidance.core.checks import Finding
from guidance.core.documents.trees import Tree
from guidance.core.pictures.drawing import Line, Node, Picture, Shape, draw
from guidance.core.pictures.exits import Exit, steps_of

_MARGIN = 12.0
_IN_QUESTION = ("question", "option", "route")


@dataclass(frozen=True)
class Mark:
    """How many findings there are at a question or an outcome, in words, and the gravest kind."""

    look: str
    words: str


@dataclass(frozen=True)
class Box:
    """A box of the picture as the page draws it: its link, its name for who cannot see it."""

    node: Node
    id: str
    url: str
    name: str
    words: str
    """For which answers its question leads to it, in full."""
    verdict: str
    mark: Mark | None
    is_first: bool
    lines: tuple[tuple[str, str, str], ...]
    """Each line of its words with its place (x, y)."""
    frame: tuple[str, str, str, str]
    rounding: str
    caption: tuple[str, str]
    branch: str
    """The line from its question to it; empty where it stands by itself."""
    is_here: bool = False
    is_lit: bool = False


@dataclass(frozen=True)
class Path:
    """A line of the picture: the path, and the words that stand on it."""

    d: str
    label: str
    words: str
    frame: tuple[str, str, str, str]
    middle: str
    base: str
    is_lit: bool = False


def tree_picture(
    tree: Tree,
    findings: Iterable[Finding],
    places: Places,
    *,
    here: str = "",
    lit: Collection[tuple[str, str]] = (),
    size: int | None = 100,
) -> dict[str, Any]:
    """Return what the picture of a draft and its outline show (2 queries).

    ``here`` is the node that is chosen, ``lit`` are lines, as (question, target), that stand
    out. ``size`` is in percent; None lets the picture be as wide as the page has room for.
    """
    picture = draw(tree)
    marks = marks_of(findings)
    boxes = _Boxes(tree, picture, marks, places)
    scale = (size or 100) / 100
    drawn = [(line, _path(line)) for line in picture.lines]
    return {
        "is_whole": size is None,
        "width": _number(scale * (picture.width + 2 * _MARGIN)),
        "height": _number(scale * (picture.height + 2 * _MARGIN)),
        "view": f"{-_MARGIN:g} {-_MARGIN:g} {_number(picture.width + 2 * _MARGIN)} "
        f"{_number(picture.height + 2 * _MARGIN)}",
        "boxes": [_lit(boxes.box(node), here, lit) for node in picture.nodes],
        "paths": [replace(path, is_lit=(line.source, line.target) in lit) for line, path in drawn],
        "outline": outline_of(tree, marks, places),
    }


def _lit(box: Box, here: str, lit: Collection[tuple[str, str]]) -> Box:
    node = box.node
    is_own = node.shape in (Shape.QUESTION, Shape.OUTCOME)
    is_lit = (
        (node.beside, node.key) in lit if node.beside else any(node.key in edge for edge in lit)
    )
    return replace(box, is_here=bool(here) and is_own and node.key == here, is_lit=is_lit)


def marks_of(findings: Iterable[Finding]) -> dict[str, Mark]:
    """Return what was found at each question and outcome, its options and routes included."""
    found: dict[str, list[str]] = {}
    for finding in findings:
        noun, _colon, key = finding.place.partition(":")
        if noun in (*_IN_QUESTION, "outcome"):
            found.setdefault(key.partition("/")[0], []).append(finding.severity)
    return {key: _mark(severities) for key, severities in found.items()}


def _mark(severities: list[str]) -> Mark:
    errors = severities.count("error")
    if errors:
        return Mark("error", ngettext("%d error", "%d errors", errors) % errors)
    count = len(severities)
    return Mark("warning", ngettext("%d warning", "%d warnings", count) % count)


class _Boxes:
    """The boxes of one picture, each with its words and links."""

    def __init__(self, tree: Tree, picture: Picture, marks: dict[str, Mark], places: Places):
        self.start, self.places, self.marks = tree.start, places, marks
        self.titles = _titles(tree)
        self.verdicts = {outcome.key: outcome.verdict.value for outcome in tree.outcomes}
        self.questions = {n.key: n for n in picture.nodes if n.shape is Shape.QUESTION}

    def box(self, node: Node) -> Box:
        is_own = node.shape in (Shape.QUESTION, Shape.OUTCOME)
        mark = self.marks.get(node.key) if is_own else None
        name = self._name(node)
        middle = _number(node.x + node.width / 2)
        lines = node.lines if node.shape is not Shape.NOWHERE else (_("leads nowhere"),)
        return Box(
            node=node,
            id=f"at-{node.key}" if is_own else "",
            url=self._url(node),
            name=f"{name} ({mark.words})" if mark else name,
            words="; ".join(node.exit.words) if node.exit else "",
            verdict=self.verdicts.get(node.key, "") if node.shape is Shape.OUTCOME else "",
            mark=mark,
            is_first=node.shape is Shape.QUESTION and node.key == self.start,
            lines=tuple(
                (middle, _number(node.y + 21 + 16 * at), words) for at, words in enumerate(lines)
            ),
            frame=(_number(node.x), _number(node.y), _number(node.width), _number(node.height)),
            rounding="4" if node.shape is Shape.QUESTION else "17",
            caption=(_number(node.x + 4), _number(node.y - 4)),
            branch=_branch(node, self.questions[node.beside]) if node.beside else "",
        )

    def _url(self, node: Node) -> str:
        """Return where a box leads: to its own page, else to the question that leads there."""
        if node.shape is Shape.ELSEWHERE:
            return f"#at-{node.key}"
        if node.shape in (Shape.QUESTION, Shape.OUTCOME):
            return self.places.url(f"{node.shape}:{node.key}")
        return self.places.url(f"question:{node.beside}")

    def _name(self, node: Node) -> str:
        title = self.titles.get(node.key, node.key)
        if node.shape is Shape.NOWHERE:
            return _("Leads nowhere: mend the question “%s”") % self.titles[node.beside]
        if node.shape is Shape.MISSING:
            return _("%s, which is not there: mend the question that leads to it") % title
        if node.shape is Shape.ELSEWHERE:
            return _("Back to: %s") % title
        return (_("Question: %s") if node.shape is Shape.QUESTION else _("Outcome: %s")) % title


def _branch(node: Node, question: Node) -> str:
    start, bend = question.x + question.width, (question.x + question.width + node.x) / 2
    y = _number(node.y + node.height / 2)
    return f"M{_number(start)} {_number(question.y + 17)}H{_number(bend)}V{y}H{_number(node.x)}"


def _path(line: Line) -> Path:
    (x, y), *rest = line.points
    d = f"M{_number(x)} {_number(y)}"
    for to_x, to_y in rest:
        half = _number((y + to_y) / 2)
        d += (
            f"V{_number(to_y)}"
            if to_x == x
            else f"C{_number(x)} {half} {_number(to_x)} {half} {_number(to_x)} {_number(to_y)}"
        )
        x, y = to_x, to_y
    left, top = line.at[0] - line.width / 2, line.at[1]
    return Path(
        d=d,
        label=line.label,
        words="; ".join(line.exit.words),
        frame=(_number(left), _number(top), _number(line.width), "16"),
        middle=_number(line.at[0]),
        base=_number(top + 12),
    )


def outline_of(tree: Tree, marks: dict[str, Mark], places: Places) -> list[dict[str, Any]]:
    """Return the questions in their order, each with where its answers lead."""
    titles = _titles(tree)
    return [
        {
            "key": key,
            "title": titles[key],
            "url": places.url(f"question:{key}"),
            "mark": marks.get(key),
            "exits": [_exit(exit, tree, titles, marks, places) for exit in exits],
        }
        for key, exits in steps_of(tree).items()
    ]


def _exit(
    exit: Exit, tree: Tree, titles: dict[str, str], marks: dict[str, Mark], places: Places
) -> dict[str, Any]:
    noun = "question" if exit.target and tree.question(exit.target) else "outcome"
    is_there = exit.target in titles
    return {
        "words": exit.words,
        "target": exit.target,
        "title": titles.get(exit.target or ""),
        "url": places.url(f"{noun}:{exit.target}") if is_there else "",
        "is_question": noun == "question",
        "mark": marks.get(exit.target or "") if noun == "outcome" else None,
    }


def _titles(tree: Tree) -> dict[str, str]:
    titles = {outcome.key: outcome.title for outcome in reversed(tree.outcomes)}
    return titles | {question.key: question.title for question in reversed(tree.questions)}


def _number(value: float) -> str:
    """Write a length in the same way in every language."""
    return f"{value:.1f}".removesuffix(".0")
