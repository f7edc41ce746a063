"""The commands: a folder out and in, what would change, and every refusal with its reason."""

import pytest
from django.core.management import CommandError, call_command

from guidance.models import FaqEntry, Tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("several_documents", "portal")]


@pytest.fixture
def folder(tmp_path, capsys):
    call_command("export_guidance", str(tmp_path))
    capsys.readouterr()
    path = tmp_path / "faqs/may-i-sell-it/faq.yaml"
    path.write_text(path.read_text().replace("question: ", "question: So "))
    return tmp_path


def test_export_counts_what_it_wrote_and_writes_nothing_twice(tmp_path, capsys):
    call_command("export_guidance", str(tmp_path))
    first = capsys.readouterr().out
    call_command("export_guidance", str(tmp_path))

    assert first.startswith("3 documents: ")
    assert capsys.readouterr().out == "3 documents: 0 files written, 0 removed.\n"


def test_dry_run_shows_what_would_change_and_writes_nothing(folder, capsys):
    call_command("import_guidance", str(folder), "--by", "paula", "--dry-run")

    question = FaqEntry.objects.get().question
    assert capsys.readouterr().out == (
        "~ changed: faq/may-i-sell-it\n"
        f"    faq may-i-sell-it question {{+So +}}{question}\n"
        "1 changed, 5 unchanged.\n"
        "Nothing was written: this was a dry run.\n"
    )
    assert not question.startswith("So ")


def test_conflict_stops_everything_until_it_is_decided_by_name(folder, capsys):
    FaqEntry.objects.update(short_answer="Theirs.")

    with pytest.raises(CommandError, match=r"faq/may-i-sell-it\. Nothing was written"):
        call_command("import_guidance", str(folder), "--by", "paula")
    assert "! conflict: faq/may-i-sell-it" in capsys.readouterr().out
    call_command("import_guidance", str(folder), "--by", "paula", "--take", "faq/may-i-sell-it")

    assert FaqEntry.objects.get().question.startswith("So ")


def test_problems_are_told_with_file_and_line(folder, capsys):
    path = folder / "faqs/may-i-sell-it/faq.yaml"
    path.write_text(path.read_text().replace("question: ", "questions: "))

    with pytest.raises(CommandError, match="2 problems in the folder; nothing was written"):
        call_command("import_guidance", str(folder), "--by", "paula")

    told = capsys.readouterr().err.splitlines()
    assert [line.split(" ")[0] for line in told] == [
        "faqs/may-i-sell-it/faq.yaml:1", "faqs/may-i-sell-it/faq.yaml:3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (["--by", "nobody"], "Nobody here logs in as “nobody”"),
        (["--by", "paula", "--take", "topics", "--keep", "topics"], "Either take or keep topics"),
    ],
)
def test_import_says_what_is_wrong_with_its_arguments(folder, given, reason):
    with pytest.raises(CommandError, match=reason):
        call_command("import_guidance", str(folder), *given)


def test_export_says_what_it_left_out(tmp_path, capsys):
    Tree.objects.update(title="")

    with pytest.raises(CommandError, match="Not everything could be exported"):
        call_command("export_guidance", str(tmp_path), "--only", "tree/can-i-use-it", "faq/none")

    told = capsys.readouterr().err.splitlines()
    assert told[0] == "Left out, for it makes no document yet: tree/can-i-use-it."
    assert told[-1] == "Not found: faq/none."


@pytest.mark.parametrize("name", ["llama", "license/llama-2/term/x", "topics"])
def test_export_takes_names_of_documents_only(tmp_path, name):
    with pytest.raises(CommandError, match="names no document"):
        call_command("export_guidance", str(tmp_path), "--only", name)


def test_export_into_another_folder_is_refused(tmp_path):
    (tmp_path / "thesis.txt").write_text("")

    with pytest.raises(CommandError, match="holds something that no export wrote"):
        call_command("export_guidance", str(tmp_path))
