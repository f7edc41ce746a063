"""The page of the checks: what they found, what is left standing and why, and its buttons."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.addresses.places import page_url
from guidance.admin.saving.committing import committed
from guidance.admin.saving.kept_words import TypedForm
from guidance.admin.saving.overtakings import last_saved
from guidance.admin.saving.showing import shows_again
from guidance.admin.steps.findings import Shown, show_causes
from guidance.core.checks import CODES, UNFINISHED, Dismissed, Finding, dismissed_by
from guidance.models.fields import validate_storable
from guidance.services.drafts.holding import KINDS
from guidance.services.people import may_write
from guidance.services.publishing.acts import DraftChanged
from guidance.services.publishing.dismissals import (
    LONGEST_REASON,
    Left,
    TooManyDismissals,
    leave,
    left_standing,
    look_of,
    take_back,
)
from guidance.services.publishing.inspecting import inspect


class LeaveForm(TypedForm, forms.Form):
    """Leave a warning as it is, with the reason."""

    name = forms.CharField(widget=forms.HiddenInput, max_length=200)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=32)
    reason = forms.CharField(
        label=gettext_lazy("Why it stays"),
        max_length=LONGEST_REASON,
        validators=[validate_storable],
        help_text=gettext_lazy("For colleagues: The link beside it leads there."),
        error_messages={"required": gettext_lazy("Write why it stays.")},
    )


class BackForm(TypedForm, forms.Form):
    """Let a warning be told again, by the line that leaves it standing."""

    back = forms.CharField(strip=False)


@dataclass(frozen=True)
class ShownLeft:
    """A warning that is left standing: what it is called, what it says now, and its line."""

    title: str
    left: Left

    @property
    def dismissed(self) -> Dismissed:
        return self.left.dismissed


class FindingPages:
    """The page of the checks, on which warnings are left standing and taken back."""

    model: Any
    row_of: Any
    page: Any
    log_change: Any

    def finding_pages(self) -> list[tuple[str, str, Any]]:
        return [("checks/", "checks", self.checks_view)]

    @shows_again
    def checks_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Show what the checks found; leave a warning standing, or take it back, on POST."""
        row = self.row_of(request, object_id)
        if request.method != "POST":
            return self._checks_page(request, row)
        if not may_write(request.user, KINDS[self.model]):
            raise PermissionDenied
        back = BackForm(request.POST)
        if back.is_valid():
            line = back.cleaned_data["back"]
            committed(request, lambda: self._take_back(request, row, line))
            return redirect(page_url(row, "checks"))
        form = LeaveForm(request.POST)
        if form.is_valid() and committed(request, lambda: self._leave(request, row, form)):
            return redirect(page_url(row, "checks"))
        return self._checks_page(request, row, given=form)

    def _leave(self, request: HttpRequest, row: Any, form: LeaveForm) -> bool:
        """Leave a warning standing, and say so; False where it is to be looked at again."""
        user: Any = request.user
        given = form.cleaned_data
        try:
            now = leave(
                row, name=given["name"], seen=given["seen"], reason=given["reason"], by=user
            )
        except TooManyDismissals:
            messages.error(request, _("A draft leaves no more warnings standing. Take one back."))
            return False
        except DraftChanged:
            self._tell_changed(request, row, typed=given["reason"])
            return False
        words = _("Left a warning as it is: %(name)s. %(reason)s")
        self.log_change(request, now, words % {"name": given["name"], "reason": given["reason"]})
        messages.success(
            request, _("The warning stays as it is. It is listed below, and can be taken back.")
        )
        return True

    def _take_back(self, request: HttpRequest, row: Any, line: str) -> bool:
        user: Any = request.user
        try:
            now = take_back(row, line=line, by=user)
        except DraftChanged:
            self._tell_changed(request, row)
            return False
        words = _("No longer left as it is: %s.")
        self.log_change(request, now, words % dismissed_by(line).name)
        messages.success(request, _("Taken back: the checks tell it again."))
        return True

    def _tell_changed(self, request: HttpRequest, row: Any, *, typed: str = "") -> None:
        words = _(
            "The draft, or what the checks find in it, changed after you had opened this page. "
            "Nothing was written. Look at it as it is now."
        )
        typed = typed and _("You had written: %s") % typed
        messages.error(request, " ".join(filter(None, [words, last_saved(row), typed])))

    def _checks_page(
        self, request: HttpRequest, row: Any, *, given: LeaveForm | None = None
    ) -> HttpResponse:
        inspection = inspect(row)
        document = inspection.document
        may_leave = document is not None and may_write(request.user, KINDS[self.model])
        groups = [
            (severity, words, show_causes(causes, row, document, request))
            for severity, words, causes in (
                (
                    "error",
                    _("Errors: they stop publishing"),
                    tuple(one for one in inspection.mistakes if one.code not in UNFINISHED),
                ),
                (
                    "todo",
                    _("Still to do before it can be published"),
                    tuple(one for one in inspection.mistakes if one.code in UNFINISHED),
                ),
                ("warning", _("Warnings: look at them, then decide"), inspection.doubts),
            )
            if causes
        ]
        if may_leave:
            groups = [
                (severity, words, _with_forms(shown, inspection.findings, given))
                for severity, words, shown in groups
            ]
        answer: HttpResponse = self.page(
            request,
            row,
            inspection,
            step="checks",
            title=_("Checks"),
            groups=groups,
            left=[_shown_left(one) for one in left_standing(document)] if document else [],
            may_leave=may_leave,
            sentences=page_url(row, "sentences"),
        )
        return answer


def _shown_left(left: Left) -> ShownLeft:
    code = CODES.get(left.dismissed.name.partition(" at ")[0])
    return ShownLeft(title=code.title if code else left.dismissed.name, left=left)


def _with_forms(
    causes: Iterable[Shown], findings: tuple[Finding, ...], given: LeaveForm | None
) -> tuple[Shown, ...]:
    """Return what is shown, each warning with the form by which it is left standing."""
    known: set[str] = set()
    shown = []
    for cause in causes:
        names = [name for name in cause.dismissals if name not in known]
        known.update(names)
        shown.append(replace(cause, forms=tuple(_form(name, findings, given) for name in names)))
    return tuple(shown)


def _form(name: str, findings: tuple[Finding, ...], given: LeaveForm | None) -> LeaveForm:
    auto_id = f"id_{name.replace(' ', '-').replace(':', '-').replace('/', '-')}_%s"
    seen = look_of(name, findings)
    if given is not None and given.data.get("name") == name:
        typed = given.data.get("reason", "")
        return LeaveForm({"name": name, "seen": seen, "reason": typed}, auto_id=auto_id)
    return LeaveForm(initial={"name": name, "seen": seen}, auto_id=auto_id)
