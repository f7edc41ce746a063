"""What templates need to show what is taken along from a result: stages, files, how it stands."""

from collections.abc import Mapping

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guidance.core.documents.licenses import TermWhen, Travels
from guidance.services.taking.files import ProductFile, What
from guidance.services.taking.places import FILE
from guidance.services.taking.proofs import Standing

register = template.Library()

_STAGES: Mapping[TermWhen, Promise] = {
    TermWhen.BEFORE_RELEASE: _("Before release"),
    TermWhen.AT_DISTRIBUTION: _("At distribution"),
    TermWhen.ALWAYS: _("Always"),
}
_STANDINGS: Mapping[Standing, Promise] = {
    Standing.RECALLED: _("✕ recalled"),
    Standing.WITHDRAWN: _("✕ withdrawn"),
    Standing.RESTS_ON_RECALLED: _("✕ rests on what was recalled"),
    Standing.CHANGED: _("! changed since"),
    Standing.SAME: _("✓ a newer one says the same"),
    Standing.CURRENT: _("✓ current"),
}
_FILES: Mapping[What, Promise] = {
    What.LICENSE: _("the license, word for word"),
    What.EXACT: _("just these words"),
    What.TEXT: _("to paste into a text of yours"),
    What.CARD: _("for the head of a model card"),
}
_POLICIES: Mapping[Travels | None, Promise] = {
    Travels.MUST: _("a copy must go along"),
    Travels.NEED_NOT: _("no copy has to go along: the license names its address"),
    None: _("where it is"),
}


@register.filter
def stage(when: TermWhen) -> str:
    """Return when something must be done, as a heading."""
    return str(_STAGES.get(when, ""))


@register.filter
def standing(value: Standing) -> str:
    """Return in words how the guidance of a result stands now."""
    return str(_STANDINGS.get(value, ""))


@register.filter
def file_words(one: ProductFile) -> str:
    """Return in words what a file for a product is."""
    return str(_POLICIES[one.travels] if one.what is What.POLICY else _FILES[one.what])


@register.simple_tag
def file_address(pattern: str, path: str) -> str:
    """Return the address of a file, for that of files in general."""
    return pattern.replace(FILE, path, 1)
