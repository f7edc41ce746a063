"""Who may enter the admin and do what there; the second factor."""

from binascii import unhexlify

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from guidance.models import SavedResult
from guidance.services.people import GROUPS
from guidance.services.results.saved_results import save
from tests.admin.conftest import person
from tests.admin.forms import fields_of
from tests.editions import published_license, published_tree

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"
SETUP = "/admin/guidance/second-factor/"


def as_(user):
    client = Client()
    if user:
        client.force_login(user)
    return client


def test_lists_open_for_those_who_may_see_them(groups, ground):
    people = {
        "outsider": None,
        "reader": person("reader"),
        "plain": person("plain", is_staff=True),
        "editor": person("editor", "Editors", is_staff=True),
        "reviewer": person("reviewer", "Reviewers", is_staff=True),
    }
    url = reverse("admin:guidance_term_changelist")
    add = reverse("admin:guidance_term_add")

    found = {
        name: (as_(user).get(url).status_code, as_(user).get(add).status_code)
        for name, user in people.items()
    }

    assert found == {
        "outsider": (302, 302),
        "reader": (302, 302),
        "plain": (403, 403),
        "editor": (200, 200),
        "reviewer": (200, 403),
    }


def test_reviewer_sees_a_change_page_without_a_form_to_save(groups, ground):
    client = as_(person("reviewer", "Reviewers", is_staff=True))
    for noun, row in ground.items():
        name = {"faq": "faqentry"}.get(noun, noun)
        url = reverse(f"admin:guidance_{name}_change", args=[row.pk])

        assert client.get(url).status_code == 200
        assert client.post(url, {}).status_code == 403


def test_groups_have_what_they_need(groups):
    def held(title):
        group = Group.objects.get(name=title)
        return set(group.permissions.values_list("codename", flat=True))

    assert {title: held(title) for title in GROUPS} == {k: set(v) for k, v in GROUPS.items()}
    assert "publish_guidance" not in held("Editors")
    assert "delete_license" not in held("Publishers")


def test_groups_can_be_made_again(groups, capsys):
    call_command("ensure_groups")

    assert Group.objects.filter(name__in=GROUPS).count() == 3
    assert capsys.readouterr().out == "Groups: Editors, Reviewers, Publishers\n"


@pytest.fixture
def enrolled(groups):
    """A member of staff with an authenticator and one backup code."""
    user = person("otto", is_staff=True)
    device = TOTPDevice.objects.create(user=user, name="Phone")
    backup = user.staticdevice_set.create(name="Backup")
    backup.token_set.create(token="abcd2345")
    return user, device


def code_of(device):
    return f"{TOTP(device.bin_key).token():06d}"


def log_in(client, name, **fields):
    return client.post(
        "/admin/login/", {"username": name, "password": PASSWORD, "next": "/admin/", **fields}
    )


def test_login_without_second_factor_needs_the_password_only(client, groups):
    person("plain", is_staff=True)

    assert log_in(client, "plain").status_code == 302
    assert client.get("/admin/").status_code == 200


def test_login_with_second_factor_needs_a_code(client, enrolled):
    _user, device = enrolled

    without = log_in(client, "otto")
    assert without.status_code == 200
    assert without.context["form"].non_field_errors() == [
        "Enter the code of your authenticator app too."
    ]
    assert client.get("/admin/").status_code == 302

    assert log_in(client, "otto", otp_token=code_of(device)).status_code == 302
    assert client.get("/admin/").status_code == 200


def test_login_refuses_a_wrong_code(client, enrolled):
    wrong = "000000" if code_of(enrolled[1]) != "000000" else "000001"

    response = log_in(client, "otto", otp_token=wrong)

    assert response.context["form"].non_field_errors() == [
        "This code does not fit. Enter the newest one."
    ]


def test_login_takes_a_backup_code_once(client, enrolled):
    first = log_in(client, "otto", otp_token="abcd2345")
    client.logout()

    second = log_in(client, "otto", otp_token="abcd2345")

    assert (first.status_code, second.status_code) == (302, 200)


def test_password_alone_does_not_reach_the_setup_of_somebody_enrolled(client, enrolled):
    client.force_login(enrolled[0])

    response = client.post(SETUP, {"remove": "1"})

    assert response.status_code == 200
    assert TOTPDevice.objects.count() == 1


