"""What `check --deploy` says of settings that are probably not meant."""

import pytest

from portal.deploy_checks import check_operating
from portal.readiness import static_files


@pytest.fixture
def found(settings, monkeypatch, tmp_path):
    """Settings as they should be, changed by what is given; return the codes of the warnings."""
    monkeypatch.setattr(static_files, "missing", lambda: "")

    def find(**given):
        well = {
            "OTP_REQUIRED": True, "HTTPS": True, "WEB_CONCURRENCY": 2, "TEXTS_DIR": tmp_path,
            "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"), "PROXIES": 1,
            "MAIL_IS_SENT": False, "STATE_DIR": tmp_path / "state", "METRICS_TOKEN": "",
            "SITE_URL": "https://guidance.example.org", "ALLOWED_HOSTS": [".example.org"],
            "HOST": "127.0.0.1", "ENGINE": "portal.postgresql",
            "CACHE": {"BACKEND": "x.RedisCache", "LOCATION": "redis://127.0.0.1:6379/1"},
        } | given  # fmt: skip
        settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": well.pop("PROXIES")}
        entry = {"ENGINE": well.pop("ENGINE"), "HOST": well.pop("HOST")}
        monkeypatch.setitem(settings.DATABASES, "default", entry)
        monkeypatch.setitem(settings.CACHES, "default", well.pop("CACHE"))
        for name, value in well.items():
            setattr(settings, name, value)
        return [one.id for one in check_operating()]

    return find


NONE = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        ({}, []),
        ({"CACHE": NONE}, ["portal.W004"]),
        ({"CACHE": NONE, "WEB_CONCURRENCY": 1}, []),
        ({"CACHE": NONE, "ENGINE": "portal.sqlite"}, []),
        ({"OTP_REQUIRED": False}, ["portal.W005"]),
        ({"SECURE_PROXY_SSL_HEADER": None}, ["portal.W006"]),
        ({"SECURE_PROXY_SSL_HEADER": None, "HTTPS": False}, []),
        ({"PROXIES": 0}, ["portal.W007"]),
        ({"HOST": "nowhere.invalid"}, ["portal.W008"]),
        ({"HOST": "/run/postgresql"}, []),
        ({"STATE_DIR": "/proc/1/nowhere"}, ["portal.W011"]),
        ({"STATE_DIR": __file__}, ["portal.W011"]),
        ({"SITE_URL": "https://other.example"}, ["portal.W013"]),
        ({"SITE_URL": "https://guidance.example.org:8443"}, []),
        ({"SITE_URL": "https://a.b.example.org", "ALLOWED_HOSTS": ["*"]}, []),
        ({"SITE_URL": ""}, []),
        ({"METRICS_TOKEN": "a" * 15}, ["portal.W014"]),
        ({"METRICS_TOKEN": "a" * 16}, []),
    ],
)
def test_what_is_left_off_is_warned_of(found, given, ids):
    assert found(**given) == ids


def test_misspelt_name_is_warned_of(found, monkeypatch):
    monkeypatch.setenv("ALOWED_HOSTS", "example.org")

    assert found() == ["portal.W003"]


@pytest.mark.parametrize(("name", "ids"), [("pgpass", []), ("none", ["portal.W012"])])
def test_file_of_passwords_that_is_not_there_is_warned_of(found, monkeypatch, tmp_path, name, ids):
    (tmp_path / "pgpass").write_text("")
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / name))

    assert found() == ids


def test_missing_files_and_folders_are_warned_of(found, monkeypatch, tmp_path):
    monkeypatch.setattr(static_files, "missing", lambda: "static files are missing")

    assert found(TEXTS_DIR=tmp_path / "nowhere") == ["portal.W009", "portal.W010"]
