"""A recalled edition: whatever stands on it says so on top, for ever, beside what is said today."""

import re
from datetime import UTC, datetime

import pytest

from guidance.models import Edition
from guidance.services.publishing.recalls import recall
from guidance.services.publishing.withdrawals import withdraw
from tests.editions import published_faq, published_license, published_tree
from tests.html import select, texts
from tests.scenes import scene
from tests.views.checking.results import CHECK, LINK, QUERY, page, publish_otherwise

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 4, 12, tzinfo=UTC)
REASON, ADVICE = "It said <yes>.", "Stop, and *ask* us."
SHOWN = ("It said &lt;yes&gt;.", "Stop, and *ask* us.")
CURRENT = {
    "license": ["/licenses/example/", "/compare/?licenses=example,other"],
    "faq": ["/faq/may-i-sell-it/"],
    "tree": [f"{CHECK}start/", CHECK, f"{CHECK}?users=100"],
}
PINNED = {
    "license": ["/licenses/example/v1/", "/changes/license/example/v1/"],
    "faq": ["/faq/may-i-sell-it/v1/", "/changes/faq/may-i-sell-it/v1/"],
    "tree": [f"{CHECK}v1/", LINK, f"{CHECK}v1/share/{QUERY}", "/changes/tree/can-i-use-it/v1/"],
}
SINCE = {
    "license": "/changes/license/example/since/v1/",
    "faq": "/changes/faq/may-i-sell-it/since/v1/",
    "tree": "/changes/tree/can-i-use-it/since/v1/",
}
SAYING = [
    (kind, address) for found in (PINNED, CURRENT) for kind in found for address in found[kind]
]
STAYING = [(kind, address) for kind in PINNED for address in (*PINNED[kind], SINCE[kind])]
LISTED = {
    "license": ["/", "/licenses/", "/changes/"],
    "faq": ["/faq/", "/changes/", "/licenses/example/"],
    "tree": ["/", "/check/", "/changes/", "/faq/may-i-sell-it/"],
}


@scene
def shelf():
    published_license()
    published_license("other", title="Other License", short_title="Other")
    published_faq(is_featured=True)
    published_tree()


def recalled(kind, number=1, slug=""):
    wanted = {"publication__kind": kind, "number": number}
    edition = Edition.objects.exclude(publication__slug="other").get(**wanted)
    return recall(edition, by=None, reason=REASON, advice=ADVICE, at=AT)


def publish_others():
    """Publish an edition 2 of everything."""
    publish_otherwise()
    published_faq(short_answer="No.")


def top_of(response):
    """Return what a page says before its heading."""
    return page(response).partition("<main")[2].partition("<h1")[0]


@pytest.mark.parametrize(("kind", "address"), SAYING)
def test_page_says_on_top_what_is_wrong_and_what_to_do(client, shelf, kind, address):
    before = top_of(client.get(address))
    recalled(kind)

    after = top_of(client.get(address))

    assert not any(words in before for words in SHOWN)
    assert all(words in after for words in SHOWN)
    assert "4 Mar 2026" in after


@pytest.mark.parametrize(("kind", "address"), STAYING)
def test_page_of_the_edition_says_it_for_ever(client, shelf, kind, address):
    recalled(kind)
    publish_others()

    html = top_of(client.get(address))

    assert all(words in html for words in SHOWN)


@pytest.mark.parametrize(
    ("kind", "address"), [(kind, address) for kind in CURRENT for address in CURRENT[kind]]
)
def test_page_that_stays_current_says_it_until_a_new_edition(client, shelf, kind, address):
    recalled(kind)
    publish_others()
    if kind == "license":  # what cites its first edition goes on saying so, and is not meant here
        published_faq()

    html = page(client.get(address))

    assert not any(words in html for words in SHOWN)


@pytest.mark.parametrize(
    ("kind", "address"), [(kind, address) for kind in LISTED for address in LISTED[kind]]
)
def test_lists_mark_what_is_recalled(client, shelf, kind, address):
    Edition.objects.update(is_shipped=False)
    tag = '<span class="tag limit">Recalled</span>'
    before = page(client.get(address)).count(tag)
    recalled(kind)

    after = page(client.get(address)).count(tag)

    assert (before, after > 0) == (0, True)


