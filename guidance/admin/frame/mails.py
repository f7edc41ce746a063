"""The outbox, for administrators: what was sent, what waits, what was given up and why."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from guidance.models import Mail
from guidance.services.mailing.sending import try_again


@admin.register(Mail)
class MailAdmin(admin.ModelAdmin):
    list_display = ("subject", "to", "event", "state", "made_at", "tries", "problem")
    list_filter = ("state", "event", "made_at")
    list_select_related = ("to",)
    search_fields = ("subject", "to__username", "to__email", "problem")
    search_help_text = _("Subject, person, address, or what the server said")
    fields = (
        "to", "event", "subject", "body", "state", "made_at", "tries", "try_at", "ended_at",
        "problem",
    )  # fmt: skip
    actions = ("try_again_selected",)

    @admin.action(permissions=["view"], description=_("Try again what was given up"))
    def try_again_selected(self, request: HttpRequest, queryset: Any) -> None:
        done = try_again(queryset)
        words = ngettext("%d mail will be tried again.", "%d mails will be tried again.", done)
        self.message_user(request, words % done, messages.SUCCESS)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
