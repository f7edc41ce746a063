"""Wordings that ship: loaded, loaded again, and left alone where the team has its own."""

import json

import pytest
from django.contrib.auth.models import User

from guidance.core.documents.formats import InvalidDocument
from guidance.models import Edition, FaqEntry, License, WordingState
from guidance.services.search.searching import search
from guidance.services.search.wordings import wordings_of
from guidance.services.wordings.keeping import save, stamp
from tests.services.intake.small_pack import load

pytestmark = pytest.mark.django_db
WHOLE = ("", "")
TERM = ("term", "use")


def ships(pack, *items):
    data = [{"of": of, "also": list(also)} for of, also in items]
    (pack[0] / "wordings.yaml").write_text(json.dumps(data) if data else "# none\n[]")


def team_writes(row, kind, part, *lines):
    now = wordings_of(kind, row.slug).get(part, ())
    by = User.objects.get_or_create(username="eve")[0]
    save(row, {part: lines}, by=by, shown={part: stamp(now)})


def test_they_are_loaded_with_their_documents(pack):
    ships(pack, ("faq/may-i-sell-it", ["A zebra crossing"]), ("license/example/term/use", ["Yak"]))

    load(pack)

    assert [one.key for one in search("zebra").results] == ["may-i-sell-it"]
    assert [one.key for one in search("yak").results] == ["use"]
    assert Edition.objects.count() == 3


def test_loading_again_does_nothing_and_other_lines_replace(pack):
    ships(pack, ("faq/may-i-sell-it", ["Zebra"]))
    load(pack)
    load(pack)
    assert WordingState.objects.count() == 1

    ships(pack, ("faq/may-i-sell-it", ["Yak"]))
    assert set(load(pack).values()) == {"unchanged"}

    assert wordings_of("faq", "may-i-sell-it") == {WHOLE: ("Yak",)}
    assert (search("zebra").total, search("yak").total) == (0, 1)
    assert Edition.objects.count() == 3


def test_what_the_team_wrote_stays_part_by_part(pack):
    ships(pack, ("license/example", ["Zebra"]), ("license/example/term/use", ["Gnu"]))
    load(pack)
    team_writes(License.objects.get(), "license", WHOLE, "Ours")

    ships(pack, ("license/example", ["Yak"]), ("license/example/term/use", ["Okapi"]))
    load(pack)
    load(pack)

    assert wordings_of("license", "example") == {WHOLE: ("Ours",), TERM: ("Okapi",)}


def test_what_the_team_emptied_stays_empty(pack):
    ships(pack, ("faq/may-i-sell-it", ["Zebra"]))
    load(pack)
    team_writes(FaqEntry.objects.get(), "faq", WHOLE)

    ships(pack, ("faq/may-i-sell-it", ["Yak"]))
    load(pack)

    assert wordings_of("faq", "may-i-sell-it") == {}


def test_what_the_team_added_stays_where_nothing_shipped(pack):
    load(pack)
    team_writes(FaqEntry.objects.get(), "faq", WHOLE, "Ours")

    ships(pack, ("faq/may-i-sell-it", ["Yak"]))
    load(pack)

    assert wordings_of("faq", "may-i-sell-it") == {WHOLE: ("Ours",)}


def test_what_ships_no_more_goes(pack):
    ships(pack, ("faq/may-i-sell-it", ["Zebra"]))
    load(pack)

    (pack[0] / "wordings.yaml").unlink()
    load(pack)

    assert wordings_of("faq", "may-i-sell-it") == {}


def test_wordings_of_nothing_that_ships_are_refused(pack):
    ships(pack, ("faq/nothing", ["Zebra"]))

    with pytest.raises(InvalidDocument, match="No document faq/nothing ships"):
        load(pack)

    assert not Edition.objects.exists()


def test_same_part_in_two_files_is_refused(pack):
    ships(pack, ("faq/may-i-sell-it", ["Zebra"]))
    again = (pack[0] / "wordings.yaml").read_text()
    (pack[0] / "wordings-more.yaml").write_text(again)

    with pytest.raises(InvalidDocument, match=r"stand in wordings-more\.yaml too"):
        load(pack)
