"""A portal exported to a folder, and a folder brought in: exact, whole, and no conflict silent."""

import pytest

from guidance.core.documents import formats
from guidance.core.documents.formats import InvalidDocument, parse
from guidance.core.wordings.synonyms import Group
from guidance.models import FaqEntry, License, LicenseText, SynonymState, Topic, Tree, Wording
from guidance.services.drafts.authorship import drafts_written_by
from guidance.services.drafts.document_to_rows import store
from guidance.services.drafts.rows_to_document import document_of
from guidance.services.folders.importing import bring_in, preview
from guidance.services.folders.items import Conflicts
from guidance.services.folders.reading import read_files
from guidance.services.search.wordings import wordings_of
from guidance.services.wordings import keeping, synonyms
from tests.documents import faq_data
from tests.services.folders.folders import edited, exported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("several_documents")]


def statuses(items):
    return [(one.name, one.what, one.status) for one in items if one.status != "unchanged"]


def empty():
    for model in (Tree, FaqEntry, License, LicenseText, Topic, Wording, SynonymState):
        model.objects.all().delete()


def test_folder_comes_back_to_the_byte_in_an_empty_portal(portal, tmp_path):
    files = exported(tmp_path / "a")
    before = [formats.digest(document_of(row)) for row in _drafts()]
    empty()

    items = bring_in(read_files(files), by=portal)

    assert [formats.digest(document_of(row)) for row in _drafts()] == before
    assert exported(tmp_path / "b") == files
    assert statuses(items) == [
        ("topics", "document", "added"),
        ("license/example", "document", "added"),
        ("faq/may-i-sell-it", "document", "added"),
        ("tree/can-i-use-it", "document", "added"),
        ("faq/may-i-sell-it", "wordings", "added"),
        ("synonyms", "synonyms", "changed"),
    ]


def _drafts():
    return [License.objects.get(), FaqEntry.objects.get(), Tree.objects.get()]


def test_unchanged_folder_writes_nothing(portal, tmp_path):
    revisions = [row.revision for row in _drafts()]

    items = bring_in(read_files(exported(tmp_path)), by=portal)

    assert statuses(items) == []
    assert [row.revision for row in _drafts()] == revisions
    assert drafts_written_by(portal) == set()


def test_what_was_edited_in_the_folder_is_written_and_told(portal, tmp_path):
    path = "licenses/example/notes/grant-is-broad.md"
    files = edited(exported(tmp_path), path, "**whole**", "**only**")
    files = edited(files, "faqs/may-i-sell-it/wordings.yaml", "- Could I?", "- Can I?")

    items = bring_in(read_files(files), by=portal)

    changed, said = (one for one in items if one.status == "changed")
    told = [(what, [(one.kind, one.text) for one in words]) for what, words in changed.differences]
    assert told == [
        (
            "annotation grant-is-broad body",
            [("same", "This is the **"), ("removed", "whole"), ("added", "only"),
             ("same", "** permission.")],
        )
    ]  # fmt: skip
    assert (said.gone, said.come) == (("Could I?",), ("Can I?",))
    assert License.objects.get().annotations.get().body == "This is the **only** permission."
    assert wordings_of("faq", "may-i-sell-it") == {("", ""): ("May I?", "Can I?")}
    assert drafts_written_by(portal) == {("license", License.objects.get().pk)}


def test_preview_tells_the_same_and_writes_nothing(portal, tmp_path):
    files = edited(exported(tmp_path), "faqs/may-i-sell-it/faq.yaml", "question: ", "question: So ")

    items = preview(read_files(files), by=portal)

    assert statuses(items) == [("faq/may-i-sell-it", "document", "changed")]
    assert not FaqEntry.objects.get().question.startswith("So ")


def test_draft_that_was_changed_meanwhile_is_a_conflict_and_nothing_is_written(portal, tmp_path):
    files = edited(exported(tmp_path), "faqs/may-i-sell-it/faq.yaml", "question: ", "question: So ")
    files = edited(files, "licenses/example/license.yaml", "Example Org", "Other Org")
    FaqEntry.objects.update(short_answer="Theirs.")

    with pytest.raises(Conflicts) as refused:
        bring_in(read_files(files), by=portal)

    assert statuses(refused.value.items) == [
        ("license/example", "document", "changed"),
        ("faq/may-i-sell-it", "document", "conflict"),
    ]
    assert License.objects.get().publisher == "Example Org"
    assert FaqEntry.objects.get().short_answer == "Theirs."


