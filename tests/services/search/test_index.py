"""The index that the search reads: what is put into it, replaced and taken out."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from guidance.core.documents import formats
from guidance.models import Publication, SearchEntry, SearchStamp
from guidance.services.editions.markdown import plain
from guidance.services.search import index, searching
from guidance.services.search.entries import entries_of
from tests.scenes import scene
from tests.services.search.shelf import APACHE, CONTEXT, FAQ, LICENSE, TREE, put


@scene
def shelf():
    return [put(data) for data in (LICENSE, APACHE, FAQ, TREE)]


def urls(query: str, **filters) -> list[str]:
    return [result.url for result in searching.search(query, **filters).results]


def matched(runs) -> list[str]:
    return [run.text for run in runs if run.is_match]


def test_index_makes_one_entry_for_each_thing(shelf):
    found = SearchEntry.objects.order_by("pk").values_list("kind", "url")

    assert list(found) == [
        ("license", "/licenses/llama-2/"),
        ("clause", "/licenses/llama-2/#1"),
        ("clause", "/licenses/llama-2/#1.b"),
        ("clause", "/licenses/llama-2/#1.b.v"),
        ("clause", "/licenses/llama-2/#2"),
        ("policy", "/licenses/llama-2/#aup.1.a"),
        ("note", "/licenses/llama-2/#note-no-distillation"),
        ("term", "/licenses/llama-2/#term-keep-notice"),
        ("license", "/licenses/apache-2-0/"),
        ("clause", "/licenses/apache-2-0/#2"),
        ("faq", "/faq/may-i-fine-tune/"),
        ("tree", "/check/can-i-use/start/"),
        ("question", "/check/can-i-use/start/#question-hosting"),
        ("outcome", "/check/can-i-use/start/#outcome-fine"),
    ]


def test_index_again_replaces_what_was_known(shelf):
    put(FAQ | {"question": "May I whistle?", "short_answer": "Yes."})

    assert urls("whistle") == ["/faq/may-i-fine-tune/"]
    assert searching.search("cafe assistant").total == 0


def test_index_keeps_labels_and_headings_of_clauses_notes_and_terms(shelf):
    entries = SearchEntry.objects.filter(key__in=["1.b.v", "no-distillation", "keep-notice"])

    assert list(entries.order_by("pk").values_list("label", "title", "licenses")) == [
        ("1.b.v", "Redistribution", " llama-2 "),
        ("1.b.v", "improve another model", " llama-2 "),
        ("1.b", "Keep the Notice file", " llama-2 "),
    ]


def test_wordings_are_searched_where_they_belong_and_never_shown():
    document = formats.parse(LICENSE)
    wordings = {
        ("", ""): ("can anybody take it",),
        ("term", "keep-notice"): ("must the txt file stay", "do I keep it"),
        ("note", "no-distillation"): ("teacher and student",),
        ("note", "keep-notice"): ("of no note",),
    }

    made = list(entries_of(Publication(), document, CONTEXT, wordings=wordings))

    assert {one.url: one.also for one in made if one.also} == {
        "/licenses/llama-2/": "can anybody take it",
        "/licenses/llama-2/#term-keep-notice": "must the txt file stay\ndo I keep it",
        "/licenses/llama-2/#note-no-distillation": "teacher and student",
    }


def test_index_keeps_all_names_of_a_license(db):
    put(LICENSE | {"other_names": ["llama-2-7b-hf"], "publisher": "Meta", "spdx": "LicenseRef-2"})

    names = SearchEntry.objects.get(kind="license").names.splitlines()

    assert names == [
        "Llama 2", "Llama 2 Community License", "llama-2", "LicenseRef-2", "llama-2-7b-hf",
        "Meta", "Llama",
    ]  # fmt: skip


def test_index_shows_when_a_term_applies(shelf):
    body = SearchEntry.objects.get(key="keep-notice").body

    assert body == "Add it to every copy. When you pass on the weights."


def test_remove_forgets_a_publication(shelf):
    index.remove(shelf[2])

    assert searching.search("cafe").total == 0


def test_deleting_a_publication_removes_it_from_the_index(shelf):
    Publication.objects.filter(pk=shelf[2].pk).update(current=None)
    shelf[2].editions.all().delete()

    Publication.objects.filter(pk=shelf[2].pk).delete()

    assert searching.search("cafe").total == 0


def test_rebuild_search_indexes_current_editions_only_and_can_be_repeated(shelf, capsys):
    before = list(SearchEntry.objects.order_by("url").values_list("url", "body", "about"))
    Publication.objects.filter(slug="can-i-use").update(withdrawn_at=datetime.now(UTC))
    SearchEntry.objects.all().delete()
    SearchStamp.objects.all().delete()

    call_command("rebuild_search")
    call_command("rebuild_search")

    after = list(SearchEntry.objects.order_by("url").values_list("url", "body", "about"))
    assert after == [entry for entry in before if not entry[0].startswith("/check/")]
    assert capsys.readouterr().out == "11 entries in the search index\n" * 2


@pytest.mark.django_db(transaction=True)
def test_search_index_migration_can_be_reversed_and_takes_in_what_is_there():
    put(LICENSE)
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes("guidance")

    MigrationExecutor(connection).migrate([("guidance", "0001_initial")])
    MigrationExecutor(connection).migrate(latest)

    assert urls("weapons") == ["/licenses/llama-2/#aup.1.a"]


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("", ""),
        ("**a** _b_ `c` [d](https://e.org)", "a b c d"),
        ("# H\n\n- one\n- two\n\n| x | y |\n|---|---|\n| 1 | 2 |", "H one two x y 1 2"),
        ("1 < 2 & <script>x</script>", "1 < 2 & <script>x</script>"),
    ],
)
def test_plain_keeps_the_words_of_markdown(markdown, words):
    assert plain(markdown) == words
