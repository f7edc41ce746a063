"""Hostile files, read as an import or a license's text: how long each takes, and how much memory.

Each is read in a process of its own. Wanted is 1 s; machines are noisy, so more than 3 s is
wrong, and more than 100 MB. A file may be refused or read, but nothing else may come of it.
"""

import gzip
import io
import json
import os
import resource
import time
import zipfile
from pathlib import Path

import django

from tests.soak.counts import Counts

MOST_SECONDS, MOST_BYTES = 3.0, 100 * 1024 * 1024
LARGEST = 2 * 1024 * 1024
"""Bytes that an upload form takes; more is refused unread."""


def shapes() -> dict[str, bytes]:
    """Return the files by what is hostile in them."""
    word = {"zip": io.BytesIO()}
    with zipfile.ZipFile(word["zip"], "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.yaml", b"0" * 50_000_000)
    return {
        # many parts, many problems
        "json, 30,000 wrong questions": _json_list(b'{"x":"y"}', 30_000),
        "json, 300,000 empty questions": _json_list(b"{}", 300_000),
        "yaml, 45,000 empty questions": b"kind: tree\nquestions:\n" + b"- {}\n" * 45_000,
        "yaml, 24,000 small questions": b"kind: tree\nquestions:\n" + b"- {a: 1}\n" * 24_000,
        "yaml, 45,000 unknown fields": _many("kind: tree\n", "x{}: 1\n", 45_000),
        "json, 45,000 unknown fields": json.dumps(
            {"kind": "tree", **{f"x{n}": 1 for n in range(45_000)}}
        ).encode(),
        "json, 180,000 fields": json.dumps({str(n): 0 for n in range(180_000)}).encode(),
        "json, one field 200,000 times": b"{" + b",".join([b'"a":1'] * 200_000) + b"}",
        "yaml, one field 40,000 times": b"a: 1\n" * 40_000,
        "yaml, 500 wrong documents": (_many("kind: faq\n", "x{}: 1\n", 90) + b"---\n") * 500,
        "yaml, 400,000 empty documents": b"---\n" * 400_000,
        "json, 900,000 numbers": b'{"kind":"faq","a":[' + b"1," * 900_000 + b"1]}",
        "json, 600,000 empty lists": b'{"kind":"faq","a":[' + b"[]," * 600_000 + b"1]}",
        "json, cases and their terms": (
            '{"kind":"tree","cases":['
            + ",".join(['{"key":"a","includes":[' + ",".join(['"A b"'] * 90) + "]}"] * 900)
            + "]}"
        ).encode(),
        # depth
        "json, 300,000 deep": b'{"a":' * 300_000 + b"1",
        "json, lists 900,000 deep": b'{"a":' + b"[" * 900_000,
        "yaml, lists 1,000,000 deep": b"a: " + b"[" * 1_000_000,
        "yaml, indented 1,800 deep": b"".join(b" " * n + b"a:\n" for n in range(1800)),
        "yaml, braces": b"{" * 1000 + b"}" * 1000,
        # what YAML can do
        "yaml, aliases": b"a: &a [x]\n"
        + b"".join(
            b"%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n"
            % (n + 1, n + 1, n, n, n, n, n, n, n, n, n)
            for n in range(97, 106)
        ),
        "yaml, merging": b"<<: {a: 1}\n",
        "yaml, python tag": b'a: !!python/object/apply:os.system ["true"]\n',
        "yaml, binary": b"a: !!binary " + b"A" * 1_000_000,
        "yaml, 30,000 times": b"a:\n" + b"- 2001-12-14t21:59:43.10-05:00\n" * 30_000,
        "yaml, base 60": b"a:\n" + b"- 1:59:59:59:59:59:59\n" * 40_000,
        "yaml, underscored number": b"a:\n- " + b"1_" * 1_000_000,
        "yaml, comments": b"# x\n" * 500_000,
        # long words and numbers
        "yaml, number of 1,000,000 digits": b"kind: faq\nformat: " + b"9" * 1_000_000,
        "json, number of 1,000,000 digits": b'{"kind":"faq","format":' + b"9" * 1_000_000 + b"}",
        "yaml, long float": b"a: 1." + b"0" * 1_000_000,
        "json, 1e999999": _json_list(b'{"key":"a","kind":"number","minimum":1e999999}', 1),
        "yaml, one word of 2 MB": b"kind: faq\nquestion: " + b"x" * LARGEST,
        "yaml, one key of 2 MB": b"x" * LARGEST + b": 1",
        "yaml, escapes": b'kind: faq\nquestion: "' + b"\\x41" * 500_000 + b'"',
        "yaml, accents": f'kind: faq\nquestion: "x{chr(0x301) * 900_000}"'.encode(),
        "json, halves of characters": b'{"kind":"faq","a":"' + b"\\ud800" * 300_000 + b'"}',
        "empty lines": b"\n" * LARGEST,
        "prose, 100 notes of signs": _many(
            "kind: license\nannotations:\n", '- body: "' + "`a" * 9000 + '"\n', 100
        ),
        # not text at all
        "UTF-16": "kind: faq\nformat: 1\n".encode("utf-16"),
        "Latin-1": "kind: faq\nquestion: caf\xe9\n".encode("latin-1"),
        "NUL": b"kind: faq\n\x00",
        "zip bomb": word["zip"].getvalue(),
        "gzip bomb": gzip.compress(b"0" * 50_000_000),
        "PDF": b"%PDF-1.7\n%\xe2\xe3",
        "chance": os.urandom(1_000_000),
        "formula": b'kind: faq\nquestion: "=cmd|calc!A0"\n',
    }


