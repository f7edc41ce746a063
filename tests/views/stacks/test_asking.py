"""The form of a stack, and the page of what it owes."""

import json

import pytest
from django.test import Client

from guidance.models import SavedStack
from guidance.services.stacks.addresses import MAX_ADDRESS, Stack, address_of
from tests.html import texts, values
from tests.services.stacks.samples import part
from tests.views.checking.results import page
from tests.views.stacks.conftest import LINK
from tests.views.stacks.rows import names, posted

pytestmark = pytest.mark.django_db


def test_form_asks_for_parts_and_the_whole(client, licenses):
    html = page(client.get("/stack/"))

    assert texts(html, "h1") == ["Everything you owe together"]
    assert texts(html, "legend") == ["Part 1", "Part 2", "Part 3"]
    assert values(html, "#whole option", "value") == [
        "", "closed", "modelo", "permit", "share", "share-more",
    ]  # fmt: skip
    assert values(html, "datalist option", "value") == [
        "Modelo", "MIT", "GPL-2.0-only", "GPL-3.0-only",
    ]  # fmt: skip


def test_form_begins_with_licenses_that_a_link_names(client, licenses):
    html = page(client.get("/stack/?license=permit,modelo"))

    assert values(html, "#name-0", "value") == ["Permit"]
    assert values(html, "#license-0", "value") == ["MIT"]
    assert values(html, "#license-1", "value") == ["Modelo"]


@pytest.mark.parametrize(
    "query", ["license=%00", "license=" + "x" * 5_000, "c=~~~", "w=%22", "e=x"]
)
def test_form_takes_whatever_stands_behind_it(client, licenses, query):
    assert client.get(f"/stack/?{query}").status_code == 200


