"""What editors write wrongly is told at the field; nothing of it is an error of the server."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from guidance.core.documents.formats import InvalidDocument
from guidance.models import (
    Annotation,
    Case,
    FaqEntry,
    License,
    Option,
    Outcome,
    Question,
    Term,
    Topic,
    Tree,
)
from guidance.services.drafts.rows_to_document import document_of
from tests.admin.forms import errors_of, fields_of
from tests.admin.pages import change_url, tried
from tests.scenes import scene

pytestmark = [pytest.mark.django_db, pytest.mark.long]


MODELS = [License, FaqEntry, Tree, Question, Outcome, Case, Annotation, Term, Topic]


@scene
def forms(ground):
    """The form of every row: its fields as its page shows them, and which can be written in."""
    client = Client()
    client.force_login(User.objects.create_superuser("reader"))
    found = {}
    for row in (row for model in MODELS for row in model.objects.all()):
        page = client.get(change_url(row))
        data = fields_of(page)
        found[row._meta.model_name, row.pk] = data, [
            name for name, field in page.context["adminform"].form.fields.items()
            if name not in ("opened_revision", "revision") and not field.disabled and name in data
        ]  # fmt: skip
    return found


def form_of(forms, row):
    return forms[row._meta.model_name, row.pk]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("words", ["\x00", "\x1b[0m", "x" * 10_000, "  ", "a\nb"])
def test_any_words_in_any_field_are_saved_or_told_at_the_field(root, forms, model, words):
    row = model.objects.first()
    data, names = form_of(forms, row)

    refused = root.post(change_url(row), data | {name: [words] for name in names})

    assert refused.status_code == 200
    told = set(errors_of(refused))
    assert told - {"__all__"} <= set(names)
    for name in set(names) - told:
        response = root.post(change_url(row), data | {name: [words]})

        assert response.status_code in (200, 302), name
        if response.status_code == 302:
            data = fields_of(root.get(change_url(row)))
        else:
            assert set(errors_of(response)) & {name, "exact", "section", "__all__"}, name
    for draft in (License.objects.get(), FaqEntry.objects.get(), Tree.objects.get()):
        document_of(draft)  # what was saved makes a document


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"key": "Not a key"}, "key", "Use lower-case letters, digits, dots and hyphens only"),
        ({"key": "ship"}, "key", "An outcome has this key already."),
        ({"key": "sharing"}, "__all__", "Question with this Tree and Key already exists."),
        ({"goto": "Not a key"}, "goto", "Use lower-case letters, digits, dots and hyphens only."),
        ({"kind": "riddle"}, "kind", "Select a valid choice. riddle is not one of"),
        ({"minimum": "many"}, "minimum", "Is not a number; write digits only"),
        ({"minimum": "2023-01-01"}, "minimum", "“2023-01-01” is not a number"),
        ({"minimum": "5", "maximum": "4"}, "maximum", "The largest answer is below the smallest."),
        ({"citations": "1.a"}, "citations", "Line 1, “1.a”: write a license, a section"),
        ({"citations": "x 1 " + '"' + "y" * 5000 + '"'}, None, ""),
        ({"kind": "date"}, "options-0-high", "“100” is not a date; write it as 2023-07-18."),
        ({"kind": "choice"}, "options-0-high", "Only number and date questions have bounds"),
        ({"options__0__low": "101"}, "options-0-high", "The upper bound is below the lower."),
        ({"options__0__low": "x"}, "options-0-low", "Is not a number"),
        ({"options__0__low": "2023-13-01"}, "options-0-low", "Is not a day of the calendar"),
        (
            {"options__1__high": "100"},
            "options-1-high",
            "Nothing is between the two; include both bounds.",
        ),
        ({"options__0__key": "many"}, "options", "Please correct the duplicate"),
        ({"options__0__key": "A B"}, "options-0-key", "Use lower-case letters"),
        ({"options__0__goto": "A B"}, "options-0-goto", "Use lower-case letters"),
        ({"options__0__adds": ["A B"]}, "options-0-adds", "Select a valid choice. A B is not"),
        ({"options__0__position": "-1"}, "options-0-position", "Ensure this value is greater"),
        ({"position": "9" * 30}, "position", "Ensure this value is less than or equal to"),
        ({"tree": "999"}, "tree", "Select a valid choice"),
    ],
)
def test_question_tells_what_is_wrong_at_its_field(root, forms, changes, field, message):
    question = Question.objects.get(key="users")

    errors = tried(root, question, form_of(forms, question)[0], **changes)

    if field is None:
        assert errors == {}
    else:
        assert [text[: len(message)] for text in errors[field]][:1] == [message], errors


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ("", "This field is required."),
        ("sharing equals yes", "Line 1: write a test such as: sharing is weights."),
        ("any of these:\n" + "  any of these:\n" * 400, "Line 2: indent the lines"),
        ("users at least many", "Line 1: “many” is not a number"),
    ],
)
def test_route_tells_what_is_wrong_with_its_condition(root, forms, when, message):
    question = Question.objects.get(key="sharing")

    errors = tried(
        root, question, form_of(forms, question)[0],
        **{"routes-TOTAL_FORMS": "1", "routes-0-when": when, "routes-0-goto": "use",
           "routes-0-position": "0", "routes-0-id": "", "routes-0-question": str(question.pk)},
    )  # fmt: skip

    assert errors["routes-0-when"][0].replace("\xa0", " ").startswith(message)


def test_route_is_saved_as_data(root, ground):
    question = Question.objects.get(key="sharing")

    errors = tried(
        root, question,
        **{"routes-TOTAL_FORMS": "1", "routes-0-when": "users below 5", "routes-0-goto": "use",
           "routes-0-adds": "example/use", "routes-0-position": "0", "routes-0-id": "",
           "routes-0-question": str(question.pk)},
    )  # fmt: skip

    route = question.routes.get()
    assert errors == {}
    assert (route.when, route.goto, route.adds) == (
        {"question": "users", "below": "5"}, "use", ["example/use"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("model", "changes", "field", "message"),
    [
        (Tree, {"minutes": "61"}, "minutes", "It must be at most 60."),
        (Tree, {"minutes": "0"}, "minutes", "It must be at least 1."),
        (Tree, {"start": "No key"}, "start", "Use lower-case letters"),
        (Tree, {"slug": "No slug"}, "slug", "Use lower-case letters"),
        (Tree, {"slug": "a.b"}, "slug", "Use lower-case letters, digits and hyphens only"),
        (Case, {"answers": "users"}, "answers", "Line 1: write question: answer"),
        (Case, {"outcomes": []}, "outcomes", "Choose what is expected"),
        (Case, {"includes": ["notice"]}, "includes", "Select a valid choice. notice"),
        (Case, {"signed_on": "2023-02-30"}, "signed_on", "Enter a valid date."),
        (Outcome, {"key": "users"}, "key", "A question has this key already."),
        (Outcome, {"verdict": ""}, "verdict", "This field is required."),
        (Term, {"contradicts": "use"}, "contradicts", "Select a valid choice. use is not"),
        (Term, {"same_as": "No name"}, "same_as", "Use lower-case letters"),
        (Term, {"glance": "x" * 61}, "glance", "Ensure this value has at most 60"),
        (Term, {"citations": "? ?"}, "citations", "Line 1, “? ?”: write a section"),
        (FaqEntry, {"related": "may-i-sell-it"}, "related", "Select a valid choice. may-i-sell-it"),
        (FaqEntry, {"topics": ["x"]}, "topics", "“x” is not a valid value."),
        (License, {"text": ""}, "text", "This field is required."),
        (License, {"effective_on": "soon"}, "effective_on", "Enter a valid date."),
        (License, {"sections__0__end": "9999"}, "sections-0-end", "The text has "),
        (License, {"sections__1__end": "0"}, "sections-1-end", "The end comes before the start."),
        (License, {"sections__0__depth": "10"}, "sections-0-depth", "It must be at most 9."),
        (License, {"policies__0__url": "javascript:x"}, "policies-0-url", "Enter a valid URL."),
        (Annotation, {"section": "99"}, "section", "Select a valid choice. 99 is not"),
        (Annotation, {"url": "ftp://example.org"}, "url", "Is not a web address"),
    ],
)
def test_row_tells_what_is_wrong_at_its_field(root, forms, model, changes, field, message):
    row = model.objects.get(key="use") if model in (Term, Outcome) else model.objects.first()

    errors = tried(root, row, form_of(forms, row)[0], **changes)

    assert [text[: len(message)] for text in errors[field]][:1] == [message], errors


def test_numbers_are_kept_in_their_one_written_form(root, ground):
    question = Question.objects.get(key="users")

    errors = tried(root, question, minimum=" 007.50", decimals="on")

    assert errors == {}
    assert Question.objects.get(key="users").minimum == "7.5"


def test_terms_keep_their_order_and_what_is_unknown(root, ground):
    question = Question.objects.get(key="sharing")
    question.options.filter(key="yes").update(adds=["example/no-harm", "gone/term", "example/use"])

    errors = tried(
        root, question,
        options__0__adds=["example/use", "example/notice", "gone/term", "example/no-harm"],
    )  # fmt: skip

    assert errors == {}
    assert Option.objects.get(question=question, key="yes").adds == [
        "example/no-harm", "gone/term", "example/use", "example/notice",
    ]  # fmt: skip


@pytest.mark.parametrize("query", [
    "q=%00", "kind__exact=%00", "p=x", "o=9.9", "license__id__exact=x", "q=" + "x" * 5000,
    "nonsense=1", "q=%22%27%3B--",
])  # fmt: skip
def test_lists_take_any_query(root, ground, query):
    response = root.get(reverse("admin:guidance_term_changelist") + "?" + query, follow=True)

    assert response.status_code == 200


def test_broken_draft_is_told_in_its_case(root, ground):
    Question.objects.filter(key="sharing").update(kind="number", minimum="many")

    page = root.get(change_url(Case.objects.first())).content.decode()

    assert "The tree cannot be walked yet." in page
    with pytest.raises(InvalidDocument):
        document_of(Tree.objects.get())
