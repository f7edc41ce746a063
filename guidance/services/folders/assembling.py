"""One document put together of its files, and parsed: each problem at its file and line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from guidance.core.documents import formats
from guidance.core.documents.formats import Document, InvalidDocument, Place, Problem
from guidance.core.texts.normal import NEWEST, digest, normalize
from guidance.services.folders.layouts import LAYOUTS, Layout, Parts, key_of, name_of, part_of
from guidance.services.folders.parsing import (
    based_on_in,
    fields_in,
    markdown_in,
    text_in,
    yaml_in,
)
from guidance.services.folders.places import Places
from guidance.services.intake.file_data import broken

T = TypeVar("T")


@dataclass(frozen=True)
class Found:
    """A document of a folder; ``based_on`` is the digest that it was exported with, or empty."""

    file: str
    document: Document
    based_on: str
    places: Places

    @property
    def slug(self) -> str:
        """Return the document's slug; topics have none."""
        return getattr(self.document, "slug", "")


def document_in(kind: str, slug: str, folder: str, file: str, files: Mapping[str, bytes]) -> Found:
    """Return the document of ``files``, by their names in ``folder``; ``file`` is its own."""
    start = f"{folder}/" if folder else ""
    if file not in files:
        message = "The file of the document itself is missing."
        advice = "Add it, or remove the folder with all that stands in it."
        raise broken(f"{start}{file}", None, message, advice)
    root, data = fields_in(f"{start}{file}", files[file])
    return _Assembly(start, files, data, Places(f"{start}{file}", root)).found(kind, slug)


class _Assembly:
    """Collects what the files of one document say, and all that is wrong with them."""

    def __init__(
        self, start: str, files: Mapping[str, bytes], data: dict[str, Any], places: Places
    ) -> None:
        self.start = start
        self.files = files
        self.data = data
        self.places = places
        self.problems: list[Problem] = []

    def found(self, kind: str, slug: str) -> Found:
        based_on = self._try(lambda: based_on_in(self.data, self.places)) or ""
        self._say_names({"kind": kind} | ({"slug": slug} if slug else {}))
        if (layout := LAYOUTS.get(kind)) is not None:
            self._add_lists(layout)
            for field, parts in layout.parts.items():
                self._add_parts(kind, field, parts)
            self._add_words(layout)
        if kind == "license":
            self._add_digest()
        document = self._try(self._parsed)
        if self.problems or document is None:
            raise InvalidDocument(tuple(dict.fromkeys(self.problems)))
        return Found(self.places.find(())[0], document, based_on, self.places)

    def _parsed(self) -> Document:
        try:
            return formats.parse(self.data, is_written=True)
        except InvalidDocument as error:
            raise self.places.placed(error) from error

    def _try(self, read: Callable[[], T]) -> T | None:
        """Return what is read, or None where that tells problems, which are kept."""
        try:
            return read()
        except InvalidDocument as error:
            self.problems += error.problems
            return None

    def _tell(self, place: Place, message: str, advice: str) -> None:
        self.problems.append(self.places.problem(place, message, advice))

    def _say_names(self, names: Mapping[str, str]) -> None:
        """Say which document it is by its folder; its own file may say the same and no other."""
        for name, value in names.items():
            if self.data.get(name, value) != value:
                message = f"By its folder it is “{value}”."
                self._tell((name,), message, "Remove this line, or rename the folder.")
        self.data = {**self.data, **names}

    def _add_lists(self, layout: Layout) -> None:
        for file, field in layout.lists.items():
            if file in self.files:
                self._refuse_both((field,), self.data, file)
                name = f"{self.start}{file}"
                read = self._try(lambda name=name, file=file: yaml_in(name, self.files[file]))  # type: ignore[misc]
                if read is not None:
                    root, self.data[field] = read
                    self.places.add((field,), name, root)

    def _add_words(self, layout: Layout) -> None:
        for file, place in layout.words.items():
            holder = self.data
            for step in place[:-1]:
                holder = holder.setdefault(step, {}) if isinstance(holder, dict) else {}
            if file in self.files and isinstance(holder, dict):
                self._refuse_both(place, holder, file)
                name = f"{self.start}{file}"
                words = self._try(lambda name=name, file=file: text_in(name, self.files[file]))  # type: ignore[misc]
                if words is not None:
                    holder[place[-1]] = words
                    self.places.add(place, name)

    def _refuse_both(self, place: Place, holder: Mapping[str, Any], file: str) -> None:
        if place[-1] in holder:
            message = f"It stands in {file} too."
            self._tell(place, message, "Keep one of them: remove this field, or that file.")

    def _add_parts(self, kind: str, field: str, parts: Parts) -> None:
        """Add the items of a list in its order, each of its file."""
        files = {
            key_of(path.partition("/")[2].removesuffix(".md")): path
            for path in self.files
            if "/" in path and part_of(kind, path.partition("/")[0]) == field
        }
        order = self.data.get(field, [])
        if not isinstance(order, list) or not all(isinstance(key, str) for key in order):
            message = "It must be a list of keys, one for each file."
            self._tell((field,), message, f"Write the other fields into {parts.folder}/KEY.md.")
            order = list(files)
        items: list[dict[str, Any]] = []
        seen: set[str] = set()
        for at, key in enumerate(order):
            if key in seen:
                self._tell((field, at), f"“{key[:80]}” stands here twice.", "Keep one of them.")
            elif key not in files:
                missing = f"{parts.folder}/{name_of(key[:80])}.md"
                message = f"There is no file {missing}."
                self._tell((field, at), message, "Add it, or remove this line.")
            elif (item := self._item((field, len(items)), files[key], key, parts)) is not None:
                items.append(item)
            seen.add(key)
        for key in sorted(files.keys() - seen):
            message = f"“{key[:80]}” is missing in the list {field} of the document's own file."
            advice = "Add it there, at its place in the order; or remove this file."
            self.problems.append(Problem(f"{self.start}{files[key]}", "", None, message, advice))
        if items or field in self.data:
            self.data[field] = items

    def _item(self, place: Place, path: str, key: str, parts: Parts) -> dict[str, Any] | None:
        name = f"{self.start}{path}"
        read = self._try(lambda: markdown_in(name, self.files[path]))
        if read is None:
            return None
        self.places.add(place, name, read.root)
        if parts.body in read.fields:
            message = "These words stand below the front matter."
            self._tell((*place, parts.body), message, "Remove this field.")
        if read.fields.get(parts.key, key) != key:
            message = f"By its file it is “{key[:80]}”."
            self._tell((*place, parts.key), message, "Remove this line, or rename the file.")
        self.places.add((*place, parts.body), name, line=read.line)
        words = {parts.body: read.words} if read.words else {}
        return {parts.key: key, **read.fields, **words}

    def _add_digest(self) -> None:
        """Compare the text with its digest; one that comes without is written down by our rules."""
        text = self.data.get("text")
        if not isinstance(text, dict) or not isinstance(text.get("body"), str):
            return
        if "digest" not in text:
            text.setdefault("form", NEWEST)
            if text["form"] in (1, 2):
                text["body"] = normalize(text["body"], form=text["form"])
                text["digest"] = digest(text["body"])
        elif digest(text["body"]) != text["digest"]:
            message = "These are not the words that the digest in the document's file is of."
            advice = "Take the text as it was exported; for another text, remove the digest there."
            self._tell(("text", "body"), message, advice)
