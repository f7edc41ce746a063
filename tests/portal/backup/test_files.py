"""A backup's file: whole under its name or not there, and refused where it was cut or changed."""

import gzip
import os
import stat

import pytest

from portal.backup.files import FORMAT, Refused, reading, writing
from portal.backup.taking import forget_older

HEAD = {"format": FORMAT, "version": 1}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.backup"
    with writing(path) as made:
        made.head(HEAD)
        made.head({"table": "one"})
        made.row([1, "é\u2028"])
        made.row([2, None])
    return path


def test_lines_come_back(file):
    assert [*reading(file)] == [HEAD, {"table": "one"}, [1, "é\u2028"], [2, None]]


def test_only_its_owner_reads_it(file):
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_only_its_owner_reads_it_whatever_the_umask(tmp_path):
    before = os.umask(0)
    try:
        with writing(tmp_path / "b.backup") as made:
            made.head(HEAD)
            part = next(tmp_path.glob(".b.backup.*"))
            modes = [stat.S_IMODE(part.stat().st_mode)]
    finally:
        os.umask(before)

    assert modes == [0o600]


def test_what_is_there_is_not_written_over(file):
    before = file.read_bytes()

    with pytest.raises(Refused, match="is there already"), writing(file) as made:
        made.head(HEAD)

    assert file.read_bytes() == before


def test_half_a_backup_leaves_nothing(tmp_path):
    with pytest.raises(ZeroDivisionError), writing(tmp_path / "b.backup") as made:
        made.row([1 / 0])

    assert [*tmp_path.iterdir()] == []


def test_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(Refused, match="No such file"), writing(tmp_path / "no" / "b") as made:
        made.head(HEAD)


def test_cut_at_every_place_is_refused(file):
    whole = file.read_bytes()

    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        with pytest.raises(Refused):
            list(reading(file))


def test_every_changed_byte_of_what_is_packed_is_refused(file):
    whole = file.read_bytes()
    first = 10  # what comes before is the head of gzip: time, system, flags

    for place in range(first, len(whole)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(Refused):
            list(reading(file))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"[1,", b"[3,"),
        (b"[2,null]\n", b""),
        (b"[2,null]\n", b"[2,null]\n[2,null]\n"),
        (b'"rows": 2', b'"rows": 3'),
    ],
)
def test_lines_that_were_changed_and_packed_again_are_refused(file, old, new):
    words = gzip.decompress(file.read_bytes())
    assert old in words

    file.write_bytes(gzip.compress(words.replace(old, new)))

    with pytest.raises(Refused, match="was changed"):
        list(reading(file))


@pytest.mark.parametrize("added", [b"x", b"[3]\n"])
def test_what_follows_the_end_is_refused(file, added):
    words = gzip.decompress(file.read_bytes())

    file.write_bytes(gzip.compress(words + added))

    with pytest.raises(Refused, match="was changed"):
        list(reading(file))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (b"", "cut"),
        (b"[]\n", "no backup of this portal"),
        (b'{"format": "another"}\n', "no backup of this portal"),
        (b"no JSON\n", "no backup of this portal"),
        (b'{"format": "license-guidance-backup", "version": 2}\n', "form 2"),
    ],
)
def test_another_file_is_refused(tmp_path, words, said):
    path = tmp_path / "strange"
    path.write_bytes(gzip.compress(words))

    with pytest.raises(Refused, match=said):
        list(reading(path))


def test_file_that_is_not_packed_is_refused(tmp_path):
    path = tmp_path / "plain"
    path.write_bytes(b"SQLite format 3")

    with pytest.raises(Refused, match="no backup of this portal"):
        list(reading(path))


def test_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(Refused, match="No such file"):
        list(reading(tmp_path / "none"))


def test_newest_are_kept_and_only_backups_go(tmp_path):
    names = [f"guidance-2026-01-0{day}T030000Z.backup" for day in (1, 2, 3)]
    for name in [*names, "notes.txt", "mine.backup"]:
        (tmp_path / name).touch()
    (tmp_path / ".guidance-x.backup.7.part").touch()
    os.utime(tmp_path / ".guidance-x.backup.7.part", (0, 0))
    (tmp_path / ".guidance-y.backup.8.part").touch()

    gone = forget_older(tmp_path, keep=2)

    left = sorted(path.name for path in tmp_path.iterdir())
    assert gone == 1
    assert left == [".guidance-y.backup.8.part", *names[1:], "mine.backup", "notes.txt"]


def test_none_cannot_be_kept(tmp_path):
    with pytest.raises(Refused):
        forget_older(tmp_path, keep=0)
