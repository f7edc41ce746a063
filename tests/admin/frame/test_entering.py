"""How often one may try to enter, and that strangers keep nobody out."""

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import User
from django.core import signing
from django.test import Client

from guidance.admin.frame import entering
from portal.limits.rules import here
from portal.limits.turns import Turns
from tests.admin.conftest import person

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"
STRANGER = "192.0.2.66"


@pytest.fixture(autouse=True)
def _limits(settings):
    settings.AXES_ENABLED = True
    settings.RATES = settings.RATES | {"login": "3/5min"}


@pytest.fixture
def ada(groups):
    return person("ada", is_staff=True)


def enter(client, name, given="wrong", address=STRANGER):
    form = {"username": name, "password": given}
    return client.post("/admin/login/", form, REMOTE_ADDR=address)


def test_names_that_are_made_up_count_for_the_address(ada):
    codes = [enter(Client(), f"name{number}").status_code for number in range(3)]
    refused = enter(Client(), "name4")

    assert codes == [200, 200, 200]
    assert refused.status_code == 429
    assert 290 < int(refused["Retry-After"]) <= 300
    assert "many wrong passwords or codes from here lately. Wait 5 minutes" in (
        " ".join(refused.content.decode().split())
    )
    assert enter(Client(), "name5", address="192.0.2.67").status_code == 200


def test_refused_attempt_is_not_worked_at(ada, django_assert_num_queries):
    for number in range(3):
        enter(Client(), f"name{number}")

    with django_assert_num_queries(0):
        assert enter(Client(), "ada", PASSWORD).status_code == 429
    assert AccessAttempt.objects.count() == 3


def test_right_passwords_do_not_count(ada):
    codes = [enter(Client(), "ada", PASSWORD).status_code for _ in range(8)]

    assert codes == [302] * 8


def test_stranger_in_the_same_network_keeps_no_known_browser_out(ada):
    known, new = Client(), Client()
    enter(known, "ada", PASSWORD)
    for _ in range(4):
        enter(Client(), "ada")
    known.cookies.pop("sessionid")

    assert enter(new, "ada", PASSWORD).status_code == 429
    assert enter(known, "ada", PASSWORD).status_code == 302


def test_name_that_was_locked_from_here_is_not_for_a_known_browser(ada, settings):
    settings.RATES = settings.RATES | {"login": "100/5min"}
    known = Client()
    enter(known, "ada", PASSWORD)
    codes = [enter(Client(), "ada").status_code for _ in range(6)]

    locked = enter(Client(), "ada", PASSWORD)

    assert codes == [200] * 5 + [429]
    assert (locked.status_code, locked["Retry-After"]) == (429, "900")
    assert "After 6 wrong passwords this name is locked from here for 15 minutes" in (
        " ".join(locked.content.decode().split())
    )
    assert enter(known, "ada", PASSWORD).status_code == 302


def test_known_browser_may_not_guess_without_end(ada):
    known = Client()
    enter(known, "ada", PASSWORD)

    codes = [enter(known, "ada").status_code for _ in range(4)]

    assert codes == [200, 200, 200, 429]
    assert enter(known, "ada", PASSWORD).status_code == 429
    assert enter(Client(), "ada", PASSWORD).status_code == 302  # the account itself is open


def test_known_browser_is_known_for_one_name_only(ada):
    person("eve", is_staff=True)
    known = Client()
    enter(known, "eve", PASSWORD)
    for _ in range(3):
        enter(Client(), "made-up")

    assert enter(known, "ada", PASSWORD).status_code == 429
    assert enter(known, " eve ", PASSWORD).status_code == 302


@pytest.mark.parametrize("cookie", ["", "x", "a" * 5000, "signed for something else"])
def test_cookie_that_is_not_ours_makes_no_browser_known(ada, cookie):
    for _ in range(3):
        enter(Client(), "made-up")
    client = Client()
    if cookie.startswith("signed"):
        cookie = signing.dumps({"name": "ada", "browser": "x"})
    client.cookies[entering.COOKIE] = cookie

    assert enter(client, "ada", PASSWORD).status_code == 429


def test_cookie_of_a_known_browser_is_kept_to_the_admin(ada, settings):
    settings.SESSION_COOKIE_SECURE = True

    cookie = enter(Client(), "ada", PASSWORD).cookies[entering.COOKIE]

    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")
    assert (cookie["secure"], cookie["max-age"]) == (True, 180 * 86_400)
    assert "ada" not in cookie.value


def test_wrong_codes_count_as_wrong_passwords(ada):
    ada.totpdevice_set.create(name="Phone")

    given = {"username": "ada", "password": PASSWORD, "otp_token": "abcd"}
    codes = [Client().post("/admin/login/", given).status_code for _ in range(4)]

    assert codes == [200, 200, 200, 429]


@pytest.mark.parametrize("address", ["/admin/password_change/", "/admin/guidance/second-factor/"])
def test_person_may_try_few_passwords_and_codes_of_their_own(client, ada, address):
    client.force_login(ada)
    given = {"old_password": "wrong", "code": "000000"}

    answers = [client.post(address, given) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert int(answers[3]["Retry-After"]) > 0
    assert client.get(address).status_code == 200


def test_password_that_is_changed_does_not_count(client, ada):
    client.force_login(ada)
    new = "another long enough one"

    codes = []
    for old, then in [(PASSWORD, new), (new, PASSWORD)] * 2:
        given = {"old_password": old, "new_password1": then, "new_password2": then}
        codes.append(client.post("/admin/password_change/", given).status_code)

    assert codes == [302] * 4


def test_who_finds_all_busy_is_told_to_come_again(ada, settings, monkeypatch):
    settings.PASSWORD_HASHERS = ["portal.hashing.PatientHasher"]
    monkeypatch.setattr("portal.hashing._MOST", 0)
    monkeypatch.setattr(here, "_turns", Turns(places=4, seats=4, share=2), raising=False)

    busy = [enter(Client(), "made-up") for _ in range(5)][-1]

    assert (busy.status_code, busy["Retry-After"]) == (429, "2")
    assert "Many people log in at this moment. Wait 2 seconds" in busy.content.decode()


def test_passwords_are_hashed_as_django_does(settings, monkeypatch):
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 1000)
    settings.PASSWORD_HASHERS = ["portal.hashing.PatientHasher"]
    user = User(username="ada")
    user.set_password(PASSWORD)

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]

    assert user.check_password(PASSWORD)
    assert not user.check_password("wrong")