@pytest.mark.parametrize(("choice", "answer"), [("taken", "Yes."), ("kept", "Theirs.")])
def test_conflict_is_resolved_for_one_document_by_name(portal, tmp_path, choice, answer):
    store(parse(faq_data(short_answer="Yes.")))
    files = edited(exported(tmp_path), "licenses/example/license.yaml", "Example Org", "Other Org")
    FaqEntry.objects.update(short_answer="Theirs.")

    items = bring_in(read_files(files), by=portal, **{choice: ["faq/may-i-sell-it"]})

    assert statuses(items)[:2] == [
        ("license/example", "document", "changed"), ("faq/may-i-sell-it", "document", choice),
    ]  # fmt: skip
    assert FaqEntry.objects.get().short_answer == answer
    assert License.objects.get().publisher == "Other Org"


def test_document_without_a_digest_never_replaces_another(portal, tmp_path):
    files = exported(tmp_path)
    path = "faqs/may-i-sell-it/faq.yaml"
    own = files[path].split(b"\n", 1)[1]
    same = {**files, path: own}
    other = edited(same, path, "question: ", "question: So ")

    assert statuses(preview(read_files(same), by=portal)) == []
    assert statuses(preview(read_files(other), by=portal)) == [
        ("faq/may-i-sell-it", "document", "conflict")
    ]


def test_wordings_synonyms_and_topics_conflict_too(portal, tmp_path):
    files = exported(tmp_path)
    keeping.put(FaqEntry.objects.get(), {("", ""): ("Theirs?",)}, by=portal)
    synonyms.save((Group(("gpt", "model")),), by=portal, seen=synonyms.in_force().number)
    Topic.objects.filter(slug="attribution").update(title="Theirs")

    items = preview(read_files(files), by=portal)

    assert statuses(items) == [
        ("topics", "document", "conflict"),
        ("faq/may-i-sell-it", "wordings", "conflict"),
        ("synonyms", "synonyms", "conflict"),
    ]


def test_draft_that_makes_no_document_is_a_conflict(portal, tmp_path):
    files = exported(tmp_path)
    Tree.objects.update(title="")

    [item] = [one for one in preview(read_files(files), by=portal) if one.status != "unchanged"]

    assert (item.name, item.status, item.is_unreadable) == ("tree/can-i-use-it", "conflict", True)


def test_what_no_portal_holds_is_told_at_its_line_and_nothing_is_written(portal, tmp_path):
    files = exported(tmp_path)
    term = next(name for name in files if name.startswith("licenses/example/terms/"))
    files[term] = b"\n".join(
        b"topic: unheard" if line.startswith(b"topic:") else line
        for line in files[term].split(b"\n")
    )
    files = edited(files, "trees/can-i-use-it/tree.yaml", "licenses:\n", "licenses:\n  - nowhere\n")

    with pytest.raises(InvalidDocument) as refused:
        bring_in(read_files(files), by=portal)

    places = [(one.file, one.place, bool(one.line)) for one in refused.value.problems]
    assert places == [
        (term, "terms[2].topic", True), ("trees/can-i-use-it/tree.yaml", "licenses", True),
    ]  # fmt: skip


def test_new_quote_gets_its_sentence_and_others_keep_theirs(portal, tmp_path):
    files = exported(tmp_path)
    new = "licenses/example/notes/new.md"
    files[new] = (
        b"---\nsection: '2'\nquote: all copies of the work\nkind: requires\n---\nKeep it.\n"
    )
    files = edited(files, "licenses/example/license.yaml", "annotations:", "annotations:\n  - new")

    bring_in(read_files(files), by=portal)

    sentences = dict(License.objects.get().annotations.values_list("key", "sentence"))
    assert sentences == {
        "new": "You must keep this notice in all copies of the work.", "grant-is-broad": "",
    }  # fmt: skip
