"""Confirming many editions at once."""

import pytest
from django.contrib.admin.models import LogEntry

from guidance.models import Edition, FaqEntry, License, Review
from guidance.services.drafts.authorship import record, settle
from guidance.services.publishing.withdrawals import withdraw
from guidance.services.releasing.confirming import ConfirmingMoved, confirm_all, to_confirm
from tests.admin.conftest import person
from tests.admin.pages import messages_of
from tests.editions import published_faq, published_license, published_tree

pytestmark = pytest.mark.django_db
URL = "/admin/guidance/confirm/"


@pytest.fixture
def rita(groups):
    return person("rita", "Reviewers", is_staff=True)


@pytest.fixture
def editions(db):
    return [published_license(), published_faq(), published_tree()]


def confirmed():
    return set(Review.objects.values_list("edition", flat=True))


def test_editions_are_chosen_shown_and_confirmed(client, rita, editions):
    client.force_login(rita)
    first = client.get(URL)
    chosen = [edition.pk for edition in editions[:2]]

    asked = client.post(URL, {"editions": chosen})
    between = confirmed()
    done = client.post(URL, {"editions": chosen, "sure": "yes", "note": "Read."}, follow=True)

    assert [edition.pk for edition, _url in first.context["editions"]] == [
        editions[1].pk, editions[0].pk, editions[2].pk
    ]  # fmt: skip
    assert {edition.pk for edition, _url in asked.context["editions"]} == set(chosen)
    assert between == set()
    assert messages_of(done) == ["2 editions are confirmed."]
    assert confirmed() == set(chosen)
    assert set(Review.objects.values_list("reviewer_name", "note")) == {("rita", "Read.")}
    assert [one.get_change_message() for one in LogEntry.objects.all()] == [
        "Confirmed edition 1 as a reviewer."
    ] * 2


def test_nothing_chosen_is_said(client, rita, editions):
    client.force_login(rita)

    page = client.post(URL, {"sure": "yes"})

    assert page.context["problems"] == ["Choose the editions that you stand by."]
    assert confirmed() == set()


def test_own_words_and_what_is_not_public_are_not_offered(rita, editions):
    license, faq, tree = editions
    record(FaqEntry.objects.get(), by=rita)
    settle(FaqEntry.objects.get(), faq)
    withdraw(tree.publication, note="Wrong.")

    assert to_confirm(rita) == [license]


@pytest.mark.parametrize("title", ["Editors", "Publishers"])
def test_only_reviewers_confirm(client, groups, editions, title):
    client.force_login(person("ed", title, is_staff=True))

    answers = [client.get(URL), client.post(URL, {"editions": [editions[0].pk], "sure": "yes"})]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert confirmed() == set()


def test_all_are_confirmed_or_none(rita, editions):
    published_license(summary="Another.")
    assert Edition.objects.count() == 4

    with pytest.raises(ConfirmingMoved) as raised:
        confirm_all([edition.pk for edition in editions], by=rita)

    assert raised.value.editions == [editions[0]]
    assert confirmed() == set()
    assert License.objects.count() == 1