def test_form_is_known_to_browsers_and_costs_few_queries(
    client, licenses, django_assert_num_queries
):
    first = client.get("/stack/")

    with django_assert_num_queries(1):
        again = client.get("/stack/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_parts_are_added_and_taken_away_without_script(client, licenses):
    rows = posted(("a", "MIT"), ("b", "ISC"), ("c", "Zlib"), whole="closed")

    more = page(client.post("/stack/", rows | {"more": ""}))
    less = page(client.post("/stack/", rows | {"remove-1": ""}))

    assert len(texts(more, "legend")) == 6
    assert names(more)[:3] == [["a"], ["b"], ["c"]]
    assert names(less)[:2] == [["a"], ["c"]]
    assert values(less, "#license-1", "value") == ["Zlib"]
    assert 'value="closed" selected' in less


def test_form_has_sixty_parts_at_most(client, licenses):
    rows = posted(*[(f"n{number}", "MIT") for number in range(70)])

    html = page(client.post("/stack/", rows | {"more": ""}))

    assert len(texts(html, "legend")) == 60
    assert "A form has 60 parts at most." in html
    assert 'name="more"' not in html


def test_form_leads_to_an_address_of_its_own(client, licenses):
    rows = posted(("model", "Modelo"), ("lib", "MIT"), ("", ""), whole="permit", show="")

    response = client.post("/stack/", rows)

    assert (response.status_code, response["Location"]) == (302, LINK)
    assert not SavedStack.objects.exists()
    assert response.cookies == {}


@pytest.mark.parametrize(
    ("row", "field", "message"),
    [
        (("", "MIT"), "name-0", "Say what this part is called, such as tokenlib."),
        (("a", ""), "license-0", "Write its license, such as MIT; write unknown where you cannot"),
        (("a", "(MIT"), "license-0", "This cannot be read as licenses."),
        (("a~b", "MIT"), "name-0", "The sign ~ cannot be part of it."),
        (("a" * 201, "MIT"), "name-0", "At most 200 characters."),
        (("a", "M" * 501), "license-0", "At most 500 characters."),
        (("a\x07b", "MIT"), "name-0", "This contains the character U+0007"),
    ],
)
def test_form_says_at_the_field_what_is_wrong(client, licenses, row, field, message):
    html = page(client.post("/stack/", posted(row, show="")))

    assert texts(html, "title")[0].startswith("Error: ")
    assert values(html, ".summary a", "href") == [f"#{field}"]
    assert message in texts(html, f"#{field}-error")[0]
    assert values(html, f"#{field}", "aria-describedby") == [f"{field}-error"]


def test_form_without_a_part_says_so(client, licenses):
    html = page(client.post("/stack/", posted(("", ""), show="")))

    assert texts(html, ".summary a") == ["Name at least one part of your product."]


def test_form_from_another_site_is_refused(client, licenses):
    rows = posted(("a", "MIT"), show="")

    assert client.post("/stack/", rows, headers={"origin": "https://evil"}).status_code == 403
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/stack/", rows, headers={"origin": "http://testserver"}).status_code == 302


@pytest.mark.parametrize("use", ["", "nonsense"])
def test_use_that_is_none_is_taken_for_what_asks_most(client, licenses, use):
    response = client.post("/stack/", posted(("a", "MIT"), show="") | {"use-0": use})

    assert "c=b~MIT~a~1" in response["Location"]


def _long():
    return posted(*[(f"part-{number}-{'x' * 80}", "MIT") for number in range(50)], show="")


def test_stack_too_long_for_an_address_is_shown_and_can_be_kept(client, licenses):
    response = client.post("/stack/", _long())
    html = page(response)

    assert response.status_code == 200
    assert "Too long for an address." in html
    assert "Keep the list under a short link to download them." in html
    (asked,) = values(html, "input[name=asked]", "value")
    kept = client.post("/stack/keep/", {"asked": asked, "title": ""}, follow=True)
    assert "Your short link is ready" in page(kept)


def test_longest_address_is_led_to(client, licenses):
    start = len("http://testserver" + address_of(Stack((part("", "MIT"),), "", {"permit": 1})))
    rows = []
    left = MAX_ADDRESS - start
    one = len("&c=b~MIT~~1")
    while left > 200 + one:
        rows.append(("x" * 150, "MIT"))
        left -= 150 + one
    fits = client.post("/stack/", posted(*rows, ("y" * left, "MIT"), show=""))
    over = client.post("/stack/", posted(*rows, ("y" * (left + 1), "MIT"), show=""))

    assert (fits.status_code, len("http://testserver" + fits["Location"])) == (302, MAX_ADDRESS)
    assert over.status_code == 200


@pytest.mark.parametrize("path", ["/check/", "/faq/", "/compare/"])
def test_other_pages_lead_to_the_stack(client, licenses, path):
    html = page(client.get(path))

    assert values(html, ".stack-link a", "href") == ["/stack/"]


def test_comparison_leads_to_the_stack_of_its_licenses(client, licenses):
    html = page(client.get("/compare/?licenses=modelo,permit"))

    assert values(html, ".stack-link a", "href") == ["/stack/?license=modelo,permit"]


LISTED = "c=bl~MIT~lib~1&c=b~Modelo~model~1&c=x~GPL-2.0-only~tool~1"


def test_list_of_a_file_is_used_as_its_reader_says(client, licenses):
    given = {"asked": LISTED, "use": "shipped_source", "linked": "on", "whole": "closed"}

    linked = client.post("/stack/", given)
    apart = client.post("/stack/", {"asked": LISTED, "use": "nonsense", "whole": "nobody"})

    assert linked["Location"].endswith(
        "&w=closed&e=modelo.1&e=permit.1&e=share.1"
        "&c=sl~MIT~lib~1&c=s~Modelo~model~1&c=x~GPL-2.0-only~tool~1"
    )
    assert apart["Location"].endswith(
        "&e=modelo.1&e=permit.1&e=share.1&c=b~MIT~lib~1&c=b~Modelo~model~1&c=x~GPL-2.0-only~tool~1"
    )


@pytest.mark.parametrize("asked", ["", "c=x", f"{LISTED}&x=1", "c=b~MIT~a~1&" * 21_000])
def test_list_that_is_none_is_not_found(client, licenses, asked):
    assert client.post("/stack/", {"asked": asked}).status_code == 404


def test_file_goes_on_as_a_stack(client, licenses):
    lock = {
        "lockfileVersion": 3,
        "packages": {
            "node_modules/lib": {"version": "1.0", "license": "MIT"},
            "node_modules/tool": {"version": "2.0", "license": "GPL-2.0-only", "dev": True},
            "node_modules/odd": {"version": "3.0", "license": "Unheard of"},
        },
    }
    read = page(client.post("/stack/from-file/", {"pasted": json.dumps(lock)}))
    (asked,) = values(read, "input[name=asked]", "value")

    html = page(client.post("/stack/", {"asked": asked, "whole": "permit"}, follow=True))

    assert texts(html, ".parts td")[::3] == ["lib 1.0", "tool 2.0", "odd 3.0"]
    assert texts(html, ".unknown b") == ["odd 3.0"]
    assert "Nothing is due." in html
