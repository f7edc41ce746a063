"""How much is kept, what is dropped first, and what is compressed again."""

import gzip

import pytest

from portal.stored import serving
from portal.stored.answers import Answer
from portal.stored.keeping import Kept
from tests.portal.stored.test_serving import PAGE, ZIPPED

HEADERS = [("Content-Type", "text/plain")]


def answer(length=500):
    return Answer(HEADERS, bytes(range(256)) * (length // 256 + 1), ("gzip",))


def test_memory_is_bounded_and_what_was_read_longest_ago_goes_first():
    kept = Kept(10 * answer().size)
    for number in range(10):
        kept.keep(number, answer())
    kept.get(0)

    kept.keep("one more", answer())

    assert list(kept.answers) == [2, 3, 4, 5, 6, 7, 8, 9, 0, "one more"]
    assert kept.used == kept.size


def test_what_is_kept_anew_counts_once():
    kept = Kept(10 * answer().size)

    kept.keep("same", answer())
    kept.keep("same", answer())

    assert kept.used == answer().size


@pytest.mark.parametrize(("size", "count"), [(8, 1), (7, 0)])
def test_one_answer_takes_at_most_an_eighth(size, count):
    kept = Kept(size * answer().size)

    kept.keep("big", answer())

    assert len(kept.answers) == count


def test_offered_once_is_not_kept_and_soon_forgotten():
    kept = Kept(10**6, again=2)
    for key in ("a", "b", "c", "a", "c"):
        kept.keep(key, answer())

    assert list(kept.answers) == ["c"]
    assert len(kept.offered) <= 2


@pytest.mark.parametrize(("length", "coding"), [(199, None), (200, "gzip")])
def test_small_answer_is_not_compressed(length, coding):
    whole = Answer(HEADERS, b"x" * length, ("gzip",)).whole("gzip")

    assert dict(whole.headers).get("Content-Encoding") == coding


def test_read_often_a_page_is_compressed_best_and_stays_the_same_page(site):
    old = [site.ask(PAGE, **ZIPPED) for _ in range(6)][-1]

    site.stored._improve()

    new = site.ask(PAGE, **ZIPPED)
    assert len(new.body) < len(old.body)
    assert gzip.decompress(new.body) == gzip.decompress(old.body)
    assert new.headers["ETag"] != old.headers["ETag"]
    assert site.ask(PAGE, HTTP_IF_NONE_MATCH=old.headers["ETag"]).status == 304
    assert site.stored.pages.used == sum(one.size for one in site.stored.pages.answers.values())


def test_memory_is_given_back_once_after_pages_were_made(site, monkeypatch):
    given = []
    monkeypatch.setattr(serving, "give_back", lambda: given.append("back"))
    site.ask(PAGE, **ZIPPED)

    counts = []
    for _ in range(4):
        site.stored._improve()
        counts.append(len(given))
    site.ask("/faq/", **ZIPPED)
    for _ in range(4):
        site.stored._improve()
        counts.append(len(given))

    assert counts == [0, 1, 1, 1, 1, 2, 2, 2]
