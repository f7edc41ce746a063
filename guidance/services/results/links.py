"""Permanent links of results: the check sign they carry, and what is known of one that arrives.

The sign lets a link that was cut or changed on its way be told from a whole one. It has no
secret: anyone can make a link. Links from before there was one have none, and go on working.
"""

import base64
import hashlib
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from guidance.core.documents.trees import Answers, Question, Tree
from guidance.core.walking.answers import Reason, Unfit
from guidance.core.walking.walks import Walk, canonical_answers, walk
from guidance.services.results.repairs import SIGN, receive
from guidance.services.results.typed_answers import kept_answers

SIGN_LENGTH = 5
"""Of 32 signs each: one damaged link in 33 million passes for a whole one."""


def check_sign(slug: str, number: int, answers: Answers) -> str:
    """Return the check sign of a result: of its questionnaire, edition and answers in their form.

    >>> check_sign("can-i-use-it", 1, {"users": ("100",), "sharing": ("yes",)})
    'zgyjp'
    """
    return _sign_of(slug, number, urlencode(pairs_of(answers)))


def signed_query(slug: str, number: int, answers: Answers) -> str:
    """Return the parameters of a result's address; the sign comes first, as ends are cut off."""
    query = urlencode(pairs_of(answers))
    return "&".join(filter(None, [f"{SIGN}={_sign_of(slug, number, query)}", query]))


def _sign_of(slug: str, number: int, query: str) -> str:
    digest = hashlib.sha256(f"{slug}/v{number}?{query}".encode()).digest()
    return base64.b32encode(digest).decode().lower()[:SIGN_LENGTH]


def pairs_of(answers: Answers) -> list[tuple[str, str]]:
    return [(key, value) for key, values in answers.items() for value in values]


@dataclass(frozen=True)
class Unread:
    """A part of a link that gives no answer: ``question`` is None where it names none.

    ``is_unused``: it is an answer, but to a question that the others do not lead to.
    """

    question: Question | None
    name: str
    value: str
    is_unused: bool = False


@dataclass(frozen=True)
class Link:
    """A link of a result as it arrived.

    ``walk`` is as far as the answers lead that could be read, ``answers`` are those it took.
    ``is_other``: its check sign is of other answers, or of another edition.
    """

    walk: Walk
    answers: Answers
    unread: tuple[Unread, ...]
    is_other: bool

    @property
    def is_finished(self) -> bool:
        return self.walk.is_finished and bool(self.walk.possibilities)

    @property
    def is_whole(self) -> bool:
        """Tell whether its result can be shown: nothing of it is missing, changed or left over."""
        return self.is_finished and not self.unread and not self.is_other


def read_link(tree: Tree, number: int, query: QueryDict) -> Link:
    """Read the address of a result of edition ``number``; never raises, whatever is in it."""
    received = receive(tree, query)
    way = walk(tree, kept_answers(tree, received.answers))
    answers = canonical_answers(tree, way)
    is_same = received.sign == check_sign(tree.slug, number, answers)
    if way.is_finished and is_same:
        return Link(way, answers, (), is_other=False)
    unread = [_unread(tree, unfit) for unfit in way.unfit]
    unread += [Unread(None, name, value) for name, value in received.unknown]
    return Link(way, answers, tuple(unread), is_other=bool(received.sign))


def _unread(tree: Tree, unfit: Unfit) -> Unread:
    return Unread(
        question=tree.question(unfit.question),
        name=unfit.question,
        value=" + ".join(unfit.values),
        is_unused=unfit.reason is Reason.NOT_ASKED,
    )
