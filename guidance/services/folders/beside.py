"""What stands beside the documents of a folder: other wordings, and groups of synonyms."""

import re
from typing import Any

from guidance.core.documents.formats import InvalidDocument, Problem
from guidance.core.wordings import files as wording_files
from guidance.core.wordings import synonyms
from guidance.core.wordings.files import Given
from guidance.core.wordings.synonyms import Groups
from guidance.services.folders.layouts import BASED_ON
from guidance.services.folders.parsing import based_on_in, fields_in
from guidance.services.folders.places import Places

_LINE = re.compile(r"Line (\d+):? ?(.*)", re.DOTALL)


def wordings_in(file: str, content: bytes, *, whole: tuple[str, str]) -> tuple[str, Given]:
    """Return the name of the wordings that were exported, and what the file says now."""
    places, data = _fields(file, content, wording_files.FIELD)
    based_on = based_on_in(data, places)
    given = wording_files.read(
        data[wording_files.FIELD],
        file=file,
        line_of=lambda place: places.find(place)[1],
        within=(wording_files.FIELD,),
        whole=whole,
    )
    return based_on, given[0]


def synonyms_in(file: str, content: bytes) -> tuple[str, Groups]:
    """Return the name of the groups that were exported, and those that the file has now."""
    places, data = _fields(file, content, "groups")
    based_on = based_on_in(data, places)
    lines = data["groups"]
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        message, advice = "It must be a list of lines.", "Write one group an item, in quotes."
        raise InvalidDocument((places.problem(("groups",), message, advice),))
    broken = [at for at, line in enumerate(lines) if len(line.splitlines()) != 1]
    if broken:
        message, advice = "It must be one line.", "Write each group as an item of its own."
        raise InvalidDocument(
            tuple(places.problem(("groups", at), message, advice) for at in broken)
        )
    groups, said = synonyms.read("\n".join(lines))
    if said:
        raise InvalidDocument(tuple(_problem(one, places) for one in said))
    return based_on, groups


def _problem(said: str, places: Places) -> Problem:
    found = _LINE.fullmatch(said)
    if found is None:
        return places.problem(("groups",), said, "Correct it.")
    message = found[2][:1].upper() + found[2][1:]
    return places.problem(("groups", int(found[1]) - 1), message, "Correct this line.")


def _fields(file: str, content: bytes, name: str) -> tuple[Places, dict[str, Any]]:
    root, data = fields_in(file, content)
    places = Places(file, root)
    if name not in data:
        message = f"The field “{name}” is missing."
        raise InvalidDocument((places.problem((), message, f"Write {name}: and a list."),))
    unknown = [other for other in data if other not in (name, BASED_ON)]
    if unknown:
        message, advice = "There is no field of this name here.", "Remove it."
        raise InvalidDocument(tuple(places.problem((other,), message, advice) for other in unknown))
    return places, data
