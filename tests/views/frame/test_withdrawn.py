"""What was withdrawn: its address says so, its editions and results stay readable and marked."""

import re
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User

from guidance.models import Publication
from guidance.services.publishing.acts import publish
from guidance.services.publishing.withdrawals import bring_back, draft_of, withdraw
from tests.editions import published_faq, published_license, published_tree
from tests.html import links, read, select
from tests.scenes import scene
from tests.views.checking.results import CHECK, LINK, QUERY, page

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 4, 12, tzinfo=UTC)
REASON = "The <publisher> replaced it."
GONE = [
    "/licenses/example/",
    "/licenses/example/text/",
    "/faq/may-i-sell-it/",
    "/check/can-i-use-it/",
    "/check/can-i-use-it/?users=100",
    "/check/can-i-use-it/?users=100&sharing=yes",
    "/check/can-i-use-it/start/",
    "/changes/license/example/since/v1/",
    "/changes/tree/can-i-use-it/since/v1/",
]
MARKED = [
    "/licenses/example/v1/",
    "/licenses/example/v2/",
    "/faq/may-i-sell-it/v1/",
    "/check/can-i-use-it/v1/",
    LINK,
    f"{CHECK}v1/share/{QUERY}",
    "/changes/license/example/v1/",
    "/changes/license/example/v2/",
]
LISTS = ["/", "/licenses/", "/faq/", "/check/", "/compare/", "/changes/", "/changes.atom",
         "/sitemap.xml", "/search/?q=example"]  # fmt: skip


@scene
def published():
    """Two editions of a license, one of the others, and something to read instead."""
    published_license()
    published_license(summary="Second words.")
    published_faq()
    published_tree()
    published_license("other", title="Other License", short_title="Other")
    return User.objects.create_user("ada", first_name="Ada", last_name="Byron")


@pytest.fixture
def gone(published):
    withdraw_all(published)


def withdraw_all(by=None):
    other = Publication.objects.get(slug="other")
    for one in Publication.objects.exclude(pk=other.pk):
        withdraw(one, by=by, note="Secret note.", reason=REASON, successor=other, at=AT)


@pytest.mark.parametrize("address", GONE)
def test_address_says_what_was_withdrawn_when_why_and_what_instead(client, gone, address):
    response = client.get(address)

    html = page(response, 410)
    publication = response.context["found"].publication
    assert "The legal team withdrew this on 4 March 2026." in html
    assert "The &lt;publisher&gt; replaced it." in html
    assert "Read instead: Other License" in read(html).text
    assert ("/licenses/other/", "Other License") in links(html, "main a")
    assert publication.current.get_absolute_url() in html
    assert publication.get_kind_display() in html
    assert "Secret note" not in html
    assert "Ada" not in html
    assert (response["X-Robots-Tag"], response["Cache-Control"]) == ("noindex", "no-cache")
    assert len(select(html, "h1")) == 1
    assert response.cookies == {}


@pytest.mark.parametrize("address", GONE)
def test_address_of_something_withdrawn_takes_few_queries(
    client, gone, address, django_assert_max_num_queries
):
    with django_assert_max_num_queries(3):
        client.get(address)


@pytest.mark.parametrize("address", MARKED)
def test_editions_and_results_stay_readable_and_marked(client, gone, address):
    response = client.get(address)

    html = page(response)
    main = html.partition("<main")[2]
    assert main.index("Withdrawn on 4 Mar 2026.") < main.index("<h1")
    assert "The &lt;publisher&gt; replaced it." in main
    assert '<a href="/licenses/other/">Other License</a>' in main
    assert "Secret note" not in html
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize("address", MARKED)
def test_marked_page_leads_to_no_address_that_is_gone_but_the_one_it_names(client, gone, address):
    html = page(client.get(address)).partition("<main")[2]
    led = {a for a in re.findall(r'href="(/[^"#]*)', html) if not a.startswith("/check/?")}

    lost = {a for a in led if client.get(a.replace("&amp;", "&")).status_code in (404, 410)}

    last = "/licenses/example/"  # where an older edition says what was said last, and why
    cited = {last} if "/v1/" in address or "tree" in address or "check" in address else set()
    assert lost <= cited


def test_older_edition_leads_to_what_was_said_last(client, gone):
    old, last = (page(client.get(f"/licenses/example/v{number}/")) for number in (1, 2))

    words = '<a href="/licenses/example/">The last version, and why it was withdrawn</a>'
    assert (words in old, words in last) == (True, False)
    assert "The page that stays current" not in last


