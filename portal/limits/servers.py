"""Count over all servers that share a Redis.

Imported only where there is one: its package takes 7 MB of each process.
"""

from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from portal.limits.counting import Count


class RedisCounter:
    """Count over all servers that share a Redis; its own clock ends the counts.

    It has a tenth of a second to answer: with the way to it, no request waits for more than two
    of them.
    """

    WAIT = 0.1

    def __init__(self, url: str) -> None:
        self.client: Any = redis.Redis.from_url(
            url,
            socket_timeout=self.WAIT,
            socket_connect_timeout=self.WAIT,
            retry=Retry(NoBackoff(), 0),
        )

    def add(self, name: bytes, by: int, *, seconds: int, at: float) -> Count:
        key = b"guidance:count:" + name.hex().encode()
        try:
            # Each command is safe alone; together they are one journey, and nobody comes between.
            with self.client.pipeline(transaction=True) as journey:
                journey.set(key, 0, nx=True, ex=seconds)
                journey.incrby(key, by)
                journey.pttl(key)
                _, number, left = journey.execute()
        except redis.RedisError as error:
            raise OSError(str(error)) from error
        return Count(int(number), at + max(0, left) / 1000, is_shared=True)
