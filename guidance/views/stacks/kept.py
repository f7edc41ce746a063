"""Stacks under a short link: kept when asked for, shown, and taken back by their maker."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from guidance.core.documents.fields import storable
from guidance.models import SavedStack
from guidance.services.stacks import keeping
from guidance.views.frame.methods import for_reading, is_from_here
from guidance.views.stacks.finding import (
    answered,
    asked_in,
    forms_of_kept,
    kept_link,
    open_link,
    quiet,
    show,
    with_key,
)
from portal.environment.addresses import absolute
from portal.limits.rules import limited, spend_of

MAX_TITLE = 200


@csrf_exempt  # a token would set a cookie; what another site sends is refused
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def keep_stack(request: HttpRequest) -> HttpResponse:
    """Keep a stack under a short link, and lead to the page with both links."""
    if request.method != "POST":
        return redirect("guidance:stack")
    if not is_from_here(request):
        raise PermissionDenied
    stack, unread = asked_in(request)
    if unread or not stack.components or answered(stack) is None:
        raise Http404
    spend_of(request, "share")
    saved, secret = keeping.save(stack, title=_title(request.POST.get("title", "")))
    return quiet(redirect(with_key("guidance:kept-stack-ready", saved, secret)))


def _title(words: str) -> str:
    try:
        return " ".join(storable(words).split())[:MAX_TITLE]
    except ValueError:
        return ""


@for_reading
@limited("results", is_patient=True)
def kept_stack(request: HttpRequest, token: str) -> HttpResponse:
    """Show a kept stack; one that was taken back says so (410)."""
    if kept_link(token).taken_back_at:
        return _gone(request)
    saved, answer = open_link(token)
    forms = forms_of_kept(request, saved)
    return show(request, answer, forms, title=saved.title, kept=True)


@never_cache
@for_reading
def stack_ready(request: HttpRequest, token: str) -> HttpResponse:
    """Show the maker of a short link both links; a reload makes no other."""
    saved = _made(request, token)
    if saved.taken_back_at:
        return _gone(request)
    secret = request.GET.get("key", "")
    context = {
        "reading": None,
        "tree": {"title": _("Everything you owe together")},
        "link": absolute(request, saved.get_absolute_url()),
        "take_back": absolute(request, with_key("guidance:kept-stack-take-back", saved, secret)),
        "title": saved.title,
    }
    return _secretive(render(request, "guidance/result_shared.html", context))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("results", is_patient=True)
def stack_take_back(request: HttpRequest, token: str) -> HttpResponse:
    """Let the maker of a short link, who holds its secret, take it back."""
    saved = _made(request, token)
    if request.method == "POST":
        keeping.take_back(saved)
        return quiet(redirect("guidance:kept-stack", token))
    if saved.taken_back_at:
        return _gone(request)
    return _secretive(render(request, "guidance/result_take_back.html", {"saved": saved}))


def _made(request: HttpRequest, token: str) -> SavedStack:
    saved = kept_link(token)
    if not keeping.is_maker(saved, request.GET.get("key", "")):
        raise Http404
    return saved


def _gone(request: HttpRequest) -> HttpResponse:
    return quiet(render(request, "guidance/result_gone.html", {}, status=410))


def _secretive(response: HttpResponse) -> HttpResponse:
    """Keep the secret in this address out of the Referer, which servers log."""
    response["Referrer-Policy"] = "strict-origin"
    return quiet(response)
