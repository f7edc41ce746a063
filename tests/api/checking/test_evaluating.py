"""The API evaluates answers with the walk of the site."""

import base64
import hashlib
from urllib.parse import urlencode

import pytest

from tests.documents import license_data, tree_data
from tests.editions import published, published_license, published_tree
from tests.scenes import scene

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


@scene
def shelf():
    published_license()
    published_tree()


def evaluate(client, answers, *, edition=""):
    return client.post(
        f"/api/v1/trees/can-i-use-it{edition}/evaluate",
        {"answers": answers},
        content_type="application/json",
    )


def test_no_answers_give_the_first_question(client):
    answer = evaluate(client, {}).json()

    assert answer["is_finished"] is False
    assert answer["next_question"]["key"] == "users"
    assert answer["url"] == "http://testserver/check/can-i-use-it/"


@pytest.mark.parametrize(("users", "outcome"), [("100", None), ("101", "ask-first")])
def test_both_sides_of_the_threshold(client, users, outcome):
    answer = evaluate(client, {"users": [users]}).json()

    assert (answer["outcome"] or {}).get("key") == outcome


def test_result_has_terms_and_a_permanent_link_that_the_site_answers(client):
    answer = evaluate(client, {"users": 5, "sharing": "yes"}).json()

    assert answer["verdict"] == "conditional"
    assert [term["ref"] for term in answer["terms"]] == [
        "example/notice", "example/no-harm", "example/use",
    ]  # fmt: skip
    assert (
        answer["url"] == "http://testserver/check/can-i-use-it/v1/?_check=ckgf7&users=5&sharing=yes"
    )
    assert "You may pass it on" in client.get(answer["url"]).content.decode()


def test_not_sure_gives_every_possibility(client):
    answer = evaluate(client, {"users": ["1"], "sharing": ["unsure"]}).json()

    assert (answer["is_finished"], answer["outcome"]) == (True, None)
    assert [(item["assumptions"], item["outcome"]["key"]) for item in answer["possibilities"]] == [
        ([{"Do others get copies?": "Yes"}], "ship"),
        ([{"Do others get copies?": "No"}], "use"),
    ]


def test_many_possibilities_are_cut_and_counted(client):
    cite = {"license": "example", "section": "2", "quote": {"exact": "all copies"}}
    terms = [
        {**license_data()["terms"][1], "key": f"t{n}", "title": f"Do {n}", "glance": f"Do {n}"}
        for n in range(8)
    ]
    published_license(terms=license_data()["terms"] + terms)
    published_tree(
        slug="wide",
        start="q0",
        questions=[
            {
                "key": f"q{n}", "kind": "choice", "title": f"Is {n} so?", "citations": [cite],
                "goto": f"q{n + 1}" if n < 7 else "end",
                "options": [
                    {"key": "yes", "label": "Yes", "adds": [f"example/t{n}"]},
                    {"key": "no", "label": "No"},
                    {"key": "unsure", "label": "I am not sure", "is_unsure": True},
                ],
            }
            for n in range(8)
        ],
        outcomes=[
            {"key": "end", "verdict": "conditional", "title": "Go on", "summary": "You may.",
             "citations": [cite]},
        ],
        cases=[],
    )  # fmt: skip

    answer = client.post(
        "/api/v1/trees/wide/evaluate",
        {"answers": {f"q{n}": "unsure" for n in range(8)}},
        content_type="application/json",
    ).json()

    assert (len(answer["possibilities"]), answer["possibilities_left_out"]) == (100, 156)
    assert {item["assumptions_left_out"] for item in answer["possibilities"]} == {0}


def test_answers_that_do_not_fit_are_reported(client):
    answer = evaluate(client, {"users": ["many"], "nonsense": ["1"]}).json()

    assert [(u["question"], u["reason"]) for u in answer["unfit"]] == [
        ("users", "not-a-number"), ("nonsense", "unknown-question"),
    ]  # fmt: skip


