"""A guest's link: what it shows and keeps, and everything that it must not let anybody do."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from guidance.models import FaqEntry, Invitation, Opinion
from guidance.services.people import ensure_groups
from guidance.services.reviewing import guests
from tests.editions import published_faq, published_license

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db):
    ensure_groups(apps)
    user = User.objects.create_user("eve", first_name="Eve")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.fixture
def faq(editor):
    published_license()
    published_faq()
    return said("No, never.")


@pytest.fixture
def link(faq, editor):
    _made, secret = guests.invite(faq, by=editor, guest="Ada Moss", days=7, note="Is it right?")
    return f"/review/{secret}/"


@pytest.fixture
def guest():
    return Client(enforce_csrf_checks=True)


def said(words):
    FaqEntry.objects.update(short_answer=words)
    return FaqEntry.objects.get()


def prefix_on(page):
    return re.search(r'name="(s[0-9a-f]{16})-verdict"', page.text)[1]


def opinion(page, verdict="change", words="Say why.", **more):
    one = prefix_on(page)
    return {
        f"{one}-verdict": verdict, f"{one}-words": words, "all-verdict": "unsure",
        "all-words": "", "all-name": "Ada Moss", **more,
    }  # fmt: skip


def test_guest_reads_the_draft_and_what_they_say_is_kept(guest, link, faq):
    page = guest.get(link)
    sent = guest.post(link, opinion(page), follow=True)
    again = guest.post(link, opinion(page), follow=True)

    assert "never" in page.text
    assert "Is it right?" in page.text
    assert "what you said is kept" in sent.text
    assert "Say why.</textarea>" in again.text
    found = [(o.is_overall, o.verdict, o.words, o.name) for o in Opinion.objects.all()]
    assert found == [(False, "change", "Say why.", "Ada Moss"), (True, "unsure", "", "Ada Moss")]


def test_second_thought_stands_beside_the_first(guest, link):
    page = guest.get(link)
    guest.post(link, opinion(page))
    guest.post(link, opinion(page, verdict="agrees", words=""))

    first, second = Opinion.objects.filter(is_overall=False)
    assert (first.verdict, second.verdict) == ("change", "agrees")


def test_page_is_kept_indexed_and_named_by_nobody(guest, link):
    for response in (guest.get(link), guest.post(link, {}), guest.get("/review/wrong/")):
        assert response["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert not response.cookies


def test_secret_is_kept_nowhere(link):
    secret = link.split("/")[2]

    held = str(list(Invitation.objects.values()))

    assert secret not in held
    assert len(secret) == 32


def test_link_that_is_over_taken_back_or_guessed_leads_nowhere(guest, link, faq, editor):
    page = guest.get(link)
    made = Invitation.objects.get()
    answers = []

    def tried(address):
        answers.append(guest.get(address))
        answers.append(guest.post(address, opinion(page)))

    tried("/review/" + "a" * 32 + "/")
    tried(f"/review/{made.secret_digest}/")
    tried(link[:-2] + "/")
    Invitation.objects.update(expires_at=timezone.now())
    tried(link)
    Invitation.objects.update(expires_at=timezone.now() + timedelta(days=1))
    guests.take_back(faq, made.pk, by=editor)
    tried(link)

    assert {one.status_code for one in answers} == {404}
    assert not [one for one in answers if "never" in one.text]
    assert len({one.text for one in answers}) == 1
    assert not Opinion.objects.exists()


def test_link_is_valid_until_its_last_second(link):
    made = Invitation.objects.get()

    assert guests.is_valid(made, at=made.expires_at - timedelta(seconds=1))
    assert not guests.is_valid(made, at=made.expires_at)


def test_operators_can_close_it(guest, link, settings):
    settings.GUEST_REVIEWS = False

    page = guest.get(link)

    assert page.status_code == 404
    assert "This link leads nowhere" in page.text


def test_guest_reaches_no_other_draft_and_nothing_of_the_admin(guest, link):
    page = guest.get(link)
    other = {"s" + "0" * 16 + "-verdict": "agrees", "s" + "0" * 16 + "-words": "Mine."}

    response = guest.post(link, opinion(page) | other)

    assert "/admin/" not in page.text
    assert "Mine." in response.text  # told, since what it was about is not there
    assert Opinion.objects.count() == 2
    assert guest.get("/admin/guidance/faqentry/").status_code == 302


def test_statement_that_changed_meanwhile_is_judged_by_nobody(guest, link):
    page = guest.get(link)
    said("Perhaps.")

    response = guest.post(link, opinion(page))

    assert "Some statements changed while you were reading." in response.text
    assert "<li>Say why.</li>" in response.text
    assert [one.is_overall for one in Opinion.objects.all()] == [True]


def test_what_was_said_of_other_words_is_called_so(guest, link):
    guest.post(link, opinion(guest.get(link)))
    said("Perhaps.")

    assert "It has changed since you said something about it." in guest.get(link).text


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"all-name": ""}, "Write your name, so that we know who said it."),
        ({"all-words": "x" * 2001}, "at most 2000 characters"),
        ({"all-verdict": "maybe"}, "Select a valid choice."),
        ({"all-name": "a\0"}, "cannot be stored"),
    ],
)
def test_nothing_is_kept_of_what_is_wrong_and_the_words_stay(guest, link, given, message):
    page = guest.get(link)

    response = guest.post(link, opinion(page, words="My <b>words</b>.") | given)

    assert message in response.text
    assert "My &lt;b&gt;words&lt;/b&gt;." in response.text
    assert not Opinion.objects.exists()


def test_more_than_is_kept_of_one_is_refused(guest, link, monkeypatch):
    page = guest.get(link)
    monkeypatch.setattr(guests, "MOST_OPINIONS", 2)
    guest.post(link, opinion(page))

    response = guest.post(link, opinion(page, words="Other."))

    assert "More was sent by this link than we keep." in response.text
    assert Opinion.objects.count() == 2


def test_guesses_are_counted(guest, link, settings):
    settings.RATES = settings.RATES | {"guests": "2/min"}

    codes = [guest.get(f"/review/{n}/").status_code for n in range(3)]

    assert codes == [404, 404, 429]


def test_only_writers_invite_and_take_back(faq, editor, link):
    rita = User.objects.create_user("rita")
    rita.groups.add(Group.objects.get(name="Reviewers"))

    with pytest.raises(PermissionDenied):
        guests.invite(faq, by=rita, guest="Me", days=1)
    with pytest.raises(PermissionDenied):
        guests.take_back(faq, Invitation.objects.get().pk, by=rita)
    for days in (0, 61):
        with pytest.raises(ValueError, match="days"):
            guests.invite(faq, by=editor, guest="Me", days=days)
