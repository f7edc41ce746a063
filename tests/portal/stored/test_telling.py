"""Readings are told to who counts them, from stored bytes too; those of no reader are not."""

import io

import pytest
from django.conf import settings

from guidance.services.usage import counting
from tests.portal.stored.asking import Site
from tests.views.checking.results import CHECK

FORM = "application/x-www-form-urlencoded"
ASKED = f"{CHECK}?users=100"
SENT = f"{CHECK}?users=100&sharing=unsure&_ask=sharing"


@pytest.fixture(autouse=True)
def counts():
    counting._waiting.counts.clear()
    yield counting._waiting.counts
    counting._waiting.counts.clear()


def told(counts):
    return {(one.number, str(one.kind), one.key): times for one, times in counts.items()}


def test_reading_counts_from_stored_bytes_and_asks_nothing(site, counts, django_assert_num_queries):
    pages = [site.ask(ASKED) for _ in range(2)]  # stored at the second reading

    with django_assert_num_queries(0):
        pages.append(site.ask(ASKED))
        known = site.ask(ASKED, HTTP_IF_NONE_MATCH=pages[0].headers["ETag"])

    assert (known.status, site.asked_django) == (304, 2)
    assert pages[0] == pages[1] == pages[2]
    assert told(counts) == {(1, "asked", "sharing"): 4}


def test_answer_at_once_counts_as_any_other(site, counts):
    for _ in range(2):
        site.ask(ASKED)

    assert site.ask_at_once(ASKED).status == 200
    assert site.ask_at_once(ASKED, method="HEAD").status == 200

    assert told(counts) == {(1, "asked", "sharing"): 3}


def test_answer_sent_counts_with_what_came_of_it(site, counts):
    assert site.ask(SENT).status == 302

    assert told(counts) == {
        (1, "answered", "sharing"): 1, (1, "unsure", "sharing"): 1, (1, "reached", ""): 1,
    }  # fmt: skip


def test_form_with_all_answers_counts_and_is_not_stored(site, counts):
    def send():
        body = {"wsgi.input": io.BytesIO(b"users=101"), "CONTENT_LENGTH": "9"}
        return site.ask(f"{CHECK}all/", method="POST", CONTENT_TYPE=FORM, **body)

    assert site.ask(f"{CHECK}all/").status == 200
    assert [send().status, send().status] == [303, 303]

    assert told(counts) == {
        (1, "asked", "users"): 1, (1, "answered", "users"): 2, (1, "reached", "ask-first"): 2,
    }  # fmt: skip


def test_redirect_to_the_written_form_of_an_address_counts_nothing(site, counts):
    assert site.ask(f"{ASKED}&utm_source=mail").status == 302

    assert told(counts) == {}


def test_result_and_start_count_nothing(site, counts):
    for address in (f"{CHECK}v1/?users=100&sharing=yes", f"{CHECK}start/", "/"):
        assert site.ask(address).status == 200

    assert told(counts) == {}


@pytest.mark.parametrize(
    "sent",
    [
        {"method": "HEAD"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}=somebody-of-the-team"},
        {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot)"},
    ],
)
def test_no_reader_counts_nothing(site, counts, sent):
    for _ in range(3):  # asked of Django, then from what is stored
        assert site.ask(ASKED, **sent).status == 200
    site.ask(SENT, **sent)

    assert told(counts) == {}


def test_browser_of_a_reader_counts(site, counts):
    site.ask(ASKED, HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0")

    assert told(counts) == {(1, "asked", "sharing"): 1}


def test_readings_count_where_nothing_is_stored(library, counts):
    site = Site(is_on=False)

    for _ in range(2):
        site.ask(ASKED)

    assert site.asked_django == 2
    assert told(counts) == {(1, "asked", "sharing"): 2}


def test_reader_is_answered_where_counting_fails(site, counts, monkeypatch, caplog):
    def fails(_seconds):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(counting._behind, "wake", fails)

    assert site.ask(ASKED).status == 200
    assert caplog.messages == ["A reading could not be counted."]
