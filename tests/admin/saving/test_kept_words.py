"""Words of a form that could not be taken: kept for the same person only, and never saved."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from guidance.admin.saving import kept_words
from tests.admin.conftest import person
from tests.admin.forms import fields_of
from tests.admin.saving.typing_again import (
    PASSWORD,
    TYPED,
    end_session,
    html,
    is_unsaved,
    log_in,
    login_of,
)


def test_edit_survives_wrong_passwords_and_a_second_factor(visitor, typed, page_of_faq, editor):
    device = TOTPDevice.objects.create(user=editor, name="Phone")
    end_session(visitor)

    login = visitor.post(page_of_faq, typed)
    wrong = visitor.post(page_of_faq, login_of(login, "eve", "wrong"))
    without_code = visitor.post(page_of_faq, login_of(wrong, "eve"))
    code = f"{TOTP(device.bin_key).token():06d}"
    shown = visitor.post(page_of_faq, login_of(without_code, "eve", otp_token=code))

    assert [page.status_code for page in (wrong, without_code)] == [200, 200]
    assert fields_of(shown)["question"] == [TYPED]
    assert is_unsaved()


def test_somebody_else_gets_nothing_of_it(visitor, typed, page_of_faq):
    person("mallory", "Editors", is_staff=True)
    end_session(visitor)
    login = visitor.post(page_of_faq, typed)

    answer = visitor.post(page_of_faq, login_of(login, "mallory"), follow=True)

    assert answer.redirect_chain == [("/admin/", 302)]
    assert TYPED not in answer.content.decode()
    assert "Somebody else opened this form" in html(answer)
    assert is_unsaved()


def test_form_of_somebody_who_left_is_not_shown_to_who_came(visitor, typed, page_of_faq):
    person("mallory", "Editors", is_staff=True)
    log_in(visitor, "mallory")

    answer = visitor.post(page_of_faq, typed)

    assert answer.status_code == 403
    assert TYPED not in answer.content.decode()
    assert is_unsaved()


@pytest.mark.parametrize(
    "mark",
    [
        "", "1", "1:1:1",
        signing.TimestampSigner(salt="another").sign("1"),
        signing.TimestampSigner(key="another secret", salt="guidance.admin.opened-by").sign("1"),
    ],
    ids=["nothing", "a number", "no signature", "another salt", "another secret"],
)  # fmt: skip
@pytest.mark.parametrize("is_logged_in", [True, False])
def test_form_that_the_portal_did_not_give_is_not_shown(
    visitor, typed, page_of_faq, mark, is_logged_in
):
    log_in(visitor)
    if not is_logged_in:
        end_session(visitor)

    answer = visitor.post(page_of_faq, typed | {"_opened_by": [mark]})

    assert answer.status_code == 403
    assert TYPED not in answer.content.decode()
    assert "_kept_words" not in answer.content.decode()


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"origin": "null"},
                {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}],
)  # fmt: skip
def test_form_from_another_site_is_not_shown(visitor, typed, page_of_faq, headers):
    log_in(visitor)

    answer = visitor.post(page_of_faq, typed, headers=headers)

    assert answer.status_code == 403
    assert TYPED not in answer.content.decode()


def test_mark_of_who_opened_a_form_never_lets_it_be_saved(visitor, typed, page_of_faq):
    log_in(visitor)
    for token in ("", "x", "a" * 32, "a" * 64):
        answer = visitor.post(page_of_faq, typed | {"csrfmiddlewaretoken": [token]})

        assert answer.status_code == 403
    assert is_unsaved()


@pytest.mark.parametrize(("days", "status"), [(29, 200), (31, 302)])
def test_mark_of_who_opened_a_form_ages(
    visitor, typed, page_of_faq, days, status, monkeypatch
):  # fmt: skip
    end_session(visitor)
    later = (timezone.now() + timedelta(days=days)).timestamp()
    monkeypatch.setattr(signing.time, "time", lambda: later)

    assert visitor.post(page_of_faq, typed).status_code == status


@pytest.mark.parametrize(("days", "is_shown"), [(6, True), (8, False)])
def test_kept_words_age(visitor, typed, page_of_faq, days, is_shown, monkeypatch):
    end_session(visitor)
    login = visitor.post(page_of_faq, typed)
    log_in(visitor)
    token = fields_of(visitor.get(page_of_faq))["csrfmiddlewaretoken"]
    later = (timezone.now() + timedelta(days=days)).timestamp()
    monkeypatch.setattr(kept_words.signing.time, "time", lambda: later)
    monkeypatch.setattr("django.contrib.sessions.backends.base.signing.time.time", lambda: later)
    visitor.force_login(User.objects.get(username="eve"))
    token = fields_of(visitor.get(page_of_faq))["csrfmiddlewaretoken"]

    answer = visitor.post(
        page_of_faq, {"_kept_words": fields_of(login)["_kept_words"], "csrfmiddlewaretoken": token}
    )

    assert (answer.status_code == 200) is is_shown
    assert (TYPED in answer.content.decode()) is is_shown


def test_kept_words_are_of_one_page_only(visitor, typed, page_of_faq, ground):
    end_session(visitor)
    login = visitor.post(page_of_faq, typed)
    log_in(visitor)
    other = reverse("admin:guidance_tree_change", args=[ground["tree"].pk])
    fields = fields_of(visitor.get(other))

    answer = visitor.post(
        other, {**fields, "_kept_words": fields_of(login)["_kept_words"]}, follow=True
    )

    assert answer.redirect_chain == [(other, 302)]
    assert "too old to be shown again" in html(answer)


def test_no_password_is_kept(visitor, groups):
    User.objects.create_superuser("root", password=PASSWORD)
    log_in(visitor, "root")
    add = reverse("admin:auth_user_add")
    secret = "a new and secret password"
    fields = fields_of(visitor.get(add), username="nina", password1=secret, password2=secret)
    end_session(visitor)

    login = visitor.post(add, fields)
    sealed = fields_of(login)["_kept_words"][0]
    kept = signing.loads(sealed, salt="guidance.admin.kept-words")
    shown = visitor.post(add, login_of(login, "root"))

    assert secret not in repr(kept)
    assert fields_of(shown)["username"] == ["nina"]
    assert secret not in shown.content.decode()
    assert not User.objects.filter(username="nina").exists()


def test_change_of_a_password_is_not_kept(visitor, editor):
    log_in(visitor)
    fields = fields_of(visitor.get("/admin/password_change/"), old_password=PASSWORD)
    end_session(visitor)

    assert visitor.post("/admin/password_change/", fields).status_code == 302


def test_nothing_of_it_is_in_a_cookie_an_address_or_the_log(visitor, typed, page_of_faq, caplog):
    end_session(visitor)

    login = visitor.post(page_of_faq, typed)
    shown = visitor.post(page_of_faq, login_of(login, "eve"))

    said = " ".join([caplog.text, str(visitor.cookies), *map(str, login.headers.values()),
                     *map(str, shown.headers.values())])  # fmt: skip
    assert [TYPED in said, quote(TYPED) in said, "_kept_words" in said] == [False] * 3


@pytest.mark.parametrize(("size", "is_kept"), [(0, True), (1, False)])
def test_too_many_words_are_shown_to_be_copied(
    visitor, typed, page_of_faq, size, is_kept, monkeypatch
):
    end_session(visitor)
    sealed = fields_of(visitor.post(page_of_faq, typed))["_kept_words"][0]
    monkeypatch.setattr(kept_words, "MOST_SEALED", len(sealed) - size)

    answer = visitor.post(page_of_faq, typed)

    assert ("_kept_words" in answer.content.decode()) is is_kept
    assert (f">{TYPED}</textarea>" in answer.content.decode()) is not is_kept


def test_post_of_nobody_goes_to_the_login_as_ever(visitor, page_of_faq):
    token = fields_of(visitor.get("/admin/login/"))["csrfmiddlewaretoken"]

    answer = visitor.post(page_of_faq, {"question": TYPED, "csrfmiddlewaretoken": token})

    assert answer["Location"] == f"/admin/login/?next={page_of_faq}"
