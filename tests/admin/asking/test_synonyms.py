"""Synonyms in the admin: tried, saved by who may publish, compared, brought back."""

import pytest

from guidance.core.search.lists import SYNONYMS
from guidance.models import SynonymState
from guidance.services.search.synonyms import active
from guidance.services.wordings.synonyms import in_force
from tests.admin.forms import fields_of
from tests.admin.pages import messages_of
from tests.html import select, texts

PAGE = "/admin/guidance/synonyms/"


@pytest.fixture
def publisher(client, team):
    client.force_login(team["publisher"])
    return client


def form(client, *, add="", press="save", **fields):
    """Return the fields of the form with a line more, and the button that is pressed."""
    data = fields_of(client.get(PAGE))
    data["groups"] = [f"{data['groups'][0]}\n{add}"]
    return data | {name: [value] for name, value in fields.items()} | {press: ["x"]}


def test_trying_says_what_changes_and_saves_nothing(publisher, published):
    response = publisher.post(
        PAGE, form(publisher, add="zebra > sell it", press="try", queries="a zebra\n")
    )

    rows = texts(response, "tbody tr")
    assert [row.split(" May")[0] for row in rows if row.startswith(("a zebra", "zebra"))] == [
        "a zebra", "zebra",
    ]  # fmt: skip
    assert texts(response, "ins") == ["zebra > sell it"]
    assert "zebra > sell it" in select(response, "textarea[name=groups]")[0].raw
    assert not SynonymState.objects.exists()


def test_saving_is_in_force_at_once_and_kept_with_who_and_why(publisher, published):
    response = publisher.post(
        PAGE, form(publisher, add="zebra > sell it", note="They say so."), follow=True
    )

    assert messages_of(response) == ["Saved. The search reads queries by them from now on."]
    assert active()[-1] == (("zebra", "sell it"), False)
    assert len(active()) == len(SYNONYMS) + 1
    state = SynonymState.objects.get()
    assert (state.by_name, state.note) == ("paul", "They say so.")


def test_what_is_wrong_is_said_with_its_line(publisher, published):
    response = publisher.post(PAGE, form(publisher, add="alone"))

    assert texts(response, ".errorlist li") == [
        f"Line {len(SYNONYMS) + 1}: one phrase alone has no synonym. Write at least two, "
        "with commas between."
    ]
    assert not SynonymState.objects.exists()


def test_two_people_meet_and_nothing_is_lost(publisher, published):
    mine = form(publisher, add="mine, ours")
    publisher.post(PAGE, form(publisher, add="theirs, others"))

    response = publisher.post(PAGE, mine)

    assert "paul saved other groups after you had opened this page" in messages_of(response)[-1]
    assert "mine, ours" in select(response, "textarea[name=groups]")[0].raw
    assert (texts(response, "del"), texts(response, "ins")) == (
        ["theirs, others"], ["mine, ours"],
    )  # fmt: skip
    assert SynonymState.objects.count() == 1

    publisher.post(PAGE, fields_of(response) | {"save": ["x"]})

    assert str(in_force().groups[-1]) == "mine, ours"


def test_former_groups_are_brought_back(publisher, published):
    publisher.post(PAGE, form(publisher, add="one, two"))
    first = SynonymState.objects.get()
    publisher.post(PAGE, form(publisher, add="three, four"))
    address = f"{PAGE}{first.pk}/"
    shown = publisher.get(address)
    assert texts(shown, "del") == ["three, four"]

    publisher.post(address, fields_of(shown))

    assert str(in_force().groups[-1]) == "one, two"
    response = publisher.post(address, fields_of(shown), follow=True)
    assert messages_of(response)[-1].startswith("Somebody saved other groups meanwhile")


def test_new_groups_of_a_release_are_named_beside_the_teams_own(publisher, published):
    data = form(publisher) | {"groups": ["one, two"]}

    response = publisher.post(PAGE, data, follow=True)

    assert "llama 3, llama3" in texts(response, "li")


@pytest.mark.parametrize(
    ("who", "sees", "writes"),
    [("outsider", 302, 302), ("plain", 403, 403), ("reviewer", 200, 403), ("editor", 200, 403),
     ("publisher", 200, 200)],
)  # fmt: skip
def test_who_may_do_what(client, team, published, who, sees, writes):
    state = SynonymState.objects.create(
        at="2026-01-01T00:00Z", by=team["publisher"], by_name="paul", groups=[]
    )
    client.force_login(team[who])

    for page in (PAGE, f"{PAGE}{state.pk}/"):
        assert client.get(page).status_code == sees
        assert client.post(page, {"groups": "x", "seen": "0"}, follow=True).status_code in (
            writes, 200 if writes == 302 else writes,
        )  # fmt: skip
    assert SynonymState.objects.count() == 1
    assert bool(select(client.get(PAGE), "textarea[name=groups]")) is (who == "publisher")
