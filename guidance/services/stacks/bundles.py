"""The zip of a stack: NOTICE, the licenses' texts, texts to paste, and the answer itself."""

from collections.abc import Iterator

from guidance.services.stacks.data import as_json
from guidance.services.stacks.files import files_of
from guidance.services.stacks.markdown import as_markdown
from guidance.services.stacks.presenting import Answer
from guidance.services.taking.bundles import FOLDER
from guidance.services.taking.places import Places
from guidance.services.taking.zipping import zipped


def as_zip(answer: Answer, places: Places, *, title: str = "") -> bytes:
    """Return all files of a stack, dated as the newest edition that it rests on; some is needed."""
    at = max(base.reading.edition.published_at for base in answer.bases if base.reading.edition)
    return zipped(_entries(answer, places, title), at=at)


def _entries(answer: Answer, places: Places, title: str) -> Iterator[tuple[str, str]]:
    for one in files_of(answer):
        yield one.path, one.words
    yield f"{FOLDER}/stack.md", as_markdown(answer, places, title=title)
    yield f"{FOLDER}/stack.json", as_json(answer, places, title=title)
