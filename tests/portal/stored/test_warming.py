"""Pages are made before anybody asks; without a database nothing is warm."""

import pytest
from django.template import Template, engines

from guidance.views.checking import questionnaires
from portal.readiness.standing import Standing
from portal.stored import warming
from portal.stored.warming import Warmer
from tests.portal.stored.asking import Site, _connections_stay

PATHS = ("/licenses/example/", "/search/?q=sell", "/compare/", "/check/", "/changes/?show=all")


@pytest.fixture(autouse=True)
def standing(monkeypatch):
    made = Standing()
    monkeypatch.setattr(warming, "standing", made)
    return made


def test_pages_of_the_map_are_made_beforehand(site, settings, standing):
    settings.ALLOWED_HOSTS, settings.WARM_PAGES = ["testserver"], 100

    with _connections_stay():
        Warmer(site.stored).warm_others()

    assert standing.is_warm
    asked = {path: site.calls_for(path) for path in ("/", "/licenses/", "/licenses/example/")}
    assert asked == {"/": 0, "/licenses/": 0, "/licenses/example/": 0}


def test_first_question_is_made_beforehand_and_counts_for_no_reader(site, settings, monkeypatch):
    settings.ALLOWED_HOSTS, settings.WARM_PAGES = ["testserver"], 100
    counted = []
    monkeypatch.setattr(questionnaires, "add", counted.append)

    with _connections_stay():
        Warmer(site.stored).warm_others()

    assert (site.calls_for("/check/can-i-use-it/"), len(counted)) == (0, 1)


def test_no_more_pages_are_made_than_wanted(site, settings):
    settings.ALLOWED_HOSTS, settings.WARM_PAGES = ["testserver"], 0

    with _connections_stay():
        Warmer(site.stored).warm_others()

    assert site.calls_for("/licenses/", "/licenses/example/") == 1


def test_page_that_nobody_looked_at_yet_finds_its_templates_read(site, settings, monkeypatch):
    settings.ALLOWED_HOSTS, settings.WARM_PAGES = ["testserver"], 0
    compiled = Template.compile_nodelist
    for loader in engines["django"].engine.template_loaders:
        loader.reset()
    with _connections_stay():
        Warmer(site.stored).warm_first()
    read = []
    monkeypatch.setattr(
        Template, "compile_nodelist", lambda self: read.append(self.name) or compiled(self)
    )

    answers = [site.ask(path).status for path in PATHS]

    assert answers == [200] * len(PATHS)
    assert read == []


def test_nothing_is_warm_where_pages_fail(settings, standing, caplog):
    def fail(environ, start_response):
        start_response("503 Oh", [])
        return [b""]

    Warmer(Site(application=fail).stored).warm_first()

    assert (standing.is_warming, standing.is_warm) == (True, False)
    assert "Not warm" in caplog.text


@pytest.mark.parametrize(
    ("proxies", "port", "host"),
    [(1, 8000, "a.example"), (0, 8000, "a.example:8000"), (0, 80, "a.example")],
)
def test_host_is_that_of_readers(settings, proxies, port, host):
    settings.ALLOWED_HOSTS, settings.SITE_URL = [".example.org", "a.example"], ""
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": proxies}

    assert Warmer(None, port=port)._environ("/", "")["HTTP_HOST"] == host
