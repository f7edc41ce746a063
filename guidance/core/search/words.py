"""How words are compared: folded, and cut to their stems."""

import re
import unicodedata
from functools import lru_cache

MAX_WORD = 60
_CUT_WORD = re.compile("['’ʼ`\u00ad\u200b-\u200f\u2060\ufeff]")
WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return the words of ``text`` as they are compared: lower case, no accents, one blank between.

    >>> fold("Fine‑Tuning the licensee's Modèle (1.b.v)")
    'fine tuning the licensees modele 1 b v'
    """
    text = unicodedata.normalize("NFKD", _CUT_WORD.sub("", text))
    bare = "".join(sign for sign in text if not unicodedata.combining(sign)).casefold()
    return " ".join(word[:MAX_WORD] for word in WORD.findall(bare))


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """Cut a usual ending off a folded word; only for marking words and for short prefixes.

    >>> [stem(word) for word in ("training", "licenses", "use")]
    ['train', 'licens', 'us']
    """
    if word.isdigit():
        return word
    for ending in ("ations", "ation", "ings", "ing", "ions", "ion", "ies", "ers", "ed", "es",
                   "er", "s", "e", "y"):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word[: -len(ending)]
    return word
