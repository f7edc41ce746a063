"""Whether the words that a citation or a note rests on stand where it says.

One class reads one license for all the checks. Where a quote stands is decided by ``anchors``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from guidance.core.checks.findings import Finding, found, named
from guidance.core.documents.licenses import Citation, License, LocalCitation, Quote, Section
from guidance.core.search.clauses import clauses_of
from guidance.core.texts.anchors import Match, Span, find, has_turned
from guidance.core.texts.sentences import sentence_of
from guidance.core.texts.turns import Turn, are_same_words, is_gone, turns

_SHOWN = 60
GONE = "the sentence that these words stood in is gone; they stand in another one of"
"""What is said of words whose sentence is gone, before the section is named."""


class Standing(Enum):
    """How a quote stands in its section."""

    FOUND = auto()
    REWORDED = auto()
    """The words are the same; the sentence around them is another, and nothing in it turned."""
    TURNED = auto()
    """The words, or the sentence around them, say something else: see ``Place.turns``."""
    GONE = auto()
    """The words stand there, in a sentence that has little of the one that was kept."""
    INEXACT = auto()
    AMBIGUOUS = auto()
    ELSEWHERE = auto()
    NOWHERE = auto()
    UNKNOWN_SECTION = auto()
    PARAPHRASED = auto()
    """The section is of an incorporated policy, whose words are not held."""
    UNREAD = auto()
    """The text is not held, so nothing can be said; the license's own checks say so."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands; ``section`` is the label of the other section it was found in.

    ``sentence`` is the sentence that it stands in now, empty where it was not found or where
    that is too long to be kept. ``turns`` may be empty though the surroundings have turned.
    ``is_exact``: the quoted words themselves are those of the text.
    """

    standing: Standing
    section: str = ""
    sentence: str = ""
    turns: tuple[Turn, ...] = ()
    is_exact: bool = True


class CitedText:
    """The text of one license, as citations meet it; of two sections with one key, the first."""

    def __init__(self, license: License) -> None:
        self.title = license.short_title
        self.body = license.text.body or ""
        self.sections: dict[str, Section] = {}
        for section in license.sections:
            self.sections.setdefault(section.key, section)
        self.policy_keys = {item.key for policy in license.policies for item in policy.sections}
        self._places: dict[tuple[str, Quote], Place] = {}

    def label(self, key: str) -> str:
        """Return what a lawyer calls the section: its label and heading, else its key."""
        section = self.sections.get(key)
        parts = (section.label, section.heading) if section else ()
        return " ".join(part for part in parts if part) or key

    def missing(self, section: str) -> str:
        """Say of several statements at once that this section is not there."""
        if not self.sections:
            return f"The text of {self.title} has no sections yet, so none can be named."
        return f"Several places name section {section} of {self.title}, which is not there."

    def place(self, section: str, quote: Quote | None) -> Place:
        """Say how ``quote`` stands in the section of this key; no quote means all of it."""
        if section not in self.sections:
            if section not in self.policy_keys:
                return Place(Standing.UNKNOWN_SECTION)
            return Place(Standing.FOUND if quote is None else Standing.PARAPHRASED)
        if quote is None:
            return Place(Standing.FOUND)
        if not self.body:
            return Place(Standing.UNREAD)
        if (section, quote) not in self._places:
            self._places[section, quote] = self._search(self.sections[section], quote)
        return self._places[section, quote]

    def _search(self, section: Section, quote: Quote) -> Place:
        match = find(quote, self.body, within=Span(section.start, section.end))
        if match is not None:
            return _compared(quote, self.body, match)
        if self.body.count(quote.exact, section.start, section.end) > 1:
            return Place(Standing.AMBIGUOUS)
        elsewhere = find(quote, self.body)
        if elsewhere is None:
            return Place(Standing.NOWHERE)
        start = elsewhere.span.start
        keys = [key for key, other in self.sections.items() if other.start <= start < other.end]
        return Place(Standing.ELSEWHERE, self.label(keys[0]) if keys else "")


def _compared(quote: Quote, body: str, match: Match) -> Place:
    """Say of words that were found whether they still stand in the sentence that was kept."""
    now = sentence_of(body, match.span.start, match.span.end)
    if match.how == "similar" and match.score < 100:
        turned = turns(quote.exact, body[match.span.start : match.span.end])
        standing = Standing.TURNED if turned else Standing.INEXACT
        return Place(standing, sentence=now, turns=turned, is_exact=False)
    if not quote.sentence:
        is_other = has_turned(quote, body, match)
        return Place(Standing.TURNED if is_other else Standing.FOUND, sentence=now)
    if are_same_words(quote.sentence, now):
        return Place(Standing.FOUND, sentence=now)
    if is_gone(quote.sentence, now, quote.exact):
        return Place(Standing.GONE, sentence=now)
    turned = turns(quote.sentence, now) if now else ()
    return Place(Standing.TURNED if turned else Standing.REWORDED, sentence=now, turns=turned)


class Library:
    """The licenses that a document may cite, each read when first cited."""

    def __init__(self, licenses: Mapping[str, License]) -> None:
        self.licenses = licenses
        self._texts: dict[str, CitedText] = {}

    def text(self, slug: str) -> CitedText | None:
        if slug not in self._texts:
            if slug not in self.licenses:
                return None
            self._texts[slug] = CitedText(self.licenses[slug])
        return self._texts[slug]

    def check(
        self, citations: Iterable[Citation], *, place: str, subject: str
    ) -> Iterator[Finding]:
        """Yield what is wrong with the citations of ``subject``, as a lawyer would name it."""
        for citation in citations:
            text = self.text(citation.license)
            if text is None:
                said = f"the license {citation.license}, which is not there."
                cause = f"Several places cite {said}"
                message = f"{subject} cites {said}"
                yield found("citation-unknown-license", place, message, cause=cause)
            else:
                yield from check_citation(citation, text, place=place, subject=subject)

    def check_clauses(
        self, text: str, citations: Iterable[Citation], *, place: str, subject: str
    ) -> Iterator[Finding]:
        """Yield the clauses that ``text`` names and no citation of ``subject`` leads to."""
        cited = [(citation, self.text(citation.license)) for citation in citations]
        yield from check_clauses(
            text, [(one, held) for one, held in cited if held], place=place, subject=subject
        )


def check_clauses(
    text: str,
    cited: Sequence[tuple[LocalCitation, CitedText]],
    *,
    place: str,
    subject: str,
) -> Iterator[Finding]:
    """Yield the clauses of the cited licenses that ``text`` names, and no citation leads to.

    One leads to a clause by citing it, what it stands in, a part of it, an item of a policy
    with its number, or a clause that names it.
    """
    keys = {key for _one, held in cited for key in (*held.sections, *held.policy_keys)}
    reached: set[str] = set()
    for one, held in cited:
        reached |= {one.section, one.section.removeprefix("aup.")}
        if (section := held.sections.get(one.section)) and held.body:
            reached |= set(clauses_of(held.body[section.start : section.end], keys))
    for key in clauses_of(text, keys):
        if not any(_is_within(key, other) or _is_within(other, key) for other in reached):
            message = f"{subject} names clause {key}, which none of its citations leads to."
            yield found("clause-uncited", place, message)


def _is_within(key: str, other: str) -> bool:
    return f"{key}.".startswith(f"{other}.")


def check_citation(
    citation: LocalCitation, text: CitedText, *, place: str, subject: str
) -> Iterator[Finding]:
    """Yield what is wrong with one citation of a license that is there."""
    where = text.place(citation.section, citation.quote)
    section = f"section {text.label(citation.section)} of {text.title}"
    words = shown(citation.quote.exact) if citation.quote else ""
    match where.standing:
        case Standing.UNKNOWN_SECTION:
            message = (
                f"{subject} cites section {citation.section} of {text.title}, which is not there."
            )
            cause = text.missing(citation.section)
            yield found("citation-unknown-section", place, message, cause=cause)
        case Standing.AMBIGUOUS:
            message = f"{subject} cites {words}, which stands more than once in {section}."
            yield found("citation-ambiguous", place, message)
        case Standing.INEXACT:
            message = f"{subject} cites {words}; {section} says it in slightly other words."
            yield found("citation-inexact", place, message)
        case Standing.TURNED:
            yield found(
                "citation-turned", place, f"{subject} cites {words}; {told(where, section)}"
            )
        case Standing.REWORDED:
            message = f"{subject} cites {words}; the sentence around it in {section} is another."
            yield found("citation-reworded", place, message)
        case Standing.GONE:
            message = f"{subject} cites {words}; {GONE} {section}."
            yield found("citation-not-found", place, message)
        case Standing.PARAPHRASED:
            message = (
                f"{subject} quotes {words} from item {citation.section} of an incorporated policy, "
                "whose words are not held here. Cite the item alone, without a quote."
            )
            yield found("citation-not-found", place, message)
        case Standing.ELSEWHERE if where.section:
            message = (
                f"{subject} cites {words}, which does not stand in {section}. "
                f"It stands in section {where.section}."
            )
            yield found("citation-not-found", place, message)
        case Standing.ELSEWHERE | Standing.NOWHERE:
            message = f"{subject} cites {words}, which does not stand in {section}."
            yield found("citation-not-found", place, message)


def told(where: Place, section: str) -> str:
    """Say what turned in the sentence that quoted words stand in."""
    what = "the sentence around it" if where.is_exact else "what stands there now"
    changes = "; ".join(words_of_turns(where.turns))
    return f"{what} in {section} says something else" + (f": {changes}." if changes else ".")


def words_of_turns(turned: Sequence[Turn]) -> tuple[str, ...]:
    """Return each turn in words, once.

    >>> words_of_turns([Turn("modal", "must", "may"), Turn("negation", "", "not")])
    ('“must” is now “may” (another modal verb)', '“not” was added (a negation)')
    """
    return tuple(dict.fromkeys(map(_told, turned)))


_KINDS = {
    "negation": "a negation",
    "modal": "another modal verb",
    "party": "another party",
    "number": "another number",
    "exception": "a condition or exception",
}


def _told(turn: Turn) -> str:
    if not turn.old:
        words = f"{shown(turn.new)} was added"
    elif not turn.new:
        words = f"{shown(turn.old)} was taken out"
    else:
        words = f"{shown(turn.old)} is now {shown(turn.new)}"
    return f"{words} ({_KINDS[turn.kind]})"


def shown(words: str) -> str:
    """Quote ``words`` in a message, shortened.

    >>> shown("keep the notice")
    '“keep the notice”'
    """
    words = " ".join(words.split())
    return named(words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…")
