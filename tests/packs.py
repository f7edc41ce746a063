"""The documents of the packs that ship, read once, for the tests of what they say."""

from functools import cache

from django.conf import settings

from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.formats import Document
from guidance.core.documents.trees import Tree
from guidance.services.intake.packs import read_folder

MAIN, TRAINING = "can-i-use-llama-2", "train-on-llama-2-outputs"


@cache
def documents() -> tuple[Document, ...]:
    return tuple(document for _, document in read_folder(settings.PACKS_DIR))


def of(noun):
    return [document for document in documents() if isinstance(document, noun)]


def tree(slug: str) -> Tree:
    return next(tree for tree in of(Tree) if tree.slug == slug)


def entry_of(slug: str) -> FaqEntry:
    return next(entry for entry in of(FaqEntry) if entry.slug == slug)
