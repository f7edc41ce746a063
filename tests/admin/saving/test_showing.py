"""A form that could not be taken is shown once more, with what was typed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from guidance.models import FaqEntry, Publication, Topic, Tree
from tests.admin.forms import fields_of
from tests.admin.saving.typing_again import TYPED, end_session, html, is_unsaved, log_in, login_of


def test_edit_survives_the_end_of_the_session(visitor, typed, page_of_faq):
    end_session(visitor)

    login = visitor.post(page_of_faq, typed)
    shown = visitor.post(page_of_faq, login_of(login, "eve"))

    assert (login.status_code, shown.status_code) == (200, 200)
    assert TYPED not in login.content.decode()
    assert fields_of(shown)["question"] == [TYPED]
    assert "You were logged out meanwhile; nothing was saved yet." in html(shown)
    assert is_unsaved()
    assert shown["Cache-Control"] == login["Cache-Control"]
    assert "no-store" in shown["Cache-Control"]

    saved = visitor.post(page_of_faq, fields_of(shown))

    assert saved.status_code == 302
    assert FaqEntry.objects.get().question == TYPED


def test_edit_survives_a_login_in_another_tab(visitor, typed, page_of_faq):
    log_in(visitor)

    shown = visitor.post(page_of_faq, typed)

    assert shown.status_code == 403
    assert fields_of(shown)["question"] == [TYPED]
    assert "Somebody logged in here in another tab" in html(shown)
    assert is_unsaved()
    assert visitor.post(page_of_faq, fields_of(shown)).status_code == 302
    assert not is_unsaved()


def test_edit_survives_the_lock_out(visitor, typed, page_of_faq, settings):
    end_session(visitor)
    visitor.cookies.pop("known_browser", None)  # a name is locked where it was never at home
    page = visitor.post(page_of_faq, typed)
    settings.AXES_ENABLED = True
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        page = visitor.post(page_of_faq, login_of(page, "eve", "wrong"))
    settings.AXES_ENABLED = False

    login = visitor.post(page_of_faq, fields_of(page))
    shown = visitor.post(page_of_faq, login_of(login, "eve"))

    assert (page.status_code, login.status_code) == (429, 200)
    assert fields_of(shown)["question"] == [TYPED]


def test_edit_survives_a_login_page_that_is_itself_out_of_date(visitor, typed, page_of_faq):
    end_session(visitor)
    login = visitor.post(page_of_faq, typed)
    log_in(visitor)

    shown = visitor.post(page_of_faq, login_of(login, "eve"))

    assert shown.status_code == 403
    assert fields_of(shown)["question"] == [TYPED]
    end_session(visitor)
    again = visitor.post(page_of_faq, login_of(login, "eve"))
    assert again.status_code == 403
    assert fields_of(visitor.post(page_of_faq, login_of(again, "eve")))["question"] == [TYPED]


def test_edit_survives_the_set_up_of_a_second_factor(visitor, typed, page_of_faq, settings, editor):
    settings.OTP_REQUIRED = True
    end_session(visitor)
    login = visitor.post(page_of_faq, typed)

    waiting = visitor.post(page_of_faq, login_of(login, "eve"))
    assert waiting.status_code == 403
    assert "First set up your second factor" in html(waiting)
    settings.OTP_REQUIRED = False  # as if it were set up in the other tab
    shown = visitor.post(page_of_faq, fields_of(waiting))

    assert fields_of(shown)["question"] == [TYPED]


def test_rows_that_were_added_are_shown(visitor, editor, ground):
    log_in(visitor)
    url = reverse("admin:guidance_question_change", args=[Tree.objects.get().questions.first().pk])
    fields = fields_of(visitor.get(url))
    total = int(fields["options-TOTAL_FORMS"][0])
    row = {
        name: value for name, value in fields.items() if name.startswith(f"options-{total - 1}-")
    }
    fields |= {name.replace(f"-{total - 1}-", f"-{total}-"): [""] for name in row}
    fields |= {"options-TOTAL_FORMS": [str(total + 1)], f"options-{total}-label": ["Perhaps so"]}
    end_session(visitor)

    shown = visitor.post(url, login_of(visitor.post(url, fields), "eve"))

    assert fields_of(shown)[f"options-{total}-label"] == ["Perhaps so"]


def test_new_row_is_shown_again(visitor, editor, ground):
    log_in(visitor)
    url = reverse("admin:guidance_topic_add") + "?title=A"
    fields = fields_of(visitor.get(url), title="Warranty and more", slug="warranty-more")
    end_session(visitor)

    shown = visitor.post(url, login_of(visitor.post(url, fields), "eve"))

    assert fields_of(shown)["title"] == ["Warranty and more"]
    assert not Topic.objects.filter(slug="warranty-more").exists()


def test_lost_files_are_named(visitor, editor, ground):
    log_in(visitor)
    url = reverse("admin:guidance_licensetext_add")
    fields = fields_of(visitor.get(url), title="A new license")
    file = SimpleUploadedFile("license <1>.txt", b"Some words.")
    end_session(visitor)

    login = visitor.post(url, fields | {"upload": file})
    shown = visitor.post(url, login_of(login, "eve"))

    assert fields_of(shown)["title"] == ["A new license"]
    assert "Choose again: license &lt;1&gt;.txt" in html(shown)


def test_page_without_words_is_opened_again(visitor, team, published):
    log_in(visitor, "ed")
    url = reverse("admin:guidance_license_split", args=[published["license"].pk])
    fields = fields_of(visitor.get(url))
    end_session(visitor)

    answer = visitor.post(url, login_of(visitor.post(url, fields), "ed"), follow=True)

    assert answer.redirect_chain == [(url, 302)]
    assert "Do it once more." in html(answer)


def test_words_are_told_where_the_page_may_not_be_opened_any_more(
    visitor, typed, page_of_faq, editor
):
    end_session(visitor)
    login = visitor.post(page_of_faq, typed)
    editor.groups.clear()

    answer = visitor.post(page_of_faq, login_of(login, "eve"))

    assert f">{TYPED}</textarea>" in answer.content.decode()
    assert is_unsaved()


def test_lost_file_of_an_import_is_named(visitor, editor):
    log_in(visitor)
    url = reverse("admin:guidance_import")
    fields = fields_of(visitor.get(url)) | {"file": SimpleUploadedFile("tree.yaml", b"kind: tree")}
    end_session(visitor)

    answer = visitor.post(url, login_of(visitor.post(url, fields), "eve"), follow=True)

    assert answer.redirect_chain == [(url, 302)]
    assert "Choose again: tree.yaml" in html(answer)


@pytest.mark.parametrize("step", ["publish", "withdraw", "review", "review-answer"])
def test_pages_of_our_own_are_shown_again(visitor, team, published, step):
    faq = published["faq"]
    FaqEntry.objects.update(question="Edited?")
    name = {"review-answer": "rita"}.get(step, "paul")
    if step == "review-answer":
        from guidance.services.publishing import reviews

        reviews.ask(faq, by=team["publisher"], note="Look.")
    log_in(visitor, name)
    url = reverse(f"admin:guidance_faqentry_{step}", args=[faq.pk])
    opened = url.removesuffix("answer/")
    to = url if step == "review-answer" else ""
    fields = fields_of(visitor.get(opened), to=to, note="Because of the notice", verdict="agrees")
    end_session(visitor)

    shown = visitor.post(url, login_of(visitor.post(url, fields), name))

    assert shown.status_code == 200
    assert "Because of the notice" in shown.content.decode()
    assert "nothing was saved yet" in html(shown)
    publication = Publication.objects.get(kind="faq")
    assert (publication.current.number, publication.withdrawn_at) == (1, None)
