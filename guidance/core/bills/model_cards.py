"""The head of a model card: the model, what it was made of, and the data that it learnt."""

from guidance.core.bills.items import Bill, Item, ItemKind, Written
from guidance.core.bills.shapes import MAX_ITEMS, Part, Unreadable

_NAMED_ELSEWHERE = ("other", "unknown")


def read_model_card(head: Part) -> Bill:
    """Read the lines between the two ``---``; a card that names no model calls it by its title."""
    base = [name for name in head.all_words("base_model") if name]
    data = [name for name in head.all_words("datasets") if name]
    if len(base) + len(data) > MAX_ITEMS:
        raise Unreadable(f"The card names more than {MAX_ITEMS:,} things.")
    title = head.words("model_name") or head.words("title") or "the model of this card"
    items = [Item(title, "", tuple(_licenses(head)), ItemKind.MODEL)]
    items += [
        Item(
            name,
            "",
            (Written(name, is_of_model=True),),
            ItemKind.MODEL,
            is_changed=True,
        )
        for name in base
    ]
    items += [Item(name, "", (), ItemKind.DATA, "training") for name in data]
    return Bill("model card", tuple(items))


def _licenses(head: Part) -> list[Written]:
    """Return the licenses of a card; ``other`` is said by its name and its link."""
    names = [name for name in head.all_words("license") if name]
    other = Written(head.words("license_name"), head.words("license_link", most=2_000))
    if (other.words or other.address) and (not names or names[0].lower() in _NAMED_ELSEWHERE):
        return [other]
    return [Written(name) for name in names]
