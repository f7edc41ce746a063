"""What the address of a list may ask for: the filters that the list shows, and few words.

Django takes any lookup on a model's own fields from an address: ``?body__regex=`` keeps a
process busy until it is killed, ``?secret_digest__startswith=`` tells a secret sign by sign,
and a thousand words make an expression that no database takes. The site puts ``ShownLookups``
before every admin that registers, those of libraries too.
"""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.options import IS_POPUP_VAR, TO_FIELD_VAR, IncorrectLookupParameters
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.views.main import (
    ORDER_VAR,
    SEARCH_VAR,
    ChangeList,
    ChangeListSearchForm,
)
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import smart_split
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MAX_WORDS = 12
MAX_LENGTH = 200
"""Of what is searched for, in characters."""
MAX_VALUES = 20
"""Values of one filter; the links of a list have one each."""
MAX_VALUE = 500
_KEPT = (SEARCH_VAR, IS_POPUP_VAR, TO_FIELD_VAR)
"""What stays in an address whose filters could not be read."""


class UnreadableAddress(Exception):
    """An address asks a list for a filter, a value or a page that it does not have."""


def shortened(words: str) -> str:
    """Return the first words of a search as they were typed; a phrase in quotes is one word.

    >>> shortened('keep "the notice"')
    'keep "the notice"'
    >>> shortened("a " * 1000)
    'a a a a a a a a a a a a'
    """
    cut = words[:MAX_LENGTH]
    bits = list(smart_split(cut))
    return " ".join(bits[:MAX_WORDS]) if len(bits) > MAX_WORDS else cut


class ShortSearchForm(ChangeListSearchForm):
    def clean_q(self) -> str:
        return shortened(self.cleaned_data[SEARCH_VAR])


class ShownLookupsList(ChangeList):
    """A list that takes no lookup but those of its filters, dates and our own links."""

    search_form_class = ShortSearchForm

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        if request.method == "GET" and self.query != request.GET.get(SEARCH_VAR, ""):
            words = ngettext(
                "Only the first word of what you typed was looked for: “%(words)s”.",
                "Only the first %(count)d words of what you typed were looked for: “%(words)s”.",
                count := len(list(smart_split(self.query))),
            )
            messages.warning(request, words % {"count": count, "words": self.query})

    def get_filters(self, request: HttpRequest) -> Any:
        asked = self.get_filters_params()
        for values in asked.values():
            if len(values) > MAX_VALUES or any(len(value) > MAX_VALUE for value in values):
                raise UnreadableAddress
        found = super().get_filters(request)
        # What no filter has taken out would be given to the database as it is.
        if set(found[2]) - self._linked(asked):
            raise UnreadableAddress
        return found

    def _linked(self, asked: Any) -> set[str]:
        """Return the lookups that may stand beside the filters; ``asked`` is the whole query."""
        linked = set(getattr(self.model_admin, "linked_lookups", ()))
        by_date = self.date_hierarchy
        if by_date and f"{by_date}__year" in asked:
            linked |= {f"{by_date}__gte", f"{by_date}__lt"}  # made of the year by Django
        return linked

    def get_ordering(self, request: HttpRequest, queryset: Any) -> Any:
        """Order by each column at most once: a database takes some thousand, not more."""
        if written := self.params.get(ORDER_VAR):
            columns: dict[str, str] = {}
            for one in str(written)[:MAX_LENGTH].split("."):
                number = one.removeprefix("-")
                if number.isascii() and number.isdigit() and len(number) < 3:
                    columns.setdefault(number, one)
            self.params[ORDER_VAR] = ".".join(columns.values())
        return super().get_ordering(request, queryset)


class ShownLookups:
    """Let the lists of an admin be asked for what they show.

    An admin adds what our own links ask for besides as ``linked_lookups``.
    """

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Allow our own links over relations too; the list itself refuses all other lookups."""
        allowed = super().lookup_allowed(lookup, value, request)  # type: ignore[misc]
        return bool(allowed) or lookup in getattr(self, "linked_lookups", ())

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        made = super().get_changelist(request, **kwargs)  # type: ignore[misc]
        if issubclass(made, ShownLookupsList):
            return made
        return type(made.__name__, (ShownLookupsList, made), {})

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        try:
            return super().get_changelist_instance(request)  # type: ignore[misc]
        except (DisallowedModelAdminLookup, IncorrectLookupParameters) as error:
            raise UnreadableAddress from error
        except (OverflowError, ValueError) as error:  # such as the year 9999, which has no next
            raise UnreadableAddress from error

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """Search for the first words only, also where a box suggests what one types."""
        return super().get_search_results(  # type: ignore[misc]
            request, queryset, shortened(search_term)
        )

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Lead from an address that cannot be read to the list without filters.

        Also an action that was sent to such an address: it would be done to other rows.
        """
        try:
            response: HttpResponse = super().changelist_view(  # type: ignore[misc]
                request, extra_context
            )
        except UnreadableAddress:
            query = request.GET.copy()
            for name in [name for name in query if name not in _KEPT]:
                del query[name]
            if query.dict() == request.GET.dict():
                raise
            messages.warning(
                request,
                _(
                    "The address asked this list for a filter or a page that it does not have, so "
                    "the list is shown without filters."
                ),
            )
            address = f"{request.path}?{query.urlencode()}" if query else request.path
            return HttpResponseRedirect(address)
        return response


def guarded(admin_class: type[ModelAdmin] | None) -> type[ModelAdmin]:
    """Return the class of an admin with ``ShownLookups`` before everything else it does.

    Whom a device of a library belongs to is chosen by name, and not typed as a number.
    """
    made = admin_class or ModelAdmin
    if issubclass(made, ShownLookups):
        return made
    names = {"__module__": made.__module__, "__doc__": made.__doc__, "raw_id_fields": ()}
    return type(made.__name__, (ShownLookups, made), names)


class Suggestions(AutocompleteJsonView):
    """What a box suggests; the address of one may name a field that chooses rows, and no other."""

    def process_request(self, request: HttpRequest) -> Any:
        found = super().process_request(request)
        if not hasattr(found[2], "get_limit_choices_to"):
            raise PermissionDenied
        return found
