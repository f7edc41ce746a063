"""A forgotten collectstatic is seen, by each file of ours."""

import pytest
from django.contrib.staticfiles import storage
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
    monkeypatch.setattr(static_files, "staticfiles_storage", storage.staticfiles_storage)
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
