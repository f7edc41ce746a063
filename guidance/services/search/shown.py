"""What a hit shows beside its words, kept with its entry so that no document is read for it.

Plain data, made here and read here. Rows of older releases have none of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from guidance.core.documents.kinds import QuestionKind
from guidance.core.documents.licenses import Annotation, License, Term, TermKind
from guidance.core.documents.trees import Outcome, Question, Tree

Data = Mapping[str, Any]
NOTHING: Data = MappingProxyType({})
_GLANCES = 5


@dataclass(frozen=True)
class Shown:
    """What stands beside a hit; what it does not have is empty.

    ``kind`` is that of a note or term, or the verdict of an outcome. ``answer`` is said in full.
    ``within`` is the title of the questionnaire that it belongs to. ``glance`` are kinds of terms,
    each with (words, key of the term).
    """

    kind: str = ""
    answer: str = ""
    trigger: str = ""
    authority: str = ""
    certainty: str = ""
    within: str = ""
    glance: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


def read(data: Data) -> Shown:
    """Read what was kept."""
    glance = tuple(
        (str(kind), tuple((str(words), str(key)) for words, key in terms))
        for kind, terms in data.get("glance", ())
    )
    names = ("kind", "answer", "trigger", "authority", "certainty", "within")
    return Shown(glance=glance, **{name: str(data.get(name, "")) for name in names})


def of_license(license: License) -> Data:
    glance = []
    for kind in TermKind:
        terms = [(t.glance, t.key) for t in license.terms if t.kind == kind and t.glance]
        if terms:
            glance.append((kind.value, terms[:_GLANCES]))
    return {"answer": license.summary, "glance": glance}


def of_note(note: Annotation, body: str) -> Data:
    return {
        "kind": note.kind.value,
        "answer": body,
        "authority": note.authority.value,
        "certainty": note.certainty.value,
    }


def of_term(term: Term, body: str) -> Data:
    return {"kind": term.kind.value, "answer": body, "trigger": term.trigger}


def of_faq(short_answer: str) -> Data:
    return {"answer": short_answer}


def of_tree(tree: Tree) -> Data:
    return {"answer": tree.summary}


def of_question(tree: Tree, question: Question, help: str) -> Data:
    """Return its questionnaire, and for a number what it counts, so that one can be filled in."""
    found: dict[str, Any] = {"within": tree.title, "answer": help}
    if question.kind == QuestionKind.NUMBER:
        found |= {"tree": tree.slug, "unit": question.unit, "least": question.minimum}
    return found


def of_outcome(tree: Tree, outcome: Outcome, summary: str) -> Data:
    return {"kind": outcome.verdict.value, "answer": summary, "within": tree.title}
