"""What the admin answers where nothing can be saved: why, and with what was typed."""

from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, OperationalError, connection, transaction
from django.urls import reverse

from guidance.models import FaqEntry, Publication
from tests.admin.forms import fields_of
from tests.admin.saving.typing_again import PASSWORD, TYPED, html, is_unsaved, log_in, login_of


@pytest.fixture
def unwritable(typed):
    """The database itself refuses every write, from the moment that the form was opened."""
    is_sqlite = connection.vendor == "sqlite"
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = on" if is_sqlite else "SET TRANSACTION READ ONLY")
        yield
        transaction.set_rollback(True)
    if is_sqlite:
        connection.cursor().execute("PRAGMA query_only = off")


@pytest.fixture
def failing(db):
    """Let each write fail as the database words it: ``failing(code, sqlstate)``."""
    error = OperationalError("told by the database")
    error.__cause__ = cause = Exception()

    def refuse(execute, sql, params, many, context):
        if cause.args and sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            raise error
        return execute(sql, params, many, context)

    def failing(code=None, sqlstate=None):
        cause.args = (code, sqlstate) if code else ()
        cause.sqlite_errorcode = code if connection.vendor == "sqlite" else None
        cause.sqlstate = sqlstate

    with connection.execute_wrapper(refuse):
        yield failing


FULL, READ_ONLY, BUSY = (13, "53100"), (8, "25006"), (5, "55P03")


def test_save_on_a_read_only_database_keeps_the_words(visitor, typed, page_of_faq, unwritable):
    answer = visitor.post(page_of_faq, typed)

    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "The disk of the server is read-only: nothing was saved." in html(answer)
    assert "What you typed is still in this form." in html(answer)
    assert fields_of(answer)["question"] == [TYPED]
    assert is_unsaved()


@pytest.mark.parametrize(
    ("code", "words", "wait"),
    [
        (FULL, "The disk of the server is full: nothing was saved.", "60"),
        (READ_ONLY, "The disk of the server is read-only: nothing was saved.", "60"),
        (BUSY, "Too many people save at this moment: nothing was saved.", "5"),
    ],
    ids=["full", "read-only", "busy"],
)
def test_save_that_fails_says_why(visitor, typed, page_of_faq, failing, caplog, code, words, wait):
    failing(*code)

    answer = visitor.post(page_of_faq, typed)

    assert (answer.status_code, answer["Retry-After"]) == (503, wait)
    assert words in html(answer)
    assert fields_of(answer)["question"] == [TYPED]
    lines = [line for line in caplog.records if line.levelname == "ERROR"]
    assert [(line.name, bool(line.exc_info)) for line in lines] == [("portal.refusals", False)]
    assert TYPED not in caplog.text


def test_form_shown_on_a_full_disk_is_saved_when_there_is_room(
    visitor, typed, page_of_faq, failing
):
    failing(*FULL)
    answer = visitor.post(page_of_faq, typed)
    failing()

    assert visitor.post(page_of_faq, fields_of(answer)).status_code == 302
    assert FaqEntry.objects.get().question == TYPED


def test_publishing_on_a_full_disk_keeps_the_note(visitor, team, published, failing):
    FaqEntry.objects.update(question="Edited?")
    log_in(visitor, "paul")
    url = reverse("admin:guidance_faqentry_publish", args=[published["faq"].pk])
    fields = fields_of(visitor.get(url), note="Because of the notice")
    failing(*FULL)

    answer = visitor.post(url, fields)

    assert answer.status_code == 503
    assert "The disk of the server is full" in html(answer)
    assert "Because of the notice" in fields_of(answer)["note"][0]
    assert Publication.objects.get(kind="faq").current.number == 1


def test_login_on_a_full_disk_says_so(visitor, editor, failing):
    page = visitor.get("/admin/login/")
    failing(*FULL)

    answer = visitor.post("/admin/login/", login_of(page, "eve"))

    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "The disk of the server is full: nobody can log in." in html(answer)
    assert "sessionid" not in visitor.cookies
    assert PASSWORD not in answer.content.decode()


def test_login_on_a_full_disk_keeps_the_words(visitor, typed, page_of_faq, failing):
    del visitor.cookies["sessionid"]
    login = visitor.post(page_of_faq, typed)
    failing(*FULL)

    refused = visitor.post(page_of_faq, login_of(login, "eve"))
    failing()
    shown = visitor.post(page_of_faq, login_of(refused, "eve"))

    assert refused.status_code == 503
    assert "Your words are kept in this page." in html(refused)
    assert fields_of(shown)["question"] == [TYPED]


def test_fault_of_our_own_keeps_the_words(visitor, typed, page_of_faq, monkeypatch):
    def break_down(*arguments, **options):
        raise RuntimeError("a fault")

    visitor.raise_request_exception = False
    monkeypatch.setattr("django.contrib.admin.ModelAdmin.save_related", break_down)

    answer = visitor.post(page_of_faq, typed)

    assert answer.status_code == 500
    assert "The fault is ours" in html(answer)
    assert fields_of(answer)["question"] == [TYPED]
    assert is_unsaved()


