"""How memory is taken and given back, in processes of their own: what is chosen stays chosen."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "scripts" / "gunicorn.conf.py"
pytestmark = pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="only glibc takes memory by threads"
)
TAKEN = """
import ctypes, runpy, sys, threading

if sys.argv[2] == "shared":
    runpy.run_path(sys.argv[1])["post_fork"](None, None)
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
blocks = [libc.malloc(1000)]
thread = threading.Thread(target=lambda: blocks.append(libc.malloc(1000)))
thread.start()
thread.join()
[heap] = [line.split()[0] for line in open("/proc/self/maps") if line.endswith("[heap]\\n")]
first, last = (int(place, 16) for place in heap.split("-"))
print(*(first <= block < last for block in blocks))
"""
FREED = """
from portal.memory import give_back

def held():
    [line] = [line for line in open("/proc/self/status") if line.startswith("RssAnon")]
    return int(line.split()[1])

blocks = [bytes(20_000) for _ in range(1_000)]
kept = blocks[::50]
del blocks
before = held()
give_back()
print(before - held())
"""


def told_by(script, *words):
    """Return the last line that a process of its own prints."""
    found = subprocess.run(
        [sys.executable, "-c", script, *words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return found.stdout.splitlines()[-1]


@pytest.mark.parametrize(("way", "are_in_heap"), [("shared", "True True"), ("own", "True False")])
def test_threads_of_a_worker_take_memory_from_one_place(way, are_in_heap):
    assert told_by(TAKEN, str(CONFIG), way) == are_in_heap


def test_what_is_free_between_things_that_stay_is_given_back():
    assert int(told_by(FREED)) > 15_000  # KB, of 20,000
