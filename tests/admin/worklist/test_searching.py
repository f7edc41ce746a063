"""One search over everything that the team writes."""

import pytest
from django.contrib.auth.models import Permission, User

from guidance.core.documents.formats import parse
from guidance.services.drafts.document_to_rows import store
from guidance.services.worklist.everything import MOST
from tests.documents import faq_data

pytestmark = pytest.mark.django_db


def found(client, query):
    page = client.get("/admin/guidance/search/", {"q": query})
    return {
        str(group["words"]): [title for title, _url, _whole in group["rows"]]
        for group in page.context["groups"]
    }


def test_search_finds_titles_keys_and_words(root, ground):
    assert found(root, "May I sell") == {"FAQ entries": ["May I sell it?"]}
    assert found(root, "beside the work") == {"terms": ["Keep the notice"]}
    assert list(found(root, "grant-is-broad")) == ["annotations"]
    assert list(found(root, "aup.1")) == ["policy items"]


def test_search_wants_all_words_in_any_order_and_case(root, ground):
    assert found(root, "IT sell") == {"FAQ entries": ["May I sell it?"]}
    assert found(root, "sell nothing-like-it") == {}


def test_search_without_words_finds_nothing(root, ground):
    assert found(root, "   ") == {}
    assert found(root, "") == {}
    assert found(root, "%") == {}


def test_search_leads_to_the_row_and_names_its_document(root, ground):
    term = ground["license"].terms.get(key="notice")

    page = root.get("/admin/guidance/search/", {"q": "beside the work"})

    assert page.context["groups"][0]["rows"] == [
        ("Keep the notice", f"/admin/guidance/term/{term.pk}/change/", "Example License")
    ]


def test_search_leads_to_a_node_on_the_map_and_to_a_clause_in_its_text(root, ground):
    tree, license = (f"/admin/guidance/{noun}/{ground[noun].pk}/" for noun in ("tree", "license"))

    shown = {
        query: root.get("/admin/guidance/search/", {"q": query}).context["groups"][0]["rows"]
        for query in ("How many users", "100 or fewer", "Example clause 2")
    }

    assert shown == {
        "How many users": [
            ("How many users have you?", f"{tree}workshop/?node=users#inspector", "Can I use it?")
        ],
        "100 or fewer": [
            ("100 or fewer", f"{tree}workshop/?node=users#inspector", "Can I use it?")
        ],
        "Example clause 2": [("2", f"{license}annotate/?section=2#at-2", "Example License")],
    }


def test_search_names_no_clause_by_its_license_alone(root, ground):
    assert "sections" not in found(root, "Example")


def test_search_says_that_there_is_more(root, ground):
    for number in range(MOST):
        store(parse(faq_data(f"faq-{number}", question=f"Other {number}?")))

    exact = root.get("/admin/guidance/search/", {"q": "Other"}).context["groups"][0]
    more = root.get("/admin/guidance/search/", {"q": "notice"}).context["groups"]
    entries = next(group for group in more if group["words"] == "FAQ entries")

    assert (len(exact["rows"]), exact["is_more"]) == (MOST, False)
    assert (len(entries["rows"]), entries["is_more"]) == (MOST, True)


def test_search_shows_only_kinds_that_somebody_may_see(client, ground):
    user = User.objects.create_user("pat", is_staff=True)
    client.force_login(user)
    closed = client.get("/admin/guidance/search/", {"q": "notice"}).status_code
    user.user_permissions.add(Permission.objects.get(codename="view_term"))

    assert closed == 403
    assert set(found(client, "notice")) == {"terms"}
