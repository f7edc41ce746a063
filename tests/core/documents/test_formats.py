"""The document format: every problem in plain words, and a schema that says what is read."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from guidance.core.documents import formats
from guidance.core.documents.formats import InvalidDocument

PACKS = Path(__file__).parents[3] / "guidance" / "packs"
DOCUMENTS = sorted(set(PACKS.rglob("*.yaml")) - set(PACKS.rglob("wordings*.yaml")))
TREE: dict[str, Any] = {
    "kind": "tree",
    "format": 1,
    "slug": "a",
    "title": "A",
    "start": "q",
    "questions": [{"key": "q", "kind": "choice", "title": "Q"}],
}


@pytest.mark.parametrize(
    ("changes", "place", "message", "advice"),
    [
        ({"title": ...}, "title", "This field is missing.", "Add it."),
        ({"titel": "A"}, "titel", "There is no field of this name here.", "Remove it, or correct"),
        ({"title": 12}, "title", "It must be words.", "Put a number, a date"),
        ({"title": " "}, "title", "Must not be empty.", "Correct this value."),
        ({"title": "x" * 301}, "title", "It is longer than 300 characters.", "Shorten it."),
        ({"slug": "A b"}, "slug", "“A b” is not written as it must be.", "Use lower-case"),
        ({"start": "A b"}, "start", "“A b” is not written as it must be.", "Use lower-case"),
        ({"format": 2}, "format", "It must be 1.", "Use this value."),
        ({"minutes": "few"}, "minutes", "It must be a whole number.", "Write digits only."),
        ({"minutes": 2.5}, "minutes", "It must be a whole number.", "Write digits only."),
        ({"minutes": 0}, "minutes", "It must be at least 1.", "Raise it."),
        ({"minutes": 61}, "minutes", "It must be at most 60.", "Lower it."),
        ({"questions": None}, "questions", "It must be a list.", "Write one item a line"),
        ({"questions": ["q"]}, "questions[0]", "It must be a group of named fields.", "Write one"),
        ({"kind": ...}, "", "It does not say which kind of document it is.", "Say which kind"),
        ({"kind": "test"}, "", "“test” is not a kind of document.", "Say which kind"),
    ],
)
def test_problem_says_in_plain_words_what_is_wrong_and_what_to_do(changes, place, message, advice):
    data = {name: value for name, value in {**TREE, **changes}.items() if value is not ...}

    with pytest.raises(InvalidDocument) as refused:
        formats.parse(data)

    (problem,) = refused.value.problems
    assert (problem.place, problem.message) == (place, message)
    assert problem.advice.startswith(advice)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "chioce"}, "It must be 'choice', 'choices', 'number' or 'date'."),
        ({"decimals": "often"}, "It must be true or false."),
        ({"options": [{"key": "a", "label": "A", "adds": ["notice"]}]}, "“notice” is not written"),
        ({"routes": [{"when": {"all": []}, "goto": "q"}]}, "It must not be empty."),
    ],
)
def test_problem_of_a_question_is_said_in_plain_words(changes, message):
    data = {**TREE, "questions": [{**TREE["questions"][0], **changes}]}

    with pytest.raises(InvalidDocument) as refused:
        formats.parse(data)

    assert [problem.message.startswith(message) for problem in refused.value.problems] == [True]


def _as_json(data: object) -> Any:
    return json.loads(json.dumps(data, default=str))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_schema_takes_what_ships_as_it_is_written_and_as_it_is_dumped(path):
    for written in yaml.safe_load_all(path.read_text()):
        kind = written["kind"]
        validator = Draft202012Validator(formats.schema(kind))

        dumped = formats.as_data(formats.parse(written))

        assert [error.message for error in validator.iter_errors(_as_json(written))] == []
        assert [error.message for error in validator.iter_errors(dumped)] == []


@pytest.mark.parametrize("kind", sorted(formats.KINDS))
def test_schema_is_valid_and_says_which_draft_it_is(kind):
    schema = formats.schema(kind)

    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_schema_takes_bounds_as_numbers_too():
    option = {"key": "a", "label": "A", "low": 700, "high": "2.5"}
    data = {**TREE, "questions": [{**TREE["questions"][0], "kind": "number", "options": [option]}]}

    errors = Draft202012Validator(formats.schema("tree")).iter_errors(data)

    assert [error.message for error in errors] == []


def problems_of(data, **options):
    with pytest.raises(InvalidDocument) as refused:
        formats.parse(data, **options)
    return refused.value.problems


def test_problem_says_file_line_and_place():
    data = {**TREE, "questions": [{**TREE["questions"][0], "key": "A b"}]}

    (problem,) = problems_of(data, file="trees.yaml", line_of=lambda place: 7 + len(place))

    assert (problem.file, problem.line, problem.place) == ("trees.yaml", 10, "questions[0].key")
    assert str(problem).startswith("trees.yaml:10 questions[0].key — “A b” is not written as it")
    (bare,) = problems_of(data)
    assert (bare.line, str(bare)[:20]) == (None, "questions[0].key — “")


@pytest.mark.parametrize(
    ("kind", "changes", "advice"),
    [
        ("tree", {"slug": "A"}, "Use lower-case letters and digits, with single hyphens between"),
        ("tree", {"start": "A"}, "Use lower-case letters and digits, with single dots or hyphens"),
        ("tree", {"outcomes": [{"key": "a", "verdict": "permitted", "title": "A", "adds": ["x"]}]},
         "Write license/term, such as llama-2/keep-notice."),
        ("license", {"text": {"digest": "x"}}, "Write the SHA-256 of the text, 64 digits"),
    ],
)  # fmt: skip
def test_advice_fits_what_is_written_wrongly(kind, changes, advice):
    data = TREE if kind == "tree" else {
        "kind": "license", "format": 1, "slug": "a", "title": "A", "short_title": "A",
    }  # fmt: skip

    told = [problem.advice for problem in problems_of({**data, **changes})]

    assert any(words.startswith(advice) for words in told)


@pytest.mark.parametrize(("length", "cut"), [(300, False), (301, True)])
def test_what_a_file_wrote_is_repeated_shortened(length, cut):
    text = formats.shortened("x" * length)

    assert text == ("x" * 298 + " …" if cut else "x" * 300)
    assert len(text) == 300


def test_document_written_now_has_so_many_parts_at_most():
    policies = [{}] * 51
    data = {"kind": "license", "policies": policies}

    (problem,) = problems_of(data, is_written=True, file="a.yaml", line_of=lambda place: len(place))

    assert (problem.file, problem.line, problem.place) == ("a.yaml", 1, "policies")
    assert problem.message == "There are more than 50 policies."
    assert "policies" not in problems_of(data)[0].place


@pytest.mark.parametrize(("count", "is_all"), [(300, True), (301, False)])
def test_first_300_problems_of_what_is_written_now_are_told(count, is_all):
    asked = [{"key": f"q{n}", "kind": "choice", "title": "Q", "x": 1} for n in range(150)]
    outcomes = [{"key": f"o{n}", "verdict": "no", "title": "O"} for n in range(count - 150)]
    some = {**TREE, "questions": asked, "outcomes": outcomes}

    told = problems_of(some, is_written=True)

    assert len(told) == 300 + (not is_all)
    assert ("read no further" in told[-1].message) is not is_all
    assert len(problems_of(some)) == count


def test_canonical_form_has_no_defaults_and_sorted_keys():
    tree = formats.parse({**TREE, "minutes": 2, "summary": "Größe"})

    assert formats.dump(tree).decode() == (
        '{"format":1,"kind":"tree","questions":[{"key":"q","kind":"choice","title":"Q"}],'
        '"slug":"a","start":"q","summary":"Größe","title":"A"}'
    )
    assert formats.digest(tree) == hashlib.sha256(formats.dump(tree)).hexdigest()


def tree_with_bound(low):
    option = {"key": "a", "label": "A", "low": low}
    question = TREE["questions"][0] | {"kind": "number", "options": [option], "decimals": True}
    return {**TREE, "questions": [question]}


@pytest.mark.parametrize(("low", "other"), [("700.000", "700"), ("1.500", "1.5")])
def test_bound_that_can_be_read_as_two_numbers_is_refused_where_it_is_written(low, other):
    with pytest.raises(InvalidDocument) as refused:
        formats.parse(tree_with_bound(low), is_written=True)

    (problem,) = refused.value.problems
    assert f"as {low.replace('.', '')} or as {other}" in problem.message
    assert formats.parse(tree_with_bound(low)).questions[0].options[0].low == other


@pytest.mark.parametrize("low", ["700", "12.125", "0.5", "0.500", "700.0000"])
def test_bound_with_one_meaning_is_read_where_it_is_written(low):
    assert formats.parse(tree_with_bound(low), is_written=True)


def test_of_very_many_problems_those_are_told_with_which_each_list_begins():
    wrong = {"label": 7, "help": 7, "goto": 7}
    options = [{"key": f"o{n}", **wrong} for n in range(30)]
    questions = [TREE["questions"][0] | {"key": f"q{n}", "options": options} for n in range(40)]
    outcomes = [{"key": "end", "verdict": "allowed", "title": 7}]

    with pytest.raises(InvalidDocument) as refused:
        formats.parse(TREE | {"questions": questions, "outcomes": outcomes}, is_written=True)

    places = [
        f"questions[{n}].options[{m}].{name}" for n in range(5) for m in range(5) for name in wrong
    ]
    *told, last = refused.value.problems
    assert [one.place for one in told] == [*places, "outcomes[0].title"]
    assert {one.message for one in told} == {"It must be words."}
    assert last == formats.read_no_further("")


@pytest.mark.parametrize(("count", "is_all"), [(6, True), (7, False)])
def test_so_many_problems_are_told_one_by_one(monkeypatch, count, is_all):
    monkeypatch.setattr(formats, "_MANY", 6)
    outcomes = [{"key": f"o{n}", "verdict": "no", "title": "O"} for n in range(count)]

    told = problems_of({**TREE, "outcomes": outcomes}, is_written=True)

    assert [one.place for one in told] == (
        [f"outcomes[{n}].verdict" for n in range(6)]
        if is_all
        else [*(f"outcomes[{n}].verdict" for n in range(5)), ""]
    )
