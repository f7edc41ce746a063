"""Another query that may have been meant: with a word that exists, for one that does not."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from guidance.core.search.queries import Query
from guidance.core.search.spellings import folded
from guidance.core.search.words import WORD, tokens
from guidance.services.search.memory import Index


def suggestion(asked: Query, index: Index) -> str:
    """Return the query with unknown words replaced by words of titles like them, or nothing.

    A word is known where it stands in any entry, and where any begins with it. The first letter
    of a word is seldom mistyped.
    """
    unknown = {
        token.word
        for token in tokens(asked.text)
        if token.terms and token.word.isalpha() and not _is_known(token.word, token.terms, index)
    } & {word for want in asked.wants if not want.is_name for word in want.word.split()}
    if not unknown:
        return ""
    meant = {word: better for word in unknown if (better := _like(word, index.spoken))}
    pieces = []
    place = 0
    for match in WORD.finditer(asked.text):
        better = meant.get(folded(match[0]), "")
        pieces += [asked.text[place : match.start()], better or match[0]]
        place = match.end()
    return "".join([*pieces, asked.text[place:]]) if meant else ""


def _is_known(word: str, terms: tuple[str, ...], index: Index) -> bool:
    if len(word) < 5 or any(index.words.count(term) for term in terms):
        return True
    return any(term.startswith(word) for term in index.words.vocabulary.numbers)


def _like(word: str, known: frozenset[str]) -> str:
    alike = sorted(choice for choice in known if choice[0] == word[0])
    for limit, shortest in ((1, 5), (2, 9)):
        if len(word) >= shortest:
            near = [one for one in alike if limit == 1 or one[-1] == word[-1]]
            match = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=limit)
            if match:
                return match[0]
    return ""
