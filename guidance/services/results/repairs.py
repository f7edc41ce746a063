"""Addresses with answers as they arrive: what is damaged on the way, and repaired without doubt.

Mail, chat and paper change addresses: ``&amp;`` for ``&``, a full stop behind, ligatures, capitals,
rests of quoted-printable. What names no answer as it stands is repaired where exactly one answer
can be meant; a number's digits are never touched. Nothing is guessed, and nothing falls away:
what cannot be read is returned as well. No query.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.entities import html5
from itertools import islice
from urllib.parse import unquote

from django.http import QueryDict

from guidance.core.documents.trees import Answers, Question, Tree
from guidance.core.walking.answers import Answer, read
from guidance.core.walking.successions import todays_questions, value_for
from guidance.services.results.typed_answers import MAX_VALUE, MAX_VALUES, values_of

SIGN = "_check"
"""The parameter with a link's check sign; no question's key begins with ``_``."""

MAX_PIECES = 60
"""Damaged pieces that are looked into; each costs some hundred comparisons at most."""

Piece = tuple[str, str]
"""A name and a value, as they stand in an address."""

OURS = ("_ask", "_change", "_dropped", "_unknown")
"""Parameters of a questionnaire that is being answered."""

_TRACKING = re.compile(
    r"utm([_.-].*)?|fbclid|gclid|msclkid|mc_[ce]id|igshid|_(hs(enc|mi)|g[al]|openstat|branch_.*)",
    re.IGNORECASE,
)
_ENTITIES = {
    sign: f"&{name}"
    for name, sign in html5.items()
    if not name.endswith(";") and name.islower() and sign not in "&<>\"'\xa0\xad"
}
"""``&notice=`` is shown as ``¬ice=`` where an address stood in HTML."""
_ENTITY = re.compile("|".join(map(re.escape, _ENTITIES)))
_AMPERSAND = re.compile(r"(^|&)(?:amp;)+")
_TRAILING = ".,;:!?)]}>\"'»”’*/\\"
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_SPLIT = re.compile(r"[= \\]")
"""What stands in a name or an option's key that was broken in two, or marked for Markdown."""
_BEHIND_A_KEY = re.compile(r"[^a-z0-9]+\Z")


@dataclass(frozen=True)
class Received:
    """What could be read of an address.

    ``answers`` are in tree order, as given or repaired, and may hold some that do not fit;
    ``unknown`` are names and values of no question; ``sign`` is the check sign, "" where there
    is none, and "?" where something of it is left that cannot be read.
    """

    answers: Answers
    unknown: tuple[Piece, ...]
    sign: str


def receive(tree: Tree, query: QueryDict) -> Received:
    """Read the answers in an address, repairing what can be; never raises.

    Retired keys are read as what stands for them in ``tree``.
    """
    signs = [value for name in query if name.casefold() == SIGN for value in query.getlist(name)]
    given: dict[str, list[str]] = {}
    unknown: list[Piece] = []
    looked_into = 0
    asked = todays_questions(tree, query)
    for name, value in _pieces_of(query):
        question = asked.get(name)
        todays = value_for(question, value) if question else value
        if question is not None and _fits(question, todays):
            given.setdefault(question.key, []).append(todays)
            continue
        looked_into += 1
        found: list[Piece] = []
        lost = [(name, value)]
        if looked_into <= MAX_PIECES:
            found, lost = _repaired(tree, name, value)
        for key, meant in (*found, *lost):
            if key == SIGN:
                signs.append(meant)
            elif tree.question(key):
                given.setdefault(key, []).append(meant)
            elif not is_tracking(key):
                unknown.append((key, meant))
    has_strays = any(map(is_stray, query))
    read_values = {key: values_of(values) for key, values in given.items()}
    return Received(
        answers={q.key: read_values[q.key] for q in tree.questions if read_values.get(q.key)},
        unknown=tuple(dict.fromkeys(unknown)),
        sign=next((sign for raw in signs if (sign := _plain_sign(raw))), "?" if has_strays else ""),
    )


def is_stray(name: str) -> bool:
    """Tell whether a parameter looks like one of ours and is none."""
    is_known = name in OURS or name.casefold() == SIGN or is_tracking(name)
    return name.startswith("_") and not is_known


def is_tracking(name: str) -> bool:
    """Tell whether a parameter is put behind links by those who pass them on, and no answer."""
    return bool(_TRACKING.fullmatch(name))


def _pieces_of(query: QueryDict) -> Iterator[Piece]:
    """Yield what an address holds, but for blank values of questions and our own parameters."""
    pieces = ((name, value) for name, values in query.lists() for value in values[:MAX_VALUES])
    for name, value in islice(pieces, 2 * MAX_VALUES):
        if name.startswith("_") or not (name.strip() or value.strip()):
            continue
        yield name[:MAX_VALUE], value[:MAX_VALUE].strip()


def _fits(question: Question, value: str) -> bool:
    return not value or isinstance(read(question, values_of([value])), Answer)


def _plain_sign(written: str) -> str:
    return _BEHIND_A_KEY.sub("", _visible(written).replace(" ", ""))[:MAX_VALUE]


def _repaired(tree: Tree, name: str, value: str) -> tuple[list[Piece], list[Piece]]:
    """Return what a damaged piece stands for, and what of it cannot be read."""
    text = f"{name}={value}" if value else name
    for _ in range(3):
        text = unquote(text)
    text = _visible(_ENTITY.sub(lambda match: _ENTITIES[match[0]], text))
    found: list[Piece] = []
    lost: list[Piece] = []
    for piece in re.split("[&;]", _AMPERSAND.sub(r"\1", text))[:MAX_PIECES]:
        meant = _meant(tree, piece)
        if meant is not None:
            found.append(meant)
        elif piece and not is_tracking((parts := piece.partition("="))[0]):
            lost.append((parts[0], parts[2]))
    # Where a part is lost, a number before it may be half of one.
    is_sure = not lost or not any(_is_ranged(tree, key) for key, _ in found)
    if not is_sure or (lost and not found):
        return [], [(name, value)]
    return found, lost


def _is_ranged(tree: Tree, key: str) -> bool:
    question = tree.question(key)
    return question is not None and question.is_ranged


def _visible(text: str) -> str:
    """Return small letters without ligatures and invisible signs; plain dashes and blanks."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_DASHES)
    signs = (sign for sign in plain if unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))
    return " ".join("".join(signs).split())


def _meant(tree: Tree, piece: str) -> Piece | None:
    """Return the one answer that a piece can mean, or None."""
    found: set[Piece] = set()
    # Quoted-printable writes "=" as "=3D", and "=" alone where it broke a line.
    for text in (piece, piece.replace("=3d", "=", 1)):
        for match in re.finditer("=", text):
            key = _SPLIT.sub("", text[: match.start()])
            if key == SIGN:
                found.add((SIGN, text[match.end() :]))
            elif question := tree.question(key):
                found.update((key, value) for value in _values(question, text[match.end() :]))
    return found.pop() if len(found) == 1 else None


def _values(question: Question, text: str) -> Iterable[str]:
    """Return the answer that a damaged value stands for; none where it was cut off ("wei...")."""
    text = text.strip()
    if text.endswith(".."):
        return ()
    if question.is_ranged:
        forms = [text] if question.decimals else [text, text.rstrip(_TRAILING)]
    else:
        text = _SPLIT.sub("", text)
        forms = [text, _BEHIND_A_KEY.sub("", text)]
    return [form for form in forms if form and _fits(question, form)][:1]
