"""The columns of lists that say where a draft stands, who looks after it, and until when."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.addresses.places import desk_url
from guidance.services.people import name_of
from guidance.services.publishing.states import State, states_of

PEOPLE: Any = (
    gettext_lazy("Who looks after it"),
    {"fields": (("owner", "deputy"),), "classes": ("collapse",)},
)
"""The fields of a draft that name its people."""
BESIDE = frozenset({"owner", "deputy"})
"""What stands beside a document: who changes it alone has not written on the document."""
LOOKS = {
    State.DRAFT: "draft",
    State.IN_REVIEW: "note",
    State.CHANGES: "warning",
    State.APPROVED: "published",
    State.SCHEDULED: "note",
    State.PUBLISHED: "published",
    State.WITHDRAWN: "error",
}


class _People(forms.ModelChoiceField):
    """Colleagues, by the names that they sign with."""

    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)

    def to_python(self, value: Any) -> Any:
        """Return whom a form names, found among all who can be chosen: they are read anyway."""
        if value in self.empty_values:
            return None
        people: Any = self.queryset
        found = next((one for one in people if str(one.pk) == str(value)), None)
        if found is None:
            raise forms.ValidationError(_("Choose one of the people in the list."))
        return found


class StatesList(ChangeList):
    """A list of drafts that knows where each of those on the page stands, and is written."""

    def url_for_result(self, result: Any) -> str:
        return desk_url(result)

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list: Any = list(self.result_list)
        standings = states_of(self.result_list)
        for row in self.result_list:
            row.standing = standings[row]


class StandingColumns:
    """Give the list of a kind of draft its columns, and its form the choice of people."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return StatesList

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name not in BESIDE:
            return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
        team = User.objects.filter(is_active=True, is_staff=True)
        return _People(
            team.order_by("first_name", "last_name", "username"),
            required=False,
            label=db_field.verbose_name,
            help_text=db_field.help_text,
            empty_label=_("Nobody"),
        )

    @admin.display(description=gettext_lazy("state"))
    def state(self, row: Any) -> str:
        standing = row.standing
        tag = '<span class="tag" data-look="{}">{}</span>'
        shown = format_html(tag, LOOKS[standing.state], standing.state.label)
        if not standing.edition:
            return shown
        return format_html("{} {}", shown, _("edition %d") % standing.edition)

    @admin.display(description=gettext_lazy("owner"), ordering="owner")
    def owned_by(self, row: Any) -> str:
        return name_of(row.owner) if row.owner else "–"

    @admin.display(description=gettext_lazy("look again by"))
    def look_again(self, row: Any) -> str:
        on = row.standing.look_again_on
        return date_format(on) if on else "–"
