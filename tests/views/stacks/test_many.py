"""The form of a stack where there are more licenses than it lists: any other is named."""

import json

import pytest

from tests.html import texts, values
from tests.scenes import scene
from tests.services.naming.many import put_before
from tests.services.stacks.samples import KEEP, publish_all, published_license
from tests.views.checking.results import page
from tests.views.stacks.rows import posted

pytestmark = pytest.mark.django_db
FIRST = [f"n-{number:02}" for number in range(60)]
LISTED = "c=b~MIT~lib~1"


@scene
def many():
    publish_all()
    put_before()


def wholes(html):
    return values(html, "#whole option", "value")[2:]


def test_form_lists_sixty_and_takes_the_name_of_any(client, many):
    html = page(client.get("/stack/"))

    assert wholes(html) == FIRST
    assert len(values(html, "datalist option", "value")) == 60
    assert values(html, "#license-0", "data-names") == ["/search/licenses/"]
    assert values(html, "#whole-name", "data-names") == ["/search/licenses/"]
    assert values(html, "#name-0[data-names]", "name") == []
    assert values(html, "script[src^=/static/names]", "src") == ["/static/names.js"]


def test_form_of_few_has_no_such_field(client):
    publish_all()

    html = page(client.get("/stack/"))

    assert values(html, "#whole-name", "name") == []
    assert values(html, "script[src^=/static/names]", "src") == []
    assert values(html, "[data-names]", "data-names") == []


def test_licenses_that_a_link_names_are_offered_too(client, many):
    html = page(client.get("/stack/?license=permit&w=share"))

    assert values(html, "#license-0", "value") == ["MIT"]
    assert wholes(html) == ["permit", "share", *FIRST]
    assert values(html, "#whole option[selected]", "value") == ["share"]


@pytest.mark.parametrize("name", ["GPL-2.0-only", "gpl-2.0", " Share ", "share"])
def test_whole_is_taken_by_its_name(client, many, name):
    rows = posted(("lib", "MIT"), whole="closed", show="") | {"whole-name": name}

    assert "&w=share&" in client.post("/stack/", rows)["Location"]


@pytest.mark.parametrize(
    ("name", "found", "message"),
    [
        ("sha", ["share", "share-more"], "“sha” is no name of one license here. Choose from those"),
        ("Zebra", FIRST, "“Zebra” is no name of a license here."),
        ("a\x07b", FIRST, "“a\x07b” is no name of a license here."),
        ("a\0b", FIRST, "is no name of a license here."),
    ],
)
def test_name_of_no_license_is_told_with_what_begins_so(client, many, name, found, message):
    rows = posted(("lib", "MIT"), whole="", show="") | {"whole-name": name}

    html = page(client.post("/stack/", rows))

    assert values(html, ".summary a", "href") == ["#whole-name"]
    assert message in texts(html, "#whole-name-error")[0]
    assert values(html, "#whole-name", "aria-describedby") == ["whole-name-error"]
    assert wholes(html) == found


def test_name_that_two_licenses_have_is_never_guessed(client, many):
    published_license("other", KEEP, other_names=["Expat"])
    rows = posted(("lib", "MIT"), show="") | {"whole-name": "Expat"}

    assert wholes(page(client.post("/stack/", rows))) == ["other", "permit"]


def test_name_is_kept_and_not_yet_judged_while_parts_are_added(client, many):
    rows = posted(("lib", "MIT"), more="") | {"whole-name": "sha"}

    html = page(client.post("/stack/", rows))

    assert values(html, "#whole-name", "value") == ["sha"]
    assert texts(html, ".error") == []


def test_list_of_a_file_is_asked_again_for_a_name_that_is_none(client, many):
    given = {"asked": LISTED, "use": "hosted", "linked": "on", "whole": "", "whole-name": "sha"}

    html = page(client.post("/stack/", given))
    sent = {"asked": values(html, "input[name=asked]", "value")[0], "whole": "share"}

    assert values(html, ".summary a", "href") == ["#whole-name"]
    assert values(html, "#use option[selected]", "value") == ["hosted"]
    assert values(html, "input[name=linked][checked]", "name") == ["linked"]
    assert wholes(html) == ["share", "share-more"]
    assert client.post("/stack/", sent)["Location"].endswith(
        "&w=share&e=permit.1&e=share.1&c=b~MIT~lib~1"
    )


def test_bill_is_read_by_names_of_licenses_that_are_not_listed(client, many):
    rows = [{"Name": "lib", "License": "Expat"}, {"Name": "app", "License": "GPL-2.0-or-later"}]

    html = page(client.post("/stack/from-file/", {"pasted": json.dumps(rows)}))

    assert values(html, ".short a", "href") == ["/licenses/share/", "/licenses/permit/"]
    assert wholes(html) == FIRST
    assert values(html, "#whole-name", "list") == ["licenses"]
    assert len(values(html, "datalist option", "value")) == 60
