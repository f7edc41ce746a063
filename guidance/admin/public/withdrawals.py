"""Withdrawing what is published and bringing it back: pages of a draft, or of a publication.

A publication whose draft is gone has these pages of its own; else they are those of the draft,
in whose history it is then written.
"""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.saving.kept_words import TypedForm
from guidance.admin.saving.showing import shows_again
from guidance.models import Publication, PublicationKind
from guidance.models.editions import LONGEST_REASON
from guidance.models.fields import validate_storable
from guidance.services.publishing.withdrawals import (
    EditionMoved,
    NoSuccessor,
    NothingToBringBack,
    NothingToWithdraw,
    bring_back,
    leading_to,
    withdraw,
)

NOT_PUBLIC = gettext_lazy("That is not public any more. Choose another, or none.")


def plain_line(words: str) -> str:
    """Return words as one line of plain text."""
    return " ".join(words.split())


def words_field(*, label: Any, help_text: Any, longest: int, required: Any = "") -> forms.CharField:
    """Return a field of plain words in one paragraph; ``required`` says what to do where empty."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=longest,
        required=bool(required),
        validators=[validate_storable],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": required},
    )


class WithdrawalForm(TypedForm, forms.Form):
    """Why it is withdrawn, for readers and for colleagues, and what is to be read instead."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = words_field(
        label=gettext_lazy("What readers are told"),
        longest=LONGEST_REASON,
        help_text=gettext_lazy(
            "Plain text, may be empty. Everyone can read it at its address, such as: The publisher "
            "replaced this license in March; ask us before you rely on it."
        ),
    )
    successor = forms.ChoiceField(
        label=gettext_lazy("What to read instead"),
        required=False,
        help_text=gettext_lazy("Readers are led there. Only what is public can be chosen."),
        error_messages={"invalid_choice": NOT_PUBLIC},
    )
    note = words_field(
        label=gettext_lazy("Why it is withdrawn, for colleagues"),
        longest=300,
        help_text=gettext_lazy("Your colleagues see it here. Readers never do."),
        required=gettext_lazy("Write why before you withdraw it."),
    )

    def __init__(self, *args: Any, others: QuerySet[Publication], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(one.pk): one for one in others}
        choices: Any = self.fields["successor"]
        choices.choices = [("", _("Nothing in particular")), *self._by_kind()]

    def _by_kind(self) -> list[tuple[str, list[tuple[str, str]]]]:
        groups = []
        for kind in PublicationKind:
            rows = [one for one in self.others.values() if one.kind == kind]
            titles = [(str(one.pk), one.current.title) for one in rows if one.current]
            if titles:
                groups.append(
                    (str(kind.label), sorted(titles, key=lambda pair: pair[1].casefold()))
                )
        return groups

    def clean_reason(self) -> str:
        return plain_line(self.cleaned_data["reason"])

    def clean_note(self) -> str:
        return plain_line(self.cleaned_data["note"])

    @property
    def chosen(self) -> Publication | None:
        return self.others.get(self.cleaned_data["successor"])


class WithdrawalPages:
    """The page that withdraws, and the button that brings back."""

    subject: Any
    """Return the row whose page it is, and its publication or None; refuse who may not publish."""
    subject_page: Any
    history_url: Any
    log_change: Any

    def withdrawal_pages(self) -> list[tuple[str, str, Any]]:
        return [
            ("withdraw/", "withdraw", self.withdraw_view),
            ("bring-back/", "bring-back", self.bring_back_view),
        ]

    @shows_again
    def withdraw_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Say what withdrawing does, ask why, then take the publication off the public site."""
        row, publication = self.subject(request, object_id)
        if publication is None or not publication.is_live:
            return self._nothing_to_withdraw(request, row, publication)
        others = Publication.objects.live().exclude(pk=publication.pk).with_cards()
        given = request.POST if request.method == "POST" else None
        number = publication.current.number
        form = WithdrawalForm(given, others=others, initial={"seen": number})
        if form.is_valid():
            try:
                return self._withdraw(request, row, publication, form)
            except NothingToWithdraw as error:
                return self._nothing_to_withdraw(request, row, error.publication)
            except NoSuccessor:
                form.add_error("successor", str(NOT_PUBLIC))
            except EditionMoved as error:
                words = _(
                    "Edition %d was published after you had opened this page, so nothing was "
                    "withdrawn. Look at it, then decide again; your words are still here."
                )
                messages.error(request, words % error.number)
                form.data = form.data.copy() | {"seen": str(error.number)}
        page: HttpResponse = self.subject_page(
            request,
            row,
            template="admin/guidance/withdraw.html",
            step="withdraw",
            title=_("Withdraw"),
            form=form,
            fields=[form["reason"], form["successor"], form["note"]],
            number=number,
            leading=leading_to(publication),
            back=self.history_url(row),
        )
        return page

    def _withdraw(
        self, request: HttpRequest, row: Any, publication: Publication, form: WithdrawalForm
    ) -> HttpResponse:
        given, user = form.cleaned_data, request.user
        withdraw(
            publication,
            by=user,  # type: ignore[arg-type]
            note=given["note"],
            reason=given["reason"],
            successor=form.chosen,
            seen=given["seen"],
        )
        self.log_change(request, row, _("Withdrawn: %s") % given["note"])
        messages.success(
            request, _("Withdrawn. Its address says so; its editions can still be read.")
        )
        return redirect(self.history_url(row))

    def _nothing_to_withdraw(
        self, request: HttpRequest, row: Any, publication: Publication | None
    ) -> HttpResponse:
        words = _("There is nothing to withdraw.")
        if publication is not None and publication.withdrawn_at is not None:
            name = publication.withdrawn_by_name or _("somebody")
            words = _("%(name)s has withdrawn it already. Nothing was changed.") % {"name": name}
        typed = (plain_line(request.POST.get(field, "")) for field in ("reason", "note"))
        if own := "; ".join(f"“{one}”" for one in typed if one):
            words = _("%(said)s You had written: %(own)s") % {"said": words, "own": own}
        messages.warning(request, words)
        return redirect(self.history_url(row))

    def bring_back_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Show a withdrawn publication again; only ever on POST."""
        row, publication = self.subject(request, object_id)
        if request.method == "POST" and publication is not None:
            try:
                bring_back(publication, seen=_moment(request.POST.get("seen", "")))
            except NothingToBringBack:
                words = _("Somebody was quicker: it is public, or was withdrawn anew. Look again.")
                messages.warning(request, words)
            else:
                self.log_change(request, row, _("Brought back."))
                words = _("Edition %d is public again.")
                messages.success(request, words % publication.current.number)
        return redirect(self.history_url(row))


def _moment(written: str) -> datetime | None:
    """Return a moment as a page of ours wrote it, or None for anything else."""
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    return found if found.tzinfo else None
