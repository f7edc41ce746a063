"""The number that a query states of those who ask: "we have 900 million users".

A number that is only near, a limit, or somebody else's is none.
"""

from collections.abc import Iterable

from guidance.core.search.words import Token, terms_of, tokens

_WHO = frozenset({"we", "our", "us", "i", "my", "ours", "ive", "weve", "have", "has", "had"})
_NEAR = frozenset({
    "less", "fewer", "more", "over", "under", "than", "below", "above", "about", "nearly", "almost",
    "around", "least", "most", "up", "to", "beyond", "exceed", "exceeds", "exceeding", "exceeded",
    "between", "approximately", "roughly", "some", "not", "no", "without", "if", "when", "until",
    "reach", "reached", "circa", "ca", "limit", "threshold", "cap",
})  # fmt: skip
_BEFORE, _BEHIND = 3, 3


def stated_in(text: str, *, counting: Iterable[str]) -> str:
    """Return the one number of what is counted that a text states, in digits, or nothing.

    >>> stated_in("We have 900 million monthly users, may we?", counting=["monthly active users"])
    '900000000'
    >>> stated_in("We have more than 900 million users", counting=["users"])
    ''
    """
    counted = {term for words in counting for term in terms_of(words) if not term.isdigit()}
    words = list(tokens(text))
    found = {
        token.key
        for place, token in enumerate(words)
        if token.key.isdigit() and _is_stated(words, place, counted)
    }
    return found.pop() if len(found) == 1 else ""


def may_state(text: str) -> bool:
    """Tell whether a text says a number after somebody who has it: a cheap look before others."""
    before: set[str] = set()
    for token in tokens(text):
        if token.key.isdigit() and not _WHO.isdisjoint(before):
            return True
        before.add(_plain(token.word))
    return False


def _plain(word: str) -> str:
    return word.replace("'", "").replace("’", "")


def _is_stated(words: list[Token], place: int, counted: set[str]) -> bool:
    before = [_plain(token.word) for token in words[:place]]
    behind = words[place + 1 :][:_BEHIND]
    return (
        not _WHO.isdisjoint(before)
        and _NEAR.isdisjoint(before[-_BEFORE:])
        and _NEAR.isdisjoint(token.word for token in behind)
        and any(not counted.isdisjoint(token.terms) for token in behind)
    )