def test_setup_turns_the_second_factor_on(client, groups):
    user = person("new", is_staff=True)
    client.force_login(user)
    page = client.get(SETUP)
    data = fields_of(page)
    key = page.context["form"].initial["key"]
    from django.core import signing

    raw = signing.loads(key, salt=f"guidance.admin.second-factor:{user.pk}")
    data["code"] = [f"{TOTP(unhexlify(raw)).token():06d}"]

    response = client.post(SETUP, data)

    assert TOTPDevice.objects.filter(user=user, confirmed=True).count() == 1
    assert sorted(response.context["codes"]) == sorted(
        StaticToken.objects.values_list("token", flat=True)
    )
    assert client.get("/admin/").status_code == 200
    client.post(SETUP, {"remove": "1"})
    assert TOTPDevice.objects.count() == 0


@pytest.mark.parametrize("code", ["", "12", "½½½½½½", "١٢٣٤٥٦", "abcdef", "1" * 500])
def test_setup_refuses_what_is_no_code(client, groups, code):
    client.force_login(person("new", is_staff=True))
    data = fields_of(client.get(SETUP), code=code)

    response = client.post(SETUP, data)

    assert list(response.context["form"].errors) == ["code"]
    assert not TOTPDevice.objects.exists()


def test_setup_refuses_a_key_that_is_not_signed(client, groups):
    client.force_login(person("new", is_staff=True))

    response = client.post(SETUP, {"key": "00" * 20, "code": "123456"})

    assert response.status_code == 200
    assert not TOTPDevice.objects.exists()


def test_required_second_factor_leads_to_its_setup(client, groups, settings):
    settings.OTP_REQUIRED = True
    person("new", is_staff=True)
    log_in(client, "new")

    response = client.get("/admin/", follow=True)

    assert response.redirect_chain[-1][0] == SETUP
    assert response.status_code == 200


def test_setup_is_closed_to_outsiders(client, groups):
    page = client.get(SETUP)
    client.force_login(person("reader"))

    assert page.context["form"].__class__.__name__ == "LoginForm"
    assert client.get(SETUP).context["form"].__class__.__name__ == "LoginForm"


def test_too_many_wrong_passwords_lock_with_clear_words(client, groups, settings):
    settings.AXES_ENABLED = True
    person("plain", is_staff=True)
    for _attempt in range(settings.AXES_FAILURE_LIMIT - 1):
        wrong = client.post("/admin/login/", {"username": "plain", "password": "no"})
        assert wrong.status_code == 200

    locked = client.post("/admin/login/", {"username": "plain", "password": "no"})

    assert locked.status_code == 429
    assert "After 6 wrong passwords this name is locked from here for 15 minutes" in (
        " ".join(locked.content.decode().split())
    )


@pytest.fixture
def saved(db):
    published_license()
    row, secret = save(published_tree(), {"users": ("100",)}, title="Our case")
    return row, secret


def test_saved_result_is_taken_back_by_publishers(groups, saved):
    row, _secret = saved
    user = person("pia", "Publishers", is_staff=True)
    url = reverse("admin:guidance_savedresult_changelist")

    as_(user).post(url, {"action": "take_back_selected", "_selected_action": [row.pk]})

    row = SavedResult.objects.get()
    assert (row.title, row.answers, row.taken_back_by) == ("", {}, user)


def test_saved_result_is_not_taken_back_by_those_who_only_see_it(groups, saved):
    row, _secret = saved
    client = as_(person("rita", "Reviewers", is_staff=True))
    url = reverse("admin:guidance_savedresult_changelist")

    client.post(url, {"action": "take_back_selected", "_selected_action": [row.pk]})

    assert SavedResult.objects.get().taken_back_at is None


def test_saved_result_never_shows_its_secret(root, saved):
    row, secret = saved
    pages = [
        root.get(reverse("admin:guidance_savedresult_changelist")),
        root.get(reverse("admin:guidance_savedresult_change", args=[row.pk])),
    ]

    for page in pages:
        assert row.secret_digest not in page.content.decode()
        assert secret not in page.content.decode()
    assert "Our case" in pages[1].content.decode()
