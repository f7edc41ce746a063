"""Settings are read strictly: each refusal names the variable, its line, and what to write."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.environment.names import NAMES, meant_by
from portal.environment.values import Environment

SERVER = "postgres://ada:s3kret@db.example.org:5432/guidance"


def refusal(read, **variables) -> str:
    with pytest.raises(ImproperlyConfigured) as refused:
        read(Environment(variables))
    return str(refused.value)


def read_from(folder, text, **variables) -> Environment:
    """Return an environment that has read a file .env with this text (str or bytes)."""
    file = folder / ".env"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    env = Environment(variables)
    env.read_file(file)
    return env


# Addresses of database and cache

LIKE = "write it like postgres://user:password@host:5432/name or sqlite:///portal.sqlite3."
QUOTE = "quote signs in the password: # as %23, / as %2F, ? as %3F, @ as %40, [ as %5B, ] as %5D."
FILE = (
    "write sqlite:/// and a file's name, such as sqlite:///portal.sqlite3, or with a whole path "
    "sqlite:////srv/guidance/portal.sqlite3."
)
PORT = "write a number from 1 to 65535."


@pytest.mark.parametrize(
    ("written", "shown", "advice"),
    [
        ("nonsense", "nonsense", LIKE),
        ("sqlite:x", "sqlite:x", LIKE),
        ("postgres:/ada:s3kret@host/x", "…@host/x", LIKE),
        ("mysql://ada:s3kret@host/x", "mysql://ada:…@host/x", LIKE),
        ("oracl://x/y", "oracl://x/y", LIKE),
        ("postgres://ada:s3kret@host:abc/x", "postgres://ada:…@host:abc/x",
         f"its port is “abc”; {PORT}"),
        ("postgres://host:0/x", "postgres://host:0/x", f"its port is “0”; {PORT}"),
        ("postgres://host:65536/x", "postgres://host:65536/x", f"its port is “65536”; {PORT}"),
        ("postgres://[::1]:x/x", "postgres://[::1]:x/x", f"its port is “x”; {PORT}"),
        ("postgres://a:5432,b:y/x", "postgres://a:5432,b:y/x", f"its port is “y”; {PORT}"),
        ("postgres://ada:s3#kret@host/x", "postgres://ada:…@host/x", QUOTE),
        ("postgres://ada:s3/kret@host/x", "postgres://ada:…@host/x", QUOTE),
        ("postgres://ada:s3?kret@host/x", "postgres://ada:…@host/x", QUOTE),
        ("postgres://ada:s3[kret@host/x", "postgres://ada:…@host/x", QUOTE),
        ("postgres://ada:s3kret@host", "postgres://ada:…@host", f"it names no database; {LIKE}"),
        ("postgres://ada:s3kret@host/?password=s3kret", "postgres://ada:…@host/?password=…",
         f"it names no database; {LIKE}"),
        ("sqlite://", "sqlite://", FILE),
        ("sqlite:///", "sqlite:///", FILE),
        ("sqlite://portal.sqlite3", "sqlite://portal.sqlite3", FILE),
        ("sqlite:////", "sqlite:////", "/ is a folder; name a file in it."),
        ("sqlite:////no/where/x", "sqlite:////no/where/x",
         "there is no folder /no/where; make it, or name another."),
    ],
)  # fmt: skip
def test_database_that_cannot_be_meant_is_refused(written, shown, advice):
    refused = refusal(lambda env: env.db_url("DATABASE_URL", ""), DATABASE_URL=written)

    assert refused == f"DATABASE_URL is “{shown}”; {advice}"


CACHE = "write it like redis://127.0.0.1:6379/1, dbcache://portal_cache or locmemcache://."


@pytest.mark.parametrize(
    ("written", "shown", "advice"),
    [
        ("nonsense", "nonsense", CACHE),
        ("memcache://host:1", "memcache://host:1", CACHE),
        ("redis://", "redis://", CACHE),
        ("dbcache://", "dbcache://", CACHE),
        ("filecache://", "filecache://", CACHE),
        ("redis://:s3kret@host:abc/1", "redis://:…@host:abc/1", f"its port is “abc”; {PORT}"),
        ("redis://host/one", "redis://host/one",
         "its database is “one”; write a number, such as 1."),
        ("rediss://:s3/kret@host/1", "rediss://:…@host/1", QUOTE),
    ],
)  # fmt: skip
def test_cache_that_cannot_be_meant_is_refused(written, shown, advice):
    refused = refusal(lambda env: env.cache_url("CACHE_URL", ""), CACHE_URL=written)

    assert refused == f"CACHE_URL is “{shown}”; {advice}"


@pytest.mark.parametrize(
    ("written", "name", "host", "port"),
    [
        (SERVER, "guidance", "db.example.org", 5432),
        ("postgresql://db/x?sslmode=require", "x", "db", ""),
        ("postgres:///x", "x", "", ""),
        ("postgres:////var/run/x", "x", "/var/run", ""),
        ("postgres://a:1,b:2/x", "x", "a,b", "1,2"),
        ("postgres://ada:s%23%40@[::1]:65535/x", "x", "::1", 65535),
        ("sqlite:///portal.sqlite3", "portal.sqlite3", "", ""),
        ("sqlite:////tmp/a b.sqlite3", "/tmp/a b.sqlite3", "", ""),  # noqa: S108
    ],
)
def test_database_that_is_meant_is_read(written, name, host, port):
    found = Environment({"IT": written}).db_url("IT", "")

    assert (found["NAME"], found["HOST"], found["PORT"]) == (name, host, port)


@pytest.mark.parametrize(
    ("written", "location"),
    [
        ("redis://127.0.0.1:6379/1", "redis://127.0.0.1:6379/1"),
        ("rediss://:pw@host", "rediss://:pw@host"),
        ("redis:///run/redis.sock", "unix:///run/redis.sock"),
        ("dbcache://portal_cache", "portal_cache"),
        ("locmemcache://", ""),
    ],
)
def test_cache_that_is_meant_is_read(written, location):
    assert Environment({"IT": written}).cache_url("IT", "")["LOCATION"] == location


# Hosts, origins, numbers

ALONE = "write names alone, such as guidance.example.org, without scheme, port or path."


@pytest.mark.parametrize(
    "host", ["localhost:8000", "https://a.org", "a.org/x", "a b", "::1", "-.", "*.a"]
)
def test_host_with_more_than_its_name_is_refused(host):
    refused = refusal(lambda env: env.hosts("ALLOWED_HOSTS", []), ALLOWED_HOSTS=f"a.org,{host}")

    assert refused == f"ALLOWED_HOSTS holds “{host}”; {ALONE}"


def test_hosts_and_origins_are_read():
    env = Environment({"A": "a.org, .b.org,127.0.0.1,[::1],*", "B": "https://*.a.org,http://b:81"})

    assert env.hosts("A", []) == ["a.org", ".b.org", "127.0.0.1", "[::1]", "*"]
    assert env.origins("B") == ["https://*.a.org", "http://b:81"]
    assert env.hosts("C", ["localhost"]) == ["localhost"]


@pytest.mark.parametrize("origin", ["a.org", "//a.org", "https://a.org/x", "https://a*.org"])
def test_origin_without_its_scheme_is_refused(origin):
    refused = refusal(lambda env: env.origins("IT"), IT=origin)

    assert refused == f"IT holds “{origin}”; write each like https://guidance.example.org."


@pytest.mark.parametrize("written", ["abc", "0", "-1", "1.5", "1e3", "9" * 10, "³"])
def test_number_below_the_least_is_refused(written):
    refused = refusal(lambda env: env.int("WEB_CONCURRENCY", least=1), WEB_CONCURRENCY=written)

    assert refused == f"WEB_CONCURRENCY is “{written}”; write a number from 1 up."


# The file .env


def test_file_is_read_and_the_environment_wins(tmp_path):
    text = """\ufeff# Settings
    export SITE_NAME='One's name'
