"""Clauses that a search or a statement names, as people write them: section 5, 1(b)(v), § 2."""

import re
from collections.abc import Collection

from guidance.core.search.words import WORD

_MARKED_NUMBER = re.compile(
    r"(?:\b(?:sections?|secs?|clauses?|cl|articles?|art|paragraphs?|para?|ss?(?=\.))\b\.?|§+)"
    r"\s*(\d{1,3}(?:\s*[.(]\s*[0-9a-z]{1,5}\s*\)?)*)(?![0-9a-z])",
    re.ASCII,
)
_DOTTED_NUMBER = re.compile(
    r"(?<![0-9a-z.])((?:aup\.|\d{1,3}\s?(?=\([a-z0-9]{1,5}\))|\d{1,3}\.(?=[a-z0-9]))"
    r"[0-9a-z().]{1,40})(?![0-9a-z])",
    re.ASCII,
)
_BARE_NUMBER = re.compile(r"\s*(\d{1,3})\.?\s*\Z", re.ASCII)
_PRODUCT = re.compile(
    r"(?:[a-z]-|\b(?:v|ver|versions?|releases?|llamas?|gpt|chatgpt|claude|gemini|gemma|mistral|mixtral"
    r"|qwen|phi|vicuna|falcon|deepseek|python|django|cuda|pytorch|transformers)\b[\s./]*)\Z",
    re.ASCII,
)


def mentions_in(text: str) -> list[tuple[int, int, str]]:
    """Return where a text names clauses, each with its key; a number alone is one, too.

    A number behind the name of a product is its version.

    >>> mentions_in("Section 1(b)(v) or 5(c)"), mentions_in("7."), mentions_in("Llama 3.1")
    ([(0, 15, '1.b.v'), (19, 23, '5.c')], [(0, 2, '7')], [])
    """
    low = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    if bare := _BARE_NUMBER.match(low):
        return [(*bare.span(), bare[1])]
    found: list[tuple[int, int, str]] = []
    for pattern in (_MARKED_NUMBER, _DOTTED_NUMBER):
        for match in pattern.finditer(low):
            key = ".".join(WORD.findall(match[1]))
            if pattern is _DOTTED_NUMBER and _is_version(low[: match.start()], key):
                continue
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), key))
    return sorted(found)


def _is_version(before: str, key: str) -> bool:
    return key.replace(".", "").isdigit() and _PRODUCT.search(before) is not None


def clauses_of(text: str, keys: Collection[str]) -> tuple[str, ...]:
    """Return which of the clauses with these keys a text names, each once.

    Without a word such as section before it, only a key with a letter counts: 3.1 may be a
    version, and 1.b is none.

    >>> clauses_of("Section 2 and 5(c). Unlike Llama 3.1, in 1.b.v.", {"2", "3.1", "5.c", "1.b.v"})
    ('2', '5.c', '1.b.v')
    """
    low = text.lower()
    named: dict[int, str] = {}
    for pattern in (_MARKED_NUMBER, _DOTTED_NUMBER):
        for match in pattern.finditer(low):
            parts = WORD.findall(match[1])
            while parts and ".".join(parts) not in keys:
                parts.pop()  # the next sentence may begin with a word that looks like an item
            key = ".".join(parts)
            if key and (pattern is _MARKED_NUMBER or not key.replace(".", "").isdigit()):
                named.setdefault(match.start(1), key)
    return tuple(dict.fromkeys(key for _at, key in sorted(named.items())))
