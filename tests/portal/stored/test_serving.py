"""What is stored is given to whom it fits, and nobody can put anything else there."""

import gzip

import brotli
import pytest

from tests.documents import license_data
from tests.editions import published
from tests.portal.stored.asking import Site
from tests.views.checking.results import CHECK, QUERY

PAGE = "/licenses/example/"
RESULT = f"{CHECK}v1/{QUERY}"
FACTS = "/api/v1/licenses/example"
ZIPPED = {"HTTP_ACCEPT_ENCODING": "gzip"}


def test_page_is_made_once_and_then_asks_nothing(site, django_assert_num_queries):
    first = site.ask(PAGE)

    with django_assert_num_queries(0):
        second = site.ask(PAGE)

    assert second == first
    assert first.status == 200
    assert site.asked_django == 1


def test_page_comes_in_the_coding_that_its_reader_takes(site):
    plain, zipped, packed = (
        site.ask(PAGE, HTTP_ACCEPT_ENCODING=coding) for coding in ("", "gzip", "gzip, br")
    )

    assert gzip.decompress(zipped.body) == brotli.decompress(packed.body) == plain.body
    codings = [one.headers.get("Content-Encoding") for one in (plain, zipped, packed)]
    assert codings == [None, "gzip", "br"]
    tags = {one.headers["ETag"] for one in (plain, zipped, packed)}
    assert len(tags) == 3
    assert not any(tag.startswith("W/") for tag in tags)
    assert plain.headers["Vary"] == "Accept-Language, Accept-Encoding"


@pytest.mark.parametrize("tag", ["{}", "W/{}", '"other", {}'])
def test_reader_who_knows_the_page_gets_304(site, tag):
    known = site.ask(PAGE, **ZIPPED).headers["ETag"]

    answer = site.ask(PAGE, HTTP_IF_NONE_MATCH=tag.format(known), **ZIPPED)

    assert (answer.status, answer.body, answer.headers["ETag"]) == (304, b"", known)
    assert "Content-Security-Policy" in answer.headers
    assert not {"Content-Length", "Content-Encoding", "Content-Type"} & set(answer.headers)


def test_other_tag_gets_the_page(site):
    tag = '"' + "0" * 32 + '.g"'

    assert [site.ask(PAGE, HTTP_IF_NONE_MATCH=tag).status for _ in range(2)] == [200, 200]


def test_head_is_told_what_get_would_be(site):
    before, whole = site.ask(PAGE, method="HEAD", **ZIPPED), site.ask(PAGE, **ZIPPED)

    after = site.ask(PAGE, method="HEAD", **ZIPPED)

    assert before == after
    assert (after.body, after.headers) == (b"", whole.headers)


def test_published_is_seen_at_the_next_look(site):
    old = site.ask(PAGE)
    published(license_data(title="Quite Another License"))

    assert site.ask(PAGE) == old
    site.mark = "second"
    site.look()

    assert b"Quite Another License" in site.ask(PAGE).body


def test_page_made_while_something_is_published_is_not_kept(library):
    site = Site()
    inner = site.django

    def slow(environ, start_response):
        response = inner(environ, start_response)
        site.mark = "second"
        site.look()
        return response

    site.django = slow
    site.ask(PAGE)

    assert not site.stored.pages.answers


def test_nothing_is_kept_before_the_first_look(library):
    site = Site()
    site.stored.generation = ""

    assert site.calls_for(PAGE, PAGE) == 2


def test_switched_off_nothing_is_kept(library):
    site = Site(is_on=False)

    assert site.calls_for(PAGE, PAGE) == 2


def test_made_up_queries_keep_nothing(site):
    site.ask(PAGE)

    for number in range(3):
        site.ask(f"{PAGE}?made={number}")
        site.ask("/licenses/?q=up")
        site.ask(f"/changes/?page={number}")

    assert [key[-2:] for key in site.stored.pages.answers] == [(PAGE, "")]
    assert not site.stored.results.offered


def test_result_is_kept_at_its_second_reading(site):
    assert [site.calls_for(RESULT) for _ in range(4)] == [1, 1, 0, 0]
    assert not site.stored.pages.answers


def test_results_push_out_no_pages(site):
    site.stored.results.size = 60_000
    site.ask(PAGE)
    for number in (5, 50, 500, 5_000):
        site.calls_for(*[f"{CHECK}?users={number}"] * 2)

    assert site.calls_for(PAGE) == 0
    assert site.stored.results.used <= 60_000


@pytest.mark.parametrize(
    "address",
    ["/search/?q=use", "/search/", "/nowhere/", "/licenses/none/", "/admin/login/",
     "/api/v1/search", "/results/abc/", f"{CHECK}v1/share/{QUERY}", "/LICENSES/example/",
     "/static/site.css"],
)  # fmt: skip
def test_everything_else_is_left_to_django(site, address):
    assert site.calls_for(address, address) == 2


