"""What gunicorn makes of requests, and what it writes about them."""

import runpy
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.http.message import Request
from gunicorn.http.unreader import IterUnreader
from gunicorn.http.wsgi import create

CONFIG = Path(__file__).resolve().parents[2] / "scripts" / "gunicorn.conf.py"
PROXY = ("127.0.0.1", 50_000)
ADDRESS = "/results/token/ready/?key=the-secret"


@pytest.fixture
def config(monkeypatch):
    monkeypatch.setenv("ACCESS_LOG", "on")
    config = Config()
    for name, value in runpy.run_path(str(CONFIG)).items():
        if name in config.settings:
            config.set(name, value)
    return config


def environ_of(config, path, *headers):
    """Return what the application is told of a request that a proxy on this machine passes on."""
    lines = [f"GET {path} HTTP/1.1", "Host: guidance.example.org", *headers, "", ""]
    request = Request(config, IterUnreader(["\r\n".join(lines).encode()]), PROXY)
    return create(request, None, PROXY, ("127.0.0.1", 8000), config)[1]


@pytest.mark.parametrize(
    "header", ["X-Forwarded-Proto: https", "X-Forwarded-Protocol: ssl", "X-Forwarded-Ssl: on"]
)
def test_no_header_makes_a_request_secure_by_itself(config, header):
    assert environ_of(config, "/", header)["wsgi.url_scheme"] == "http"


def test_no_header_rewrites_a_path(config):
    environ = environ_of(config, "/x/admin/", "SCRIPT_NAME: /x", "PATH_INFO: /admin/")

    assert (environ["SCRIPT_NAME"], environ["PATH_INFO"]) == ("", "/x/admin/")


def test_access_log_holds_neither_answers_nor_secrets(config):
    environ = environ_of(config, ADDRESS, f"Referer: https://guidance.example.org{ADDRESS}")
    response = SimpleNamespace(status="200 OK", sent=5, headers=[])
    logger = Logger(config)

    atoms = logger.atoms(response, SimpleNamespace(headers=[]), environ, timedelta(seconds=1))

    line = config.access_log_format % logger.atoms_wrapper_class(atoms)
    assert "secret" not in line
    assert '"GET /results/token/ready/ HTTP/1.1" 200 5 1.000000' in line


def test_start_names_the_place_that_it_was_given():
    """systemd's socket, of which the settings know nothing."""
    said = []
    log = SimpleNamespace(warning=lambda words, *args: said.append(words % args))
    given = ["http://127.0.0.1:8303", "http://[::1]:8303"]
    server = SimpleNamespace(log=log, cfg=SimpleNamespace(workers=2), LISTENERS=given)

    runpy.run_path(str(CONFIG))["when_ready"](server)

    assert said == ["Starting: 2 processes, at http://127.0.0.1:8303, http://[::1]:8303"]
