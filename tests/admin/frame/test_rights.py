"""The admin is closed to those without a right, to other sites, and to guesses.

What each of the team may do stands in ``tests/admin/rights``.
"""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from guidance.services.results.saved_results import save
from tests.editions import published_faq, published_license, published_tree
from tests.scenes import scene

PUBLIC_ADMIN = {"login", "logout", "jsi18n", "guidance_second_factor"}


def admin_pages():
    """Return (name, address) of every page of the admin, with 1 for whatever it wants to know."""
    found = {}
    for pattern in admin.site.get_urls():
        parts = getattr(pattern, "url_patterns", None)
        for part in parts or [pattern]:
            route = f"{pattern.pattern if parts else ''}{part.pattern}"
            route = re.sub(r"<str:kind>", "tree", route)
            route = re.sub(r"<(?:\w+:)?\w+>|\(\?P<\w+>[^)]*\)", "1", route)
            if part.name and part.name not in PUBLIC_ADMIN:
                found[part.name] = "/admin/" + route.strip("^$")
    return sorted(found.items())


ADMIN_PAGES = admin_pages()


@scene
def everything():
    """Drafts, an edition and a short link, so that every page of the admin has its object."""
    published_license()
    published_faq()
    edition = published_tree()
    save(edition, {"users": ("5",), "sharing": ("yes",)}, title="Ours")
    return edition


def test_every_page_of_the_admin_is_tried():
    own = [name for name, _ in ADMIN_PAGES if name.startswith("guidance_")]

    assert len(own) > 80
    assert {"guidance_import", "guidance_schema", "guidance_tree_publish"} <= set(own)


@pytest.mark.parametrize(
    ("who", "method"),
    [("nobody", "post"), ("somebody", "post"), ("staff", "get"), ("staff", "post")],
)
def test_admin_is_closed_to_those_without_a_right(client, everything, who, method):
    if who != "nobody":
        client.force_login(User.objects.create_user("eve", is_staff=who == "staff"))
    own = {
        "index", "password_change", "password_change_done", "guidance_schema",
        "guidance_mail_to_me",
    }  # fmt: skip
    allowed = own if who == "staff" else set()

    answers = {
        name: getattr(client, method)(address)
        for name, address in ADMIN_PAGES
        if name not in allowed
    }

    opened = {
        name: response.status_code
        for name, response in answers.items()
        if not (response.status_code in (403, 404, 405) or _is_sent_away(response))
    }
    assert opened == {}


def _is_sent_away(response):
    """Tell whether an answer leads to the login, or to the first page as where nothing is."""
    target = response.headers.get("Location", "")
    return target.split("?")[0] in ("/admin/", "/admin/login/")


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "address"), ADMIN_PAGES)
def test_admin_takes_no_form_of_another_site(name, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("root", password="long enough password"))

    assert client.post(address, {"post": "yes"}).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize(
    "target", ["//evil.example/", "https://evil.example/", "javascript:x", "/\\evil.example"]
)
def test_login_leads_to_this_site_only(client, target):
    User.objects.create_superuser("ada", password="right-and-long-enough")
    given = {"username": "ada", "password": "right-and-long-enough", "next": target}

    response = client.post("/admin/login/", given, query_params={"next": target})

    assert (response.status_code, response["Location"]) == (302, "/admin/")


@pytest.mark.django_db
def test_login_tells_nothing_about_who_exists(client):
    User.objects.create_user("ada", password="right-and-long-enough")
    User.objects.create_superuser("root", password="right-and-long-enough")

    told = [
        "".join(
            client.post("/admin/login/", {"username": name, "password": "wrong"})
            .context["form"]
            .non_field_errors()
        )
        for name in ("ada", "root", "nobody")
    ]

    assert told[0].startswith("Please enter the correct username and password")
    assert told == told[:1] * 3


@pytest.mark.parametrize("page", ["config", "qrcode"])
def test_second_factor_of_a_colleague_is_shown_to_nobody(admin_client, page):
    device = TOTPDevice.objects.create(user=User.objects.create_user("eve"), name="Eve's")

    for key in (device.pk, device.pk + 1):
        response = admin_client.get(f"/admin/otp_totp/totpdevice/{key}/{page}/")
        assert response.status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "otp_totp/totpdevice/?key={key}",
        "otp_totp/totpdevice/?key__startswith={key}",
        "otp_static/staticdevice/?token_set__token__startswith=a",
        "auth/user/?password__startswith=p",
        "guidance/review/?reviewer__password__startswith=p",
    ],
)
def test_no_filter_tells_a_secret(admin_client, address):
    device = TOTPDevice.objects.create(user=User.objects.create_user("eve"), name="Eve's")

    response = admin_client.get("/admin/" + address.format(key=device.key))

    assert response.status_code in (302, 400)


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["license/987654/restore", "license/987654/split"])
def test_who_has_no_right_is_not_told_what_is_there(client, page):
    client.force_login(User.objects.create_user("eve", is_staff=True))
    address = f"/admin/guidance/{page}/".replace("/restore", "/editions/1/restore")

    assert client.post(address).status_code == 403
