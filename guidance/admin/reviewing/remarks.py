"""The steps by which remarks on a draft are made, answered and closed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.addresses.places import page_url
from guidance.admin.saving.kept_words import TypedForm
from guidance.models.fields import validate_storable
from guidance.models.reviews import LONGEST_REMARK
from guidance.services.reviewing import remarks


class RemarkForm(TypedForm, forms.Form):
    """A remark at a place, or an answer to one."""

    place = forms.CharField(required=False, max_length=300, validators=[validate_storable])
    title = forms.CharField(required=False, max_length=300, validators=[validate_storable])
    field = forms.CharField(required=False, max_length=40, validators=[validate_storable])
    passage = forms.CharField(
        required=False,
        max_length=500,
        validators=[validate_storable],
        error_messages={
            "max_length": gettext_lazy("Copy at most 500 characters of the words you mean.")
        },
    )
    words = forms.CharField(
        max_length=LONGEST_REMARK,
        validators=[validate_storable],
        error_messages={"required": gettext_lazy("Write your remark.")},
    )
    answers = forms.IntegerField(required=False, min_value=1, max_value=2**31)


def remarking(row: Any, user: Any) -> dict[str, Any] | None:
    """Return what the forms of remarks need; None for whoever cannot remark."""
    if not remarks.may_remark(row, user):
        return None
    return {
        "say": page_url(row, "remark"),
        "may_close": user.has_perm(f"guidance.change_{row._meta.model_name}"),
        "user": user.pk,
    }


class RemarkPages:
    """Keep remarks; only ever on POST, and back to the page of the review."""

    row_of: Any
    log_change: Any

    def remark_pages(self) -> list[tuple[str, str, Any]]:
        return [
            ("review/remark/", "remark", self.remark_view),
            ("review/remark/<int:number>/close/", "remark-close", self.remark_close_view),
        ]

    def remark_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        row, user = self._remarking(request, object_id)
        if request.method != "POST":
            return redirect(page_url(row, "review"))
        form = RemarkForm(request.POST)
        if not form.is_valid():
            for message in dict.fromkeys(str(m) for errors in form.errors.values() for m in errors):
                messages.error(request, message)
            return redirect(page_url(row, "review"))
        said = form.cleaned_data
        try:
            if said["answers"]:
                made = remarks.answer(row, said["answers"], by=user, words=said["words"])
                messages.success(request, _("Your answer is kept."))
            else:
                fields = ("place", "title", "field", "passage", "words")
                made = remarks.say(row, by=user, **{name: said[name] for name in fields})
                messages.success(request, _("Your remark is kept."))
        except remarks.NoSuchRemark:
            return self._missing(request, row)
        self.log_change(request, row, _("Remarked: %s") % made.words[:200])
        thread = made.answers_id or made.pk
        return redirect(f"{page_url(row, 'review')}#remark-{thread}")

    def remark_close_view(self, request: HttpRequest, object_id: int, number: int) -> HttpResponse:
        row, user = self._remarking(request, object_id)
        if request.method == "POST":
            try:
                closed = remarks.close(row, number, by=user)
            except remarks.NoSuchRemark:
                return self._missing(request, row)
            self.log_change(request, row, _("Closed the remark: %s") % closed.words[:200])
            messages.success(request, _("The remark is closed."))
        return redirect(page_url(row, "review"))

    def _remarking(self, request: HttpRequest, object_id: int) -> tuple[Any, Any]:
        row, user = self.row_of(request, object_id), request.user
        if not remarks.may_remark(row, user):  # type: ignore[arg-type]
            raise PermissionDenied
        return row, user

    def _missing(self, request: HttpRequest, row: Any) -> HttpResponse:
        messages.warning(request, _("That remark is closed already, or it is not there."))
        return redirect(page_url(row, "review"))
