"""Publishing a draft."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from guidance.admin.addresses.places import Places, page_url
from guidance.admin.public.publications import publication_of
from guidance.admin.public.withdrawals import WithdrawalPages
from guidance.admin.saving.kept_words import TypedForm
from guidance.admin.saving.overtakings import last_saved
from guidance.admin.saving.showing import shows_again
from guidance.admin.steps.differences import way_differences
from guidance.admin.steps.findings import show_causes
from guidance.core.checks import causes_of
from guidance.models import Publication
from guidance.models.fields import validate_storable
from guidance.services.drafts.authorship import NotApproved
from guidance.services.drafts.differences import document_differences
from guidance.services.drafts.holding import KINDS, Gone
from guidance.services.editions.readings import document_in
from guidance.services.publishing.acts import (
    DraftChanged,
    NothingToPublish,
    NotPublishable,
    PublicationMoved,
    publish,
    standing_of,
)
from guidance.services.publishing.dependents import dependents_of
from guidance.services.publishing.inspecting import inspect
from guidance.services.publishing.reviews import standing_request, will_be_reviewed


class NoteForm(TypedForm, forms.Form):
    """A note for readers and colleagues, with the digest of what was looked at."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    over = forms.CharField(widget=forms.HiddenInput, max_length=60, required=False)
    note = forms.CharField(
        label=gettext_lazy("What changed, and why"),
        max_length=2000,
        validators=[validate_storable],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Everyone can read it under “What changed”, such as: The notice line has to stand in "
            "the file Notice, not in the readme."
        ),
        error_messages={"required": gettext_lazy("Write a note before you publish.")},
    )
    look_again_on = forms.DateField(
        label=gettext_lazy("Look again by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy(
            "The day by which somebody looks whether it is still right; nobody has to if it is "
            "empty. It stands beside the edition, and colleagues see it in the lists."
        ),
        error_messages={"invalid": gettext_lazy("Choose a day, such as 2027-11-29.")},
    )

    def clean_look_again_on(self) -> date | None:
        day: date | None = self.cleaned_data["look_again_on"]
        if day is not None and day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return day


class ReleasePages(WithdrawalPages):
    """The page that publishes, those that withdraw and bring back, and what follows from them."""

    row_of: Any
    page: Callable[..., HttpResponse]
    log_change: Any

    def release_pages(self) -> list[tuple[str, str, Any]]:
        return [
            ("publish/", "publish", self.publish_view),
            *self.withdrawal_pages(),
        ]

    def may_publish(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("guidance.publish_guidance"))

    @shows_again
    def publish_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Show what publishing would change, and publish exactly that."""
        row = self._publishable(request, object_id)
        form = NoteForm(request.POST if request.method == "POST" else None)
        try:
            if form.is_valid() and self._publish(request, row, form.cleaned_data):
                return redirect(page_url(row, "editions"))
        except Gone:
            words = _("“%s” was deleted meanwhile, so nothing was published.")
            messages.error(request, words % row)
            return redirect(f"admin:guidance_{row._meta.model_name}_changelist")
        inspection = inspect(row)
        edition, new = inspection.state.edition, inspection.document
        old = document_in(edition) if edition else None
        typed = form.data if form.is_bound else {"look_again_on": _in_a_year()}
        typed = {name: typed.get(name, "") for name in ("note", "look_again_on")}
        review = standing_request(row)
        over = standing_of(edition, edition.publication if edition else None)
        shown = NoteForm(initial={"seen": inspection.digest, "over": over, **typed})
        return self.page(
            request,
            row,
            inspection,
            step="publish",
            title=_("Publish"),
            form=shown,
            problems=form.errors.get("note", []) if form.is_bound else [],
            date_problems=form.errors.get("look_again_on", []) if form.is_bound else [],
            edition=edition,
            review=review,
            will_be_reviewed=will_be_reviewed(row, review, inspection.digest, request.user),  # type: ignore[arg-type]
            is_review_required=settings.REVIEW_REQUIRED,
            later=f"{reverse('admin:guidance_release')}?draft={KINDS[type(row)].value}/{row.pk}",
            next_number=edition.number + 1 if edition else 1,
            errors=show_causes(inspection.mistakes, row, new, request),
            warnings=show_causes(inspection.doubts, row, new, request),
            groups=document_differences(old, new, Places(row).url) if old and new else (),
            ways=way_differences(old, new, row),
        )

    def _publish(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> bool:
        """Publish, and say how it went; False where the page is to be looked at again."""
        user: Any = request.user
        try:
            edition = publish(
                row, by=user, note=given["note"], seen=given["seen"], over=given["over"],
                look_again_on=given["look_again_on"],
            )  # fmt: skip
        except NothingToPublish:
            words = _("There is nothing to publish: the edition that is current says just this.")
            messages.warning(request, words)
            return True
        except PublicationMoved:
            words = _(
                "Somebody published, withdrew or brought it back after you had opened this page, "
                "so nothing was published. Look at what it says now; your note is still here."
            )
            messages.error(request, words)
            return False
        except DraftChanged:
            words = _(
                "The draft changed after you had opened this page, so nothing was published. "
                "Look at it as it is now, then publish; your note is still here."
            )
            messages.error(request, f"{words} {last_saved(row)}".rstrip())
            return False
        except NotApproved:
            words = _(
                "Nothing was published: here only what a reviewer has agreed with is published, "
                "exactly as it is, by another person. Ask for a review."
            )
            messages.error(request, words)
            return False
        except NotPublishable as error:
            count = len(causes_of(error.findings))
            words = ngettext(
                "Nothing was published: the checks found %d error.",
                "Nothing was published: the checks found %d errors.",
                count,
            )
            messages.error(request, words % count)
            return False
        words = _("Published edition %(number)d: %(note)s")
        self.log_change(
            request, row, words % {"number": edition.number, "note": edition.note[:200]}
        )
        messages.success(request, _("Edition %d is published.") % edition.number)
        if edition.publication.kind == "license":
            self._say_dependents(request, document_in(edition))
        return True

    def _say_dependents(self, request: HttpRequest, license: Any) -> None:
        count = len(dependents_of(license))
        if count:
            words = ngettext(
                "%d questionnaire or FAQ entry rests on words that changed. It is listed below.",
                "%d questionnaires and FAQ entries rest on words that changed. "
                "They are listed below.",
                count,
            )
            messages.warning(request, words % count)

    def subject(self, request: HttpRequest, object_id: int) -> tuple[Any, Publication | None]:
        """Return the draft whose page it is, and what is published of it."""
        row = self._publishable(request, object_id)
        return row, publication_of(row)

    def subject_page(self, request: HttpRequest, row: Any, **context: Any) -> HttpResponse:
        base = "admin/guidance/draft_page.html"
        answer: HttpResponse = self.page(request, row, inspect(row), page_base=base, **context)
        return answer

    def history_url(self, row: Any) -> str:
        return page_url(row, "editions")

    def _publishable(self, request: HttpRequest, object_id: int) -> Any:
        row = self.row_of(request, object_id)
        if not self.may_publish(request):
            raise PermissionDenied
        return row


def _in_a_year() -> str:
    return (timezone.localdate() + timedelta(days=365)).isoformat()
