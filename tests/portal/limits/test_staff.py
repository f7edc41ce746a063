"""Whose requests go first, and that nobody can make themselves one of them."""

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import RequestFactory

from portal.limits import rules, staff


@pytest.fixture(autouse=True)
def _nobody_was_met(monkeypatch):
    monkeypatch.setattr(staff, "_met", type(staff._met)())


def request_of(session, path="/admin/", *, user=None):
    request = RequestFactory().get(path)
    request.COOKIES["sessionid"] = session
    if user is not None:
        request._cached_user = user
    return request


EDITOR = User(is_staff=True)


@pytest.mark.parametrize(
    ("user", "goes"),
    [(EDITOR, True), (User(is_staff=False), False), (AnonymousUser(), False), (None, False),
     (User(is_staff=True, is_active=False), False)],
)  # fmt: skip
def test_sessions_of_staff_go_first_once_they_were_met(user, goes):
    assert not staff.goes_first(request_of("abc"))

    staff.remember(request_of("abc", user=user))

    assert staff.goes_first(request_of("abc")) is goes
    assert not staff.goes_first(request_of("another"))
    assert not staff.goes_first(request_of(""))


def test_public_pages_go_first_for_nobody():
    staff.remember(request_of("abc", user=EDITOR))

    assert not staff.goes_first(request_of("abc", "/licenses/"))


def test_session_that_is_nobody_s_any_more_goes_first_no_more():
    staff.remember(request_of("abc", user=EDITOR))
    staff.remember(request_of("abc", user=AnonymousUser()))

    assert not staff.goes_first(request_of("abc"))


def test_so_many_sessions_are_remembered_and_no_key(monkeypatch):
    monkeypatch.setattr(staff, "MOST", 2)
    for session in ("one", "two", "three"):
        staff.remember(request_of(session, user=EDITOR))

    assert [staff.goes_first(request_of(name)) for name in ("one", "two", "three")] == [
        False, True, True,
    ]  # fmt: skip
    assert not {"two", "three"} & set(staff._met)


@pytest.mark.django_db
def test_page_of_the_admin_makes_its_session_one_of_those(client, admin_user):
    client.force_login(admin_user)
    session = client.cookies["sessionid"].value

    client.get("/licenses/")
    assert not staff.goes_first(request_of(session))

    client.get("/admin/password_change/")
    assert staff.goes_first(request_of(session))
    assert rules.here.turns.first_working == 0