HTTPS="off"

  # more
TIME_ZONE=UTC
TIME_ZONE=Europe/Berlin
COMPOSE_PROJECT_NAME=x
"""

    env = read_from(tmp_path, text, HTTPS="on")

    assert (env.str("SITE_NAME"), env.bool("HTTPS")) == ("One's name", True)
    assert (env.str("TIME_ZONE"), env.str("COMPOSE_PROJECT_NAME")) == ("Europe/Berlin", "x")


def test_file_that_is_not_there_says_nothing(tmp_path):
    env = Environment({})

    env.read_file(tmp_path / ".env")

    assert env.ENVIRON == {}


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("HTTPS=onn", "HTTPS in line 2 of .env is “onn”; write on or off."),
        ("HTTPS=$(x)", "HTTPS in line 2 of .env begins with $, but nothing is run or replaced "
         "here; write the value itself."),
    ],
)  # fmt: skip
def test_value_of_the_file_is_refused_with_its_line(tmp_path, line, refused):
    env = read_from(tmp_path, f"# Settings\n{line}\n")

    with pytest.raises(ImproperlyConfigured) as found:
        env.bool("HTTPS") if "onn" in line else env.str("HTTPS")

    assert str(found.value) == refused


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("A=1\nSECRET s3kret\n",
         "Line 2 of .env cannot be read; write NAME=value, without blanks around =."),
        ("SECRET_KEY = s3kret",
         "Line 1 of .env cannot be read; write NAME=value, without blanks around =."),
        ("ALLOWED-HOSTS=x",
         "Line 1 of .env cannot be read; write NAME=value, without blanks around =."),
        (b"SITE_NAME=\xe4", ".env cannot be read: save it as UTF-8."),
        ("SITE_NAME=x\n\nALOWED_HOSTS=s3kret",
         "ALOWED_HOSTS in line 3 of .env is no setting; did you mean ALLOWED_HOSTS?"),
        ("debug=on", "debug in line 1 of .env is no setting; did you mean DEBUG?"),
    ],
)  # fmt: skip
def test_file_that_cannot_be_read_is_refused_without_a_value(tmp_path, text, refused):
    with pytest.raises(ImproperlyConfigured) as found:
        read_from(tmp_path, text)

    assert str(found.value) == refused


# Misspelt names


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ALOWED_HOSTS", "ALLOWED_HOSTS"), ("ALLOWED_HOST", "ALLOWED_HOSTS"),
        ("ALLOWDE_HOSTS", "ALLOWED_HOSTS"), ("DATABSE_URL", "DATABASE_URL"),
        ("DATABASE_URI", "DATABASE_URL"), ("DATABASEURL", "DATABASE_URL"),
        ("SECRETKEY", "SECRET_KEY"),
        ("DJANGO_SECRET_KEY", "SECRET_KEY"), ("SECERT_KEY", "SECRET_KEY"), ("HTTP", "HTTPS"),
        ("HTPS", "HTTPS"), ("TIMEZONE", "TIME_ZONE"), ("Debug", "DEBUG"), ("LOGLEVEL", "LOG_LEVEL"),
        ("ADMIN_OTP_REQUIERD", "ADMIN_OTP_REQUIRED"), ("BEHIND_TSL_PROXY", "BEHIND_TLS_PROXY"),
    ],
)  # fmt: skip
def test_name_with_a_slip_is_known(written, meant):
    assert meant_by(written) == meant


@pytest.mark.parametrize(
    "name",
    [*sorted(NAMES), "HTTPS_PROXY", "HTTP_PROXY", "REDIS_URL", "POSTGRES_DB", "PGPASSWORD", "PORT",
     "HOME", "LANG", "TZ", "DJANGO_SETTINGS_MODULE", "PATH", "PYTHONPATH", "DATABASE", "DB_URL",
     "BASE_URL", "PUBLIC_URL", "GUNICORN_CMD_ARGS", "SECRET", "HOSTNAME", "DJANGO", "_", ""],
)  # fmt: skip
def test_names_of_settings_and_of_others_are_let_be(name):
    assert meant_by(name) == ""


def test_misspelt_name_in_the_environment_is_warned_of(capsys):
    Environment({"DATABSE_URL": "s3kret", "PATH": "x", "DEBUG": "on"}).warn_of_misspelt()

    warning = "Warning: DATABSE_URL in the environment is no setting; did you mean DATABASE_URL?\n"
    assert capsys.readouterr().err == warning
