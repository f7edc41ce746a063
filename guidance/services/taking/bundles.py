"""The zip of a result: the files for a product, the result itself, and a list of what each is."""

import json
from collections.abc import Collection, Iterator

from guidance.services.results.result_pages import ResultPage
from guidance.services.taking.data import DISCLAIMER, as_data
from guidance.services.taking.markdown import as_markdown
from guidance.services.taking.places import Places
from guidance.services.taking.takes import Take
from guidance.services.taking.zipping import zipped

FOLDER = "guidance"
"""Where a zip has what is no file of the product."""


def as_json(page: ResultPage, taken: Take, places: Places) -> str:
    """Return a result as JSON in its one written form."""
    data = as_data(page, taken, places)
    return f"{json.dumps(data, ensure_ascii=False, indent=2)}\n"


def as_zip(page: ResultPage, taken: Take, places: Places, *, done: Collection[str] = ()) -> bytes:
    """Return all files of a result in one zip, dated as its edition is."""
    edition = taken.proof.edition
    assert edition is not None  # noqa: S101 - only what is published has files to take
    return zipped(_entries(page, taken, places, done=done), at=edition.published_at)


def _entries(
    page: ResultPage, taken: Take, places: Places, *, done: Collection[str]
) -> Iterator[tuple[str, str]]:
    for one in taken.files:
        yield one.path, one.words
    yield f"{FOLDER}/result.md", as_markdown(page, taken, places, done=done)
    yield f"{FOLDER}/result.json", as_json(page, taken, places)
    yield f"{FOLDER}/FILES.txt", _list(page, taken, places)


def _list(page: ResultPage, taken: Take, places: Places) -> str:
    edition = taken.proof.edition
    lines = [page.title or page.tree.title, places.page, ""]
    if edition:
        lines += [
            f"Guidance version {edition.number} of {edition.published_at:%d %b %Y}",
            f"SHA-256 {edition.digest}",
            "",
        ]
    for text in taken.proof.texts:
        lines += [f"{text.title}, {text.source}", f"SHA-256 {text.digest}", text.url, ""]
    lines += [f"SPDX-License-Identifier: {spdx} ({title})" for title, spdx in taken.spdx]
    lines += ["", "To be handed on, or pasted into a file of yours (SHA-256, name):"]
    lines += [f"{one.digest}  {one.path}" for one in taken.files]
    return "\n".join([*lines, "", DISCLAIMER, ""])
