"""Other wordings written beside a draft: searched at once, never an edition, nobody overwritten."""

import pytest
from django.contrib.auth.models import User

from guidance.core.wordings.files import Given
from guidance.models import Edition, FaqEntry, License, SearchEntry, Wording, WordingState
from guidance.services.drafts.holding import Gone
from guidance.services.publishing.inspecting import inspect
from guidance.services.search.searching import search
from guidance.services.search.wordings import wordings_of
from guidance.services.wordings.keeping import (
    Overtaken,
    WordingsMoved,
    add,
    look_of,
    rename,
    restore,
    save,
    stamp,
    states_of,
    take,
    with_wordings,
)
from tests.editions import published_faq, published_license
from tests.scenes import scene

WHOLE = ("", "")
TERM = ("term", "use")


@scene
def shelf():
    """A license and an FAQ entry, published, and somebody who writes."""
    published_license()
    published_faq()
    return {
        "license": License.objects.get(), "faq": FaqEntry.objects.get(),
        "eve": User.objects.create(username="eve"), "ada": User.objects.create(username="ada"),
    }  # fmt: skip


def saved(shelf, given, *, row="faq", by="eve", shown=None):
    now = wordings_of({"faq": "faq", "license": "license"}[row], shelf[row].slug)
    stamps = {part: stamp(now.get(part, ())) for part in given}
    return save(shelf[row], given, by=shelf[by], shown=stamps | (shown or {}))


def test_wordings_are_searched_at_once_and_change_no_edition(shelf):
    look = inspect(shelf["faq"]).digest
    assert not search("zebra crossing").total

    saved(shelf, {WHOLE: ("A zebra crossing",)})

    assert [one.key for one in search("zebra crossing").results] == ["may-i-sell-it"]
    assert "zebra" not in str(search("zebra crossing").results).casefold()
    assert inspect(shelf["faq"]).digest == look
    assert inspect(shelf["faq"]).state.changes == 0
    assert not inspect(shelf["faq"]).state.is_publishable
    assert Edition.objects.count() == 2


def test_wordings_of_a_part_find_the_part(shelf):
    saved(shelf, {TERM: ("A zebra crossing",)}, row="license")

    assert [(one.kind, one.key) for one in search("zebra").results] == [("term", "use")]


def test_wordings_stay_when_the_draft_is_published_anew(shelf):
    saved(shelf, {WHOLE: ("A zebra crossing",)})

    published_faq(short_answer="No.")

    assert search("zebra").total == 1


def test_what_was_not_touched_keeps_what_another_wrote(shelf):
    saved(shelf, {WHOLE: ("One",), TERM: ("Two",)}, row="license")
    shown = {WHOLE: stamp(("One",)), TERM: stamp(("Two",))}
    saved(shelf, {TERM: ("Theirs",)}, row="license", by="ada")

    changed = save(
        shelf["license"], {WHOLE: ("Mine",), TERM: ("Two",)}, by=shelf["eve"], shown=shown
    )

    assert changed == {WHOLE: (("One",), ("Mine",))}
    assert wordings_of("license", "example") == {WHOLE: ("Mine",), TERM: ("Theirs",)}


def test_nobody_is_overwritten(shelf):
    saved(shelf, {WHOLE: ("Theirs",)}, by="ada")

    with pytest.raises(Overtaken) as overtaken:
        saved(shelf, {WHOLE: ("Mine",)}, shown={WHOLE: stamp(())})

    assert overtaken.value.now == {WHOLE: ("Theirs",)}
    assert wordings_of("faq", "may-i-sell-it") == {WHOLE: ("Theirs",)}


def test_who_was_shown_nothing_overwrites_nothing(shelf):
    saved(shelf, {WHOLE: ("Theirs",)})

    with pytest.raises(Overtaken):
        save(shelf["faq"], {WHOLE: ("Mine",)}, by=shelf["eve"], shown={})


def test_the_same_words_of_two_meet_in_peace(shelf):
    saved(shelf, {WHOLE: ("Same",)}, by="ada")

    assert saved(shelf, {WHOLE: ("Same",)}, shown={WHOLE: stamp(())}) == {}
    assert WordingState.objects.count() == 1


def test_every_state_is_kept_and_comes_back(shelf):
    saved(shelf, {WHOLE: ("One",)})
    saved(shelf, {WHOLE: ("Two", "Three")}, by="ada")
    first = states_of(shelf["faq"]).last()

    restore(shelf["faq"], first, by=shelf["eve"], seen=look_of(wordings_of("faq", "may-i-sell-it")))

    assert wordings_of("faq", "may-i-sell-it") == {WHOLE: ("One",)}
    assert [one.by_name for one in states_of(shelf["faq"])] == ["eve", "ada", "eve"]
    assert search("two three").total == 0


def test_restoring_is_refused_where_they_moved_on(shelf):
    saved(shelf, {WHOLE: ("One",)})
    seen = look_of(wordings_of("faq", "may-i-sell-it"))
    saved(shelf, {WHOLE: ("Two",)})

    with pytest.raises(WordingsMoved):
        restore(shelf["faq"], states_of(shelf["faq"]).last(), by=shelf["eve"], seen=seen)

    assert wordings_of("faq", "may-i-sell-it") == {WHOLE: ("Two",)}


def test_deleted_draft_takes_no_wordings(shelf):
    row = shelf["faq"]
    FaqEntry.objects.filter(pk=row.pk).delete()

    with pytest.raises(Gone):
        save(row, {WHOLE: ("One",)}, by=shelf["eve"], shown={WHOLE: stamp(())})

    assert not Wording.objects.exists()


def test_export_comes_back_and_says_nothing_where_there_is_nothing(shelf):
    document = inspect(shelf["license"]).document
    assert "wordings" not in with_wordings(document)

    saved(shelf, {WHOLE: ("One",), TERM: ("Two",)}, row="license")

    assert with_wordings(document)["wordings"] == [
        {"of": "license/example", "also": ["One"]},
        {"of": "license/example/term/use", "also": ["Two"]},
    ]


def test_file_replaces_what_it_names_or_all_of_it(shelf):
    saved(shelf, {WHOLE: ("One",), TERM: ("Two",)}, row="license")
    part = Given("license", "example", "f.yaml", {TERM: ("Three",)})

    take(part, shelf["license"], by=shelf["eve"])
    assert wordings_of("license", "example") == {WHOLE: ("One",), TERM: ("Three",)}

    take(Given(*part.key, "f.yaml", part.lines, is_whole=True), shelf["license"], by=shelf["eve"])
    assert wordings_of("license", "example") == {TERM: ("Three",)}


def test_one_line_is_added_once(shelf):
    assert add(shelf["faq"], WHOLE, "May I?", by=shelf["eve"]) == {WHOLE: ((), ("May I?",))}
    assert add(shelf["faq"], WHOLE, "may i?", by=shelf["eve"]) == {}
    assert wordings_of("faq", "may-i-sell-it") == {WHOLE: ("May I?",)}


def test_emptied_part_leaves_no_row(shelf):
    saved(shelf, {WHOLE: ("One",)})
    saved(shelf, {WHOLE: ()})

    assert not Wording.objects.exists()
    assert SearchEntry.objects.exclude(also="").count() == 0


def test_wordings_follow_a_new_address(shelf):
    saved(shelf, {WHOLE: ("One",)})

    rename("faq", "may-i-sell-it", "may-i")

    assert wordings_of("faq", "may-i") == {WHOLE: ("One",)}
    assert wordings_of("faq", "may-i-sell-it") == {}
    assert WordingState.objects.get().wordings == [{"of": "faq/may-i", "also": ["One"]}]
