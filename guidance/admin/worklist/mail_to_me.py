"""Mail to me: how somebody of staff wants mail, said by themselves and for nobody else."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.saving.kept_words import TypedForm
from guidance.admin.saving.showing import shows_again
from guidance.models import MailHow
from guidance.services.mailing.wishes import wish, wish_of


class MailForm(TypedForm, forms.Form):
    """At once, once a day, or never."""

    how = forms.TypedChoiceField(
        label=gettext_lazy("How mail reaches you"),
        choices=MailHow.choices,
        coerce=MailHow,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose one of them."),
            "invalid_choice": gettext_lazy("Choose one of them."),
        },
    )


@shows_again
def mail_view(request: HttpRequest, *, site: Any) -> HttpResponse:
    """Show how whoever asks wants mail, and let them change it."""
    user: Any = request.user
    posted = request.POST if request.method == "POST" else None
    form = MailForm(posted, initial={"how": wish_of(user)})
    if form.is_valid():
        wish(user, form.cleaned_data["how"])
        messages.success(request, _("Kept."))
        return redirect("admin:guidance_mail_to_me")
    context = {
        **site.each_context(request),
        "title": _("Mail to me"),
        "form": form,
        "address": user.email,
        "is_sent": settings.MAIL_IS_SENT,
    }
    return TemplateResponse(request, "admin/mail_to_me.html", context)
