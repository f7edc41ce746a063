"""At which file and line a place of a document stands, of which each part may be a file."""

import re
from dataclasses import replace

import yaml

from guidance.core.documents.formats import InvalidDocument, Place, Problem
from guidance.services.intake.pack_files import Known, line_in

_STEP = re.compile(r"\[(?P<at>\d+)\]|(?P<name>[^.\[\]]+)")


class Places:
    """Finds places of one document; whatever has no file of its own stands in the document's."""

    def __init__(self, file: str, root: yaml.Node | None = None) -> None:
        self._held: dict[Place, tuple[str, yaml.Node | None, int]] = {(): (file, root, 1)}
        self._known: Known = {}

    def add(self, place: Place, file: str, root: yaml.Node | None = None, *, line: int = 1) -> None:
        """Say that a place stands in another file: as YAML below ``root``, or from a line on."""
        self._held[place] = (file, root, line)

    def find(self, place: Place) -> tuple[str, int]:
        """Return the file and the line, from 1, of the innermost part of a place that is there."""
        for size in range(len(place), -1, -1):
            if (held := self._held.get(place[:size])) is not None:
                file, root, line = held
                inner = line_in(root, self._known, place[size:]) if root is not None else None
                return file, inner or line
        raise AssertionError("the document itself has a file")  # pragma: no cover

    def problem(self, place: Place, message: str, advice: str) -> Problem:
        file, line = self.find(place)
        return Problem(file, _written(place), line, message, advice)

    def placed(self, error: InvalidDocument) -> InvalidDocument:
        """Return a refusal whose problems name the file and line of their places."""
        return InvalidDocument(tuple(map(self._placed, error.problems)))

    def _placed(self, problem: Problem) -> Problem:
        file, line = self.find(place_of(problem.place))
        return replace(problem, file=file, line=line)


def place_of(written: str) -> Place:
    """Read a place as problems write it.

    >>> place_of("policies[0].sections[2].body")
    ('policies', 0, 'sections', 2, 'body')
    """
    return tuple(
        int(step["at"]) if step["at"] is not None else step["name"]
        for step in _STEP.finditer(written)
    )


def _written(place: Place) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return "".join(steps).removeprefix(".")
