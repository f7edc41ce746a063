"""A mail server on this machine: a real SMTP conversation, with answers that a test chooses."""

import asyncio
import socket
from contextlib import contextmanager
from email import message_from_bytes, policy
from typing import Any

from aiosmtpd.controller import Controller


class Postbox:
    """Takes mail. ``refusals`` are answers to recipients, ``wait`` seconds pass before each."""

    def __init__(self) -> None:
        self.got: list[Any] = []
        self.refusals: dict[str, str] = {}
        self.wait = 0.0
        self.talks = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.talks += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        await asyncio.sleep(self.wait)
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        words = envelope.content.replace(b"\r\n", b"\n")
        self.got.append(message_from_bytes(words, policy=policy.default))
        return "250 OK"

    @property
    def letters(self) -> list[tuple[str, str]]:
        return [(one["To"], one["Subject"]) for one in self.got]


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@contextmanager
def open_postbox():
    """Yield a postbox and its port; it is closed afterwards."""
    box, port = Postbox(), free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield box, port
    finally:
        server.stop()