def test_plain_text_of_an_edition_stays_to_the_letter(client, published):
    before = client.get("/licenses/example/v1/text/")
    withdraw_all()

    after = client.get("/licenses/example/v1/text/")

    assert (after.status_code, after.content) == (200, before.content)


def test_export_says_it_on_top(client, gone):
    text = client.get(f"{CHECK}v1/result.md{QUERY}").content.decode()

    assert text.startswith(
        "**Withdrawn on 04 Mar 2026. This is no guidance any more.** "
        "The &lt;publisher> replaced it."
    )
    assert "Read instead: **Other License**" in text


def test_code_of_a_result_is_still_given(client, gone):
    assert client.get(f"{CHECK}v1/qr.svg{QUERY}").status_code == 200


@pytest.mark.parametrize("name", ["", "result.md", "qr.svg"])
def test_short_link_stays_readable(client, tree, shared, name):
    withdraw(tree.publication, note="Secret note.", reason=REASON, at=AT)

    response = client.get(shared[0] + name)

    assert (response.status_code, response["X-Robots-Tag"]) == (200, "noindex")
    assert name == "qr.svg" or "Withdrawn on " in response.content.decode()


def test_withdrawn_result_offers_no_answer_to_change(client, gone):
    html = page(client.get(LINK))

    assert f'href="{CHECK}' not in html.replace(f'href="{CHECK}v1/', "")


@pytest.mark.parametrize("address", LISTS)
def test_lists_leave_it_out(client, published, address):
    titles = ("Example License", "May I sell it?", "Can I use it?")
    before = client.get(address).content.decode()
    withdraw_all()

    after = client.get(address).content.decode()

    paths = ("/licenses/example/", "/faq/may-i-sell-it/", "/check/can-i-use-it/")
    assert any(word in before for word in (*titles, *paths))
    assert not any(word in after for word in (*titles, *paths))


def test_compare_leaves_it_out(client, gone):
    published_license("third", title="Third")

    assert client.get("/compare/?licenses=example,other").status_code == 404
    assert client.get("/compare/?licenses=third,other").status_code == 200


@pytest.mark.parametrize("address", [*MARKED[:4], "/changes/license/example/v1/"])
def test_no_old_bytes_are_served(client, published, address):
    before = client.get(address)
    withdraw_all()
    during = client.get(address, headers={"if-none-match": before["ETag"]})
    Publication.objects.filter(withdrawn_at__isnull=False).update(withdrawn_reason="Other words.")
    told = client.get(address, headers={"if-none-match": during["ETag"]})
    withdraw(Publication.objects.get(slug="other"), note="Too.")
    moved = client.get(address, headers={"if-none-match": told["ETag"]})
    for one in Publication.objects.exclude(slug="other"):
        bring_back(one)
    after = client.get(address, headers={"if-none-match": moved["ETag"]})

    statuses = [one.status_code for one in (before, during, told, moved, after)]
    assert statuses == [200] * 5
    assert "Withdrawn on" in during.content.decode()
    assert "Other words." in told.content.decode()
    assert "has been withdrawn too" in moved.content.decode()
    assert after.content == before.content


@pytest.mark.parametrize("how", ["brought back", "published"])
@pytest.mark.parametrize("address", GONE[:7])
def test_address_answers_again(client, published, address, how):
    before = client.get(address)
    withdraw_all()
    page(client.get(address, headers={"if-none-match": before.get("ETag", "")}), 410)
    gone = Publication.objects.filter(withdrawn_at__isnull=False)
    for one in sorted(gone, key=lambda one: one.kind != "license"):  # which the others cite
        if how == "published":
            publish(draft_of(one), by=None, note="Right after all.")
        else:
            bring_back(one)

    after = client.get(address)

    assert after.status_code == before.status_code
    assert "Withdrawn" not in after.content.decode()


def test_withdrawn_successor_is_not_recommended(client, gone):
    withdraw(Publication.objects.get(slug="other"), note="Too.")

    html = page(client.get("/faq/may-i-sell-it/"), 410)

    assert "Read instead" not in html
    assert "“Other License” was to be read instead, but it has been withdrawn too." in html


def test_nothing_is_said_where_no_reason_was_given(client, published):
    withdraw(Publication.objects.get(kind="faq"), note="Secret note.")

    html = page(client.get("/faq/may-i-sell-it/"), 410)

    assert "<h2>Why</h2>" not in html
    assert "Read instead" not in html


def test_what_was_never_public_is_not_found(client, gone):
    Publication.objects.create(kind="faq", slug="begun")

    assert [client.get(a).status_code for a in ("/faq/begun/", "/faq/nothing/")] == [404, 404]
