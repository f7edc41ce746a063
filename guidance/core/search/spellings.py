"""One spelling for words that are written in several ways: endings, elisions, contractions."""

import re
import unicodedata

MAX_WORD = 60
_JOINER = re.compile("[\u00ad\u200c\u200d\u2060\ufeff]")
_APOSTROPHE = re.compile("['’ʼ]")
_ELIDED = re.compile(
    r"(?:l|d|j|m|n|s|t|c|qu|lorsqu|puisqu|jusqu|quelqu|all|dall|dell|nell|sull|un)'(?=[aeiouyhœ]\w)"
)
_NEGATED = re.compile(r"(?:can|won|shan|ain|[a-z]{2,7}n)'t|cannot")
_CONTRACTED = re.compile(r"'(?:s|re|ve|d|ll|m)\Z")
_VARIANTS = (
    (re.compile(r"licenc"), "licens"),
    (re.compile(r"\Apractis"), "practic"),
    (re.compile(r"\A(de|of|pre)fenc(e|es|eless)\Z"), r"\1fens\2"),
    (re.compile(r"(\w{3})is(e|ed|es|er|ers|ing|ation|ations|able)\Z"), r"\1iz\2"),
    (re.compile(r"(\w{2})ys(e|ed|es|er|ers|ing)\Z"), r"\1yz\2"),
    (
        re.compile(r"\A(\w{2,7}[bdilnprv])our(s|ed|ing|able|ably|al|ful|less|ite|ites)?\Z"),
        r"\1or\2",
    ),
    (
        re.compile(r"(cancel|label|model|travel|channel|signal|level|fuel)l(ed|er|ers|ing)\Z"),
        r"\1\2",
    ),
    (re.compile(r"\A(cent|theat|met|lit)re(s?)\Z"), r"\1er\2"),
    (re.compile(r"(catal|dial|anal)ogue(s?)\Z"), r"\1og\2"),
    (re.compile(r"(judg|acknowledg)ement(s?)\Z"), r"\1ment\2"),
    (re.compile(r"\Aprogramme(s?)\Z"), r"program\1"),
)


def folded(piece: str) -> str:
    """Return one written word in small letters, without accents and signs that are not seen.

    >>> folded("Modèle"), folded("re\u00adserved"), folded("L’utilisateur"), folded("licensee's")
    ('modele', 'reserved', 'utilisateur', 'licensee')
    """
    text = unicodedata.normalize("NFKD", _JOINER.sub("", piece))
    bare = "".join(sign for sign in text if not unicodedata.combining(sign)).casefold()
    bare = _APOSTROPHE.sub("'", bare)
    if "'" in bare or bare == "cannot":
        if _NEGATED.fullmatch(bare):
            return "not"
        bare = _CONTRACTED.sub("", _ELIDED.sub("", bare, count=1)).replace("'", "")
    return bare[:MAX_WORD]


def spelled(word: str) -> str:
    """Return a folded word in the one spelling by which it is compared.

    >>> [spelled(word) for word in ("licence", "organisation", "behaviour", "modelling", "hour")]
    ['license', 'organization', 'behavior', 'modeling', 'hour']
    """
    for written, ours in _VARIANTS:
        word = written.sub(ours, word)
    return word
