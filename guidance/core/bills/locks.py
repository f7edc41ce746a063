"""A package lock of npm, version 1 to 3: packages by their folders, and what is for development."""

from guidance.core.bills.items import Bill, Item, Written
from guidance.core.bills.shapes import MAX_ITEMS, MAX_LICENSE, Part, Unreadable

_FOLDER = "node_modules/"
_WITHOUT = "A package lock of version 1 names no licenses. Make it anew with npm 7 or later."


def read_lock(lock: Part) -> Bill:
    """Read a lock; packages of the product itself, and links to them, are not listed."""
    version = lock.held.get("lockfileVersion")
    if version not in (1, 2, 3):
        raise lock.refused("must be 1, 2 or 3", "lockfileVersion")
    if version == 1:
        items, says = _old(lock), _WITHOUT
    else:
        items, says = [_item(*one) for one in lock.named_parts("packages") if _is_others(*one)], ""
    if len(items) > MAX_ITEMS:
        raise Unreadable(f"The file lists more than {MAX_ITEMS:,} packages.", "packages")
    return Bill(f"package lock {version}", tuple(items), lock.words("name"), says=says)


def _is_others(folder: str, package: Part) -> bool:
    return _FOLDER in folder and not package.is_true("link")


def _item(folder: str, package: Part) -> Item:
    name = package.words("name") or folder.rpartition(_FOLDER)[2]
    return Item(
        name=Part({"name": name}, package.path).words("name"),
        version=package.words("version"),
        licenses=tuple(Written(words) for words in _licenses(package) if words),
        # What is optional is installed where it can be, and handed on with the rest.
        only_for="development" if package.is_true("dev") else "",
    )


def _licenses(package: Part) -> list[str]:
    """Return the licenses of a package: a word, or as packages of long ago write it."""
    written = package.held.get("license")
    if isinstance(written, dict):
        return [package.part("license").words("type", most=MAX_LICENSE)]
    if isinstance(written, list):
        return [one.words("type", most=MAX_LICENSE) for one in package.parts("license")]
    words = package.words("license", most=MAX_LICENSE)
    return [words] if words else [
        one.words("type", most=MAX_LICENSE) for one in package.parts("licenses")
    ]  # fmt: skip


def _old(lock: Part) -> list[Item]:
    items: list[Item] = []
    left = [lock]
    while left:
        for name, package in left.pop().named_parts("dependencies"):
            only_for = "development" if package.is_true("dev") else ""
            words = Part({"name": name}, package.path).words("name")
            items.append(Item(words, package.words("version"), only_for=only_for))
            left.append(package)
    return items
