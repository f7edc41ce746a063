"""A forgotten collectstatic is seen, by each file of ours."""

import os

import pytest
from django.contrib.staticfiles import storage
from django.contrib.staticfiles.management.commands import collectstatic
from django.core.management import call_command

from portal.readiness import static_files

MANIFEST = {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
}


@pytest.fixture
def folders(settings, tmp_path, monkeypatch):
    source, root = tmp_path / "source", tmp_path / "root"
    source.mkdir()
    (source / "site.css").write_text("body { color: black }")
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], root
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {**settings.STORAGES, **MANIFEST}
    monkeypatch.setattr(storage, "staticfiles_storage", storage.ConfiguredStorage())
    for one in (static_files, collectstatic):
        monkeypatch.setattr(one, "staticfiles_storage", storage.staticfiles_storage)
    monkeypatch.setattr(static_files, "_whole", set())
    return source, root


WORDS = "static files are missing or old (site.css): run manage.py collectstatic"


def test_files_that_were_not_collected_are_missing(folders):
    assert static_files.missing() == WORDS


def test_files_that_were_collected_are_there(folders):
    call_command("collectstatic", "--no-input", "-v0")

    assert static_files.missing() == ""


def test_file_that_changed_since_is_missing(folders):
    call_command("collectstatic", "--no-input", "-v0")
    (folders[0] / "site.css").write_text("body { color: white }")

    assert static_files.missing() == WORDS


def test_storage_without_a_manifest_lacks_nothing(folders, monkeypatch):
    monkeypatch.setattr(static_files, "staticfiles_storage", object())

    assert static_files.missing() == ""


@pytest.mark.parametrize("name", [".", "site.css", "site.css.br"])
def test_what_the_user_of_the_portal_may_not_read_is_told(folders, monkeypatch, name):
    call_command("collectstatic", "--no-input", "-v0")
    (folders[1] / "site.css.br").touch()
    monkeypatch.setattr(os, "access", lambda place, mode: place != folders[1] / name)

    words = f"static files cannot be read ({name}): chmod -R a+rX {folders[1]}"
    assert static_files.missing() == words
