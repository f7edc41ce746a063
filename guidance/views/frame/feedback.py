"""Write to the team: whether a page was useful, or that a case is not covered; and the reply.

The form stands on a page of its own, so that pages to read stay the same for all and set no cookie.
"""

from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from guidance.services.feedback import keeping
from guidance.views.frame.feedback_form import FeedbackForm
from guidance.views.frame.methods import is_from_here
from portal.limits.rules import spend_of

_SALT = "guidance.feedback"
_SOONEST = 2
"""Seconds that nobody needs less of to write something, but programs do."""
_LATEST = 24 * 60 * 60


@csrf_exempt  # a token would set a cookie; what another site sends is refused
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def feedback(request: HttpRequest) -> HttpResponse:
    """Show the form; keep what is sent, and lead to its private link."""
    if not settings.FEEDBACK_DAYS:
        raise Http404
    given = request.POST if request.method == "POST" else None
    form = FeedbackForm(given, initial=_about(request))
    if given is not None:
        if not is_from_here(request):
            raise PermissionDenied
        if form.is_valid() and _is_hasty(given.get("opened", "")):
            form.add_error(None, _("This form was open too long, or too short. Send it once more."))
        if form.is_valid():
            spend_of(request, "feedback")
            if form.cleaned_data["website"]:  # which people do not see
                return redirect("guidance:feedback")
            secret = keeping.keep(**form.kept())
            return redirect("guidance:feedback-reply", secret)
    context = {
        "form": form,
        "opened": signing.dumps("", salt=_SALT),
        "about": form["about"].value() or "",
        "answers": form["answers"].value() or "",
        "days": settings.FEEDBACK_DAYS,
    }
    return _quiet(render(request, "guidance/feedback.html", context))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def feedback_reply(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what a reader wrote, and the reply; delete it on POST."""
    row = keeping.found(secret)
    if row is None:
        raise Http404
    if request.method == "POST":
        if not is_from_here(request):
            raise PermissionDenied
        keeping.delete(secret)
        return _quiet(render(request, "guidance/feedback_deleted.html", {}))
    context = {"row": row, "days": settings.FEEDBACK_DAYS}
    return _quiet(render(request, "guidance/feedback_reply.html", context))


def _about(request: HttpRequest) -> dict[str, str]:
    """Read from the address what the form is about: a page of this site, and answers in it."""
    path, _mark, answers = request.GET.get("about", "")[:2_000].partition("?")
    kind = request.GET.get("kind", "")
    return {"about": path if path.startswith("/") else "", "answers": answers, "kind": kind}


def _is_hasty(opened: str) -> bool:
    try:
        signing.loads(opened, salt=_SALT, max_age=_LATEST)
    except signing.BadSignature:
        return True
    try:
        signing.loads(opened, salt=_SALT, max_age=_SOONEST)
    except signing.SignatureExpired:
        return False
    return True


def _quiet(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response