def _json_list(item: bytes, count: int) -> bytes:
    return b'{"kind":"tree","questions":[' + b",".join([item] * count) + b"]}"


def _many(start: str, line: str, count: int) -> bytes:
    return (start + "".join(line.replace("{}", str(n)) for n in range(count))).encode()


def main() -> None:
    django.setup()
    counts = Counts(os.environ["SOAK_PART"])
    _read_in_fork(b"kind: faq\n")  # so that all is imported
    slowest, hungriest, faults = ("", 0.0), ("", 0), 0
    files = {name: content[:LARGEST] for name, content in shapes().items()}
    for name, content in files.items():
        seconds, grown, came = _read_in_fork(content)
        slowest = max(slowest, (name, seconds), key=lambda one: one[1])
        hungriest = max(hungriest, (name, grown), key=lambda one: one[1])
        faults += came != "ok"
        if came != "ok" or seconds > 1 or grown > MOST_BYTES:
            print(f"{name}: {seconds:.2f} s, {grown / 2**20:.0f} MB, {came}")
    counts.tell("hostile files", len(files), least=40)
    counts.tell("  neither refused nor read", faults, most=0)
    counts.tell(f"  slowest: {slowest[0]}", round(slowest[1], 2), "s", most=MOST_SECONDS)
    counts.tell(f"  most memory: {hungriest[0]}", round(hungriest[1] / 2**20), "MB",
                most=MOST_BYTES / 2**20)  # fmt: skip
    counts.keep(Path(os.environ["SOAK_COUNTS"]))


def _read_in_fork(content: bytes) -> tuple[float, int, str]:
    """Read a file; return seconds of processor time, bytes of memory it took, and what came."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        came = (0.0, 0, "a fault")
        try:
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            begun = time.process_time()
            fault = _read(content)
            seconds = time.process_time() - begun
            grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
            came = (seconds, grown * 1024, fault or "ok")
        finally:
            os.write(writing, json.dumps(came).encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = pipe.read()
    os.waitpid(pid, 0)
    seconds, grown, came_of_it = json.loads(told) if told else (0.0, 0, "killed")
    return seconds, grown, came_of_it


def _read(content: bytes) -> str:
    """Read a file in both ways; return what is wrong, if it is anything but read or refused."""
    from guidance.core.documents.formats import InvalidDocument
    from guidance.services.intake.pack_files import read_documents
    from guidance.services.intake.uploads import NotText, text_of

    try:
        read_documents(content, file="given.yaml")
    except InvalidDocument:
        pass
    except BaseException as error:
        return f"import: {error!r:.200}"
    try:
        text_of(content)
    except NotText:
        pass
    except BaseException as error:
        return f"text: {error!r:.200}"
    return ""


if __name__ == "__main__":
    main()
