"""Which editions a list of changes names: of one license, since a date, the newest of each item."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import urlencode

from django.db.models import Q

from guidance.models import PublicationKind
from guidance.models.editions import EditionQuerySet

Show = Literal["", "new", "all"]


@dataclass(frozen=True)
class Asked:
    """What a list of changes is asked for; ``is_wrong``: a date that is none was left out.

    ``show``: what changed (""), what was published for the first time, or every version.
    """

    license: str = ""
    since: date | None = None
    show: Show = ""
    is_wrong: bool = False

    @property
    def query(self) -> str:
        """Return it as the beginning of an address's query, with "&" behind it; "" for nothing."""
        since = self.since.isoformat() if self.since else ""
        fields = {"license": self.license, "since": since, "show": self.show}
        given = {name: value for name, value in fields.items() if value}
        return urlencode(given) + "&" if given else ""

    @property
    def is_filtered(self) -> bool:
        return bool(self.license or self.since or self.show)


def asked_for(query: Mapping[str, str], licenses: Collection[str]) -> Asked:
    """Read what an address asks for; a license that is not there is not asked for."""
    license, since, show = (query.get(name, "")[:100] for name in ("license", "since", "show"))
    read = _date(since)
    return Asked(
        license=license if license in licenses else "",
        since=read,
        show="new" if show == "new" else "all" if show == "all" else "",
        is_wrong=bool(since.strip()) and read is None,
    )


def _date(written: str) -> date | None:
    """Read a date as browsers write it.

    >>> _date(" 2026-11-29"), _date("29 Nov"), _date("")
    (datetime.date(2026, 11, 29), None, None)
    """
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        return None


def chosen_editions(editions: EditionQuerySet, asked: Asked) -> EditionQuerySet:
    """Return what of these editions is asked for, in their order."""
    found = editions
    if asked.license:
        about = Q(publication__kind=PublicationKind.LICENSE, publication__slug=asked.license)
        found = found.filter(about | Q(card__licenses__has_key=asked.license))
    if asked.since:
        found = found.filter(published_at__date__gte=asked.since)
    if asked.show == "all":
        return found
    found = found.filter(current_of__isnull=False)
    if asked.show == "new":
        return found.filter(number=1)
    if asked.since:
        return found
    return found.filter(Q(number__gt=1) | Q(recall__isnull=False))
