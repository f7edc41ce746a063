"""Who may open what: every address of the admin and of the API, asked by everybody.

A guest has the link to a draft and no account, an outsider an account without the admin; the
operator is an administrator. ``answers.py`` says what each is answered.
"""

import re

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.template.base import Template
from django.utils import timezone
from django.utils.safestring import SafeString
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from guidance.api.urls import v1
from guidance.models import Edition, FaqEntry, Feedback, JudgedQuery, Mail, SavedStack
from guidance.services.publishing.acts import confirm
from guidance.services.reviewing import guests
from tests.admin.rights.answers import API, OPEN


def addresses():
    """Return the address of every named page of the admin, at the first row of its kind."""
    found = {}
    for pattern in admin.site.get_urls():
        parts = getattr(pattern, "url_patterns", None)
        for part in parts or [pattern]:
            route = f"{pattern.pattern if parts else ''}{part.pattern}"
            if part.name:
                found[part.name] = "/admin/" + _filled(route).strip("^$")
    return found


def _filled(route):
    first = re.match(r"(\w+)/(\w+)/<(?:path|int:object_id|id>)", route)
    row = apps.get_model(first[1], first[2])._default_manager.first() if first else None
    route = re.sub(r"<(?:\w+:)?object_id>|<id>|<path:pk>", str(row.pk if row else 1), route)
    route = route.replace("<str:kind>", "tree")
    return re.sub(r"<(?:\w+:)?\w+>|\(\?P<\w+>[^)]*\)", "1", route)


def told(client, address):
    """Say how somebody is answered who asks for a page: a code, or that they have to log in."""
    answer = client.get(address)
    if answer.streaming:
        b"".join(answer)  # read to its end, a file is closed
    is_login = "/admin/login/" in answer.headers.get("Location", "")
    return "login" if is_login else str(answer.status_code)


@pytest.fixture
def one_of_each(people):
    """Rows of all that the admin lists and no draft is."""
    by, now = User.objects.get(username="root"), timezone.now()
    confirm(Edition.objects.first(), by=by)
    Feedback.objects.create(kind="useful", secret_digest="a", written_at=now)
    Mail.objects.create(to=by, event="digest", subject="s", body="b", made_at=now, try_at=now)
    SavedStack.objects.create(token="t" * 24, asked=[], secret_digest="0" * 64)
    JudgedQuery.objects.create(query="May I?", accept="/faq/may-i-sell-it/")
    for model in (AccessAttempt, AccessFailureLog, AccessLog):
        model.objects.create(
            username="x", **({"failures_since_start": 1} if model is AccessAttempt else {})
        )
    for device in (TOTPDevice, StaticDevice):
        device.objects.create(user=User.objects.create(username=device.__name__), name="d")


def test_every_page_of_the_admin_opens_for_those_who_may_and_for_nobody_else(
    people, one_of_each, monkeypatch
):
    # Who may see a page is decided before it is set, and setting takes half of the time.
    monkeypatch.setattr(Template, "render", lambda *_args, **_kwargs: SafeString(""))
    found = {}

    for name, address in addresses().items():
        answers = " ".join(told(client, address) for client in people.values())
        found.setdefault(answers, set()).add(name)

    assert found == {answers: set(names.split()) for answers, names in OPEN.items()}


@pytest.mark.parametrize("who", ["guest", "operator"])
def test_api_is_read_by_everybody_alike_and_written_by_nobody(people, who):
    found = {}

    for pattern in v1:
        address = "/api/v1/" + _read(str(pattern.pattern))
        codes = " ".join(
            str(getattr(people[who], method)(address).status_code)
            for method in ("get", "post", "put", "patch", "delete")
        )
        found.setdefault(codes, set()).add(pattern.name)

    assert found == {codes: set(names.split()) for codes, names in API.items()}


def _read(route):
    slugs = {"licenses": "example", "faq": "may-i-sell-it", "trees": "can-i-use-it"}
    keys = {"sections": "1", "annotations": "grant-is-broad", "terms": "use"}
    key = next((key for noun, key in keys.items() if f"/{noun}/<" in route), "")
    given = {
        "<slug:slug>": slugs.get(route.split("/")[0], ""), "<int:number>": "1",
        "<str:key>": key, "<slug:kind>": "tree",
    }  # fmt: skip
    for part, value in given.items():
        route = route.replace(part, value)
    return route


def test_guests_link_opens_one_draft_and_nothing_else(people):
    row = FaqEntry.objects.get()
    by = User.objects.create_superuser("ada")
    made, secret = guests.invite(row, by=by, guest="Gus", days=7)
    guest = people["guest"]

    opened = [guest.get(f"/review/{secret}/").status_code]
    opened += [guest.get(f"/review/{one}/").status_code for one in (secret[:-1], secret + "x")]
    guests.take_back(row, made.pk, by=by)
    opened += [guest.get(f"/review/{secret}/").status_code]

    assert opened == [200, 404, 404, 404]