@pytest.mark.parametrize(
    "asking",
    [{"method": "POST"}, {"method": "OPTIONS"}, {"CONTENT_LENGTH": "3"}, {"HTTP_IF_MATCH": '"x"'}],
)
def test_what_is_no_plain_reading_is_left_to_django(site, asking):
    site.ask(PAGE)

    assert site.calls_for(PAGE, PAGE, **asking) == 2


def test_other_method_in_a_header_changes_nothing(site):
    old = site.ask(FACTS)

    assert site.ask(FACTS, HTTP_X_HTTP_METHOD_OVERRIDE="DELETE") == old


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "te st", "a" * 5_000])
def test_foreign_host_is_refused_whether_or_not_a_page_is_stored(site, host):
    site.ask(PAGE)

    assert site.ask(PAGE, HTTP_HOST=host).status == 400
    assert len(site.stored.pages.answers) == 1


def test_hosts_have_their_own_answers_and_an_invented_port_has_none(site):
    feed = "/changes.atom"
    ours = site.ask(feed)

    other = site.ask(feed, HTTP_HOST="localhost")
    for port in range(3):
        assert site.ask(feed, HTTP_HOST=f"testserver:{9_000 + port}") == ours

    assert b"http://localhost/" in other.body
    assert b"http://localhost/" not in ours.body
    assert len(site.stored.pages.answers) == 2


def test_forwarded_host_is_not_believed(site):
    feed = "/changes.atom"

    first = site.ask(feed, HTTP_X_FORWARDED_HOST="evil.example", HTTP_X_FORWARDED_PROTO="https")

    assert site.ask(feed) == first
    assert b"evil" not in first.body


def test_plain_http_is_led_away_though_the_page_is_stored(library, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 60
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    site = Site()
    for _ in range(2):
        safe = site.ask(PAGE, HTTP_X_FORWARDED_PROTO="https")

    plain = site.ask(PAGE)

    assert (safe.status, "Strict-Transport-Security" in safe.headers) == (200, True)
    assert (plain.status, plain.headers["Location"]) == (301, f"https://testserver{PAGE}")
    assert site.asked_django == 2


def test_form_of_a_machines_answer_is_for_django_to_choose(site):
    old = site.ask(FACTS)

    spaced = site.ask(FACTS, HTTP_ACCEPT="application/json; indent=8")
    refused = site.ask(FACTS, HTTP_ACCEPT="application/xml")

    assert spaced.body != old.body
    assert refused.status == 406
    assert site.ask(FACTS, HTTP_ACCEPT="application/json") == old
    assert site.asked_django == 3


def test_form_asked_for_by_the_first_reader_is_not_kept(site):
    site.ask(FACTS, HTTP_ACCEPT="application/json; indent=8")

    assert b"        " not in site.ask(FACTS).body


def test_language_changes_nothing(site):
    old = site.ask(PAGE)

    assert site.ask(PAGE, HTTP_ACCEPT_LANGUAGE="de, fr;q=0.5") == old
    assert site.asked_django == 1


def test_cookies_and_answers_that_depend_on_them_are_never_kept():
    def sets(name, value):
        def application(environ, start_response):
            environ["portal.stored"].is_public = True
            start_response("200 OK", [("Content-Type", "text/html"), (name, value)])
            return [b"x" * 500]

        return Site(application=application)

    kept = {
        name: len(site.stored.pages.answers)
        for name, value in [("Set-Cookie", "a=b"), ("Vary", "Cookie"), ("Vary2", "Cookie")]
        for site in [sets(name, value)]
        if site.ask("/")
    }

    assert kept == {"Set-Cookie": 0, "Vary": 0, "Vary2": 1}


@pytest.mark.parametrize(("address", "status"), [("/search/?q=use", 200), ("/nowhere/", 404)])
def test_page_that_nobody_keeps_is_compressed_on_its_way(site, address, status):
    plain = site.ask(address)

    zipped = site.ask(address, **ZIPPED)

    assert (plain.status, zipped.status) == (status, status)
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.body) == plain.body
    assert len(zipped.body) < len(plain.body) / 2
    assert not site.stored.pages.answers


def test_page_that_nobody_keeps_is_not_sent_again_to_who_has_it(site):
    had = site.ask("/search/?q=use", **ZIPPED)

    again = site.ask("/search/?q=use", HTTP_IF_NONE_MATCH=had.headers["ETag"], **ZIPPED)
    other = site.ask("/search/?q=keep", HTTP_IF_NONE_MATCH=had.headers["ETag"], **ZIPPED)

    assert (again.status, again.body) == (304, b"")
    assert other.status == 200


@pytest.mark.parametrize(
    ("address", "environ"),
    [("/admin/login/", {}), ("/search/?q=use", {"HTTP_COOKIE": "sessionid=x"})],
)
def test_page_of_somebody_is_not_compressed(site, address, environ):
    """What stands beside a secret and can be chosen would tell it by the length."""
    answer = site.ask(address, **ZIPPED, **environ)

    assert (answer.status, answer.headers.get("Content-Encoding")) == (200, None)
