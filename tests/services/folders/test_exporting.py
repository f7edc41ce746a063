"""A portal exported to a folder, and again: what stands in it otherwise is left alone."""

import pytest

from guidance.models import FaqEntry, License, Tree
from guidance.services.folders.exporting import NotOurs, export_to_disk
from guidance.services.folders.sources import files_on_disk
from tests.editions import published_faq, published_license
from tests.services.folders.folders import exported

pytestmark = pytest.mark.django_db


def test_published_folder_holds_what_readers_see(tmp_path, db):
    published_license()
    published_faq(question="As published?")
    FaqEntry.objects.update(question="As drafted?")

    drafted = exported(tmp_path / "a")
    published = exported(tmp_path / "b", is_published=True)

    path = "faqs/may-i-sell-it/faq.yaml"
    assert b"As drafted?" in drafted[path]
    assert b"As published?" in published[path]
    assert drafted.keys() == published.keys()


def test_export_again_writes_what_changed_and_removes_what_is_gone(portal, tmp_path):
    exported(tmp_path)
    (tmp_path / "README.md").write_text("Ours.")
    (tmp_path / ".git").mkdir()
    License.objects.get().annotations.all().delete()
    Tree.objects.all().delete()

    done = export_to_disk(tmp_path, only=None)

    names = files_on_disk(tmp_path).keys()
    assert (done.written, {name.split("/")[0] for name in names}) == (
        1, {"guidance.yaml", "topics.yaml", "synonyms.yaml", "licenses", "faqs"},
    )  # fmt: skip
    assert not (tmp_path / "licenses/example/notes").exists()
    assert (tmp_path / "README.md").read_text() == "Ours."
    assert (tmp_path / ".git").is_dir()


def test_export_of_one_leaves_the_others_alone(portal, tmp_path):
    before = exported(tmp_path)
    FaqEntry.objects.update(question="Other?")
    Tree.objects.all().delete()

    done = export_to_disk(tmp_path, only=[("faq", "may-i-sell-it")])

    after = files_on_disk(tmp_path)
    assert [name for name in before if before[name] != after[name]] == [
        "faqs/may-i-sell-it/faq.yaml"
    ]
    assert (done.documents, done.removed) == ([("faq", "may-i-sell-it")], 0)


def test_half_built_draft_is_left_out_and_what_stands_of_it_stays(portal, tmp_path):
    before = exported(tmp_path)
    Tree.objects.update(title="")

    done = export_to_disk(tmp_path, only=None)

    assert list(done.left_out) == [("tree", "can-i-use-it")]
    assert files_on_disk(tmp_path) == before


def test_folder_of_somebody_else_is_not_written_to(portal, tmp_path):
    (tmp_path / "thesis.txt").write_text("Mine.")

    with pytest.raises(NotOurs):
        export_to_disk(tmp_path, only=None)

    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_export_follows_no_link_out_of_its_folder(portal, tmp_path):
    ours, outside = tmp_path / "ours", tmp_path / "outside"
    exported(ours, only=[])
    outside.mkdir()
    (ours / "faqs").symlink_to(outside)

    with pytest.raises(NotOurs):
        export_to_disk(ours, only=None)

    assert list(outside.iterdir()) == []
