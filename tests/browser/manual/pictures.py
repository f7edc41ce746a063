"""Pictures of the lawyers' manual: taken where PICTURES is set, else compared by their words.

The words that stood on a picture are kept within its file. So a test that passes by the same
moment notices that the page says something else by now, on any machine and with any fonts.
"""

import os

from tests.browser.manual.pngs import small, words_in
from tests.house.pages import ROOT

FOLDER = ROOT / "docs" / "pictures" / "editing"
TALLEST = 760
"""Pixels of a picture; what stands lower is cut off."""

SETTLED = """element => {
  const now = new Date().getFullYear(), year = `(${now}|${now + 1})`;
  const day = `[A-Z][a-z]{2,8}\\.? [0-9]{1,2}, ${year}(?:, [0-9:]+ [ap]\\.m\\.)?`;
  const dates = new RegExp(`${day}|[0-9]{1,2} [A-Z][a-z]{2} ${year}(?:, [0-9:]+)?`, "g");
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    node.data = node.data.replace(dates, "Jan. 2, 2026");
  }
  return element.innerText;
}"""
"""Lets the days of this year and the next be the same, and returns the words."""


def picture(name, element, *, window=False):
    """Keep what an element shows, or the whole window, as a picture of the manual.

    Without PICTURES in the environment, hold that the words are those of the picture.
    """
    file = FOLDER / f"{name}.png"
    words = " ".join(element.evaluate(SETTLED).split())
    if not os.environ.get("PICTURES"):
        told = f"{file.name} shows a page that is another by now: run `make pictures`, look at it"
        assert words_in(file.read_bytes()) == words, told
        return
    taken = (element.page if window else element).screenshot(animations="disabled", caret="hide")
    FOLDER.mkdir(parents=True, exist_ok=True)
    file.write_bytes(small(taken, element.page, words=words, tallest=TALLEST))
