"""Folders and zips from people: nothing from outside, nothing huge, no name that hides."""

import io
import os
import stat
import zipfile

import pytest

from guidance.core.documents.formats import InvalidDocument
from guidance.services.folders import sources
from guidance.services.folders.sources import files_in_zip, files_on_disk


def packed(*entries, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, words in entries:
            archive.writestr(name, words)
    return out.getvalue()


def refused(read, *given):
    with pytest.raises(InvalidDocument) as error:
        read(*given)
    return [(one.file, one.message) for one in error.value.problems]


def test_folder_is_read_without_what_is_no_part_of_it(tmp_path):
    for name in ("guidance.yaml", "faqs/a/faq.yaml", ".git/config", "README.md", "faqs/.DS_Store"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)

    found = files_on_disk(tmp_path)

    assert found == {"guidance.yaml": b"guidance.yaml", "faqs/a/faq.yaml": b"faqs/a/faq.yaml"}


def test_links_and_odd_files_are_refused(tmp_path):
    (tmp_path / "topics.yaml").symlink_to("/etc/hostname")
    (tmp_path / "faqs").symlink_to("/etc")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a\nb").write_text("")

    found = refused(files_on_disk, tmp_path)

    assert found == [
        ("a?b", "Its name has signs that no name of ours has."),
        ("faqs", "It is a link, and may lead out of the folder."),
        ("pipe", "It is no ordinary file."),
        ("topics.yaml", "It is a link, and may lead out of the folder."),
    ]


@pytest.mark.parametrize("more", [0, 1])
def test_file_of_a_folder_is_bounded(tmp_path, more):
    (tmp_path / "topics.yaml").write_bytes(b"a" * (2 * 1024 * 1024 + more))

    if more:
        assert refused(files_on_disk, tmp_path) == [
            ("topics.yaml", "The file is larger than 2 MB.")
        ]
    else:
        assert list(files_on_disk(tmp_path)) == ["topics.yaml"]


def test_zip_is_read_with_or_without_a_folder_around_all():
    inside = packed(
        ("ours/guidance.yaml", "a"), ("ours/faqs/a/faq.yaml", "b"), ("ours/.git/x", "c")
    )
    plain = packed(("guidance.yaml", "a"), ("faqs/a/faq.yaml", "b"), ("__MACOSX/faqs/._a", "x"))

    assert files_in_zip(inside) == files_in_zip(plain) == {
        "guidance.yaml": b"a", "faqs/a/faq.yaml": b"b",
    }  # fmt: skip


@pytest.mark.parametrize(
    "name", ["../a.yaml", "/etc/a", "faqs/../../a", "a\\b", "C:/a", "faqs//a", "./a", "a\u202eb"]
)
def test_name_that_leads_out_or_hides_is_refused(name):
    [(_file, message)] = refused(files_in_zip, packed((name, "x"), ("guidance.yaml", "x")))

    assert message == "Its name leads out of the folder, or has signs that no name has."


def test_link_in_a_zip_is_refused():
    entry = zipfile.ZipInfo("topics.yaml")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16

    assert refused(files_in_zip, packed((entry, "/etc/passwd"))) == [
        ("topics.yaml", "It is a link, and may lead out of the folder.")
    ]


def test_name_that_stands_twice_is_refused():
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = packed(("topics.yaml", "a"), ("topics.yaml", "b"))

    assert refused(files_in_zip, twice) == [("topics.yaml", "Two files of the zip have this name.")]


def test_bomb_is_refused_before_it_is_unpacked():
    small = packed(("topics.yaml", b"0" * (2 * 1024 * 1024)))
    many = packed(*((f"faqs/a{n}/faq.yaml", b"0" * 1024 * 1024) for n in range(25)))

    assert refused(files_in_zip, small) == [
        ("topics.yaml", "It grows to more than 100 times its size.")
    ]
    assert refused(files_in_zip, many) == [("", "Unpacked, the zip is larger than 24 MB.")]


@pytest.mark.parametrize("more", [0, 1])
def test_zip_has_a_bounded_number_of_files(monkeypatch, more):
    monkeypatch.setattr(sources, "MAX_ZIP_FILES", 3)
    made = packed(*((f"faqs/a{n}/faq.yaml", "x") for n in range(3 + more)))

    if more:
        assert refused(files_in_zip, made) == [("", "The zip has more than 3 files.")]
    else:
        assert len(files_in_zip(made)) == 3


def test_zip_that_lies_about_a_size_is_refused():
    made = bytearray(packed(("topics.yaml", b"abcdefgh" * 10), method=zipfile.ZIP_STORED))
    at = made.index(b"PK\x01\x02") + 24
    made[at : at + 4] = (8).to_bytes(4, "little")

    [(file, _message)] = refused(files_in_zip, bytes(made))

    assert file in ("", "topics.yaml")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x" * 1000, b"PK\x05\x06" + b"\0" * 17])
def test_what_is_no_zip_is_refused(content):
    assert refused(files_in_zip, content) == [("", "The file is no zip, or it is damaged.")]


def test_zip_that_is_too_large_is_refused():
    [(file, message)] = refused(files_in_zip, b"x" * (sources.MAX_ZIP + 1))

    assert (file, message) == ("", "The zip is larger than 3 MB.")
