"""The page of a guest: one draft, read-only, with a verdict and words for each statement.

The secret in the address is all that lets anybody in: no cookie is read or set. So there is
nothing of a visitor that another site could use, and no CSRF token, which would not pass here:
a page that names itself to nobody (``no-referrer``) has forms without an Origin.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from guidance.models import OpinionVerdict
from guidance.models.fields import validate_storable
from guidance.models.reviews import LONGEST_REMARK
from guidance.services.editions.readings import document_in
from guidance.services.publishing.inspecting import Inspection, inspect, preview_of
from guidance.services.reviewing import guests
from guidance.services.reviewing.statements import Statement, statements_of
from portal.limits.rules import limited

View = Callable[..., HttpResponse]


def _secretive(view: View) -> View:
    """Let a page be kept, indexed and named to others by nobody; it reads no cookie."""

    @wraps(view)
    def secretive(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return secretive


class OpinionForm(forms.Form):
    """What a guest says of one statement; nothing at all is fine."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Your verdict"),
        required=False,
        choices=OpinionVerdict.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("Your words"),
        required=False,
        max_length=LONGEST_REMARK,
        validators=[validate_storable],
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class OverallForm(OpinionForm):
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=200,
        validators=[validate_storable],
        error_messages={"required": gettext_lazy("Write your name, so that we know who said it.")},
    )


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@_secretive
@limited("guests")
def review(request: HttpRequest, secret: str) -> HttpResponse:
    """Show a draft to a guest, and keep what they say of it."""
    try:
        made, row = guests.find(secret)
    except guests.NotValid:
        return _over(request)
    inspection = inspect(row)
    statements = _statements(inspection)
    last = guests.opinions_of(made)
    posted = request.POST if request.method == "POST" else None
    forms_of = [(one, _form(one, last.get(one.place), posted)) for one in statements]
    overall = OverallForm(posted, prefix="all", initial=_initial(last.get("*")))
    wait = ""
    if posted is not None and all([overall.is_valid(), *(f.is_valid() for _one, f in forms_of)]):
        said = [_said(one, form.cleaned_data) for one, form in forms_of]
        said.append(_overall(overall.cleaned_data, inspection))
        lost = _unmatched(posted, statements)
        try:
            guests.keep(secret, said, name=overall.cleaned_data["name"])
        except guests.NotValid:
            return _over(request)
        except guests.SaidEnough:
            wait = _("More was sent by this link than we keep. Ask for another one.")
        else:
            if not lost:
                address = reverse("guidance:guest-review", args=[secret])
                return redirect(f"{address}?kept=yes")
    return render(
        request,
        "guidance/guest_review.html",
        {
            "made": made,
            "title": str(row),
            "state": inspection.state.edition,
            "forms": [
                (one, form, last.get(one.place), _is_old(last.get(one.place), one))
                for one, form in forms_of
            ],
            "overall": overall,
            "lost": _unmatched(posted, statements) if posted is not None else [],
            "wait": wait,
            "is_kept": request.GET.get("kept") == "yes" and posted is None,
            "is_wrong": posted is not None
            and (bool(overall.errors) or any(form.errors for _one, form in forms_of)),
        },
        status=200,
    )


def _over(request: HttpRequest) -> HttpResponse:
    """Say that a link leads nowhere, the same for every reason; its secret goes into no log."""
    response = render(request, "guidance/guest_over.html", status=404)
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def _statements(inspection: Inspection) -> tuple[Statement, ...]:
    """Return what is new in a draft; all of it where nothing is, or nothing is public yet."""
    new, edition = inspection.document, inspection.state.edition
    if new is None:
        return ()
    old = document_in(edition) if edition else None
    context = preview_of(new).context
    changed = statements_of(old, new, context)
    return changed or statements_of(old, new, context, is_whole=True)


def _prefix(one: Statement) -> str:
    return f"s{one.digest[:16]}"


def _form(one: Statement, last: Any, posted: QueryDict | None) -> OpinionForm:
    return OpinionForm(posted, prefix=_prefix(one), initial=_initial(last))


def _initial(last: Any) -> dict[str, str]:
    if last is None:
        return {}
    return {"verdict": last.verdict, "words": last.words, "name": last.name}


def _is_old(last: Any, one: Statement) -> bool:
    return last is not None and last.digest != one.digest


def _said(one: Statement, given: dict[str, Any]) -> guests.Said:
    return guests.Said(one.place, one.title, given["verdict"], given["words"], one.digest)


def _overall(given: dict[str, Any], inspection: Inspection) -> guests.Said:
    return guests.Said("", "", given["verdict"], given["words"], inspection.digest, is_overall=True)


def _unmatched(posted: QueryDict, statements: tuple[Statement, ...]) -> list[str]:
    """Return words on statements that are others by now, so that their writer has them still."""
    known = {f"{_prefix(one)}-words" for one in statements} | {"all-words"}
    return [
        words[:LONGEST_REMARK]
        for name, words in posted.items()
        if name.endswith("-words") and name not in known and isinstance(words, str) and words
    ][:100]
