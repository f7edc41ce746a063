"""Which license is wanted for the whole: chosen from a list, or named where the list is too long.

A name that no license has, or two, is never guessed: what begins so is offered instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from guidance.core.documents.fields import storable
from guidance.services.asking.typeahead import licenses_begun
from guidance.services.stacks.addresses import CLOSED
from guidance.services.stacks.shelves import meant_by, numbers_of_today

_LONGEST = 300


@dataclass(frozen=True)
class Wanted:
    """What is wanted for the whole: a slug, CLOSED or "".

    ``name`` is what was written and means no license; ``found`` are slugs of some that begin so.
    """

    whole: str = ""
    name: str = ""
    found: tuple[str, ...] = ()

    @property
    def error(self) -> str:
        """Return what is wrong with the name, or ""."""
        if not self.name:
            return ""
        if self.found:
            return _("“%s” is no name of one license here. Choose from those found.") % self.name
        return _("“%s” is no name of a license here.") % self.name


NOTHING = Wanted()


def wanted_in(given: Mapping[str, str]) -> Wanted:
    """Return what a form wants for the whole; a license that is not there is none (one query)."""
    whole = given.get("whole", "")
    if whole and whole != CLOSED and whole not in numbers_of_today([whole]):
        whole = ""
    name = line(given.get("whole-name", ""))[:_LONGEST]
    if not name:
        return Wanted(whole)
    slug = meant_by(name)
    return Wanted(slug) if slug else Wanted(whole, name, tuple(licenses_begun(name)))


def line(words: str) -> str:
    """Return words on one line, in their one written form where they have one."""
    words = " ".join(words.split())
    try:
        return storable(words)
    except ValueError:
        return words
