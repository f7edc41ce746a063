"""Judged queries in the admin: how somebody asks, and the pages that are right."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from guidance.admin.asking.rights import may_see, may_settle
from guidance.models import JudgedQuery
from guidance.services.asking.judging import unknown_in


class JudgedQueryForm(forms.ModelForm):
    class Meta:
        model = JudgedQuery
        fields = ("query", "accept")

    def clean_accept(self) -> str:
        """Keep the addresses as they stand in the index, without the site's name before them."""
        lines = self.cleaned_data["accept"].split()
        paths = [
            f"/{one.split('://', 1)[1].partition('/')[2]}" if "://" in one else one for one in lines
        ]
        if unknown := unknown_in(paths):
            words = _("The search finds nothing at %(urls)s. Copy the address of a result.")
            raise ValidationError(words, params={"urls": ", ".join(unknown[:3])})
        return "\n".join(dict.fromkeys(paths))


@admin.register(JudgedQuery)
class JudgedQueryAdmin(admin.ModelAdmin):
    form = JudgedQueryForm
    list_display = ("query", "accept")
    search_fields = ("query", "accept")
    search_help_text = _("Words of the query, or an address")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_see(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_see(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_settle(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_settle(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_settle(request.user)
