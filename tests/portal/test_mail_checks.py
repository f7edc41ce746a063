"""What `check --deploy` says of mail."""

import pytest

from portal.mail_checks import check_mail


def found(settings, **given):
    shut = {
        "MAIL_IS_SENT": True, "SITE_URL": "https://guidance.example.org",
        "EMAIL_HOST": "mail.example.org", "EMAIL_HOST_PASSWORD": "",
        "EMAIL_USE_TLS": False, "EMAIL_USE_SSL": False,
    }  # fmt: skip
    for name, value in (shut | given).items():
        setattr(settings, name, value)
    return [one.id for one in check_mail()]


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        ({}, []),
        ({"SITE_URL": ""}, ["portal.W001"]),
        ({"SITE_URL": "", "MAIL_IS_SENT": False}, []),
        ({"EMAIL_HOST_PASSWORD": "secret"}, ["portal.W002"]),
        ({"EMAIL_HOST_PASSWORD": "secret", "EMAIL_HOST": "127.0.0.1"}, []),
        ({"EMAIL_HOST_PASSWORD": "secret", "EMAIL_USE_TLS": True}, []),
        ({"EMAIL_HOST_PASSWORD": "secret", "EMAIL_USE_SSL": True}, []),
    ],
)
def test_what_mail_lacks_is_warned_of(settings, given, ids):
    assert found(settings, **given) == ids