def test_pinned_edition_answers_as_it_did(client):
    data = tree_data()
    data["outcomes"][2]["title"] = "Ask now"
    published(data)

    old = evaluate(client, {"users": "101"}, edition="/editions/1").json()
    new = evaluate(client, {"users": "101"}).json()

    assert (old["outcome"]["title"], old["edition"]["number"]) == ("Ask first", 1)
    assert (new["outcome"]["title"], new["edition"]["number"]) == ("Ask now", 2)
    assert old["url"] == "http://testserver/check/can-i-use-it/v1/?_check=5s43i&users=101"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ("[]", "answers"),
        ('{"answers": 3}', "answers"),
        ('{"answers": {}, "more": 1}', "answers"),
        ('{"answers": {"users": [true]}}', "answers.users"),
        ('{"answers": {"users": [["1"]]}}', "answers.users"),
        ('{"answers": {"users": ["a\\u0000"]}}', "answers.users"),
        ('{"answers": {"users": ["\\ud800"]}}', "answers.users"),
        ('{"answers": {"users": ["%s"]}}' % ("9" * 101), "answers.users"),
    ],
)
def test_requests_that_are_not_valid_name_the_field(client, body, field):
    answer = client.post(
        "/api/v1/trees/can-i-use-it/evaluate", body, content_type="application/json"
    )

    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [("{", "application/json", 400), ("a=1", "application/x-www-form-urlencoded", 415)],
)
def test_requests_that_cannot_be_read_are_problems(client, body, kind, status):
    answer = client.post("/api/v1/trees/can-i-use-it/evaluate", body, content_type=kind)

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


def test_evaluating_takes_one_query(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        evaluate(client, {"users": ["5"], "sharing": ["yes"]})


def test_scripts_of_other_sites_may_evaluate(client):
    asked = client.options(
        "/api/v1/trees/can-i-use-it/evaluate",
        headers={
            "origin": "https://elsewhere.example",
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type",
        },
    )

    assert asked.status_code == 200
    assert asked["Access-Control-Allow-Origin"] == "*"
    assert "POST" in asked["Access-Control-Allow-Methods"]
    assert "Content-Type" in asked["Access-Control-Allow-Headers"]
    assert evaluate(client, {})["Access-Control-Allow-Origin"] == "*"


def test_permanent_link_can_be_made_as_the_docs_say(client):
    answer = evaluate(client, {"users": "0.05 thousand", "sharing": "no"}).json()

    answers = urlencode([(s["question"], value) for s in answer["steps"] for value in s["values"]])
    digest = hashlib.sha256(f"can-i-use-it/v1?{answers}".encode()).digest()
    sign = base64.b32encode(digest).decode().lower()[:5]
    assert answer["url"].endswith(f"/check/can-i-use-it/v1/?_check={sign}&{answers}")


def test_old_edition_asks_on_in_that_edition(client):
    published_tree(summary="Revised.")

    old = evaluate(client, {"users": "5"}, edition="/editions/1").json()
    new = evaluate(client, {"users": "5"}, edition="/editions/2").json()

    assert old["url"] == "http://testserver/check/can-i-use-it/v1/ask/?users=5"
    assert new["url"] == "http://testserver/check/can-i-use-it/?users=5"
    assert client.get(old["url"]).status_code == client.get(new["url"]).status_code == 200


@pytest.mark.parametrize(
    ("sent", "reading"),
    [(99.125, "99.1250"), (0.5, "0.5"), (100.0, "100"), (1e-7, "0.0000001"), ("99.125", None)],
)
def test_number_of_json_has_one_meaning_where_its_digits_could_have_two(client, sent, reading):
    data = tree_data(cases=[])
    data["questions"][0]["decimals"] = True
    published(data)

    answer = evaluate(client, {"users": sent}).json()

    assert [step["values"] for step in answer["steps"]] == ([[reading]] if reading else [])
    assert [one["reason"] for one in answer["unfit"]] == ([] if reading else ["unclear"])
