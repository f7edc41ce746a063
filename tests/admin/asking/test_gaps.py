"""The page of what has no other wordings, and of what is mixed up."""

import pytest

from guidance.models import Wording
from tests.html import links, texts

PAGE = "/admin/guidance/wordings/"


def test_page_leads_to_where_each_is_mended(admin_of, published):
    found = [address for address, _words in links(admin_of.get(PAGE), "#content-main a")]

    assert found == [
        f"/admin/guidance/{published[kind]._meta.model_name}/{published[kind].pk}/wordings/"
        for kind in ("faq", "license", "tree")
    ]


def test_page_names_what_is_mixed_up(admin_of, published):
    for key, line in (("use", "notice copy zebra"), ("notice", "notice copy zebra")):
        Wording.objects.create(kind="license", slug="example", part="term", key=key, lines=line)

    (row,) = texts(admin_of.get(PAGE), "tbody tr")

    assert "The same in both: notice copy zebra" in row


@pytest.mark.parametrize(
    ("who", "sees"),
    [("outsider", 302), ("plain", 403), ("reviewer", 200), ("editor", 200), ("publisher", 200)],
)
def test_who_sees_it(client, team, published, who, sees):
    client.force_login(team[who])

    assert client.get(PAGE).status_code == sees
