"""What a page weighs on the wire, and how much of it the first screen needs.

The first screen is all that stands in the window of a reader who has not scrolled, without
script. It ends with the last text or control there, in the order of the source; the bytes up to
the next element after it are looked for in the compressed body, as it is served. Headers are
counted as HTTP/1.1 writes them; HTTP/2 writes less.
"""

import re
import socket
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

import brotli

from tests.looking.kinds import Kind

WINDOWS = ((390, 844), (1280, 800))

FIND_LAST = """() => {
  const isSeen = (rect) => rect.width && rect.height && rect.top < innerHeight && rect.bottom > 0
    && rect.left < innerWidth && rect.right > 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
  let last = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const isText = node.nodeType === Node.TEXT_NODE;
    if (!isText && !/^(img|input|select|textarea|svg|progress)$/i.test(node.nodeName)) continue;
    if (isText && !node.data.trim()) continue;
    if (!(isText ? node.parentElement : node).checkVisibility()) continue;
    const range = document.createRange();
    range.selectNode(node);
    if ([...range.getClientRects()].some(isSeen)) last = node;
  }
  walker.currentNode = last;
  let next = walker.nextNode();
  while (next && next.nodeType !== Node.ELEMENT_NODE) next = walker.nextNode();
  if (!next) return null;
  const same = [...document.getElementsByTagName(next.localName)];
  return [next.localName, same.indexOf(next)];
}"""

FIND_BLOCKING = """() => performance.getEntriesByType("resource")
  .filter((one) => one.renderBlockingStatus === "blocking").map((one) => one.name)"""
BEHIND_TLS = {"ignore_https_errors": True}
"""The certificate of the front is its own."""
FIRST_SCREEN, BLOCKING, SCRIPT, AGAIN = 14_600, 2, 4_096, 1_024
"""The goals: bytes, requests, and bytes."""


@dataclass(frozen=True)
class Served:
    """An answer as it comes over the wire: its head, and its body as it was compressed."""

    status: int
    head: bytes
    body: bytes

    @property
    def size(self) -> int:
        return len(self.head) + len(self.body)

    def header(self, name: str) -> str:
        found = re.search(rf"^{name}: (.*?)\r$", self.head.decode(), re.I | re.M)
        return found[1] if found else ""

    @property
    def text(self) -> bytes:
        """Return the body as it is read."""
        return self.body if self.header("content-encoding") == "" else brotli.decompress(self.body)

    def needed(self, length: int) -> int:
        """Return how many bytes of the body have to arrive for so many of its text."""
        if not self.header("content-encoding"):
            return min(length, len(self.body))
        reading, read = brotli.Decompressor(), 0
        for number in range(len(self.body)):
            if read >= length:
                return number
            read += len(reading.process(self.body[number : number + 1]))
        return len(self.body)


def ask(portal: str, path: str, **headers: str) -> Served:
    """Ask as a browser behind TLS does, and keep every byte of the answer."""
    place = urlsplit(portal)
    lines = [
        f"GET {path} HTTP/1.1", f"Host: {place.netloc}", "Accept-Encoding: br",
        "X-Forwarded-Proto: https", "Connection: close", "Accept: text/html,*/*",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]  # fmt: skip
    with socket.create_connection((place.hostname, place.port), timeout=60) as wire:
        wire.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        came = b"".join(iter(lambda: wire.recv(65_536), b""))
    head, _, body = came.partition(b"\r\n\r\n")
    return Served(int(head.split()[1]), head + b"\r\n\r\n", body)


class Elements(HTMLParser):
    """Where the start tags of each element stand, in code points."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.lines = [0]
        for line in source.split("\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)
        self.places: dict[str, list[int]] = {}
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        line, column = self.getpos()
        self.places.setdefault(tag, []).append(self.lines[line - 1] + column)


def bytes_until(source: str, element: tuple[str, int] | None) -> int:
    """Return how many bytes stand before an element, which is the nth of its name."""
    if element is None:
        return len(source.encode())
    name, number = element
    return len(source[: Elements(source).places[name][number]].encode())


@dataclass(frozen=True)
class Weight:
    """What a page of a kind weighs, in bytes; ``first`` is of each window."""

    name: str
    page: int
    style: int
    first: tuple[int, ...]
    blocking: int
    script: int
    again: int
    strangers: tuple[str, ...]

    @property
    def misses(self) -> list[str]:
        """Return which goals are missed, in words."""
        found = [
            f"first screen {size:,} > {FIRST_SCREEN:,}"
            for size in self.first
            if size > FIRST_SCREEN
        ]
        if self.blocking > BLOCKING:
            found.append(f"{self.blocking} requests before the first paint")
        if self.script > SCRIPT:
            found.append(f"script {self.script:,} > {SCRIPT:,}")
        if self.again > AGAIN:
            found.append(f"second view {self.again:,} > {AGAIN:,}")
        return found + [f"asks {host}" for host in self.strangers]


def weigh(portal: str, site: str, kind: Kind, path: str, browser) -> Weight:
    """Weigh a page, with what it loads; where the address leads on, that where it ends.

    The browser asks the ``site`` in front of the portal, with TLS; the bytes are the portal's.
    """
    lasts, blocking, urls = _in_browser(site + path, browser)
    path = urls.pop(0).removeprefix(site)
    page = ask(portal, path)
    if page.status != kind.status:
        raise RuntimeError(f"{kind.name} answered with {page.status}")
    ours = [url for url in urls if url.startswith(f"{site}/")]
    loaded = {url: ask(portal, url.removeprefix(site)) for url in ours}
    style = sum(loaded[url].size for url in blocking if url in loaded)
    source = page.text.decode()
    return Weight(
        name=kind.name,
        page=page.size,
        style=style,
        first=tuple(
            len(page.head) + page.needed(bytes_until(source, last)) + style for last in lasts
        ),
        blocking=1 + len(blocking),
        script=sum(len(one.body) for url, one in loaded.items() if url.endswith(".js")),
        again=_again(portal, path, page) + sum(map(_renewed, loaded.values())),
        strangers=tuple(sorted({urlsplit(url).netloc for url in urls if url not in ours})),
    )


def _again(portal: str, path: str, page: Served) -> int:
    """Return the bytes of a second view; none of what must not be kept, or is an error."""
    if page.status >= 400 or "no-store" in page.header("cache-control"):
        return 0
    return ask(portal, path, If_None_Match=page.header("etag") or '"none"').size


def _renewed(one: Served) -> int:
    return 0 if "immutable" in one.header("cache-control") else one.size


def _in_browser(url: str, browser) -> tuple[list, list[str], list[str]]:
    """Return the ends of the first screens, what blocks the first paint, and all that is asked.

    What is asked begins with the address where the page ended.
    """
    lasts = []
    for width, height in WINDOWS:
        window = {"width": width, "height": height}
        page = browser.new_page(viewport=window, java_script_enabled=False, **BEHIND_TLS)
        page.goto(url)
        lasts.append(page.evaluate(FIND_LAST))
        page.close()
    page = browser.new_page(**BEHIND_TLS)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url, wait_until="networkidle")
    ended = page.url.partition("#")[0]
    blocking = page.evaluate(FIND_BLOCKING)
    page.close()
    others = [one for one in dict.fromkeys(asked) if one not in (url, ended)]
    return lasts, blocking, [ended, *(one for one in others if not one.startswith("data:"))]
