"""Publishing later, or several drafts together: chosen, looked at in one list, then scheduled."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.addresses.places import page_url
from guidance.admin.saving.committing import committed
from guidance.admin.saving.kept_words import TypedForm
from guidance.admin.saving.showing import shows_again
from guidance.core.documents.formats import InvalidDocument
from guidance.models import Release, ReleaseState
from guidance.models.fields import validate_storable
from guidance.services.drafts.holding import KINDS, Draft
from guidance.services.drafts.rows_to_document import document_of, read_ahead
from guidance.services.publishing.acts import DraftChanged
from guidance.services.publishing.inspecting import findings_of
from guidance.services.releasing.releases import (
    AlreadyScheduled,
    ReleaseEnded,
    cancel,
    looks_of,
    may_release,
    release_now,
    schedule,
)
from guidance.services.worklist.standing import drafts_to_publish

_ENDED = 20
"""Releases that ended which are listed."""
_DAY = {"type": "date"}


class ReleaseForm(TypedForm, forms.Form):
    """Which drafts, when, and why. Each draft is named with what was seen of it."""

    drafts = forms.MultipleChoiceField(
        label=gettext_lazy("Drafts"),
        error_messages={
            "required": gettext_lazy("Choose what is to be published."),
            "invalid_choice": gettext_lazy(
                "One of them changed, or is published. Look at the list as it is now, and choose."
            ),
        },
    )
    note = forms.CharField(
        label=gettext_lazy("What changed, and why"),
        max_length=2000,
        validators=[validate_storable],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Everyone can read it under “What changed”, with each of them."),
        error_messages={"required": gettext_lazy("Write a note before you publish.")},
    )
    publish_at = forms.DateTimeField(
        label=gettext_lazy("Publish at"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=gettext_lazy("Empty: at once. Else a day and a time to come."),
        error_messages={"invalid": gettext_lazy("Choose a day and a time.")},
    )
    look_again_on = forms.DateField(
        label=gettext_lazy("Look again by"),
        required=False,
        widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Choose a day, such as 2027-11-29.")},
    )

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["drafts"].choices = choices  # type: ignore[attr-defined]

    def clean_publish_at(self) -> Any:
        at = self.cleaned_data["publish_at"]
        if at is not None and at <= timezone.now():
            raise forms.ValidationError(_("Choose a time that is still to come, or none."))
        return at


@shows_again
def release_view(request: HttpRequest, *, site: Any) -> HttpResponse:
    """Choose drafts, see them in one list as they are now, and publish or schedule just that."""
    user: Any = request.user
    if not may_release(user):
        raise PermissionDenied
    given = request.POST if request.method == "POST" else None
    named = set(request.POST.getlist("drafts") if given else request.GET.getlist("draft"))
    names = {one.split(" ")[0] for one in named}
    rows = {_name(row): row for row in _rows(user)}
    is_sure = given is not None and "sure" in given
    chosen = _whole(row for name, row in rows.items() if name in names)
    looks = {row: f"{_name(row)} {look}" for row, look in looks_of(chosen).items()}
    values = [(looks.get(row, name), str(row)) for name, row in rows.items()]
    form = ReleaseForm(values, given if is_sure else None)
    if is_sure and form.is_valid():
        seen = {
            row: look.split(" ")[1]
            for row, look in looks.items()
            if look in form.cleaned_data["drafts"]
        }
        # One transaction, also at once: where publishing breaks, nothing stays scheduled.
        answer = committed(request, lambda: _done(request, seen, form.cleaned_data))
        if answer is not None:
            return answer
        form = ReleaseForm(values, given)
    errors = {row: _errors(row) for row in chosen}
    context = {
        **site.each_context(request),
        "title": _("Publish together or later"),
        "drafts": [
            {
                "value": looks.get(row, name),
                "id": name.replace("/", "-"),
                "title": str(row),
                "noun": row._meta.verbose_name,
                "changes": page_url(row, "changes"),
                "checks": page_url(row, "checks"),
                "errors": errors.get(row, 0),
            }
            for name, row in rows.items()
            if not looks or row in looks
        ],
        "form": form,
        "is_asking": bool(looks),
        "nothing_chosen": given is not None and not looks,
        "zone": timezone.get_current_timezone_name(),
    }
    return TemplateResponse(request, "admin/guidance_release.html", context)


def releases_view(request: HttpRequest, *, site: Any) -> HttpResponse:
    """List what is scheduled, what was stopped and why, and what was done lately."""
    user: Any = request.user
    if not user.has_perm("guidance.view_publication"):
        raise PermissionDenied
    releases = Release.objects.prefetch_related("items")
    context = {
        **site.each_context(request),
        "title": _("Scheduled publishing"),
        "open": list(releases.filter(state__in=(ReleaseState.WAITING, ReleaseState.STOPPED))),
        "ended": list(
            releases.filter(state__in=(ReleaseState.DONE, ReleaseState.CANCELLED)).order_by(
                "-ended_at"
            )[:_ENDED]
        ),
        "may_release": may_release(user),
    }
    return TemplateResponse(request, "admin/guidance_releases.html", context)


def cancel_view(request: HttpRequest, pk: int, *, site: Any) -> HttpResponse:
    """Take back what is scheduled, or put aside what was stopped."""
    user: Any = request.user
    if not may_release(user):
        raise PermissionDenied
    get_object_or_404(Release, pk=pk)
    if request.method == "POST":
        try:
            cancel(pk, by=user)
            messages.success(request, _("Taken back. The drafts are as they were."))
        except ReleaseEnded:
            messages.error(request, _("It was published or taken back already."))
    return redirect("admin:guidance_releases")


def _rows(user: Any) -> list[Draft]:
    seen = [model for model in KINDS if user.has_perm(f"guidance.view_{model._meta.model_name}")]
    return [row for one in drafts_to_publish(seen) for row in (*one.edited, *one.unpublished)]


def _whole(rows: Iterable[Draft]) -> list[Draft]:
    """Return drafts read with all their parts, in few queries."""
    wanted = list(rows)
    found: list[Draft] = []
    for model in KINDS:
        keys = [row.pk for row in wanted if isinstance(row, model)]
        manager: Any = model._default_manager
        found += read_ahead(manager.filter(pk__in=keys)) if keys else []
    return found


def _errors(row: Draft) -> int:
    """Count the errors of a draft as it is now: nothing else is published yet."""
    try:
        document = document_of(row)
    except InvalidDocument as error:
        return len(error.problems)
    return sum(finding.severity == "error" for finding in findings_of(document))


def _name(row: Draft) -> str:
    return f"{KINDS[type(row)].value}/{row.pk}"


def _done(
    request: HttpRequest, seen: dict[Draft, str], given: dict[str, Any]
) -> HttpResponse | None:
    release = _schedule(request, seen, given)
    if release is None:
        return None
    return _released(request, release, at_once=given["publish_at"] is None)


def _schedule(
    request: HttpRequest, seen: dict[Draft, str], given: dict[str, Any]
) -> Release | None:
    user: Any = request.user
    try:
        return schedule(
            seen, by=user, note=given["note"], look_again_on=given["look_again_on"],
            publish_at=given["publish_at"] or timezone.now(),
        )  # fmt: skip
    except DraftChanged as error:
        words = _("Nothing was scheduled: %s changed meanwhile. Look at it as it is now.")
        messages.error(request, words % error)
    except AlreadyScheduled as error:
        words = _("Nothing was scheduled: %s waits for its time already. Take that back first.")
        messages.error(request, words % ", ".join(f"“{title}”" for title in error.titles))
    return None


def _released(request: HttpRequest, release: Release, *, at_once: bool) -> HttpResponse:
    user: Any = request.user
    if not at_once:
        at = date_format(timezone.localtime(release.publish_at), "DATETIME_FORMAT")
        messages.success(request, _("Scheduled for %s.") % at)
        return redirect("admin:guidance_releases")
    release = release_now(release.pk)
    if release.state == ReleaseState.STOPPED:
        words = _("Nothing was published. %s")
        messages.error(request, words % release.problem)
        cancel(release.pk, by=user)
        return redirect("admin:guidance_releases")
    rows = _published(release)
    for row in rows:
        LogEntry.objects.log_actions(
            user.pk, [row], CHANGE, single_object=True,
            change_message=_("Published together with others: %s") % release.note[:200],
        )  # fmt: skip
    messages.success(request, _("Published together: %d.") % len(rows))
    return redirect("admin:guidance_releases")


def _published(release: Release) -> list[Draft]:
    found: list[Draft] = []
    for model, kind in KINDS.items():
        keys = [item.draft for item in release.items.all() if item.kind == kind]
        manager: Any = model._default_manager
        found += manager.filter(pk__in=keys)
    return found
