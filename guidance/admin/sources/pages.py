"""Where the words of a license came from: what was seen there, what changed, what rests on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidance.admin.addresses.places import page_url
from guidance.admin.saving.committing import committed
from guidance.admin.saving.kept_words import TypedForm
from guidance.admin.saving.showing import shows_again
from guidance.admin.saving.uses import seen_of
from guidance.models import License, Policy, Source, SourceState
from guidance.models.fields import validate_storable
from guidance.services.drafts.differences import shortened
from guidance.services.people import may_write
from guidance.services.publishing.inspecting import inspect
from guidance.services.sources import answering
from guidance.services.sources.looking import address_of
from guidance.services.sources.resting import changes_of, resting_on
from guidance.services.sources.troubles import words_of

_MOST_WORDS = 20_000
"""Characters of a page that are shown where nothing changed."""


class AddressForm(TypedForm, forms.Form):
    """Under which address a source is looked at."""

    address = forms.URLField(
        label=gettext_lazy("Look at this address instead"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy(
            "Where the words themselves are, such as the publisher’s page or the plain file. "
            "Empty: the address that is kept with the words."
        ),
    )

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if address and not address.lower().startswith("https://"):
            raise forms.ValidationError(_("Only addresses that begin with https:// are looked at."))
        return address


class NothingForm(TypedForm, forms.Form):
    """Why what changed is nothing."""

    look = forms.CharField(widget=forms.HiddenInput, max_length=64)
    note = forms.CharField(
        label=gettext_lazy("Why it is nothing, for colleagues"),
        max_length=2000,
        validators=[validate_storable],
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Say why, in a few words.")},
    )


@dataclass(frozen=True)
class Shown:
    """A text or a policy with the source that it has: ``source`` is unsaved where none is yet."""

    title: str
    policy: Policy | None
    source: Source
    url: str
    trouble: str
    form: AddressForm

    @property
    def is_changed(self) -> bool:
        return self.source.state == SourceState.CHANGED and self.is_current

    @property
    def is_first(self) -> bool:
        """Whether a policy was found as it was when it was looked at for the first time."""
        source = self.source
        return bool(source.policy and source.seen_at and source.settled_at is None)

    @property
    def look(self) -> str:
        if self.source.state == SourceState.NEW:
            return "draft"
        is_right = self.source.state in (SourceState.SAME, SourceState.LAYOUT)
        return "published" if is_right and self.is_current else "warning"

    @property
    def is_current(self) -> bool:
        """Whether what was seen was compared with the text that the draft has now."""
        source = self.source
        return bool(source.policy) or source.against == source.license.text.digest


class SourcePages:
    """The pages of a license about its sources, to be mixed in."""

    row_of: Any
    page: Callable[..., HttpResponse]
    log_change: Any

    def source_pages(self) -> list[tuple[str, str, Any]]:
        return [
            ("sources/", "sources", self.sources_view),
            ("sources/ask/", "source_ask", self.source_ask_view),
            ("sources/<int:source>/", "source", self.source_view),
        ]

    def _row(self, request: HttpRequest, object_id: int) -> License:
        row: License = self.row_of(request, object_id)
        sources = Prefetch("sources", Source.objects.light())
        prefetch_related_objects([row], "text", "policies__sections", sources)
        return row

    @shows_again
    def sources_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """List the sources of a license; take another address of one on POST."""
        row = self._row(request, object_id)
        policy, form = request.POST.get("policy", ""), None
        if request.method == "POST":
            _refuse_others(request, row, policy)
            form = AddressForm(request.POST, prefix=f"of-{policy}")
            if form.is_valid():
                address = form.cleaned_data["address"]
                committed(request, lambda: self._give(request, row, policy, address))
                return redirect(page_url(row, "sources"))
        return self.page(
            request, row, inspect(row), step="sources", title=_("Sources"),
            items=[_shown(row, one, form if one == policy else None) for one in _policies(row)],
            may_answer=may_write(request.user, "license"),
        )  # fmt: skip

    def source_ask_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Ask the timer for a look."""
        row = self._row(request, object_id)
        policy = request.POST.get("policy", "")
        if request.method != "POST":
            return redirect(page_url(row, "sources"))
        _refuse_others(request, row, policy)
        try:
            committed(request, lambda: answering.ask(row, policy))
            words = _("Asked for. The timer looks at it next time, usually within minutes.")
            messages.success(request, words)
        except answering.LookedJustNow:
            words = _("It was looked at less than 10 minutes ago. Ask again later.")
            messages.warning(request, words)
        return redirect(page_url(row, "sources"))

    @shows_again
    def source_view(self, request: HttpRequest, object_id: int, source: int) -> HttpResponse:
        """Show what differs and what rests on it; take "it is nothing" on POST."""
        row = self._row(request, object_id)
        one = get_object_or_404(Source.objects, license=row, pk=source)
        if one.policy not in _policies(row):
            raise Http404
        form = NothingForm(initial={"look": one.look})
        if request.method == "POST":
            _refuse_others(request, row, one.policy)
            form = NothingForm(request.POST)
            if form.is_valid():
                given = form.cleaned_data
                done = committed(request, lambda: self._settle(request, row, one, given))
                return redirect(
                    page_url(row, "sources") if done else page_url(row, "source", one.pk)
                )
        shown = _shown(row, one.policy, None, one)
        changes = changes_of(one) if shown.is_changed else ()
        text_url = reverse("admin:guidance_licensetext_add")
        return self.page(
            request, row, inspect(row), step="sources", template="admin/guidance/draft_source.html",
            title=shown.title, shown=shown, source=one, form=form, changes=shortened(changes),
            words=Truncator(one.part or one.words).chars(_MOST_WORDS),
            rests=_resting(one, changes, request.user) if changes else [],
            take="" if one.policy else f"{text_url}?source={one.pk}",
            edit=_policy_url(shown.policy) if shown.policy else "",
            may_answer=may_write(request.user, "license"),
        )  # fmt: skip

    def _give(self, request: HttpRequest, row: License, policy: str, address: str) -> None:
        answering.give_address(row, policy, address)
        said = _("Looks for the words of %(what)s at %(address)s.")
        what = policy or _("the text")
        self.log_change(request, row, said % {"what": what, "address": address or "–"})
        messages.success(request, _("Kept. The timer looks there next time."))

    def _settle(
        self, request: HttpRequest, row: License, one: Source, given: dict[str, Any]
    ) -> bool:
        user: Any = request.user
        try:
            answering.settle(one, look=given["look"], note=given["note"], by=user)
        except answering.LookMoved:
            words = _(
                "Nothing was kept: somebody answered already, or something else was seen "
                "meanwhile. Look at it as it is now."
            )
            messages.error(request, words)
            return False
        said = _("What changed at the source of %(what)s is nothing: %(note)s")
        what = one.policy or _("the text")
        self.log_change(request, row, said % {"what": what, "note": given["note"]})
        messages.success(request, _("Kept, with your name. The page is compared as it is now."))
        return True


