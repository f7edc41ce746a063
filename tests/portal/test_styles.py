"""Style sheets as they are collected: less to send, the same rules."""

import os
import re
import shutil
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles.management.commands import collectstatic
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command

from portal.styles import SparingStorage, spared

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("/* What it is for */\na { color: red; }\n", "a{color: red;}"),
        ("a b,\na > b + c {}", "a b,a > b + c{}"),
        ("a { b: calc(1rem + 2px); /* why, and { */ }", "a{b: calc(1rem + 2px);}"),
        ("""a { content: "/* , */  ;" / ''; }""", """a{content: "/* , */  ;" / '';}"""),
        (r"""a { content: "\" , {"; }""", r"""a{content: "\" , {";}"""),
        ("a :is(b, c) { } /* end */", "a :is(b,c){}"),
        ("", ""),
    ],
)
def test_sheet_loses_what_is_for_us_and_no_string(written, sent):
    assert spared(written) == sent
    assert spared(sent) == sent


def test_collected_sheet_of_ours_is_spared_and_one_of_others_keeps_its_notice(settings, tmp_path):
    folders = {name: tmp_path / name for name in ("ours", "others", "root")}
    for folder in folders.values():
        folder.mkdir()
    (folders["ours"] / "site.css").write_text("/* ours */\nb { background: url(icon.svg); }\n")
    (folders["ours"] / "icon.svg").write_text("<svg/>")
    (folders["others"] / "theirs.css").write_text("/* Copyright */\nb { color: red; }\n")
    for name in ("ours", "others"):
        shutil.copytree(folders[name], folders["root"], dirs_exist_ok=True)
    settings.STATICFILES_DIRS = [folders["ours"]]
    ours, others = (FileSystemStorage(folders[name]) for name in ("ours", "others"))
    paths = {name: (ours, name) for name in ("site.css", "icon.svg")}

    storage = SparingStorage(folders["root"])
    list(storage.post_process(paths | {"theirs.css": (others, "theirs.css")}))

    icon, site, theirs = map(storage.stored_name, ("icon.svg", "site.css", "theirs.css"))
    assert (folders["root"] / site).read_text() == f'b{{background: url("{icon}");}}'
    assert (folders["root"] / theirs).read_text() == "/* Copyright */\nb { color: red; }\n"
    assert (folders["root"] / "site.css").read_text().startswith("/* ours */")


def test_collected_files_can_be_read_by_others_whatever_the_umask(settings, tmp_path, monkeypatch):
    source, root = tmp_path / "source", tmp_path / "root"
    (source / "deep").mkdir(parents=True)
    (source / "deep" / "site.css").write_text("b { color: red; }\n" * 100)
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], root
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    storage = SparingStorage(**settings.STORAGES["staticfiles"]["OPTIONS"])
    monkeypatch.setattr(collectstatic, "staticfiles_storage", storage)

    before = os.umask(0o077)
    try:
        call_command("collectstatic", "--no-input", "-v0")
    finally:
        os.umask(before)

    modes = {place.suffix: place.stat().st_mode & 0o777 for place in [root, *root.rglob("*")]}
    assert modes == {"": 0o755, ".css": 0o644, ".gz": 0o644, ".br": 0o644, ".json": 0o644}


MOST_OF_STYLE = 8_300
"""Of 14,600 bytes for a first screen; headers take 2,100, and the largest pages 4,150."""


def test_style_sheet_leaves_room_for_the_first_screen():
    sheet = spared((ROOT / "static" / "site.css").read_text(encoding="utf-8")).encode()

    assert len(brotli.compress(sheet)) <= MOST_OF_STYLE


def test_no_public_page_loads_more_than_four_kilobytes_of_script():
    heavy = {}
    for template in (ROOT / "templates").glob("guidance/*.html"):
        names = re.findall(r"<script src=\"{% static '([\w-]+\.js)' %}\"", template.read_text())
        size = sum(len(brotli.compress((ROOT / "static" / one).read_bytes())) for one in names)
        if names and size > 4_096:
            heavy[template.name] = size

    assert heavy == {}
