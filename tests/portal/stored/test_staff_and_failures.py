"""What staff are shown, what they leave to others, and what is given where something fails."""

import pytest

from portal.outages import circuits
from portal.outages.circuits import Circuit
from portal.outages.deadlines import READING, TEAM_READING, WRITING, limit
from tests.documents import license_data
from tests.editions import published
from tests.portal.stored.asking import Site
from tests.portal.stored.test_serving import PAGE, ZIPPED


def test_staff_see_at_once_what_they_published_and_so_do_all_of_the_process(site):
    site.ask(PAGE)
    published(license_data(title="Quite Another License"))

    seen = site.ask(PAGE, HTTP_COOKIE="sessionid=whatever")

    assert b"Quite Another License" in seen.body
    assert site.ask(PAGE) == seen


def test_staff_who_see_the_same_leave_others_what_was_compressed_best(site):
    site.calls_for(*[PAGE] * 6, **ZIPPED)
    site.stored._improve()
    best = site.ask(PAGE, **ZIPPED)

    seen = site.ask(PAGE, HTTP_COOKIE="sessionid=whatever", **ZIPPED)

    assert seen == best
    assert site.ask(PAGE, **ZIPPED) == best


def test_staff_get_what_is_stored_where_django_fails(site):
    old = site.ask(PAGE)

    def fail(environ, start_response):
        start_response("500 Internal Server Error", [])
        return [b"sorry"]

    site.django = fail

    assert site.ask(PAGE, HTTP_COOKIE="sessionid=whatever") == old
    assert site.ask("/about/").status == 500


def test_database_that_is_away_leaves_what_is_stored(site):
    old = site.ask(PAGE)

    def fail():
        raise OSError("away")

    site.stored.watch.ask = fail
    site.look()

    assert site.ask(PAGE) == old


@pytest.mark.parametrize(("status", "count"), [("200 OK", 1), ("500 Oh", 0), ("503 Oh", 0)])
def test_failure_of_a_page_that_may_be_stored_is_never_kept(status, count):
    def application(environ, start_response):
        environ["portal.stored"].is_public = True
        start_response(status, [("Content-Type", "text/html")])
        return [b"x" * 500]

    site = Site(application=application)

    assert [site.ask("/").status for _ in range(2)] == [int(status[:3])] * 2
    assert len(site.stored.pages.answers) == count


@pytest.fixture
def circuit(monkeypatch):
    made = Circuit("The database")
    monkeypatch.setattr(circuits, "database", made)
    return made


def test_staff_do_not_wait_for_a_database_that_is_away(site, circuit):
    old = site.ask(PAGE)
    staff = {"HTTP_COOKIE": "sessionid=whatever"}

    circuit.failed("gone")
    assert site.calls_for(PAGE, **staff) == 0
    assert site.ask(PAGE, **staff) == old

    circuit.worked()
    assert site.calls_for(PAGE, **staff) == 1


@pytest.mark.parametrize(
    ("is_away", "busy", "is_refused"),
    [(True, 16, True), (True, 15, False), (False, 16, False)],
)
def test_last_threads_are_for_what_is_stored_while_the_database_is_away(
    site, circuit, settings, is_away, busy, is_refused
):
    settings.WEB_THREADS, settings.WEB_SEATS = 4, 12
    old = site.ask(PAGE)
    site.stored.passing.waiting = busy
    if is_away:
        circuit.failed("gone")

    refused = site.ask("/api/v1/nothing")

    assert (refused.status == 503) is is_refused
    assert refused.headers.get("Retry-After") == ("2" if is_refused else None)
    assert site.ask(PAGE) == old
    assert site.stored.passing.waiting == busy


@pytest.mark.parametrize(
    ("method", "environ", "kept"),
    [
        ("GET", {}, READING),
        ("GET", {"QUERY_STRING": "x" * 5_000}, READING),
        ("HEAD", {"HTTP_COOKIE": "sessionid=whatever"}, TEAM_READING),
        ("POST", {}, WRITING),
        ("POST", {"HTTP_COOKIE": "sessionid=whatever"}, WRITING),
    ],
)
def test_who_only_reads_waits_no_longer_than_reading_takes(method, environ, kept):
    seen = []

    def application(environ, start_response):
        seen.append(limit())
        start_response("204 No Content", [])
        return [b""]

    Site(application=application).ask("/", method=method, **environ)

    assert seen == [kept]
