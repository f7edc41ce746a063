"""Judge the public pages by others' tools, and print what was found beside the goals.

    python -m tests.looking [html] [weight] [lighthouse]

ROUNDS is how often Lighthouse looks at each page (3; medians are told), KINDS a part of the
names of the kinds that are wanted. Needs Node 20 with npm, Chromium and openssl. Exit status 1
where a goal is missed.
"""

import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM
from tests.browser.pages import PUBLIC
from tests.looking import judging
from tests.looking.kinds import KINDS
from tests.looking.places import Place, opened
from tests.looking.weighing import weigh

PARTS = ("html", "weight", "lighthouse")


def main(wanted: list[str]) -> int:
    if unknown := set(wanted) - set(PARTS):
        print(f"No part is named {', '.join(sorted(unknown))}. There are: {', '.join(PARTS)}.")
        return 2
    chosen = [part for part in PARTS if part in (wanted or PARTS)]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="guidance-look-")))
        place = stack.enter_context(opened(folder))
        judges = {"html": _html, "weight": _weight, "lighthouse": _lighthouse}
        missed = [miss for part in chosen for miss in judges[part](place)]
    print(f"\nload {os.getloadavg()[0]:.1f} at the end; {len(missed)} goals missed")
    for miss in missed:
        print(f"  {miss}")
    return bool(missed)


def _kinds(place: Place) -> list:
    part = os.environ.get("KINDS", "")
    return [(kind, place.path(kind.path)) for kind in KINDS if part in kind.name]


def _html(place: Place) -> list[str]:
    """Read all that the browser tests visit, and the kinds, as they are sent."""
    pages = {}
    with Browser() as browser:
        for stop in PUBLIC:
            pages[stop.name] = _sent(browser, lambda page, stop=stop: stop.open(page, place))
        for kind, path in _kinds(place):
            pages[kind.name] = _sent(browser, lambda page, path=path: page.goto(place(path)))
    found = judging.validated(pages)
    print(f"\n{'html-validate':<34}{len(pages):>6} pages {len(found):>6} findings   goal 0")
    return found


def _sent(browser, act) -> str:
    """Return the source of the page that an act ends on."""
    page = browser.new_page(ignore_https_errors=True)
    answers: list = []
    page.on("response", lambda one: answers.append(one) if _is_page(one) else None)
    act(page)
    page.wait_for_load_state("load")
    source = str(answers[-1].text())
    page.close()
    return source


def _is_page(answer) -> bool:
    return answer.request.is_navigation_request() and not 300 <= answer.status < 400


def _weight(place: Place) -> list[str]:
    print(f"\n{'bytes on the wire':<34}{'page':>8}{'style':>8}{'390 px':>8}{'1280 px':>8}"
          f"{'before':>8}{'script':>8}{'again':>8}")  # fmt: skip
    print(f"{'goal':<34}{'':>8}{'':>8}{'14,600':>8}{'14,600':>8}{'2':>8}{'4,096':>8}{'1,024':>8}")
    missed = []
    with Browser() as browser:
        for kind, path in _kinds(place):
            one = weigh(place.portal, place.site, kind, path, browser)
            figures = (one.page, one.style, *one.first, one.blocking, one.script, one.again)
            print(f"{one.name:<34}" + "".join(f"{figure:>8,}" for figure in figures), flush=True)
            missed += [f"{one.name}: {miss}" for miss in one.misses]
    return missed


def _lighthouse(place: Place) -> list[str]:
    rounds = int(os.environ.get("ROUNDS") or 3)
    names = "".join(f"{name:>8}" for name in ("LCP ms", "empty", "ratio"))
    print(f"\n{f'Lighthouse, medians of {rounds}':<34}{names}  perf  a11y  best   SEO")
    print(f"{'goal':<34}{'':>8}{'':>8}{'≤ 1.10':>8}   100   100   100   100")
    missed = []
    for kind, path in _kinds(place):
        one = judging.looked_at(place.site, CHROMIUM, kind, path, rounds)
        print(one.row, flush=True)
        missed += one.misses
    return missed


class Browser:
    """Chromium, for as long as the block lasts."""

    def __enter__(self):
        self.driver = sync_playwright().start()
        self.browser = self.driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        return self.browser

    def __exit__(self, *_):
        self.browser.close()
        self.driver.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
