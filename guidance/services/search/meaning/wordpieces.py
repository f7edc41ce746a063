"""Words cut into the pieces that the model knows, as BERT's tokenizer cuts them.

Written out, since it is 60 lines and the usual library brings a client for a network. A test
holds it to what that library makes of many sentences.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_LONGEST_WORD = 100  # signs; a longer one is unknown, as to the library
_CJK = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F), (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


class WordPieces:
    """A vocabulary, and words cut by it: always the longest piece that begins the rest."""

    def __init__(self, vocabulary: dict[str, int]) -> None:
        self._numbers = vocabulary
        self._begin, self._end = vocabulary["[CLS]"], vocabulary["[SEP]"]
        self._unknown = vocabulary["[UNK]"]
        self._pieces_of = lru_cache(maxsize=4_096)(self._cut)

    def numbers(self, sentence: str, *, limit: int) -> list[int]:
        """Return the numbers of a sentence's pieces, at most ``limit`` with its begin and end.

        Each word has a piece at least, so no more of a long sentence is looked at than counts.
        """
        found: list[int] = []
        for word in _words(sentence):
            found += self._pieces_of(word)
            if len(found) >= limit - 2:
                break
        return [self._begin, *found[: limit - 2], self._end]

    def _cut(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST_WORD:
            return (self._unknown,)
        pieces: list[int] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                number = self._numbers.get(("##" if start else "") + word[start:end])
                if number is not None:
                    break
            else:
                return (self._unknown,)
            pieces.append(number)
            start = end
        return tuple(pieces)


def _words(sentence: str) -> Iterator[str]:
    """Yield words in small letters without accents; each sign of punctuation is one.

    >>> list(_words("Llama-2's café!"))
    ['llama', '-', '2', "'", 's', 'cafe', '!']
    """
    word = ""
    for sign in unicodedata.normalize("NFD", sentence):
        kind = unicodedata.category(sign)
        if sign in "\t\n\r" or kind == "Zs":
            alone = ""
        elif kind[0] == "C" or kind == "Mn" or sign == "\ufffd":
            continue
        elif _stands_alone(sign, kind):
            alone = sign
        else:
            word += sign.lower()
            continue
        if word:
            yield word
        if alone:
            yield alone
        word = ""
    if word:
        yield word


def _stands_alone(sign: str, kind: str) -> bool:
    code = ord(sign)
    if code < 128:
        return code > 32 and not sign.isalnum()
    return kind[0] == "P" or any(low <= code <= high for low, high in _CJK)