def test_search_marks_what_is_recalled(client, shelf):
    recalled("faq")

    html = page(client.get("/search/?q=may+i+sell+it"))

    found = [texts(one, ".tag") for one in select(html, "p.found-kind")]
    marked = ["Recalled" in one for one in found if "FAQ" in one]
    assert marked == [True]
    assert not any("Recalled" in one for one in found if "FAQ" not in one)


@pytest.mark.parametrize(("kind", "address"), [*STAYING, ("tree", "/"), ("faq", "/faq/"),
                                               ("faq", "/changes/"), ("faq", "/changes.atom"),
                                               ("license", "/compare/?licenses=example,other"),
                                               ])  # fmt: skip
def test_no_old_bytes_are_served(client, shelf, kind, address):
    before = client.get(address)
    recalled(kind)

    after = client.get(address, headers={"if-none-match": before.get("ETag", "")})

    assert after.status_code == 200
    assert after.content != before.content


def test_result_says_it_beside_what_is_said_today(client, shelf):
    recalled("tree")
    publish_otherwise()

    html = page(client.get(LINK))

    assert html.index("It said &lt;yes&gt;.") < html.index("Guidance has changed since")
    assert "<ins>Prohibited</ins>" in html
    assert "<title>Recalled: You may pass it on" in html
    assert '<meta name="description"' not in html


def test_result_tells_that_what_is_said_today_was_recalled(client, shelf):
    publish_otherwise()
    recalled("tree", 2)

    html = page(client.get(LINK))

    assert "Version 2, which is current now, was recalled itself." in html
    assert "Recalled: version 1" not in html


@pytest.mark.parametrize("address", [f"{CHECK}v1/result.md{QUERY}", "short"])
def test_export_says_it_on_top_and_inert(client, tree, shared, address):
    recalled("tree")

    text = client.get(f"{shared[0]}result.md" if address == "short" else address).content.decode()

    assert text.startswith(
        "**Recalled: version 1 was found to be wrong on 04 Mar 2026.** It said &lt;yes>.\n\n"
        "**What to do instead:** Stop, and \\*ask\\* us.\n\n# "
    )


def test_short_link_says_it_on_top(client, tree, shared):
    recalled("tree")

    assert all(words in top_of(client.get(shared[0])) for words in SHOWN)


def test_feed_brings_a_recalled_edition_again_on_top(client, shelf):
    publish_others()
    recall(Edition.objects.get(publication__kind="faq", number=1), by=None, reason=REASON,
           advice=ADVICE)  # fmt: skip

    entry = client.get("/changes.atom").content.decode().split("<entry>")[1]

    assert "<title>Recalled: FAQ entry: May I sell it?, version 1</title>" in entry
    assert "/faq/may-i-sell-it/v1/" in entry
    assert "It said &amp;lt;yes&amp;gt;." in entry
    updated, published = (re.search(f"<{name}>([^<]*)", entry)[1] for name in
                          ("updated", "published"))  # fmt: skip
    assert updated > published


def test_what_rests_on_a_recalled_license_says_so_on_top(client, shelf):
    recalled("license")

    tops = [top_of(client.get(a)) for a in ("/faq/may-i-sell-it/", LINK, f"{CHECK}start/")]

    words = "This rests on version 1 of the guidance on Example, which was recalled on "
    assert all(words in top and SHOWN[0] in top for top in tops)
    assert words in client.get(f"{CHECK}v1/result.md{QUERY}").content.decode()


def test_address_of_something_withdrawn_says_that_its_last_edition_was_recalled(client, shelf):
    withdraw(recalled("faq").edition.publication, note="Wrong.")

    html = page(client.get("/faq/may-i-sell-it/"), 410)

    assert "That version was recalled: it was found to be wrong." in html
    assert all(words in html for words in SHOWN)


def test_page_of_both_says_both_the_recall_first(client, shelf):
    withdraw(recalled("faq").edition.publication, note="Wrong.")

    top = top_of(client.get("/faq/may-i-sell-it/v1/"))

    assert top.index("Recalled: version 1") < top.index("Withdrawn on")
    assert "A corrected version is not published yet." not in top
