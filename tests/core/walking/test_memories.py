"""What is remembered of pure work, and how much of it."""

import pytest

from guidance.core.walking.memories import Memory


def test_the_same_is_made_once():
    memory, made = Memory(2), []

    found = [memory.of("key", lambda: made.append("once") or len(made)) for _ in range(3)]

    assert (found, made) == ([1, 1, 1], ["once"])


def test_what_was_asked_for_least_recently_is_forgotten_first():
    memory = Memory(2)
    memory.keep("a", 1)
    memory.keep("b", 2)
    memory.of("a", lambda: 0)
    memory.keep("c", 3)

    assert [memory.get(key) for key in "abc"] == [1, None, 3]


def test_what_was_looked_at_or_kept_anew_is_not_forgotten_first():
    looked_at, kept_anew = Memory(2), Memory(2)
    for memory in (looked_at, kept_anew):
        memory.keep("a", 1)
        memory.keep("b", 2)

    looked_at.get("a")
    kept_anew.keep("a", 4)
    for memory in (looked_at, kept_anew):
        memory.keep("c", 3)

    assert [looked_at.get(key) for key in "abc"] == [1, None, 3]
    assert [kept_anew.get(key) for key in "abc"] == [4, None, 3]


def test_an_error_is_not_remembered():
    memory = Memory(2)
    with pytest.raises(ZeroDivisionError):
        memory.of("key", lambda: 1 // 0)

    assert memory.of("key", lambda: 5) == 5
