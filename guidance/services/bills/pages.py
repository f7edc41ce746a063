"""What the page of a bill shows: its items by license, those first that the portal knows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from guidance.models.said import Listed
from guidance.services.bills.apart import ReadBill, ReadItem
from guidance.services.bills.expressions import Standing

MAX_GROUPS = 200
MAX_NAMES = 60


@dataclass(frozen=True)
class Group:
    """Items with one license, or not handed on for one reason.

    ``names`` are shown, ``more`` counts those that are not. ``licenses`` are those of the portal,
    ``unknown`` the names in an expression that it does not know, ``could_be`` what the ambiguous
    ones may mean.
    """

    title: str
    count: int
    names: str
    more: int
    licenses: tuple[Listed, ...] = ()
    unknown: tuple[str, ...] = ()
    could_be: tuple[tuple[str, str], ...] = ()
    is_beside: bool = False
    is_by_model: bool = False


@dataclass(frozen=True)
class Groups:
    """Groups of one standing, the largest first: ``count`` items, ``more`` groups not shown."""

    shown: tuple[Group, ...]
    count: int
    more: int


@dataclass(frozen=True)
class BillPage:
    format: str
    product: str
    says: str
    total: int
    handed_on: int
    known: Groups
    ambiguous: Groups
    unknown: Groups
    unsaid: Groups
    building: Groups

    @property
    def share(self) -> int:
        """Return the whole percents of what is handed on that the portal knows, rounded down."""
        return self.known.count * 100 // self.handed_on if self.handed_on else 0


def page_of(bill: ReadBill, licenses: Mapping[str, Listed]) -> BillPage:
    """Sort a bill for its page; ``licenses`` are those of the portal by slug."""
    handed_on = [item for item in bill.items if not item.only_for]

    def of(standing: Standing) -> Groups:
        return _groups((item for item in handed_on if item.meaning.standing is standing), licenses)

    return BillPage(
        format=bill.format,
        product=bill.product,
        says=bill.says,
        total=len(bill.items),
        handed_on=len(handed_on),
        known=of(Standing.KNOWN),
        ambiguous=of(Standing.AMBIGUOUS),
        unknown=of(Standing.UNKNOWN),
        unsaid=of(Standing.UNSAID),
        building=_groups((item for item in bill.items if item.only_for), {}),
    )


def _groups(items: Iterable[ReadItem], licenses: Mapping[str, Listed]) -> Groups:
    gathered: dict[str, list[ReadItem]] = {}
    for item in items:
        gathered.setdefault(item.only_for or _title(item, licenses), []).append(item)
    ordered = sorted(gathered.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    shown = tuple(_group(title, held, licenses) for title, held in ordered[:MAX_GROUPS])
    count = sum(map(len, gathered.values()))
    return Groups(shown, count, max(0, len(ordered) - MAX_GROUPS))


def _title(item: ReadItem, licenses: Mapping[str, Listed]) -> str:
    """Return a license by its short title, several in SPDX's form, and others as written."""
    meaning = item.meaning
    if meaning.standing is not Standing.KNOWN:
        return meaning.written
    (slug, *others) = meaning.slugs
    license = licenses[slug]
    is_alone = not others and meaning.expression in (license.spdx, license.slug)
    return license.short_title if is_alone else meaning.expression


def _group(title: str, items: list[ReadItem], licenses: Mapping[str, Listed]) -> Group:
    names = [f"{item.name} {item.version}".strip() for item in items[:MAX_NAMES]]
    counts = Group(title, len(items), ", ".join(names), max(0, len(items) - MAX_NAMES))
    if items[0].only_for:  # their licenses ask for nothing
        return counts
    meanings = [item.meaning for item in items]
    first = meanings[0]
    return replace(
        counts,
        licenses=tuple(licenses[slug] for slug in first.slugs if slug in licenses),
        unknown=first.unknown,
        could_be=tuple((name, ", ".join(others)) for name, others in first.ambiguous),
        is_beside=any(meaning.is_beside for meaning in meanings),
        is_by_model=any(meaning.is_by_model for meaning in meanings),
    )
