"""The documents of the packs that ship, read once, for the tests of what they say."""

from functools import cache

from django.conf import settings

from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.formats import Document
from guidance.core.documents.trees import Tree, Verdict
from guidance.core.walking.paths import Way, enumerate_ways
from guidance.services.intake.pack_files import Read, read_whole_folder

MAIN, TRAINING = "can-i-use-llama-2", "train-on-llama-2-outputs"

# Terms of Llama 2, and verdicts
STANDING = {
    "obey-law",
    "follow-use-policy",
    "no-improving-other-llms",
    "bear-risk",
    "indemnify",
    "no-trademark",
}
PASSED_ON = {
    "pass-on-agreement",
    "keep-notice",
    "keep-base-under-agreement",
    "bind-users-to-policy",
    "disclose-dangers",
}
GRANTED = {"use-commercially", "use-for-research", "use-outputs", "modify", "redistribute"}
GOING = {Verdict.ALLOWED, Verdict.CONDITIONAL}


@cache
def whole() -> Read:
    return read_whole_folder(settings.PACKS_DIR)


@cache
def documents() -> tuple[Document, ...]:
    return tuple(document for _, document in whole().documents)


def of(noun):
    return [document for document in documents() if isinstance(document, noun)]


def tree(slug: str) -> Tree:
    return next(tree for tree in of(Tree) if tree.slug == slug)


def entry_of(slug: str) -> FaqEntry:
    return next(entry for entry in of(FaqEntry) if entry.slug == slug)


@cache
def ways() -> tuple[Way, ...]:
    """Return all ways through the main questionnaire."""
    return enumerate_ways(tree(MAIN)).ways


def taking(**answers: str) -> list[Way]:
    """Return the ways on which each of these options was chosen, perhaps among others."""
    return [
        way
        for way in ways()
        if all(option in way.answers.get(key, ()) for key, option in answers.items())
    ]


def verdict(way: Way) -> Verdict:
    """Return the verdict of the outcome that ``way`` of the main questionnaire leads to."""
    outcome = tree(MAIN).outcome(way.outcome or "")
    assert outcome is not None

    return outcome.verdict


def keys_of(terms) -> set[str]:
    """Return the keys of the terms of Llama 2 among ``terms``."""
    return {ref.split("/")[1] for ref in terms if ref.startswith("llama-2/")}


def said_in(tree: Tree) -> list[tuple[str, str]]:
    """Return what a questionnaire says, each question and outcome with its place."""
    found = [(tree.slug, f"{tree.summary}\n{tree.covers}")]
    for question in tree.questions:
        options = "\n".join(f"{option.label}. {option.help}" for option in question.options)
        words = f"{question.title}\n{question.help}\n{question.why}\n{options}"
        found.append((f"{tree.slug}:{question.key}", words))
    for outcome in tree.outcomes:
        words = f"{outcome.title}\n{outcome.summary}\n{outcome.next_steps}"
        found.append((f"{tree.slug}:{outcome.key}", words))
    return found
