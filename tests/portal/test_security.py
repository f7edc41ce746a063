"""What strangers send: nothing of it ends in a server error, a long wait or a way in."""

import threading

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.test import RequestFactory
from django.test.client import ClientHandler

from portal.content_types import with_plain_content_type
from portal.limits.visitors import address_of
from portal.wsgi import application
from tests.editions import published_license, published_tree

HOSTILE_TYPES = [
    "text/plain; charset=hex",
    "text/html; charset=punycode",
    "text/html; charset=undefined",
    "application/json; charset=idna",
    "text/plain; charset*=nope''%41",
    "multipart/form-data; boundary*=nope''%41",
    "; ;;",
    "text/plain\t" + ";a=b" * 1000,
]


@pytest.fixture
def evaluate(db, client):
    """Return a function that sends these bytes to be evaluated."""
    published_license()
    published_tree()

    def send(body, content_type="application/json"):
        return client.post("/api/v1/trees/can-i-use-it/evaluate", body, content_type=content_type)

    return send


def answered(path, **environ):
    """Return the status of an answer to a request as it comes from the web server."""
    handler = ClientHandler()
    wrapped = with_plain_content_type(lambda environ, start_response: handler(environ))
    return wrapped(RequestFactory().get(path).environ | environ, None).status_code


@pytest.mark.django_db
@pytest.mark.parametrize("content_type", HOSTILE_TYPES)
@pytest.mark.parametrize("path", ["/search/?q=%41", "/licenses/?q=%ff", "/api/v1/search?q=%41"])
def test_no_content_type_chooses_a_codec(path, content_type):
    assert answered(path, CONTENT_TYPE=content_type) == 200


@pytest.mark.django_db(transaction=True)
def test_web_server_is_given_the_wrapped_application():
    environ = RequestFactory().get("/healthz").environ | {"CONTENT_TYPE": HOSTILE_TYPES[4]}
    statuses = []

    application(environ, lambda status, headers: statuses.append(status)).close()

    assert statuses == ["200 OK"]
    assert "stored" not in {thread.name for thread in threading.enumerate()}


@pytest.mark.parametrize(
    ("written", "passed_on"),
    [
        ("application/json", "application/json"),
        ("Application/JSON ; charset=utf-16", "application/json"),
        ("multipart/form-data; boundary=x'y", 'multipart/form-data; boundary="x\'y"'),
        ('multipart/form-data; charset=hex; boundary="a b"', 'multipart/form-data; boundary="a b"'),
        (
            "multipart/form-data; boundary=" + "b" * 70,
            f'multipart/form-data; boundary="{"b" * 70}"',
        ),
        ("text/html; boundary=x", "text/html"),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_content_type_is_passed_on_without_its_parameters(written, passed_on):
    seen = []

    with_plain_content_type(lambda environ, start: seen.append(environ["CONTENT_TYPE"]))(
        {"CONTENT_TYPE": written}, None
    )

    assert seen == [passed_on]


@pytest.mark.parametrize("depth", [950, 3_000, 100_000])
@pytest.mark.parametrize(("opening", "closing"), [(b"[", b"]"), (b'{"a":', b"}")])
def test_json_nested_too_deep_is_the_caller_s_mistake(evaluate, opening, closing, depth):
    response = evaluate(opening * depth + b"1" + closing * depth)

    assert (response.status_code, response.json()["status"]) == (400, 400)


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        (
            rb'{"answers":{"\ud800":"x"}}',
            [(r"answers.\ud800", "The key contains the character U+D800, which cannot be stored; "
              "remove it.")],
        ),
        (
            rb'{"answers":{"\ud800":{"a":1}}}',
            [(r"answers.\ud800", "Send each value as text: an option key, a number or a date.")],
        ),
        (
            rb'{"answers":{"users":"\ud800"}}',
            [("answers.users", "The value contains the character U+D800, which cannot be stored; "
              "remove it.")],
        ),
        (
            b'{"answers":{"%s":"x"}}' % (b"k" * 101),
            [("answers." + "k" * 100, "Send at most 100 characters a key.")],
        ),
    ],
)  # fmt: skip
def test_keys_and_values_that_cannot_be_repeated_are_refused(evaluate, body, errors):
    response = evaluate(body)

    found = [(error["field"], error["message"]) for error in response.json()["errors"]]
    assert (response.status_code, found) == (400, errors)


