"""Bills read in a process of their own: large ones in time, hostile ones refused, and no secret."""

import json
import resource
import subprocess
import sys
import time

import pytest
from django.conf import settings

from guidance.core.bills.naming import Known
from guidance.services.bills import apart
from guidance.services.bills.apart import Refusal, read_apart
from guidance.services.bills.expressions import Standing
from tests.core.bills.files import MODEL, large
from tests.services.bills.known import telling

KNOWN = telling([
    Known("mit", "MIT", ()),
    Known("apache-2-0", "Apache-2.0", ()),
    Known("llama-2", "LicenseRef-llama-2", ("llama2", "meta-llama/Llama-2-7b-hf")),
])  # fmt: skip


def test_model_is_read_with_what_its_licenses_mean():
    bill = read_apart(json.dumps(MODEL).encode(), KNOWN)

    assert (bill.format, bill.product) == ("CycloneDX 1.6 JSON", "kiosk")
    assert [(item.name, item.meaning.standing, item.only_for) for item in bill.items] == [
        ("example/kiosk-chat", Standing.KNOWN, ""),
        ("meta-llama/Llama-2-7b-hf", Standing.KNOWN, ""),
        ("kiosk-talks", Standing.UNSAID, "training"),
        ("street-names", Standing.UNKNOWN, ""),
        ("tokenizers", Standing.KNOWN, ""),
    ]


@pytest.mark.parametrize("count", [500, 5_000])
def test_large_bill_is_read_in_seconds(count):
    before = worked()

    bill = read_apart(large(count), KNOWN)

    took = worked() - before
    standings = [item.meaning.standing for item in bill.items]
    assert (len(standings), standings.count(Standing.KNOWN)) == (count, count // 2)
    assert sum(item.only_for == "optional" for item in bill.items) == count // 10
    assert took < 4  # seconds of processor; it takes one, and this machine may do much else


def worked():
    """Return for how long processes of this one have worked, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


HOSTILE = {
    "laughs": b'<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><b>&b;</b>',
    "deep": b'{"a":' * 1_000_000,
    "many": b"[" + b"{}," * 1_000_001 + b"{}]",
    "unclosed": b'{"a":"' + b'\\"' * 4_000_000,
    "large": b"[" + b" " * 50_000_000 + b"]",
    "one line": b"a." * 4_000_000,
    "yaml": b"---\n" + b"- [" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_in_time(name):
    start = time.monotonic()

    found = read_apart(HOSTILE[name], KNOWN)

    assert type(found) is Refusal
    assert time.monotonic() - start < apart.SECONDS + 2


def test_words_that_are_long_are_bounded():
    rows = [{"Name": "a", "License": words} for words in ("- " * 40_000, "v. " * 30_000)]

    assert len(read_apart(json.dumps(rows).encode(), KNOWN).items) == 2


def test_names_in_a_file_are_asked_for_once_and_bare():
    asked = []

    def called(keys):
        asked.append(keys)
        return ()

    rows = [{"Name": "a", "License": words} for words in ("The MIT License", "Own 2+", "MIT; ISC")]
    bill = read_apart(json.dumps(rows).encode(), called)

    names = {"isc", "mit", "mit isc", "own 2", "own 2+"}
    assert asked == [sorted(names | {f"{name} only" for name in names})]
    assert [item.meaning.slugs for item in bill.items] == [(), (), ()]


def test_file_that_is_refused_asks_for_no_name():
    assert type(read_apart(b"{", telling(1))) is Refusal


def test_what_takes_too_long_is_ended():
    assert read_apart(large(10), KNOWN, seconds=0.001) == Refusal(
        "The file takes too long to be read."
    )


def test_process_knows_no_settings_and_cannot_fill_memory():
    words = (
        "import sys, os; from guidance.services.bills import child; child.bound();"
        "print(sorted({'django', 'pydantic', 'portal'} & set(sys.modules)),"
        " 'SECRET_KEY' in os.environ)\n"
        "try: bytearray(child.MEMORY)\n"
        "except MemoryError: print('no memory')\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=True,
        cwd=settings.BASE_DIR, env={},
    )  # fmt: skip

    assert done.stdout == "[] False\nno memory\n"


def test_process_that_cannot_work_is_a_fault_that_is_told(monkeypatch, caplog):
    monkeypatch.setattr("sys.executable", "/bin/false")

    assert read_apart(b"django", KNOWN) == Refusal(
        "The file could not be read, by a fault of this portal."
    )
    assert caplog.messages == ["The process that reads bills ended with 1"]
