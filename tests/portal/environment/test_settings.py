"""The settings fail closed, and say so in words. Commands are started as processes of their own."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.environment.values import Environment

ROOT = Path(__file__).resolve().parents[3]
SECRET = "a-long-secret-that-only-these-tests-use-0123456789-abcdefghij"
PRODUCTION = {"SECRET_KEY": SECRET, "ALLOWED_HOSTS": "guidance.example.org"}


def started(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the portal with these variables and no others of the portal."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "READ_DOT_ENV": "off", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def settings_under(**environment: str) -> dict[str, object]:
    """Run the settings file under these variables and no others; return what it sets."""
    with patch.dict(os.environ, {"READ_DOT_ENV": "off", **environment}, clear=True):
        return runpy.run_path(str(ROOT / "portal" / "settings.py"))


def test_no_secret_and_no_debug_is_refused_in_words():
    done = started("manage.py", "check")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "The portal does not start without a secret. Set it in the environment or in .env:",
        "    SECRET_KEY=\"$(python -c 'import secrets; print(secrets.token_urlsafe(50))')\"",
        "(`make run` does this for you, once, for this machine.)",
    ]


def test_misspelt_mail_server_is_refused_in_one_line():
    done = started("manage.py", "check", **PRODUCTION, EMAIL_URL="smpt://ada:secret@example.org")

    assert (done.returncode, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert line.startswith("EMAIL_URL is “smpt://ada:…@example.org”; write it like smtp+tls://")


def test_mail_is_from_somebody_or_refused():
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL is set without MAIL_FROM"):
        settings_under(**PRODUCTION, EMAIL_URL="smtp://127.0.0.1")


def test_mail_server_is_set_up_and_none_sends_nothing():
    server = {"EMAIL_URL": "smtp+tls://127.0.0.1:1587", "MAIL_FROM": "guidance@example.org"}
    names = ("MAIL_IS_SENT", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "DEFAULT_FROM_EMAIL")

    with_one, without = settings_under(**PRODUCTION, **server), settings_under(**PRODUCTION)

    assert [with_one[name] for name in names] == [
        True, "127.0.0.1", 1587, True, "guidance@example.org",
    ]  # fmt: skip
    assert without["MAIL_IS_SENT"] is False
    assert without["EMAIL_BACKEND"] == "django.core.mail.backends.dummy.EmailBackend"


def test_traceback_is_shown_when_asked_for():
    done = started("manage.py", "check", "--traceback")

    assert (done.returncode, done.stderr.splitlines()[0]) == (
        1, "Traceback (most recent call last):",
    )  # fmt: skip


def test_gunicorn_stops_at_a_refusal_without_a_traceback():
    done = started(
        "-m", "gunicorn", "portal.wsgi", "--config", "scripts/gunicorn.conf.py",
        "--bind", "127.0.0.1:0", WEB_CONCURRENCY="1",
    )  # fmt: skip

    assert done.returncode == 4
    assert "does not start without a secret" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "written", "advice"),
    [
        ("HTTPS", "ture", "HTTPS is “ture”; write on or off."),
        ("ALLOWED_HOSTS", "a.example.org, *",
         "ALLOWED_HOSTS holds *; name the hosts, probes need no name."),
        ("SECRET_KEY", "short", "SECRET_KEY can be guessed: use at least 50 random characters, "
         "also for each of SECRET_KEY_FALLBACKS."),
        ("SECRET_KEY_FALLBACKS", "old", "SECRET_KEY can be guessed: use at least 50 random "
         "characters, also for each of SECRET_KEY_FALLBACKS."),
    ],
)  # fmt: skip
def test_what_opens_a_door_is_refused_in_words(name, written, advice):
    done = started("manage.py", "check", **(PRODUCTION | {name: written}))

    assert (done.returncode, done.stderr.splitlines()) == (1, [advice])


@pytest.mark.parametrize(
    ("read", "written", "advice"),
    [
        (lambda env: env.bool("IT"), "required", "write on or off."),
        (lambda env: env.bool("IT"), "2", "write on or off."),
        (lambda env: env.int("IT"), "-1", "write a number from 0 up."),
        (lambda env: env.int("IT"), "one", "write a number from 0 up."),
        (lambda env: env.rate("IT", "300/min"), "lots", "write it like 300/min."),
        (lambda env: env.rate("IT", "300/min"), "0/min", "write it like 300/min."),
        (lambda env: env.origin("IT"), "javascript:x",
         "write it like https://guidance.example.org."),
        (lambda env: env.origin("IT"), "https://a/?x",
         "write it like https://guidance.example.org."),
        (lambda env: env.contact("IT"), "javascript:x@y",
         "write it like legal@example.org or https://example.org/contact."),
        (lambda env: env.contact("IT"), "http://example.org/",
         "write it like legal@example.org or https://example.org/contact."),
        (lambda env: env.word("IT", "A", of=("A", "B")), "C", "write one of A, B."),
        (lambda env: env.timezone("IT", "UTC"), "Mars", "write it like Europe/Berlin."),
        (lambda env: env.str("IT"), "$(python)", "IT begins with $, but nothing is run or replaced "
         "here; write the value itself."),
    ],
)  # fmt: skip
def test_value_that_cannot_be_meant_is_refused(monkeypatch, read, written, advice):
    monkeypatch.setenv("IT", written)

    with pytest.raises(ImproperlyConfigured) as refusal:
        read(Environment())

    expected = advice if advice.startswith("IT") else f"IT is “{written}”; {advice}"
    assert str(refusal.value) == expected


@pytest.mark.parametrize(
    ("read", "written", "value"),
    [
        (lambda env: env.bool("IT", default=True), " Off ", False),
        (lambda env: env.bool("IT", default=False), "1", True),
        (lambda env: env.int("IT", default=3), " 60", 60),
        (lambda env: env.rate("IT", "300/min"), "5/Second", "5/second"),
        (lambda env: env.origin("IT"), "https://a.example.org:81/", "https://a.example.org:81"),
        (lambda env: env.origin("IT"), "http://[::1]:8000", "http://[::1]:8000"),
        (lambda env: env.list("IT"), " a.example.org, b ,", ["a.example.org", "b"]),
    ],
)  # fmt: skip
def test_value_is_read_without_its_blanks(monkeypatch, read, written, value):
    monkeypatch.setenv("IT", written)

    assert read(Environment()) == value


def test_blank_is_as_good_as_not_set():
    names = ["HTTPS", "OTP_REQUIRED", "SECURE_HSTS_SECONDS", "SITE_URL", "TIME_ZONE", "DATABASES"]
    blank = dict.fromkeys(
        ["HTTPS", "ADMIN_OTP_REQUIRED", "HSTS_SECONDS", "SITE_URL", "TIME_ZONE", "DATABASE_URL",
         "CACHE_URL", "API_RATE", "LOG_LEVEL", "PROXY_COUNT", "DEBUG"],
        " ",
    )  # fmt: skip

    with_blanks, without = settings_under(**PRODUCTION, **blank), settings_under(**PRODUCTION)

    assert [with_blanks[name] for name in names] == [without[name] for name in names]


@pytest.mark.parametrize(
    "environment",
    [
        {"SECRET_KEY": SECRET},
        {"DEBUG": "on"},
        pytest.param({"DEBUG": "on", "SECRET_KEY": SECRET}, marks=pytest.mark.slow),
    ],
)
def test_a_secret_or_debug_is_enough_to_start(environment):
    done = started("manage.py", "check", **environment)

    assert (done.returncode, done.stderr) == (0, "")


def test_production_settings_pass_the_deployment_checks():
    whole = {"ADMIN_OTP_REQUIRED": "on", "BEHIND_TLS_PROXY": "on", "PROXY_COUNT": "1"}

    done = started("manage.py", "check", "--deploy", "--fail-level", "INFO", **PRODUCTION, **whole)
    bare = started("manage.py", "check", "--deploy", "--fail-level", "INFO", **PRODUCTION)

    # W009: static files are collected where the portal is served, and seldom where it is tested.
    codes = [
        [code for code in re.findall(r"\w+\.W\d+", one.stderr) if code != "portal.W009"]
        for one in (done, bare)
    ]
    assert codes == [[], ["portal.W005", "portal.W006"]]


@pytest.mark.parametrize(
    ("environment", "debug", "https", "redirects", "hsts"),
    [
        ({}, False, True, True, 31_536_000),
        ({"HSTS_SECONDS": "60"}, False, True, True, 60),
        ({"HTTPS": "off"}, False, False, False, 0),
        ({"DEBUG": "on"}, True, False, False, 0),
        ({"DEBUG": "on", "HTTPS": "on"}, True, True, True, 31_536_000),
    ],
)
def test_https_is_on_unless_debugging_or_told(environment, debug, https, redirects, hsts):
    names = [
        "DEBUG", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
    ]  # fmt: skip

    made = settings_under(SECRET_KEY=SECRET, **environment)

    assert [made[name] for name in names] == [debug, https, https, redirects, hsts]


@pytest.mark.parametrize(
    ("environment", "hosts"),
    [
        ({}, []),
        ({"DEBUG": "on"}, ["localhost", "127.0.0.1", "[::1]"]),
        ({"ALLOWED_HOSTS": "a.example.org,b.example.org"}, ["a.example.org", "b.example.org"]),
    ],
)
def test_no_host_is_allowed_unless_named_or_debugging(environment, hosts):
    made = settings_under(SECRET_KEY=SECRET, **environment)

    assert made["ALLOWED_HOSTS"] == hosts


@pytest.mark.parametrize(("environment", "count"), [({}, 0), ({"PROXY_COUNT": "2"}, 2)])
def test_no_proxy_is_believed_unless_counted(environment, count):
    made = settings_under(SECRET_KEY=SECRET, **environment)

    assert made["REST_FRAMEWORK"]["NUM_PROXIES"] == count


@pytest.mark.parametrize(("behind", "trusted"), [("off", False), ("on", True)])
def test_the_forwarded_scheme_is_trusted_only_behind_a_proxy(behind, trusted):
    made = settings_under(SECRET_KEY=SECRET, BEHIND_TLS_PROXY=behind)

    assert ("SECURE_PROXY_SSL_HEADER" in made) is trusted
