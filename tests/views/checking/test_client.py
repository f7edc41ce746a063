"""The client in docs/examples, which fails a build: fed with what the site answers."""

import importlib.util
import io
import urllib.request
from pathlib import Path

import pytest

from guidance.models import Edition
from guidance.services.publishing.recalls import recall
from tests.editions import published_tree
from tests.views.checking.results import CHECK, QUERY, publish_otherwise

pytestmark = pytest.mark.django_db

SOURCE = Path(__file__).resolve().parents[3] / "docs" / "examples" / "check_result.py"
ADDRESS = f"http://testserver{CHECK}v1/result.json{QUERY}"


@pytest.fixture
def build(client, tree, monkeypatch):
    """Return what runs the client against the site, and gives its exit status."""
    spec = importlib.util.spec_from_file_location("check_result", SOURCE)
    checking = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(checking)

    def answered(address, timeout):
        response = client.get(address.removeprefix("http://testserver"))
        if response.status_code != 200:
            raise OSError(response.status_code)
        return io.BytesIO(response.content)

    monkeypatch.setattr(urllib.request, "urlopen", answered)
    return lambda *arguments: checking.main([ADDRESS, *arguments])


def test_build_goes_on_while_the_result_holds(build, capsys):
    assert build("--verdict", "conditional", "--newest") == 0
    assert "holds (conditional)" in capsys.readouterr().out


def test_build_fails_where_the_verdict_is_not_that_relied_on(build, capsys):
    assert build("--verdict", "allowed") == 1
    assert "the verdict is conditional, not allowed" in capsys.readouterr().err


def test_build_fails_when_the_guidance_says_something_else(build, capsys):
    publish_otherwise()

    assert build() == 1
    assert "outdated: version 2 has the verdict prohibited" in capsys.readouterr().err


def test_build_goes_on_with_a_newer_version_that_says_the_same(build):
    published_tree(summary="Revised.")

    assert (build(), build("--newest")) == (0, 1)


def test_build_fails_when_the_result_is_recalled(build, capsys):
    edition = Edition.objects.get(publication__kind="tree")
    recall(edition, reason="It was wrong.", advice="Ask.", by=None)

    assert build() == 1
    assert "recalled: It was wrong." in capsys.readouterr().err


def test_build_ends_otherwise_where_nothing_can_be_read(build, capsys, tree, monkeypatch):
    monkeypatch.setattr(urllib.request, "urlopen", lambda address, timeout: io.BytesIO(b"<html>"))

    assert build() == 2
    assert "cannot be read" in capsys.readouterr().err
