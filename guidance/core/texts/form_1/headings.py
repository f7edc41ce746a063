"""How a paragraph of a license announces itself: title, heading, definition, exhibit.

Every function looks at one normalized paragraph; how they follow one another is
known to ``sections``.
"""

import re
import unicodedata

_MAX_HEADING = 120
_RULE = re.compile(r"([-=*~#+])\1{2,}")
_PART = re.compile(
    r"(section|article|part|chapter|title)\s([ivxl]{1,6})\s*(?:[.:]|--?|–|—|$)\s*", re.IGNORECASE
)
_ANNEX = re.compile(
    r"(exhibit|appendix|attachment|annex|schedule|addendum)"
    r"(?:\s(\d{1,2}|[a-z]|[ivxl]{1,6}))?\s*(?:[.:]|--?|–|—|$)\s*",
    re.IGNORECASE,
)
_KNOWN = (
    ("end", re.compile(r"[-\s]*end of (?:the )?(?:terms|license|agreement)\b", re.IGNORECASE)),
    ("preamble", re.compile(r"preamble[.:]?$", re.IGNORECASE)),
    ("terms", re.compile(r"(?:the )?terms and conditions\b", re.IGNORECASE)),
    ("how-to-apply", re.compile(r"how to (?:apply|use) ", re.IGNORECASE)),
)
_GRANT = re.compile(
    r"(?:permission|license)\b.{0,80}\bgranted\b|permission to use\b", re.IGNORECASE
)
_NOTICE = re.compile(r".{0,40}\bcopyright notices?\b.{0,80}\b(?:included|appear)", re.IGNORECASE)
_DISCLAIMER = re.compile(
    r"(?:(?:the|this) (?:\w+ ){1,6}(?:is|are) provided|in no event|there is no warranty)"
    r".{0,120}\b(?:as[ -]is|warrant|liable)",
    re.IGNORECASE | re.DOTALL,
)
_QUOTED = re.compile(r"[\"“]([^\"“”]{1,80})[\"”]")
_MEANS = re.compile(r"\b(?:means?|meaning|refers?|includes?|is|are|have|has|shall|displays)\b|:")
_DEFINED = re.compile(r"((?:\S+ ){1,6}?)(?:means|shall mean|refers to|includes)\b")
_RUN_IN = re.compile(r"((?!\s|;)(?:\bU\.S\.|[^.:\n]){2,101})[.:](?=\s[\"“(]?[^a-z\s]|$)")
_SENTENCE = re.compile(
    r"\b(?:is|are|was|may|must|shall|will|has|have|does|do|not|you|we|your|hereby|agrees?)\b"
)
_SMALL = frozenset(
    (
        *("a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "of", "on", "or"),
        *("per", "that", "the", "to", "under", "with", "without", "--", "-", "–", "&"),
    )
)
_SHORT_NAMES = {"attachment": "att"}


def is_rule(paragraph: str) -> bool:
    """Tell whether the paragraph is a line drawn between two parts."""
    return bool(_RULE.fullmatch(paragraph))


def part(paragraph: str) -> tuple[str, str, str] | None:
    """Return key, label and heading of a part such as *Section II: Grants*.

    Parts bundle clauses; the clauses are numbered through them.
    """
    match = _PART.match(paragraph)
    if not match or len(paragraph) > _MAX_HEADING:
        return None
    word, number = match[1].capitalize(), match[2].upper()
    return f"{word.lower()}-{number.lower()}", f"{word} {number}", paragraph[match.end() :]


def annex(paragraph: str) -> tuple[str, str, str] | None:
    """Return key, label and heading of what is attached: *Exhibit A - Notice*."""
    match = _ANNEX.match(paragraph)
    if not match or len(paragraph) > _MAX_HEADING:
        return None
    word, number = match[1].lower(), match[2] or ""
    key = _SHORT_NAMES.get(word, word) + (f"-{number.lower()}" if number else "")
    label = f"{word.capitalize()} {number}".strip()
    return key, label, paragraph[match.end() :].rstrip(".:")


def known(paragraph: str) -> str:
    """Return the key of a line that many licenses share, such as *Preamble*; else empty."""
    if len(paragraph) > _MAX_HEADING or paragraph[-1] in ",;":
        return ""
    for key, pattern in _KNOWN:
        if pattern.match(paragraph):
            if key == "terms" and not is_heading(paragraph):
                continue
            return key
    return ""


def role(paragraph: str) -> str:
    """Return what a paragraph of a short license is: grant, notice, disclaimer; or nothing."""
    if is_disclaimer(paragraph):
        return "disclaimer"
    if _NOTICE.match(paragraph):
        return "notice"
    return "grant" if _GRANT.match(paragraph) else ""


def is_disclaimer(paragraph: str) -> bool:
    """Tell whether the paragraph opens as the warranty disclaimers of short licenses do."""
    return bool(_DISCLAIMER.match(paragraph[:400]))


def is_title(paragraph: str) -> bool:
    """Tell whether the paragraph can stand in a title: name, version, address, copyright."""
    if paragraph.lower().startswith(("copyright", "(c) ", "©", "version ")):
        return len(paragraph) <= 400
    return len(paragraph) <= _MAX_HEADING and paragraph[-1] not in ".:;,"


def is_heading(paragraph: str) -> bool:
    """Tell whether the whole paragraph is a heading: short, capitalized, no sentence."""
    if len(paragraph) > _MAX_HEADING or paragraph[-1] in ",;:":
        return False
    words = paragraph.rstrip(".").split()
    if not words or len(words) > 14 or not paragraph[0].isalpha():
        return False
    if paragraph.isupper() or all(word in _SMALL or not word[0].islower() for word in words):
        return paragraph[0].isupper()
    return False


def heading(clause: str, *, is_definition: bool = False, is_top: bool = False) -> str:
    """Return the heading that a clause (without its number) begins with, or nothing.

    It is the whole paragraph, or what stands before its first full stop. In a
    list of definitions it is the defined term. That of a top clause may be longer.
    """
    if is_definition and (name := term(clause) or _unquoted(clause)):
        return name
    match = _RUN_IN.match(clause)
    words = match[1] if match else clause
    if not match and (len(clause) > _MAX_HEADING or clause[-1:] in ",;:." or not clause):
        return ""
    if match and match[0] == clause and clause.endswith(":"):
        return ""
    count = len(words.split())
    if count > 14 or not words[0].isupper():
        return ""
    lower = words.lower() if words.isupper() else words
    is_short = count <= (10 if is_top and not match else 6)
    return words.strip() if is_heading(words) or (is_short and not _SENTENCE.search(lower)) else ""


def term(paragraph: str) -> str:
    """Return the quoted term that the paragraph defines, or nothing.

    >>> term('A "covered work" means either the unmodified Program')
    'covered work'
    """
    match = _QUOTED.search(paragraph[:150])
    if not match or match.start() > 60 or "." in paragraph[: match.start()]:
        return ""
    return match[1].strip(" ,.") if _MEANS.search(paragraph, match.end(), match.end() + 120) else ""


def is_definition(paragraph: str) -> bool:
    """Tell whether the paragraph opens with a term in quotes and what it means."""
    return paragraph[0] in '"“' and bool(term(paragraph))


def slug(words: str) -> str:
    """Return ``words`` as a part of a key, at most 50 characters; empty if none has a letter."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    slugged = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return slugged if len(slugged) <= 50 else slugged[:50].rpartition("-")[0] or slugged[:50]


def _unquoted(clause: str) -> str:
    match = _DEFINED.match(clause)
    return match[1].strip() if match and match[1][0].isupper() else ""
