"""Keep the vectors of all sentences that can be found: make the missing, forget the others.

Whatever is killed half-way has kept whole vectors, and the next who looks makes the rest. So
nobody who publishes waits for them.
"""

from collections.abc import Iterator

import numpy as np

from guidance.models import SentenceVector
from guidance.services.search.meaning.encoder import SIZE, Encoder, Numbers
from guidance.services.search.meaning.model_files import NAME
from guidance.services.search.meaning.sentences import entries_with_guidance

_LIMIT = 128  # pieces of a sentence that count, as the model was trained
_TOGETHER = 64  # sentences: written together, and lost together by a kill
_KEPT = np.dtype("<f2")
_OWN = 1 / 3
_FAR = 0.3  # found by trying (decision 30), as the third


def make_missing(encoder: Encoder) -> Iterator[int]:
    """Make the vectors that are not kept yet; yield how many are still to be made, at intervals.

    At the end, vectors are forgotten whose sentence nothing says any more. Two who do this at
    once do work for nothing, and no harm. Two queries, and one more for each interval.
    """
    wanted = {
        SentenceVector.digest_of(sentence, model=NAME): sentence
        for said in entries_with_guidance()
        for sentence in (*said.own, *said.also)
    }
    kept = set(SentenceVector.objects.values_list("digest", flat=True))
    missing = [digest for digest in wanted if digest not in kept]
    # Those of one length together take half as long.
    missing.sort(key=lambda digest: len(wanted[digest]))
    for start in range(0, len(missing), _TOGETHER):
        digests = missing[start : start + _TOGETHER]
        vectors = encoder.vectors([wanted[digest] for digest in digests], limit=_LIMIT)
        SentenceVector.objects.bulk_create(
            (
                SentenceVector(digest=digest, vector=vector.astype(_KEPT).tobytes())
                for digest, vector in zip(digests, vectors, strict=True)
            ),
            ignore_conflicts=True,
        )
        yield len(missing) - start - len(digests)
    others = sorted(kept - wanted.keys())
    for start in range(0, len(others), 500):
        SentenceVector.objects.filter(digest__in=others[start : start + 500]).delete()


class Vectors:
    """The vectors of all entries as they were kept when this was made (two queries).

    All are compared by one product: 100,000 sentences take 20 ms and 150 MB.
    """

    def __init__(self) -> None:
        kept = dict(SentenceVector.objects.values_list("digest", "vector"))
        entries: list[int] = []
        starts: list[int] = []
        rows: list[bytes] = []
        is_own: list[bool] = []
        self.is_whole = True
        for said in entries_with_guidance():
            start = len(rows)
            for number, sentence in enumerate((*said.own, *said.also)):
                vector = kept.get(SentenceVector.digest_of(sentence, model=NAME))
                if vector is None:
                    self.is_whole = False
                else:
                    rows.append(bytes(vector))
                    is_own.append(number < len(said.own))
            if len(rows) > start:
                entries.append(said.entry)
                starts.append(start)
        self._entries = np.array(entries, np.int64)
        self._starts = np.array(starts, np.int64)
        self._is_own = np.array(is_own, bool)
        self._rows = np.frombuffer(b"".join(rows), _KEPT).reshape(-1, SIZE).astype(np.float32)

    def nearest(self, asked: Numbers, *, limit: int) -> dict[int, float]:
        """Return the entries nearest to all forms of a query, best first: 1 is the same.

        The best sentence of an entry counts, and what it says itself counts once more beside how
        people ask for it. What is far from the query is left out.
        """
        if not len(self._entries):
            return {}
        worth = self._worth(asked).mean(axis=1)
        order = np.argsort(-worth, kind="stable")[:limit]
        return {
            int(self._entries[place]): float(worth[place])
            for place in order
            if worth[place] >= _FAR
        }

    def _worth(self, asked: Numbers) -> Numbers:
        """Return what each entry is worth to each form of a query."""
        near = self._rows @ asked.T
        best = np.maximum.reduceat(near, self._starts)
        near[~self._is_own] = -1
        own = np.maximum.reduceat(near, self._starts)
        return np.asarray(best + _OWN * (own - best), np.float32)
