"""The page that counts what grows."""

import pytest

from tests.admin.conftest import person

pytestmark = pytest.mark.django_db
URL = "/admin/guidance/growth/"


def test_superusers_see_what_grows(client):
    client.force_login(person("root", is_staff=True, is_superuser=True))

    page = client.get(URL)

    assert page.status_code == 200
    assert [kind.name for kind in page.context["kinds"]] == [
        "Short links to results and stacks",
        "Attempts to log in, and logins",
        "Sessions of the admin",
        "License texts",
        "Feedback of readers",
        "Mail in the outbox",
        "Queries without an answer",
        "Counts of how questionnaires are used",
    ]
    assert URL in client.get("/admin/").content.decode()


def test_nobody_else_does(client, groups):
    client.force_login(person("paul", "Publishers", is_staff=True))

    assert client.get(URL).status_code == 403
    assert URL not in client.get("/admin/").content.decode()


def test_outsiders_are_led_to_the_login(client):
    answer = client.get(URL)

    assert (answer.status_code, "login" in answer.url) == (302, True)
