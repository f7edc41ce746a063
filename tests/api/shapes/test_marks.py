"""What the API says of an edition that was recalled, and of a publication that was withdrawn."""

from datetime import UTC, datetime

import pytest

from guidance.models import Edition, Publication
from guidance.services.publishing.recalls import recall
from guidance.services.publishing.withdrawals import bring_back, withdraw
from tests.editions import published_faq, published_license, published_tree
from tests.scenes import scene

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]
AT = datetime(2026, 3, 4, 12, tzinfo=UTC)
RECALLED = {"recalled_at": "2026-03-04T12:00:00Z", "reason": "Wrong.", "advice": "Ask us."}
DETAILS = ["licenses/example", "faq/may-i-sell-it", "trees/can-i-use-it"]
PARTS = [
    "sections", "sections/1", "annotations", "annotations/grant-is-broad", "terms", "terms/notice",
]  # fmt: skip
ANSWERS = {"answers": {"users": ["100"], "sharing": ["yes"]}}


@scene
def shelf():
    published_license()
    published_faq()
    published_tree()
    published_license("other", title="Other License")


def withdraw_all():
    other = Publication.objects.get(slug="other")
    for one in Publication.objects.exclude(pk=other.pk):
        withdraw(one, note="Secret note.", reason="Replaced.", successor=other, at=AT)


def recall_all():
    for edition in Edition.objects.exclude(publication__slug="other").select_related("publication"):
        recall(edition, by=None, reason="Wrong.", advice="Ask us.", at=AT)


def get(client, address):
    return client.get(f"/api/v1/{address}")


def evaluate(client, pin=""):
    address = f"/api/v1/trees/can-i-use-it{pin}/evaluate"
    return client.post(address, ANSWERS, content_type="application/json")


WITHDRAWN = {
    "withdrawn_at": "2026-03-04T12:00:00Z",
    "reason": "Replaced.",
    "successor": {
        "kind": "license", "slug": "other", "title": "Other License",
        "url": "http://testserver/licenses/other/", "is_withdrawn": False,
    },
}  # fmt: skip


@pytest.mark.parametrize("address", [*DETAILS, *(f"licenses/example/{part}" for part in PARTS),
                                     "licenses/example/annotations.jsonld"])  # fmt: skip
def test_current_of_something_withdrawn_is_a_problem_with_all_facts(client, address):
    withdraw_all()

    answer = get(client, address)

    problem = answer.json()
    kind, slug = address.split("/")[:2]
    assert (answer.status_code, answer["Content-Type"]) == (410, "application/problem+json")
    assert {name: problem[name] for name in WITHDRAWN} == WITHDRAWN
    assert (problem["type"], problem["status"], problem["slug"]) == ("about:blank", 410, slug)
    assert problem["last_edition"]["number"] == 1
    assert get(client, f"{kind}/{slug}/editions/1").status_code == 200
    assert problem["last_edition"]["api_url"] == (
        f"http://testserver/api/v1/{kind}/{slug}/editions/1"
    )
    assert "Secret" not in answer.content.decode()
    assert answer["Cache-Control"] == "no-cache"


def test_evaluating_what_was_withdrawn_is_a_problem_but_its_edition_evaluates(client):
    before = evaluate(client, "/editions/1").json()
    withdraw_all()

    current, pinned = evaluate(client), evaluate(client, "/editions/1")

    assert (current.status_code, current.json()["name"]) == (410, "Can I use it?")
    edition = pinned.json().pop("edition")
    assert (edition["withdrawn"], edition["is_current"]) == (WITHDRAWN, False)
    assert {**pinned.json(), "edition": None} == {**before, "edition": None}


@pytest.mark.parametrize("address", DETAILS)
def test_edition_of_something_withdrawn_says_so(client, address):
    withdraw_all()

    one = get(client, f"{address}/editions/1").json()["edition"]
    listed = get(client, f"{address}/editions").json()["results"]

    assert (one["withdrawn"], one["recalled"], one["is_current"]) == (WITHDRAWN, None, False)
    assert listed[0]["withdrawn"] == WITHDRAWN


@pytest.mark.parametrize("part", PARTS)
def test_part_says_what_became_of_its_edition(client, part):
    plain = get(client, f"licenses/example/editions/1/{part}").json()
    recall_all()
    withdraw_all()

    marked = get(client, f"licenses/example/editions/1/{part}").json()

    assert (plain["recalled"], plain["withdrawn"]) == (None, None)
    assert (marked["recalled"], marked["withdrawn"]) == (RECALLED, WITHDRAWN)


