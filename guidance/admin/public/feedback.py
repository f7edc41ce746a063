"""What readers wrote, in the admin: to be read, answered, and made an FAQ entry."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from guidance.models import Feedback
from guidance.services.feedback import keeping


@admin.register(Feedback)
class FeedbackAdmin(admin.ModelAdmin):
    list_display = ("__str__", "kind", "about", "written_at", "replied_at", "is_done")
    list_filter = ("is_done", "kind", "written_at")
    search_fields = ("said", "about")
    search_help_text = _("Words of the reader, or the address of the page")
    readonly_fields = (
        "kind", "said", "page", "answers", "written_at", "replied_at", "replied_by", "make_faq",
    )  # fmt: skip
    fields = (
        "kind", "said", "page", "answers", "written_at", "make_faq", "reply", "replied_at",
        "replied_by", "is_done",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request).filter(written_at__gte=keeping.oldest())
        return rows.select_related("replied_by").defer("secret_digest")

    @admin.display(description=_("written on the page"))
    def page(self, row: Feedback) -> str:
        if not row.about:
            return "–"
        answers = f"?{row.answers}" if row.answers else ""
        return format_html('<a href="{}">{}</a>', row.about + answers, row.about)

    @admin.display(description=_("make something of it"))
    def make_faq(self, row: Feedback) -> str:
        question = urlencode({"question": " ".join(row.said.split())[:200]})
        url = f"{reverse('admin:guidance_faqentry_add')}?{question}"
        return format_html('<a href="{}">{}</a>', url, _("Make an FAQ entry of it"))

    def save_model(
        self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: Any
    ) -> None:
        user: Any = request.user
        if "reply" in form.changed_data:
            keeping.reply(obj, words=obj.reply.strip(), by=user)
        Feedback.objects.filter(pk=obj.pk).update(is_done=obj.is_done)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
