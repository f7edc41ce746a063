"""People in the admin: who is put into a group of the team is told what else a login needs."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django.utils.translation import gettext as _

from guidance.admin.saving.held import HeldAdmin
from guidance.admin.saving.shown import ShownForm
from guidance.services.people import GROUPS


class TeamUserForm(ShownForm, UserChangeForm):
    """A person's form: an older page of it gives nobody back what was taken meanwhile."""


class TeamUserAdmin(HeldAdmin, UserAdmin):
    form = TeamUserForm
    readonly_fields = ("last_login", "date_joined")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        user = form.instance
        groups = user.groups.filter(name__in=GROUPS).values_list("name", flat=True)
        if not user.is_staff and groups:
            words = _("%(who)s is one of the %(groups)s but cannot log in here: tick Staff status.")
            given = {"who": user.get_username(), "groups": ", ".join(groups)}
            messages.warning(request, words % given)


class TeamGroupAdmin(HeldAdmin, GroupAdmin):
    form = ShownForm


admin.site.unregister(Group)
admin.site.register(Group, TeamGroupAdmin)
admin.site.unregister(User)
admin.site.register(User, TeamUserAdmin)