@pytest.mark.parametrize("number", [b"1e999999999", b"-1e400", b'"1e999999999"', b"9" * 90])
def test_numbers_without_end_are_answers_that_do_not_fit(evaluate, number):
    response = evaluate(b'{"answers":{"users":%s}}' % number)

    assert response.status_code == 200
    assert [item["reason"] for item in response.json()["unfit"]] == ["not-a-number"]


def test_request_of_more_than_five_megabytes_is_refused_as_a_problem(evaluate):
    response = evaluate(b'{"answers":{"users":"%s"}}' % (b"1" * 5 * 1024 * 1024))

    assert (response.status_code, response["Content-Type"]) == (413, "application/problem+json")
    assert response.json()["status"] == 413


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "", "10.0.0.1"),
        (0, "203.0.113.7", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        (2, "198.51.100.1, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (2, "203.0.113.7", "203.0.113.7"),
        (1, "2001:DB8::0001", "2001:db8::"),
        (1, "2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::"),
        (1, "::ffff:203.0.113.7", "203.0.113.7"),
        (1, "<script>", "10.0.0.1"),
        (1, "203.0.113.7,", "10.0.0.1"),
    ],
)
def test_visitor_s_address_is_what_our_own_proxies_wrote(settings, proxies, forwarded, address):
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": proxies}
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", **headers)

    assert address_of(request) == address


@pytest.mark.django_db
def test_guessing_locks_out_the_guesser_behind_a_proxy_and_nobody_else(client, settings):
    settings.AXES_ENABLED = True
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    User.objects.create_superuser("ada", password="right-and-long-enough")

    def enter(password, origin):
        given = {"username": "ada", "password": password}
        return client.post("/admin/login/", given, HTTP_X_FORWARDED_FOR=origin).status_code

    guesses = [enter("wrong", f"198.51.100.{n}, 203.0.113.66") for n in range(6)]

    assert guesses == [200, 200, 200, 200, 200, 429]
    assert enter("right-and-long-enough", "203.0.113.66") == 429
    assert enter("right-and-long-enough", "203.0.113.7") == 302


@pytest.mark.django_db
def test_neighbours_in_an_ipv6_network_are_one_visitor(client, settings):
    settings.AXES_ENABLED = True
    settings.RATES = settings.RATES | {"api": "2/min"}

    guesses = [
        client.post(
            "/admin/login/", {"username": "ada", "password": "no"}, REMOTE_ADDR=f"2001:db8::{n}"
        ).status_code
        for n in range(1, 7)
    ]
    calls = [
        client.get("/api/v1/schemas/tree", REMOTE_ADDR=f"2001:db8:7::{n}").status_code
        for n in range(1, 4)
    ]

    assert guesses == [200] * 5 + [429]
    assert calls == [200, 200, 429]


@pytest.mark.django_db
def test_failed_login_writes_no_code_down(client, settings):
    settings.AXES_ENABLED = True
    given = {"username": "ada", "password": "wr0ng", "otp_token": "abcd2345"}

    client.post("/admin/login/", given)

    kept = AccessAttempt.objects.values_list("post_data", "get_data").get()
    assert not [secret for secret in ("wr0ng", "abcd2345") if secret in str(kept)]


# What every answer carries


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/", "/search/?q=x", "/changes.atom", "/nothing", "/admin/login/", "/api/docs/", "/api/v1/faq",
     "/api/nothing", "/healthz", "/static/site.css", "/licenses/%00/"],
)  # fmt: skip
def test_every_answer_carries_the_policies(client, address, settings):
    settings.WHITENOISE_USE_FINDERS = True

    response = client.get(address)
    response.close()

    headers = response.headers
    assert "script-src 'self';" in headers["Content-Security-Policy"] + ";"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "geolocation=(), " in headers["Permissions-Policy"]
    assert (headers["X-Content-Type-Options"], headers["Referrer-Policy"]) == (
        "nosniff", "same-origin",
    )  # fmt: skip


@pytest.mark.parametrize("host", ["evil.example", "testserver@evil.example", "testserver/evil"])
@pytest.mark.django_db
def test_foreign_host_is_refused(client, host):
    assert client.get("/changes.atom", headers={"host": host}).status_code == 400
