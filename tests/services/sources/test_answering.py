"""What changed at a source: what rests on it, and what the team answers."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from guidance.models import License, LicenseText, Source
from guidance.services.sources.answering import LookMoved, give_address, settle
from guidance.services.sources.looking import look_at
from guidance.services.sources.resting import changes_of, resting_on, words_of
from tests.admin.conftest import person
from tests.documents import BODY
from tests.services.sources.publishers import looked, page, state, text_source
from tests.services.sources.servers import answer, moved, network


def test_what_rests_on_the_changed_words_is_named_clause_by_clause(its, server):
    server.pages["/license"] = page(BODY.replace("100 users", "50 users"))

    seen = looked(its)

    [clause] = resting_on(seen, changes_of(seen))
    assert clause.name == "3"
    assert sorted({type(use.row).__name__ for use in clause.uses}) == ["Outcome", "Question"]
    server.pages["/license"] = page(BODY.replace("You may use", "You can use"))
    seen = looked(its)
    [clause] = resting_on(seen, changes_of(seen))
    kinds = sorted({type(use.row).__name__ for use in clause.uses})
    assert (clause.name, kinds) == ("1", ["Annotation", "FaqEntry", "Term"])


def test_added_clause_is_of_the_words_for_a_new_revision(its, server):
    fees = "4. Fees. You pay a fee for each copy that you give to anybody who asks."
    looked(its)
    server.pages["/license"] = page(f"{BODY}\n\n{fees}")

    seen = looked(its)

    assert state(seen) == ("changed", "")
    assert words_of(seen) == f"{BODY}\n\n{fees}"


def test_what_is_said_to_be_nothing_is_quiet_until_it_changes_again(its, server, groups):
    ada = person("ada", "Editors")
    server.pages["/license"] = page(BODY.replace("ask us", "call us"))
    seen = looked(its)

    settled = settle(seen, look=seen.look, note="A word.", by=ada)
    again = looked(its)
    server.pages["/license"] = page(BODY.replace("ask us", "pay us"))
    more = looked(its)

    assert [one.state for one in (seen, settled, again, more)] == [
        "changed", "layout", "layout", "changed",
    ]  # fmt: skip
    assert (settled.settled_by, settled.note) == (ada, "A word.")


def test_only_what_was_shown_is_nothing(its, server, groups):
    ada = person("ada", "Editors")
    server.pages["/license"] = page(BODY.replace("ask us", "call us"))
    shown = looked(its)
    server.pages["/license"] = page(BODY.replace("ask us", "pay us"))
    looked(its)

    for look in (shown.look, "", "0" * 64):
        with pytest.raises(LookMoved):
            settle(shown, look=look, note="Nothing.", by=ada)

    assert Source.objects.changed().count() == 1


def test_new_revision_of_the_text_is_no_longer_a_change(its, server, license):
    new = BODY.replace("100 users", "50 users")
    server.pages["/license"] = page(new)
    looked(its)
    text = LicenseText.objects.create(
        source="tests", title="New", body=new, digest="a" * 64, url=server.url("/license")
    )

    License.objects.update(text=text)

    assert Source.objects.changed().count() == 0
    assert state(looked(its)) == ("same", "")


def test_what_was_seen_under_a_former_address_is_dropped(its, server, license):
    source = text_source()

    def is_allowed(_address):
        Source.objects.filter(pk=source.pk).update(address="https://other.example/")
        return True

    assert look_at(source.pk, network=network(server, is_allowed=is_allowed)) is None
    source.refresh_from_db()
    assert (source.state, source.looked_at, source.taken_at) == ("new", None, None)


def test_address_of_its_own_is_looked_at_instead(its, server, license):
    server.pages["/plain"] = answer(BODY, kind="text/plain")
    give_address(license, "", server.url("/plain"))

    seen = looked(its)

    assert (state(seen), seen.looked_where) == (("same", ""), server.url("/plain"))


def test_commands_say_what_they_saw(its, server, settings):
    server.pages["/license"] = page(BODY.replace("100 users", "50 users"))
    server.pages["/policy"] = moved("http://inside.example/")
    checked, due = StringIO(), StringIO()

    call_command("check_sources", "example", network=its, stdout=checked)
    Source.objects.update(looked_at=None, state="new")
    call_command("due", network=its, stdout=due)

    assert checked.getvalue().splitlines() == [
        "example: The words changed.",
        "example/example-policy: The name leads to an address that is not of the public network."
        " (inside.example)",
    ]
    assert due.getvalue() == "Words changed: example.\n"
    with pytest.raises(CommandError, match="no license nothing, none"):
        call_command("check_sources", "nothing", "example", "none", network=its)
