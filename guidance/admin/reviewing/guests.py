"""The pages by which a guest is given a link to one draft, and by which it is taken back."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.addresses.places import page_url
from guidance.admin.saving.kept_words import TypedForm
from guidance.models.fields import validate_storable
from guidance.services.publishing.inspecting import inspect
from guidance.services.reviewing import guests
from portal.environment.addresses import absolute


class InviteForm(TypedForm, forms.Form):
    guest = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=200,
        validators=[validate_storable],
        help_text=gettext_lazy("Such as: Ada Moss, outside counsel. Only colleagues see it."),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Valid for so many days"),
        min_value=1,
        max_value=guests.LONGEST_DAYS,
        initial=14,
    )
    note = forms.CharField(
        label=gettext_lazy("What the guest should look at"),
        required=False,
        max_length=1000,
        validators=[validate_storable],
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def may_invite(row: Any, user: Any) -> bool:
    return bool(settings.GUEST_REVIEWS) and guests.may_invite(row, user)


class GuestPages:
    """Give a guest a link, shown once, and take it back."""

    row_of: Any
    page: Callable[..., HttpResponse]
    log_change: Any

    def guest_pages(self) -> list[tuple[str, str, Any]]:
        return [
            ("review/guests/", "guests", self.guests_view),
            ("review/guests/<int:number>/take-back/", "guest-end", self.guest_end_view),
        ]

    def guests_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        row = self._inviting(request, object_id)
        user: Any = request.user
        form = InviteForm(request.POST if request.method == "POST" else None)
        link = ""
        if form.is_valid():
            made, secret = guests.invite(row, by=user, **form.cleaned_data)
            address = reverse("guidance:guest-review", args=[secret])
            link = absolute(request, address)
            self.log_change(request, row, _("Made a link for the guest %s.") % made.guest)
            form = InviteForm()
        return self.page(
            request,
            row,
            inspect(row),
            step="review",
            template="admin/guidance/draft_guests.html",
            title=_("Guests"),
            form=form,
            link=link,
            invitations=[
                (one, guests.is_valid(one), page_url(row, "guest-end", one.pk))
                for one in guests.invitations_of(row)
            ],
        )

    def guest_end_view(self, request: HttpRequest, object_id: int, number: int) -> HttpResponse:
        row = self._inviting(request, object_id)
        user: Any = request.user
        if request.method == "POST":
            try:
                made = guests.take_back(row, number, by=user)
            except guests.NotValid:
                messages.warning(request, _("That link is over already."))
            else:
                self.log_change(request, row, _("Took back the link of %s.") % made.guest)
                messages.success(request, _("The link leads nowhere any more."))
        return redirect(page_url(row, "guests"))

    def _inviting(self, request: HttpRequest, object_id: int) -> Any:
        row, user = self.row_of(request, object_id), request.user
        if not guests.may_invite(row, user):  # type: ignore[arg-type]
            raise PermissionDenied
        if not settings.GUEST_REVIEWS:
            raise Http404
        return row