@pytest.mark.parametrize("address", DETAILS)
def test_recalled_edition_says_so_pinned_current_and_listed(client, address):
    recall_all()

    answers = [get(client, f"{address}{end}").json() for end in ("", "/editions/1")]
    listed = get(client, address.split("/")[0]).json()["results"][0]
    editions = get(client, f"{address}/editions").json()["results"]

    found = [one["edition"]["recalled"] for one in (*answers, listed)]
    assert found == [RECALLED] * 3
    assert [one["recalled"] for one in editions] == [RECALLED]


def test_evaluation_says_that_its_edition_was_recalled_and_what_it_rests_on(client):
    recall_all()

    edition = evaluate(client).json()["edition"]

    ground = {"license": "example", "edition": 1, "recalled": RECALLED,
              "url": "http://testserver/licenses/example/v1/"}  # fmt: skip
    assert (edition["recalled"], edition["rests_on_recalled"]) == (RECALLED, [ground])


def test_next_edition_is_not_recalled(client):
    recall_all()
    published_license(summary="Corrected.")

    numbered = [get(client, f"licenses/example{end}").json()["edition"]["recalled"]
                for end in ("", "/editions/1", "/editions/2")]  # fmt: skip

    assert numbered == [None, RECALLED, None]


def test_web_annotations_say_it_before_the_note(client):
    address = "licenses/example/editions/1/annotations.jsonld"
    plain = get(client, address).json()
    recall_all()
    withdraw_all()

    page = get(client, address).json()

    bodies = page["items"][0]["body"]
    words = ["Recalled: Wrong. What to do instead: Ask us.", "Withdrawn: Replaced."]
    assert [body["value"] for body in bodies[:2]] == words
    assert {body["purpose"] for body in bodies[:2]} == {"assessing"}
    assert bodies[2:] == plain["items"][0]["body"]
    assert page["partOf"]["label"] == "Recalled: Example License"


def test_web_annotations_say_withdrawn_without_a_reason(client):
    withdraw(Publication.objects.get(slug="example"), note="Secret note.", at=AT)

    page = get(client, "licenses/example/editions/1/annotations.jsonld").json()

    assert page["items"][0]["body"][0]["value"] == "Withdrawn"
    assert page["partOf"]["label"] == "Withdrawn: Example License"


def test_search_tells_what_is_recalled_and_leaves_out_what_is_withdrawn(client):
    plain = get(client, "search?q=may+i+sell+it&kind=faq").json()["results"]
    recall_all()
    marked = get(client, "search?q=may+i+sell+it&kind=faq").json()["results"]
    withdraw_all()

    assert [one["is_recalled"] for one in (*plain, *marked)] == [False, True]
    assert get(client, "search?q=may+i+sell+it&kind=faq").json()["count"] == 0


@pytest.mark.parametrize("noun", ["licenses", "faq", "trees"])
def test_lists_leave_out_what_is_withdrawn(client, noun):
    before = get(client, noun).json()["count"]
    withdraw_all()

    assert get(client, noun).json()["count"] == before - 1


def test_tag_of_an_answer_changes_with_what_became_of_it(client):
    address = "/api/v1/licenses/example/editions/1/terms/notice"
    tags = [client.get(address)["ETag"]]
    recall_all()
    tags.append(client.get(address)["ETag"])
    withdraw_all()
    tags.append(client.get(address)["ETag"])
    for one in Publication.objects.filter(withdrawn_at__isnull=False):
        bring_back(one)
    tags.append(client.get(address)["ETag"])

    assert len(set(tags[:3])) == 3
    assert tags[3] == tags[1]
    assert client.get(address, headers={"if-none-match": tags[0]}).status_code == 200


def test_problem_is_described_where_it_can_come(client):
    paths = client.get("/api/schema/?format=json").json()["paths"]

    described = {
        path for path, operations in paths.items()
        if any("410" in one["responses"] for one in operations.values())
    }  # fmt: skip

    details = {f"/api/v1/{noun}/{{slug}}" for noun in ("licenses", "faq", "trees")}
    assert details | {"/api/v1/trees/{slug}/evaluate"} <= described
    assert not any("{number}" in path or path.endswith("/editions") for path in described)


def test_unknown_is_still_not_found(client):
    withdraw_all()

    assert get(client, "licenses/nothing").status_code == 404
    assert get(client, "licenses/example/editions/2").status_code == 404
