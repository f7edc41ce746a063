"""A limit holds for one thread, until its end."""

import threading

from portal.outages.deadlines import LOOKING, READING, limit, within


def test_limit_is_that_of_the_innermost_and_ends():
    seen = [limit()]

    with within(READING):
        seen.append(limit())
        with within(LOOKING):
            seen.append(limit())
        seen.append(limit())

    assert [*seen, limit()] == [None, READING, LOOKING, READING, None]


def test_limit_is_of_one_thread():
    seen = []

    with within(READING):
        thread = threading.Thread(target=lambda: seen.append(limit()))
        thread.start()
        thread.join()

    assert seen == [None]
