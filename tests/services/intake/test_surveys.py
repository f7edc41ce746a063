"""The survey of license texts, by the command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.services.intake.small_texts import make_wheel

MATTER = "---\nkey: {}\n---\n"
CUT = "1. Use\n\nYou may.\n\n2. End\n"
ASTRAY = "Begin.\n\n7. Use\n\n9. End\n"
NUMBERLESS = "Do what you like.\n"


def survey(source, *options):
    out = StringIO()
    call_command("survey_texts", "--from", str(source), *options, stdout=out)
    return out.getvalue().splitlines()


def test_survey_texts_prints_the_counts_and_the_worst_texts(tmp_path):
    texts = {"cut": CUT, "astray": ASTRAY, "numberless": NUMBERLESS}
    wheel = make_wheel(tmp_path, {key: MATTER.format(key) + words for key, words in texts.items()})

    lines = survey(wheel, "--form", "1", "--show", "astray", "unknown")

    assert lines == [
        "Texts: 3, of which 2 have numbered paragraphs.",
        "Numbered paragraphs: 4. Begin no section: 2 (50.00 %) in 1 texts.",
        "Invented keys: 0 in 0 texts.",
        "Glued list lines: 0 in 0 texts.",
        "The worst 20 (no section, invented, glued, of numbered):",
        "    2     0     0     2  astray",
        "astray: astray: 7. Use",
        "astray: astray: 9. End",
    ]


def test_survey_texts_counts_a_key_of_two_wheels_twice(tmp_path):
    for name in ("licensedcode_data-1.2.3-py3-none-any.whl", "scancode_toolkit_mini-2-x.whl"):
        make_wheel(tmp_path, {"astray": MATTER.format("astray") + ASTRAY}, name=name)

    assert survey(tmp_path)[0] == "Texts: 2, of which 2 have numbered paragraphs."


def test_survey_texts_counts_in_the_newest_form_where_none_is_named(tmp_path):
    wheel = make_wheel(tmp_path, {"astray": MATTER.format("astray") + ASTRAY})

    assert survey(wheel)[1] == "Numbered paragraphs: 2. Begin no section: 0 (0.00 %) in 0 texts."


def test_survey_texts_says_that_there_is_nothing(tmp_path):
    with pytest.raises(CommandError, match=r"Nothing to survey: .*there is no such file"):
        survey(tmp_path / "nowhere")
    with pytest.raises(CommandError, match="holds no text that can be read"):
        survey(tmp_path)
