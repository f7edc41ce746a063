"""Forms shown once more: with what was typed, after a login if need be, and never saved."""

import logging
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django_otp.middleware import is_verified

from guidance.admin.saving.kept_words import INTO, KEPT, Kept, ShownFields, never_valid, seal
from portal.storage.reading_only import reading_only

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Refusal:
    """What happened, and how to go on."""

    title: str
    words: str
    advice: str = ""
    is_of_form: bool = False
    """Whether the page it stands on holds what was typed."""


class ShownAgain:
    """Let a model's add and change pages be shown again; mixed into every admin of the site."""

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)  # type: ignore[misc]
        if isinstance(request.POST, ShownFields):
            never_valid(form)
        return form

    def add_view(self, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().add_view(*args, **kwargs)  # type: ignore[misc, no-any-return]

    def change_view(self, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().change_view(*args, **kwargs)  # type: ignore[misc, no-any-return]


def shows_again(view: Any) -> Any:
    """Mark a view: run with ShownFields, it shows its form with them, and does nothing else."""
    view.shows_again = True
    return view


shows_again(ShownAgain.add_view)
shows_again(ShownAgain.change_view)


def show(request: Any, kept: Kept, refusal: Refusal, *, status: int) -> HttpResponse:
    """Show a form with what was typed into it, by the view that it was meant for.

    The database refuses every write meanwhile. Where the form cannot be shown (any more), a
    page of its own holds the words.
    """
    match = request.resolver_match
    if getattr(match.func, "shows_again", False):
        request.refusal, request.lost_files = replace(refusal, is_of_form=True), kept.files
        request.POST, request._files = kept.as_fields(), MultiValueDict()
        # It was checked, or nothing can be forged where nothing can be written.
        request.csrf_processing_done = True
        try:
            with reading_only():
                response: HttpResponse = match.func(request, *match.args, **match.kwargs)
                if hasattr(response, "render"):
                    response.render()
        except (PermissionDenied, Http404):
            pass
        except Exception:
            # Whatever it is, the words matter more: they are shown on a page of their own.
            logger.warning("A form could not be shown again.", exc_info=True)
        else:
            if response.status_code == 200:
                response.status_code = status
                return response
    if status == 200 and not kept.typed:
        messages.warning(request, f"{refusal.words} {_('Do it once more.')}")
        if kept.files:
            words = _("Files are not kept. Choose again: %s")
            messages.warning(request, words % ", ".join(kept.files))
        return redirect(request.get_full_path())
    if status < 500:
        refusal = replace(refusal, advice=_("The form itself cannot be shown again."))
    return tell(request, refusal, kept=kept, status=status)


def tell(
    request: Any, refusal: Refusal, *, status: int, kept: Kept | None = None, sealed: str = ""
) -> HttpResponse:
    """Say what happened on a page of the admin, with the words that were typed.

    With ``sealed`` words it offers to go on with them.
    """
    request.refusal, request.lost_files = None, ()
    context = {
        **admin.site.each_context(request),
        "title": refusal.title,
        "told": refusal,
        "typed": kept.typed if kept else [],
        "files": kept.files if kept else (),
        "sealed": sealed,
        "again": request.get_full_path() if request.method == "POST" else "",
    }
    response = render(request, "admin/refused.html", context, status=status)
    response["Cache-Control"] = "no-store, private"
    return response


def logged_out() -> Refusal:
    return Refusal(
        _("You were logged out"),
        _("You were logged out meanwhile; nothing was saved yet."),
        _("Look at it, then save."),
    )


def outdated() -> Refusal:
    return Refusal(
        _("This form was out of date"),
        _("Somebody logged in here in another tab after this form was opened; nothing was saved."),
        _("Look at it, then save."),
    )


def picked() -> Refusal:
    return Refusal(
        _("Not saved yet"),
        _("You are back from picking a citation; nothing was saved yet."),
        _("Look at it, then save."),
    )


def of_somebody_else() -> Refusal:
    return Refusal(
        _("This form was somebody else’s"),
        _("Somebody else opened this form, who is not logged in here any more. Nothing was saved."),
        _("They log in again at their own computer, or here, and write it once more."),
    )


def ask_to_log_in(request: Any, kept: Kept, *, refusal: Refusal | None = None) -> HttpResponse:
    """Show the login in place of a form that could not be taken, with the words sealed in it."""
    if not (sealed := seal(kept)):
        words = _("You were logged out; nothing was saved. This is too long to be kept meanwhile.")
        advice = _("Copy it from here. Then log in, open the page again, and put it in.")
        title = _("You were logged out")
        return tell(request, Refusal(title, words, advice), kept=kept, status=403)
    request.kept_words = sealed
    response = login_page(request, refusal or _log_in_first())
    if response.status_code == 200:
        return response
    return _wait(request, sealed)


def login_page(request: Any, refusal: Refusal | None, *, status: int = 200) -> HttpResponse:
    """Show an empty login at the address of a request, whatever was sent to it."""
    request.method, request.POST, request.refusal = "GET", QueryDict(), refusal
    response: HttpResponse = admin.site.login(request)
    if response.status_code == 200:
        response.status_code = status
    return response


def log_in(request: Any, kept: Kept) -> HttpResponse:
    """Take a login that brings kept words, and show them to whom they belong."""
    request.kept_words = request.POST[KEPT]
    request.refusal = _log_in_first()
    response: HttpResponse = admin.site.login(request)
    if response.status_code != 302:
        return response
    # What the middleware does for a session that was there before.
    user = request.user
    user.otp_device = getattr(user, "otp_device", None)
    user.is_verified = partial(is_verified, user)
    if not admin.site.has_permission(request):
        return _wait(request, request.kept_words)
    return give_back(request, kept)


def give_back(request: Any, kept: Kept | None) -> HttpResponse:
    """Show kept words to whom they belong; tell others that there were some, and no more."""
    request.kept_words = ""
    if kept is None:
        messages.warning(request, _("What was typed is too old to be shown again."))
        return redirect(request.get_full_path())
    if kept.user != str(request.user.pk):
        messages.warning(request, of_somebody_else().words)
        return redirect("admin:index")
    return show(request, kept, picked() if INTO in request.POST else logged_out(), status=200)


def _log_in_first() -> Refusal:
    return Refusal(
        _("You were logged out"),
        _("You were logged out, so nothing was saved yet."),
        _("Log in here, and they are shown to you again."),
    )


def _wait(request: Any, sealed: str) -> HttpResponse:
    """Let somebody who needs a second factor set it up in another tab, and come back."""
    refusal = Refusal(
        _("First set up your second factor"),
        _("Nothing was saved yet. Your words are kept in this page."),
        _("Set up your second factor in another tab, leave this page open, then go on here."),
    )
    return tell(request, refusal, sealed=sealed, status=403)
