"""Recalling an edition that was found to be wrong: words first, then a page to confirm."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.public.withdrawals import plain_line, words_field
from guidance.admin.saving.kept_words import TypedForm
from guidance.admin.saving.showing import shows_again
from guidance.models import Edition, Publication
from guidance.models.editions import LONGEST_REASON
from guidance.services.publishing.recalls import AlreadyRecalled, recall


class RecallForm(TypedForm, forms.Form):
    """What readers are told, for ever, on top of everything that stands on the edition."""

    reason = words_field(
        label=gettext_lazy("What is wrong with it"),
        longest=LONGEST_REASON,
        help_text=gettext_lazy(
            "Plain text for readers, such as: It said that outputs may train any model. "
            "Section 1.b.v forbids that for other language models."
        ),
        required=gettext_lazy("Write what is wrong, so that readers know what not to rely on."),
    )
    advice = words_field(
        label=gettext_lazy("What to do instead"),
        longest=LONGEST_REASON,
        help_text=gettext_lazy(
            "Plain text for readers who have acted on it, such as: Stop the training and ask the "
            "legal team before you go on."
        ),
        required=gettext_lazy("Write what readers are to do now."),
    )

    def clean_reason(self) -> str:
        return plain_line(self.cleaned_data["reason"])

    def clean_advice(self) -> str:
        return plain_line(self.cleaned_data["advice"])


class RecallPages:
    """The page that recalls an edition: it asks, shows what readers will see, and then does it."""

    subject: Any
    subject_page: Any
    history_url: Any
    log_change: Any

    def recall_pages(self) -> list[tuple[str, str, Any]]:
        return [("editions/<int:number>/recall/", "recall", self.recall_view)]

    @shows_again
    def recall_view(self, request: HttpRequest, object_id: int, number: int) -> HttpResponse:
        row, publication = self.subject(request, object_id)
        edition = _edition(publication, number)
        if hasattr(edition, "recall"):
            return self._refused(request, row, AlreadyRecalled(edition.recall))
        form = RecallForm(request.POST if request.method == "POST" else None)
        is_asked = "_back" not in request.POST and form.is_valid()
        if is_asked and "_recall" in request.POST:
            return self._recall(request, row, edition, form.cleaned_data)
        is_current = publication.is_live and publication.current_id == edition.pk
        page: HttpResponse = self.subject_page(
            request,
            row,
            template="admin/guidance/recall.html",
            step="editions",
            title=_("Recall edition %d") % edition.number,
            form=form,
            fields=[form["reason"], form["advice"]],
            edition=edition,
            is_current=is_current,
            shown=form.cleaned_data if is_asked else None,
            back=self.history_url(row),
        )
        return page

    def _recall(
        self, request: HttpRequest, row: Any, edition: Edition, given: dict[str, str]
    ) -> HttpResponse:
        user: Any = request.user
        try:
            recall(edition, by=user, reason=given["reason"], advice=given["advice"])
        except AlreadyRecalled as error:
            return self._refused(request, row, error)
        words = _("Recalled edition %(number)d: %(reason)s")
        given_words = {"number": edition.number, "reason": given["reason"]}
        self.log_change(request, row, words % given_words)
        done = _("Edition %d is recalled. Everything that stands on it says so.")
        messages.success(request, done % edition.number)
        return redirect(self.history_url(row))

    def _refused(self, request: HttpRequest, row: Any, error: AlreadyRecalled) -> HttpResponse:
        words = _("%(name)s has recalled this edition already: %(reason)s")
        name = error.recall.recalled_by_name or _("Somebody")
        messages.warning(request, words % {"name": name, "reason": error.recall.reason})
        return redirect(self.history_url(row))


def _edition(publication: Publication | None, number: int) -> Any:
    if publication is None:
        raise Http404
    editions = publication.editions.filter(number=number)
    found = editions.select_related("publication", "recall").without_documents().first()
    if found is None:
        raise Http404
    return found
