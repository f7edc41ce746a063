"""Another query that may have been meant: with a word that exists, for one that does not."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from guidance.core.search.lists import ASIDE, COMMON_WORDS, SYNONYMS
from guidance.core.search.queries import Query
from guidance.core.search.spellings import folded
from guidance.core.search.words import WORD, stem, tokens
from guidance.models import SearchEntry
from guidance.services.search.memory import Index

_MAX_TITLES = 10_000


def suggestion(asked: Query, index: Index) -> str:
    """Return the query with unknown words replaced by words of titles like them, or nothing.

    A word is known where it stands in any entry, and where any begins with it. The first letter
    of a word is seldom mistyped. One query where a word is unknown, none otherwise.
    """
    unknown = {
        token.word
        for token in tokens(asked.text)
        if token.terms and token.word.isalpha() and not _is_known(token.word, token.terms, index)
    } & {word for want in asked.wants if not want.is_name for word in want.word.split()}
    if not unknown:
        return ""
    known = _title_words(index)
    meant = {word: better for word in unknown if (better := _like(word, known))}
    pieces = []
    place = 0
    for match in WORD.finditer(asked.text):
        better = meant.get(folded(match[0]), "")
        pieces += [asked.text[place : match.start()], better or match[0]]
        place = match.end()
    return "".join([*pieces, asked.text[place:]]) if meant else ""


def _is_known(word: str, terms: tuple[str, ...], index: Index) -> bool:
    if len(word) < 4 or word in ASIDE or any(index.words.count(term) for term in terms):
        return True
    return any(term.startswith(word) for term in index.words.vocabulary.numbers)


def _title_words(index: Index) -> set[str]:
    """Return all words of titles and synonyms that stand in an entry."""
    found = {word for group in SYNONYMS for phrase in group for word in phrase.split()}
    for title in SearchEntry.objects.order_by("pk").values_list("title", flat=True)[:_MAX_TITLES]:
        found.update(map(folded, WORD.findall(title)))
    return {word for word in found - COMMON_WORDS if index.words.count(stem(word))}


def _like(word: str, known: set[str]) -> str:
    alike = sorted(choice for choice in known if choice[0] == word[0])
    limit = 1 if len(word) < 7 else 2
    match = process.extractOne(word, alike, scorer=OSA.distance, score_cutoff=limit)
    return match[0] if match else ""
