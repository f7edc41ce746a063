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


def make_missing(encoder: Encoder) -> Iterator[int]:
    """Make the vectors that are not kept yet; yield how many are still to be made, at intervals.

    At the end, vectors are forgotten whose sentence nothing says any more. Two who do this at
    once do work for nothing, and no harm. Two queries, and one more for each interval.
    """
    wanted = {
        SentenceVector.digest_of(sentence, model=NAME): sentence
        for _, sentences in entries_with_guidance()
        for sentence in sentences
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
        self.is_whole = True
        for pk, sentences in entries_with_guidance():
            digests = [SentenceVector.digest_of(sentence, model=NAME) for sentence in sentences]
            found = [bytes(kept[digest]) for digest in digests if digest in kept]
            self.is_whole &= len(found) == len(digests)
            if found:
                entries.append(pk)
                starts.append(len(rows))
                rows += found
        self._entries = np.array(entries, np.int64)
        self._starts = np.array(starts, np.int64)
        self._rows = np.frombuffer(b"".join(rows), _KEPT).reshape(-1, SIZE).astype(np.float32)

    def nearest(self, vector: Numbers, *, limit: int) -> dict[int, float]:
        """Return the entries that are nearest, each by the best of its sentences: 1 is the same."""
        if not len(self._entries):
            return {}
        best = np.maximum.reduceat(self._rows @ vector, self._starts)
        order = np.argsort(-best, kind="stable")[:limit]
        return {int(self._entries[place]): float(best[place]) for place in order}
