"""Asking for a review of a draft before it is published, and answering."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.addresses.places import page_url
from guidance.admin.reviewing.guests import GuestPages, may_invite
from guidance.admin.reviewing.histories import WrittenPages
from guidance.admin.reviewing.memos import MemoPages
from guidance.admin.reviewing.remarks import RemarkPages, remarking
from guidance.admin.reviewing.statements import review_of
from guidance.admin.saving.kept_words import TypedForm
from guidance.admin.saving.showing import shows_again
from guidance.admin.steps.differences import way_differences
from guidance.admin.steps.findings import show_causes
from guidance.admin.steps.overviews import case_counts
from guidance.core.documents.trees import Tree
from guidance.models import ReviewRequest, ReviewVerdict
from guidance.models.fields import validate_storable
from guidance.services.drafts.authorship import OwnWords, wrote_draft
from guidance.services.editions.readings import document_in
from guidance.services.publishing import reviews
from guidance.services.publishing.acts import DraftChanged, NotPublishable
from guidance.services.publishing.inspecting import Inspection, inspect
from guidance.services.reviewing import guests


class AskForm(TypedForm, forms.Form):
    note = forms.CharField(
        label=gettext_lazy("What the reviewer should look at"),
        required=False,
        max_length=1000,
        validators=[validate_storable],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Colleagues see it, readers do not: Is the note on 1.b.iii right about containers?"
        ),
    )


class AnswerForm(TypedForm, forms.Form):
    """A reviewer's verdict, with the digest of what was looked at."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    verdict = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        choices=ReviewVerdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the two.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Your words"),
        required=False,
        max_length=2000,
        validators=[validate_storable],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What has to change, and why. With an agreement it can be empty."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("verdict") == ReviewVerdict.CHANGES and not given.get("note", "x"):
            self.add_error("note", _("Write what has to change."))
        return given


