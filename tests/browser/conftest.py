"""The browser, the portals that it visits, and a watcher of what goes wrong unseen."""

import os
import shutil

import pytest

from tests.browser.sites import prepared, running
from tests.browser.watching import Watch

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), "")


LOOKS = {
    "test_admin_pages.py", "test_annotating.py", "test_api_docs.py", "test_everyday.py",
    "test_keyboard.py", "test_layout.py", "test_public_pages.py", "test_refused.py",
    "test_unsaved.py", "test_workshop.py",
}  # fmt: skip
"""What judges pages and their scripts (axe, layout, keys), which are the same on any database."""


LONGEST = ("test_public_pages.py", "test_admin_pages.py")
"""They begin, so that no worker is left with one of them when all others are done."""


def _turn(item):
    is_late = _is_of_a_browser(item)
    return is_late, is_late and item.path.name not in LONGEST


def _is_of_a_browser(item):
    return "tests/browser/" in item.path.as_posix()


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items):
    """Mark the tests of this folder before -m chooses by marks, and put them last.

    Playwright's event loop stays in the thread until the run ends. A test of the database
    that ran after it would get a second connection, which nobody closes, and PostgreSQL
    could not drop the test database; Django therefore refuses queries beside a loop.
    """
    for item in filter(_is_of_a_browser, items):
        item.add_marker(pytest.mark.browser)
        if item.path.name in LOOKS:
            item.add_marker(pytest.mark.look)
    result = yield
    items.sort(key=_turn)
    return result


@pytest.fixture(scope="session", autouse=True)
def chromium(pytestconfig):
    """The path of Debian's Chromium; without it tests are skipped, and fail where CI is set."""
    if not CHROMIUM:
        words = "!!! NO CHROMIUM: nothing was tried in a browser. Install Debian's `chromium`."
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)
    pytestconfig.option.screenshot = "only-on-failure"
    pytestconfig.option.full_page_screenshot = True
    return CHROMIUM


@pytest.fixture(scope="session")
def browser_type_launch_args(chromium):
    return {
        "executable_path": chromium,
        "args": [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
        ],
    }  # fmt: skip


@pytest.fixture(scope="session")
def base_url():
    """Nothing: sites say their own. (The plugin's fixture is written in a way pytest warns of.)"""


@pytest.fixture(scope="session")
def ground(chromium, tmp_path_factory):
    with prepared(tmp_path_factory.mktemp("portal")) as ground:
        yield ground


@pytest.fixture(scope="session")
def site(ground):
    """A portal that tests only read; all of them share it."""
    with running(ground) as site:
        yield site
        assert "Traceback" not in site.complaints, site.complaints


@pytest.fixture
def own_site(ground):
    """A portal that a test may change."""
    with running(ground) as site:
        yield site
        assert "Traceback" not in site.complaints, site.complaints


@pytest.fixture
def visit(new_context):
    """Open windows: ``visit(width=390, script=False)`` gives a watched, empty page."""
    watches = []

    def open_window(*, width=1280, height=900, script=True, expected=(), **options):
        context = new_context(
            viewport={"width": width, "height": height}, java_script_enabled=script,
            reduced_motion="reduce", **options,
        )  # fmt: skip
        page = context.new_page()
        page.set_default_timeout(10_000)
        watches.append(Watch(page, expected))
        return page

    yield open_window
    assert [complaint for watch in watches for complaint in watch.complaints] == []
