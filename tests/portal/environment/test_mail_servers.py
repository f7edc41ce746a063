"""The address of the mail server: what it means, and what is refused, without its password."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.environment.values import Environment


def settings_of(address):
    return Environment({"EMAIL_URL": address}).mail_server(
        "EMAIL_URL", sender="guidance@example.org"
    )


@pytest.mark.parametrize(
    ("address", "host", "port", "tls", "ssl"),
    [
        ("smtp://127.0.0.1", "127.0.0.1", 25, False, False),
        ("smtp://mail.example.org:1025", "mail.example.org", 1025, False, False),
        ("smtp+tls://mail.example.org", "mail.example.org", 587, True, False),
        ("smtp+ssl://mail.example.org", "mail.example.org", 465, False, True),
    ],
)
def test_server_with_its_port_and_its_tls(address, host, port, tls, ssl):
    found = settings_of(address)

    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_USE_SSL")
    assert tuple(found.get(name) for name in names) == (host, port, tls, ssl)
    assert found["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"


def test_name_and_password_are_read_with_their_quoted_signs():
    found = settings_of("smtp+tls://ada%40example.org:s%2Fe%23@mail.example.org:587")

    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("ada@example.org", "s/e#")


@pytest.mark.parametrize("address", ["", "   "])
def test_nothing_set_sends_no_mail(address):
    found = settings_of(address)

    assert found["MAIL_IS_SENT"] is False
    assert found["EMAIL_BACKEND"] == "django.core.mail.backends.dummy.EmailBackend"


def test_console_is_there_to_try_it():
    found = settings_of("consolemail://")

    assert found["MAIL_IS_SENT"] is True
    assert found["EMAIL_BACKEND"] == "django.core.mail.backends.console.EmailBackend"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("mail.example.org", "write it like smtp+tls://"),
        ("smpt://mail.example.org", "write it like smtp+tls://"),
        ("smtp:mail.example.org", "write it like smtp+tls://"),
        ("smtp://", "it names no server"),
        ("smtp://mail.example.org/inbox", "write it like smtp+tls://"),
        ("smtp://mail.example.org?tls=yes", "write it like smtp+tls://"),
        ("consolemail://mail.example.org", "write it like smtp+tls://"),
        ("smtp://mail.example.org:many", "its port is none"),
        ("smtp://mail.example.org:0", "its port is none"),
        ("smtp://mail.example.org:65536", "its port is none"),
        ("smtp://ada:secret/x@mail.example.org", "quote signs in name and password"),
        ("smtp://ada@example.org:secret@mail.example.org", "quote signs in name and password"),
        ("smtp://ada@mail.example.org", "it has a name without a password"),
        ("smtp://[mail", "write it like smtp+tls://"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_line(address, words):
    with pytest.raises(ImproperlyConfigured) as refused:
        settings_of(address)

    said = str(refused.value)
    assert said.startswith("EMAIL_URL is “")
    assert words in said
    assert "secret" not in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("address", ["guidance", "a@b", "a@example.org\nBcc: b@example.org"])
def test_whom_mail_is_from_is_one_address(address):
    with pytest.raises(ImproperlyConfigured, match="write it like guidance@"):
        Environment({"MAIL_FROM": address}).mail_address("MAIL_FROM")
