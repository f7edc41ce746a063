"""Every kind of question, from a document to the answer: none is left out anywhere.

A new kind fails each of these tests until it has a sample here and works throughout.
"""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse

from guidance.core.checks import check_tree
from guidance.core.documents.formats import InvalidDocument, as_data, parse
from guidance.core.documents.kinds import QuestionKind
from guidance.core.walking.paths import enumerate_ways
from guidance.core.walking.walks import walk
from guidance.models import Question
from guidance.services.drafts.document_to_rows import store
from guidance.services.drafts.rows_to_document import document_of
from tests.admin.forms import errors_of, fields_of
from tests.documents import license_data, tree_data
from tests.editions import published, published_license
from tests.html import select

pytestmark = pytest.mark.django_db

UNSURE = {"key": "unsure", "label": "I am not sure", "is_unsure": True}
UNBOUNDED = "Only number and date questions have bounds; leave it empty."


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A question of a kind whose ``allowed`` answer may be, and ``other`` not; the rest is told.

    ``inputs``: what its page asks with. ``ways``: the answers that a walk tells apart.
    ``bound``: what is no bound of it, with what the editor is told.
    """

    options: list[dict[str, Any]]
    allowed: list[str]
    other: list[str]
    ways: list[tuple[str, ...]]
    inputs: list[tuple[str, str]]
    named: str
    wanted: str
    unfit: tuple[list[str], str, str]
    bound: tuple[str, str]


def option(key, goto, **fields):
    return {"key": key, "label": f"Answer {key}", "goto": goto, **fields}


CHOSEN = [option("own", "use"), option("others", "ask-first")]
SAMPLES = {
    QuestionKind.CHOICE: Sample(
        options=[*CHOSEN, UNSURE],
        allowed=["own"],
        other=["others"],
        ways=[("own",), ("others",)],
        inputs=[("radio", "own"), ("radio", "others"), ("radio", "unsure")],
        named="One choice",
        wanted="Choose one answer to continue.",
        unfit=(["own", "others"], "several", "Give one answer only."),
        bound=("5", UNBOUNDED),
    ),
    QuestionKind.CHOICES: Sample(
        options=[*CHOSEN, option("none", "use", is_exclusive=True), UNSURE],
        allowed=["own", "others"],
        other=["others"],
        ways=[("own",), ("others",), ("own", "others"), ("none",)],
        inputs=[
            ("checkbox", "own"),
            ("checkbox", "others"),
            ("checkbox", "none"),
            ("checkbox", "unsure"),
        ],
        named="Several choices",
        wanted="Choose at least one answer to continue.",
        unfit=(
            ["own", "none"],
            "not-alone",
            "One of these answers cannot be combined with others. Choose it alone, or not at all.",
        ),
        bound=("5", UNBOUNDED),
    ),
    QuestionKind.NUMBER: Sample(
        options=[option("few", "use", high="100"), option("many", "ask-first", low="100"), UNSURE],
        allowed=["99"],
        other=["100"],
        ways=[("99",), ("100",)],
        inputs=[("text", ""), ("checkbox", "unsure")],
        named="A number",
        wanted="Enter a number to continue.",
        unfit=(["many"], "not-a-number", "Enter a number in digits, such as 250000."),
        bound=(
            "2023-07-18",
            "“2023-07-18” is not a number; write digits only, such as 700000000 or 2.5.",
        ),
    ),
    QuestionKind.DATE: Sample(
        options=[
            option("before", "use", high="2023-07-18"),
            option("since", "ask-first", low="2023-07-18"),
            UNSURE,
        ],
        allowed=["2023-07-17"],
        other=["2023-07-18"],
        ways=[("2023-07-17",), ("2023-07-18",)],
        inputs=[("date", ""), ("checkbox", "unsure")],
        named="A date",
        wanted="Enter a date to continue.",
        unfit=(
            ["soon"],
            "not-a-date",
            "Enter a date as year-month-day, such as 2023-07-18.",
        ),
        bound=("700", "“700” is not a date; write it as 2023-07-18."),
    ),
}
every_kind = pytest.mark.parametrize("kind", QuestionKind)


def document_with(kind, **fields):
    """Return a tree of one question of this kind, with a case for each of its two answers."""
    data = tree_data()
    sample = SAMPLES[kind]
    asked = {
        "key": "asked", "kind": kind.value, "title": "What is so?", "options": sample.options,
        "citations": data["questions"][0]["citations"], **fields,
    }  # fmt: skip
    cases = [
        {"key": key, "title": key, "answers": {"asked": answers}, "outcomes": [goto]}
        for key, answers, goto in (
            ("allowed", sample.allowed, "use"),
            ("other", sample.other, "ask-first"),
        )
    ]
    outcomes = [made for made in data["outcomes"] if made["key"] in ("use", "ask-first")]
    return data | {"start": "asked", "questions": [asked], "outcomes": outcomes, "cases": cases}


def codes(data):
    return [one.code for one in check_tree(parse(data), {"example": parse(license_data())})]


@pytest.fixture
def live(kind):
    """A questionnaire of one question of the kind, as the public meets it."""
    published_license()
    return published(document_with(kind))


@every_kind
def test_every_kind_is_walked(kind):
    tree = parse(document_with(kind))
    sample = SAMPLES[kind]

    ways = [way.answers["asked"] for way in enumerate_ways(tree).ways]
    ends = {
        key: [one.outcome.key for one in walk(tree, {"asked": tuple(given)}).possibilities]
        for key, given in (("allowed", sample.allowed), ("other", sample.other))
    }

    assert sorted(ways) == sorted(sample.ways)
    assert ends == {"allowed": ["use"], "other": ["ask-first"]}


@every_kind
def test_every_kind_is_asked_on_a_page(client, live, kind):
    inputs = select(client.get("/check/can-i-use-it/"), "input[name=asked]")

    assert [(one["type"], one["value"]) for one in inputs] == SAMPLES[kind].inputs


@every_kind
def test_every_kind_refuses_an_empty_answer_and_one_that_does_not_fit(client, live, kind):
    values, _, message = SAMPLES[kind].unfit
    unfit = "&".join(f"asked={value}" for value in values)

    told = [
        re.findall(r'<a href="#answer[^"]*">(.*?)</a>', client.get(address).content.decode())
        for address in (
            "/check/can-i-use-it/?_ask=asked",
            f"/check/can-i-use-it/?_ask=asked&{unfit}",
        )
    ]

    assert told == [[SAMPLES[kind].wanted], [message]]


@every_kind
def test_every_kind_has_its_ranges_checked_or_can_have_none(kind):
    whole = document_with(kind)
    options = SAMPLES[kind].options

    assert codes(whole) == []
    if kind.facts.is_ranged:
        one_is_gone = document_with(kind, options=options[1:]) | {"cases": []}
        assert codes(one_is_gone) == [
            "unreachable-outcome", "range-gap", "question-without-effect", "threshold-uncased",
        ]  # fmt: skip
        assert codes(whole | {"cases": whole["cases"][:1]}) == ["threshold-uncased"]
    else:
        with pytest.raises(InvalidDocument, match="Only number and date questions have bounds"):
            parse(document_with(kind, options=[{**options[0], "low": "5"}, *options[1:]]))


@every_kind
def test_every_kind_is_imported_whole(kind):
    published_license()
    document = parse(document_with(kind))

    row = store(document)

    assert as_data(document_of(row)) == as_data(document)


@every_kind
def test_every_kind_is_shown_in_the_admin_and_its_bounds_are_judged(admin_client, live, kind):
    row = Question.objects.get()
    address = reverse("admin:guidance_question_change", args=[row.pk])
    bound, message = SAMPLES[kind].bound

    page = admin_client.get(address)
    refused = admin_client.post(address, fields_of(page, minimum=bound))

    chosen = re.findall(
        r'<option value="([\w-]+)" selected>([^<]*)</option>', page.content.decode()
    )
    folded = "collapse" in page.context["adminform"].fieldsets[1][1].get("classes", ())
    assert (kind.value, SAMPLES[kind].named) in chosen
    assert folded is not kind.facts.is_ranged
    assert errors_of(refused)["minimum"] == [message]


@every_kind
def test_every_kind_is_evaluated_by_the_api(client, live, kind):
    sample = SAMPLES[kind]
    values, reason, _ = sample.unfit

    answered, open_, unfit = (
        client.post(
            "/api/v1/trees/can-i-use-it/evaluate",
            {"answers": answers},
            content_type="application/json",
        ).json()
        for answers in ({"asked": sample.allowed}, {}, {"asked": values})
    )

    assert (answered["outcome"]["key"], answered["steps"][0]["values"]) == ("use", sample.allowed)
    assert open_["next_question"]["kind"] == kind.value
    assert [(one["values"], one["reason"]) for one in unfit["unfit"]] == [(values, reason)]