def test_fault_that_comes_again_gets_the_page_that_needs_nothing(
    visitor, typed, page_of_faq, monkeypatch
):
    def break_down(*arguments, **options):
        raise RuntimeError("a fault")

    visitor.raise_request_exception = False
    monkeypatch.setattr("django.contrib.admin.ModelAdmin.render_change_form", break_down)
    monkeypatch.setattr("guidance.admin.steps.drafts.DraftAdmin.render_change_form", break_down)

    answer = visitor.post(page_of_faq, typed | {"question": [""]})

    assert answer.status_code == 500
    assert "<h1>Something went wrong</h1>" in answer.content.decode()


def test_right_that_was_taken_meanwhile_keeps_the_words(visitor, typed, page_of_faq, editor):
    editor.groups.clear()

    answer = visitor.post(page_of_faq, typed)

    assert answer.status_code == 403
    assert f">{TYPED}</textarea>" in answer.content.decode()


@pytest.mark.parametrize(("count", "status"), [(3, 200), (2, 400)])
def test_too_many_fields_say_what_to_do(root, settings, ground, count, status):
    url = reverse("admin:guidance_topic_add")
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = count

    answer = root.post(url, {"title": "Notice", "slug": "notice", "description": "About it."})

    assert answer.status_code == status
    if status == 400:
        assert "more fields than can be read at once" in html(answer)
        assert "save less at a time" in html(answer)


def test_words_among_too_many_fields_are_shown(visitor, typed, page_of_faq, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3

    body = urlencode(typed, doseq=True)
    answer = visitor.post(page_of_faq, body, content_type="application/x-www-form-urlencoded")
    body = urlencode(typed | {"_opened_by": ["1:1:1"]}, doseq=True)
    forged = visitor.post(page_of_faq, body, content_type="application/x-www-form-urlencoded")

    assert (answer.status_code, forged.status_code) == (400, 400)
    assert f">{TYPED}</textarea>" in answer.content.decode()
    assert TYPED not in forged.content.decode()


def test_too_large_a_form_is_told_so(root, settings, ground):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    answer = root.post(
        reverse("admin:guidance_topic_add"), "title=" + "x" * 100,
        content_type="application/x-www-form-urlencoded",
    )  # fmt: skip

    assert answer.status_code == 413
    assert "holds more than 5 MB" in html(answer)


@pytest.mark.parametrize(
    ("path", "status", "title"),
    [
        ("/admin/guidance/nothing/", 404, "Page not found"),
        ("/admin/guidance/faqentry/99/preview/", 404, "Page not found"),
        ("/admin/logout/", 405, "This cannot be opened like this"),
    ],
)
def test_refused_address_looks_as_the_admin(root, path, status, title):
    answer = root.get(path)

    assert answer.status_code == status
    assert f"<h1>{title}</h1>" in answer.content.decode()
    assert 'id="user-tools"' in answer.content.decode()


@pytest.mark.parametrize("is_logged_in", [True, False])
def test_form_without_its_token_is_told_so_without_jargon(visitor, editor, is_logged_in):
    if is_logged_in:
        log_in(visitor)

    answer = visitor.post("/admin/guidance/topic/add/", {"title": "Notice"})

    assert answer.status_code == 403
    assert "<h1>This form could not be taken</h1>" in answer.content.decode()
    assert "CSRF" not in answer.content.decode()


def test_login_page_that_is_out_of_date_is_given_anew(visitor, editor):
    visitor.get("/admin/login/")

    anew = visitor.post("/admin/login/", {"username": "eve", "password": PASSWORD})

    assert anew.status_code == 403
    assert "Log in again." in html(anew)
    assert visitor.post("/admin/login/", login_of(anew, "eve")).status_code == 302
    assert visitor.post("/admin/login/", {"username": "eve"})["Location"] == "/admin/"


def test_every_form_of_a_page_of_ours_can_be_shown_again():
    from django import forms

    from guidance.admin.saving.kept_words import TypedForm

    secret = {"LoginForm", "CodeForm"}
    ours = {
        form for form in _subclasses(forms.Form)
        if form.__module__.startswith("guidance.admin") and form.__name__ not in secret
    }  # fmt: skip

    assert {form.__name__ for form in ours if not issubclass(form, TypedForm)} == {
        "UploadForm", "FolderForm", "ShortSearchForm",
    }  # fmt: skip


def _subclasses(kind):
    for one in kind.__subclasses__():
        yield one
        yield from _subclasses(one)


def test_database_refuses_writes_while_a_form_is_only_shown(editor):
    from portal.storage.reading_only import reading_only

    with pytest.raises(DatabaseError), reading_only():
        User.objects.filter(pk=editor.pk).update(first_name="Somebody else")

    assert User.objects.get(pk=editor.pk).first_name == "Eve"
    User.objects.filter(pk=editor.pk).update(first_name="Somebody else")
    assert User.objects.select_for_update().get(pk=editor.pk).first_name == "Somebody else"
