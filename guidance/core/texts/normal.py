"""License texts: their written forms, the digest of their words, and their sections.

A normalized text is NFC with LF line ends; every paragraph is one line, and one blank
line stands between paragraphs. Where paragraphs begin, and which of them begin sections,
is said by the text's *form*. A form never changes, since digests, spans and keys hang on
it; what is to be better is a new form, and texts that are held keep theirs.
"""

import hashlib
from collections.abc import Callable

from guidance.core.documents.licenses import Form, Section
from guidance.core.texts.form_1 import normal as normal_1
from guidance.core.texts.form_1 import sections as sections_1
from guidance.core.texts.form_2 import normal as normal_2
from guidance.core.texts.form_2 import sections as sections_2

NEWEST: Form = 2
"""The form that new texts are kept in."""

_NORMALIZE: dict[Form, Callable[[str], str]] = {1: normal_1.normalize, 2: normal_2.normalize}
_SPLIT: dict[Form, Callable[[str], tuple[Section, ...]]] = {
    1: sections_1.split,
    2: sections_2.split,
}


def normalize(raw: str, *, form: Form = 1) -> str:
    """Return the words of ``raw`` in the one form that spans and quotes count in.

    Doing it twice changes nothing; no words means the empty text. A form that is not
    named is the first, here as in documents.

    >>> normalize("a non-\\n   transferable\\tlicense\\r\\n\\n\\n  (a) to use")
    'a non-transferable license\\n\\n(a) to use'
    """
    return _NORMALIZE[form](raw)


def split(text: str, *, form: Form = 1) -> tuple[Section, ...]:
    """Return the sections of a text of this form in its order; none for the empty text.

    They follow one another without gaps: joined, they give back the text. Keys are
    unique and follow the text's own numbers.
    """
    return _SPLIT[form](text)


def digest(text: str) -> str:
    """Return the SHA-256 of a normalized text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
