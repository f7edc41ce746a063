"""Going on with another questionnaire, from the page of a result and its other forms."""

import json

import pytest

from guidance.services.results.saved_results import save
from tests.documents import license_data
from tests.editions import published
from tests.html import only, texts, values
from tests.scenes import scene
from tests.services.results.test_onward import handing, other
from tests.views.checking.results import CHECK, page

pytestmark = pytest.mark.django_db
LINK = f"{CHECK}v1/?users=100&sharing=yes"
NEXT = "/check/may-i-name-it/?users=100"


@scene
def edition():
    published(license_data())
    published(other())
    return published(handing("ship"))


def test_result_leads_on_and_says_what_goes_along(client, edition):
    html = page(client.get(LINK))

    onward = only(html, "section.onward")
    assert texts(onward, "h2") == ["Go on with: May I name it so?"]
    assert texts(onward, "li") == [
        "How many users have you? 100 users",
        "Do others get copies? Yes",
    ]
    assert values(onward, "a", "href") == [NEXT]
    assert texts(onward, "a") == ["Answer what else “May I name it so?” asks"]


def test_link_goes_on_with_the_question_that_is_left(client, edition):
    html = page(client.get(NEXT))

    assert texts(html, "h1") == ["Is its name in yours?"]
    assert values(html, "input[name=users]", "value") == ["100"]


def test_result_that_does_not_hand_over_says_nothing(client, edition):
    html = page(client.get(f"{CHECK}v1/?users=101"))

    assert "onward" not in html


def test_short_link_leads_on_too(client, edition):
    saved, _ = save(edition, {"users": ("100",), "sharing": ("yes",)}, title="")

    html = page(client.get(saved.get_absolute_url()))

    assert values(html, "section.onward a", "href") == [NEXT]


def test_markdown_and_json_name_it(client, edition):
    query = "?users=100&sharing=yes"
    text = client.get(f"{CHECK}v1/result.md{query}").content.decode()
    data = json.loads(client.get(f"{CHECK}v1/result.json{query}").content)

    lines = text.split("\n")
    at = lines.index("## Go on with: May I name it so?")
    assert lines[at + 2 : at + 11] == [
        "Goes along:", "", "- How many users have you? **100 users**", "",
        "Stays behind:", "", "- Do others get copies? **Yes**", "",
        f"[May I name it so?](<http://testserver{NEXT}>)",
    ]  # fmt: skip
    assert data["outcome"]["hands_over"] == "may-i-name-it"
    [onward] = data["onward"]
    assert (onward["url"], onward["edition"]) == (f"http://testserver{NEXT}", 1)
    assert [one["values"] for one in onward["carried"]] == [["100"]]
    assert [one["question"] for one in onward["left"]] == ["sharing"]


def test_api_names_it(client, edition):
    answers = {"users": ["100"], "sharing": ["yes"]}
    response = client.post(
        "/api/v1/trees/can-i-use-it/evaluate",
        json.dumps({"answers": answers}),
        content_type="application/json",
    )

    assert response.json()["outcome"]["hands_over"] == "may-i-name-it"