def _policy_url(policy: Policy) -> str:
    return reverse("admin:guidance_policy_change", args=[policy.pk])


def _resting(source: Source, changes: Any, user: Any) -> list[dict[str, Any]]:
    """Return what rests on changed words, as a list of uses shows it."""
    return [
        {"name": one.name, "uses": seen_of(one.uses, user)} for one in resting_on(source, changes)
    ]


def _refuse_others(request: HttpRequest, row: License, policy: str) -> None:
    if not may_write(request.user, "license"):
        raise PermissionDenied
    if policy not in _policies(row):
        raise Http404


def _policies(row: License) -> list[str]:
    """Return what has a source: "" for the text, and the slugs of policies."""
    return ["", *(one.slug for one in row.policies.all())]


def _shown(
    row: License, policy: str, form: AddressForm | None, source: Source | None = None
) -> Shown:
    if source is None:
        held = [one for one in row.sources.all() if one.policy == policy]
        source = held[0] if held else Source(license=row, policy=policy)
    source.license = row
    of = next((one for one in row.policies.all() if one.slug == policy), None)
    initial = {"address": source.address}
    return Shown(
        title=of.title if of else str(row.text),
        policy=of,
        source=source,
        url=address_of(source),
        trouble=words_of(source),
        form=form or AddressForm(prefix=f"of-{policy}", initial=initial),
    )