class ReviewPages(RemarkPages, GuestPages, WrittenPages, MemoPages):
    """The page of a draft's review: ask, answer, and what was answered before."""

    row_of: Any
    page: Callable[..., HttpResponse]
    log_change: Any

    def review_pages(self) -> list[tuple[str, str, Any]]:
        return [
            ("review/", "review", self.review_view),
            ("review/answer/", "review-answer", self.review_answer_view),
            ("review/withdraw/", "review-withdraw", self.review_withdraw_view),
            *self.remark_pages(),
            *self.guest_pages(),
            *self.written_pages(),
            *self.memo_pages(),
        ]

    @shows_again
    def review_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Show what was asked and answered; ask on POST."""
        row = self.row_of(request, object_id)
        if request.method != "POST":
            return self._review_page(request, row)
        form = AskForm(request.POST)
        if not form.is_valid():
            return self._review_page(request, row, asking=form)
        user: Any = request.user
        try:
            reviews.ask(row, by=user, note=form.cleaned_data["note"])
        except reviews.AlreadyAsked as error:
            words = _("%s had asked already; the request waits for its answer.")
            messages.warning(request, words % error.request.asked_by_name)
        except reviews.NothingToReview:
            messages.error(request, _("There is nothing to review that could be published."))
        else:
            self.log_change(request, row, _("Asked for a review."))
            words = _("Asked. Reviewers find the draft on the first page of the admin.")
            messages.success(request, words)
        return redirect(page_url(row, "review"))

    @shows_again
    def review_answer_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Keep a reviewer's answer; only ever on POST."""
        row = self.row_of(request, object_id)
        if not request.user.has_perm("guidance.review_guidance"):
            raise PermissionDenied
        if request.method != "POST":
            return redirect(page_url(row, "review"))
        form = AnswerForm(request.POST)
        if form.is_valid() and self._answer(request, row, form.cleaned_data):
            return redirect(page_url(row, "review"))
        return self._review_page(request, row, answering=form)

    def _answer(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> bool:
        """Keep an answer, and say how it went; False where the draft is to be looked at again."""
        user: Any = request.user
        verdict = ReviewVerdict(given["verdict"])
        try:
            reviews.answer(row, by=user, verdict=verdict, seen=given["seen"], note=given["note"])
        except reviews.NotAsked:
            messages.warning(request, _("No request waits for an answer any more."))
            return True
        except OwnWords:
            messages.error(request, OWN_WORDS)
            return False
        except DraftChanged:
            words = _(
                "The draft changed after you had opened this page, so nothing was recorded. "
                "Look at it as it is now, then answer; your words are still here."
            )
            messages.error(request, words)
            return False
        except NotPublishable:
            words = _("The checks find errors: nobody can publish it as it is. Ask for changes.")
            messages.error(request, words)
            return False
        if verdict == ReviewVerdict.AGREES:
            self.log_change(request, row, _("Agreed with the draft as a reviewer."))
            words = _("Your agreement is recorded. Published as it is, it is reviewed by you.")
        else:
            self.log_change(request, row, _("Asked for changes as a reviewer."))
            words = _("Recorded. Who asked finds your answer on the first page of the admin.")
        messages.success(request, words)
        return True

    def review_withdraw_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Close the request that stands; only ever on POST."""
        row = self.row_of(request, object_id)
        if request.method == "POST":
            user: Any = request.user
            try:
                reviews.withdraw(row, by=user)
            except reviews.NotAsked:
                messages.warning(request, _("No request stands on this draft any more."))
            else:
                self.log_change(request, row, _("Closed the request for a review."))
                messages.success(request, _("The request for a review is closed."))
        return redirect(page_url(row, "review"))

    def _review_page(
        self,
        request: HttpRequest,
        row: Any,
        *,
        asking: AskForm | None = None,
        answering: AnswerForm | None = None,
    ) -> HttpResponse:
        inspection = inspect(row)
        edition, new = inspection.state.edition, inspection.document
        old = document_in(edition) if edition else None
        said = review_of(row, old, new, digest=inspection.digest)
        standing, *earlier = _with_standing(row)
        user: Any = request.user
        is_open = standing is not None and standing.is_open
        may_answer = standing is not None and is_open and reviews.may_answer(standing, user)
        return self.page(
            request,
            row,
            inspection,
            step="review",
            title=_("Review"),
            standing=standing,
            earlier=earlier,
            asking=(asking or AskForm()) if _may_ask(row, inspection, standing, user) else None,
            answering=_shown(answering, inspection) if may_answer else None,
            own_words=OWN_WORDS if is_open and _wrote_own(row, user) else "",
            may_withdraw=bool(standing and reviews.may_withdraw(standing, user)),
            actions={
                "answer": page_url(row, "review-answer"),
                "withdraw": page_url(row, "review-withdraw"),
            },
            findings=show_causes((*inspection.mistakes, *inspection.doubts), row, new, request),
            case_counts=case_counts(inspection) if isinstance(new, Tree) else None,
            statements=said.judged,
            remarks_elsewhere=said.threads,
            opinions_elsewhere=said.opinions,
            remarking=remarking(row, user),
            memo_url=page_url(row, "review-memo") if new is not None else "",
            guests_url=page_url(row, "guests") if may_invite(row, user) else "",
            invitations=guests.invitations_of(row) if may_invite(row, user) else (),
            ways=way_differences(old, new, row),
        )


OWN_WORDS = gettext_lazy(
    "You have written on this draft since its last edition, so another reviewer has to answer."
)


def _wrote_own(row: Any, user: Any) -> bool:
    """Tell whether a reviewer is kept from answering by what they wrote."""
    return user.has_perm("guidance.review_guidance") and wrote_draft(row, user)


def review_step(row: Any, inspection: Inspection, user: Any) -> dict[str, str] | None:
    """Return what the bar says of a draft's review, and how it looks; None for nothing."""
    standing = reviews.standing_request(row)
    url = page_url(row, "review")
    if standing is None:
        if not _may_ask(row, inspection, None, user):
            return None
        return {"url": url, "look": "ask", "words": _("Ask for review")}
    if standing.is_open:
        if reviews.may_answer(standing, user):
            return {"url": url, "look": "ask", "words": _("Review this draft")}
        return {"url": url, "look": "draft", "words": _("Waiting for a review")}
    if not standing.is_agreed:
        words, look = _("%s asks for changes"), "warning"
    elif standing.seen_digest == inspection.digest:
        words, look = _("%s agreed"), "published"
    else:
        words, look = _("Changed since %s agreed"), "warning"
    return {"url": url, "look": look, "words": words % standing.reviewer_name}


def _may_ask(row: Any, inspection: Inspection, standing: ReviewRequest | None, user: Any) -> bool:
    is_free = standing is None or not standing.is_open
    is_new = bool(inspection.digest) and inspection.state.is_publishable
    return is_free and is_new and reviews.may_ask(row, user)


def _with_standing(row: Any) -> list[ReviewRequest | None]:
    """Return the request that stands, or None, then those that are closed, newest first."""
    requests = reviews.requests_of(row)
    standing: list[ReviewRequest | None] = [one for one in requests if one.closed_at is None]
    closed = [one for one in requests if one.closed_at is not None]
    return [*(standing or [None]), *closed]


def _shown(form: AnswerForm | None, inspection: Inspection) -> AnswerForm:
    """Return the form with the digest of the draft as it is shown now."""
    if form is None:
        return AnswerForm(initial={"seen": inspection.digest})
    form.data = form.data.copy()
    form.data["seen"] = inspection.digest
    return form
