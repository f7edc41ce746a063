"""The page on which sections are corrected by sight."""

import pytest

from tests.admin.pages import at, messages_of
from tests.documents import BODY
from tests.html import select, values
from tests.writers.common import form_of


@pytest.fixture
def drawn(ground):
    return at(ground["license"], "borders/")


def select_in(form, name):
    return [one for one in form.elements if one.name == name and "name" in one.attrs]


def posted(client, drawn, row, **data):
    page = client.get(drawn)
    fields = [
        {one["name"]: one.attrs.get("value") or "" for one in select_in(form, "input")}
        for form in select(page, "form")
    ]
    mine = [one for one in fields if one.get("section") == str(row.pk)]
    chosen = mine[-1] if "join" in data else mine[0]
    return client.post(drawn, chosen | data, follow=True)


def test_section_is_split_joined_and_named(admin_of, drawn, ground):
    license = ground["license"]
    row = license.sections.get(key="1")

    split = posted(admin_of, drawn, row, at=BODY.index("for any purpose"))
    joined = posted(admin_of, drawn, row, join="yes")
    named = posted(admin_of, drawn, row, label="I", heading="The grant")

    assert [one.redirect_chain[-1][0] for one in (split, joined, named)] == [
        f"{drawn}#at-for-any-purpose", f"{drawn}#at-1", f"{drawn}#at-1",
    ]  # fmt: skip
    assert messages_of(named) == ["Is called now: I The grant."]
    row.refresh_from_db()
    assert (row.label, row.heading, license.sections.count()) == ("I", "The grant", 4)


def test_border_that_cannot_be_says_why(admin_of, drawn, ground):
    row = ground["license"].sections.get(key="1")

    answer = posted(admin_of, drawn, row, at=row.start)

    assert messages_of(answer) == ["No border can be here: a section needs words on each side."]


def test_section_gets_a_short_name_for_the_contents_list(admin_of, drawn, ground):
    row = ground["license"].sections.get(key="1")

    posted(admin_of, drawn, row, label="1", heading=row.heading, short="Use and change")

    row.refresh_from_db()
    assert row.short == "Use and change"
    assert "Use and change" in values(admin_of.get(drawn), "input[name=short][value]", "value")


def test_section_that_a_colleague_changed_is_looked_at_anew(admin_of, drawn, ground):
    row = ground["license"].sections.get(key="1")
    page = admin_of.get(drawn)
    form = next(
        {one["name"]: one.attrs.get("value") or "" for one in select_in(form, "input")}
        for form in select(page, "form")
        if any(one.attrs.get("value") == str(row.pk) for one in select_in(form, "input"))
    )
    posted(admin_of, drawn, row, label="I", heading="Theirs")

    answer = admin_of.post(drawn, form | {"label": "II", "heading": "Mine"}, follow=True)

    assert "Nothing was written" in messages_of(answer)[0]
    row.refresh_from_db()
    assert row.heading == "Theirs"


def test_who_may_only_read_draws_no_border(client, drawn, team):
    client.force_login(team["reviewer"])

    assert (client.get(drawn).status_code, client.post(drawn).status_code) == (403, 403)


def test_largest_form_is_one_section(admin_of, drawn):
    assert len(form_of(admin_of.get(drawn))) < 10
