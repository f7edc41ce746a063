"""Which license a name means: aliases first, then SPDX; an ambiguous name is told, never chosen."""

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any

from guidance.core.bills.names import ADDRESSES, AMBIGUOUS, UNSAID, WRITTEN

MAX_NAME = 200
"""Signs of a name or an address; what is longer is a text, and texts are not compared here."""

_TROVE = re.compile(r"^license\s*::\s*(?:osi approved\s*::\s*)?")
_VERSION = re.compile(r"\b(?:version|ver|v)[.\s]*(?=\d)")
_RUN = re.compile(r"(?<=[a-z])v?(?=\d)")
_DOT = re.compile(r"\.(?!\d)|(?<!\d)\.")
_SIGNS = re.compile(r"[^\w.+]+|_")
_ZERO = re.compile(r"(?<=\d)\.0(?![.\d])")
_PASSED_OVER = {"the", "license", "licence", "licenses", "agreement"}
_IDENTIFIED = re.compile(
    r"(?:opensource\.org/licen[sc]es?|spdx\.org/licenses|choosealicense\.com/licenses)/([\w.+-]+)"
)


def bare(words: str) -> str:
    """Return a name without what people write differently: signs, capitals, "version", "license".

    >>> bare("Apache License, Version 2.0"), bare("apache-2.0"), bare("Apache2")
    ('apache 2', 'apache 2', 'apache 2')
    >>> bare("GPLv3+"), bare("The BSD 3-Clause License"), bare("llama3.1")
    ('gpl 3+', 'bsd 3 clause', 'llama 3.1')
    """
    words = _TROVE.sub("", words.casefold().strip())
    words = _RUN.sub(" ", _VERSION.sub("", words))
    words = _SIGNS.sub(" ", _DOT.sub(" ", words))
    kept = " ".join(word for word in words.split() if word not in _PASSED_OVER)
    return _ZERO.sub("", kept).replace(" +", "+")


@dataclass(frozen=True)
class Meant:
    """What a name means: the identifier of one license, or several that it could be.

    ``slug`` is the portal's license; ``could_be`` is empty where the name is not ambiguous, and
    ``is_unsaid`` where the words name no license at all.
    """

    identifier: str = ""
    slug: str = ""
    could_be: tuple[str, ...] = ()
    is_unsaid: bool = False


NOTHING = Meant()
"""What a name means that is not known."""


@dataclass(frozen=True)
class Known:
    """A license of the portal: its address, its SPDX identifier, and all its names."""

    slug: str
    spdx: str
    names: tuple[str, ...]

    @property
    def identifier(self) -> str:
        return self.spdx or self.slug

    @property
    def keys(self) -> frozenset[str]:
        """Return all that it is called, bare."""
        return frozenset(map(bare, (self.slug, self.spdx, *self.names))) - {""}


class _Asked(dict[str, Any]):
    """No name at all; ``names`` are those that somebody looked for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.names.add(name)
        return default


@dataclass(frozen=True)
class Names:
    """All names: of the portal's licenses, as people write them, and of SPDX's list."""

    by_name: Mapping[str, Known]
    shared: Mapping[str, tuple[str, ...]]
    listed: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Iterable[Known], listed: Iterable[str] = ()) -> "Names":
        """Gather names; one that two licenses of the portal have means neither."""
        return cls.by_keys(((key, one) for one in known for key in one.keys), listed)

    @classmethod
    def by_keys(cls, pairs: Iterable[tuple[str, Known]], listed: Iterable[str] = ()) -> "Names":
        """Do the same with some names, bare, each with a license that is called so."""
        by_name: dict[str, Known] = {}
        shared: dict[str, tuple[str, ...]] = {}
        for name, license in pairs:
            if other := by_name.get(name):
                before = shared.get(name, (other.identifier,))
                shared[name] = (*before, license.identifier)
            else:
                by_name[name] = license
        spdx: dict[str, str] = {}
        for identifier in listed:
            spdx.setdefault(identifier.casefold(), identifier)
        return cls(by_name, shared, spdx)

    def asking(self) -> "tuple[Names, AbstractSet[str]]":
        """Return names of which the portal has none, and the set that gathers those looked for.

        Where more is known, no other names are looked for: what is found is not taken apart.
        """
        asked = _Asked()
        return replace(self, by_name=asked, shared=asked), asked.names

    def meant_by(self, words: str) -> Meant:
        """Return what a whole name means; nothing where it is not known."""
        # npm's word for: nobody may use it; and license-checker's mark for: this was guessed
        if words.strip() == "UNLICENSED" or words.endswith("*"):
            return NOTHING
        if len(words) > MAX_NAME:
            return NOTHING
        name = bare(words)
        if name in UNSAID:
            return Meant(is_unsaid=True)
        if could_be := AMBIGUOUS.get(name) or self.shared.get(name):
            return Meant(could_be=could_be)
        if license := self.by_name.get(name):
            return Meant(license.identifier, license.slug)
        return self._listed(WRITTEN.get(name) or words.strip())

    def _listed(self, identifier: str) -> Meant:
        """Return the license of an SPDX identifier, in whatever capitals; of the portal, or not."""
        if could_be := self.shared.get(bare(identifier)):
            return Meant(could_be=could_be)
        for stem in _stems(identifier):
            if license := self.by_name.get(bare(stem)):
                return Meant(identifier, license.slug)
        return Meant(self.listed.get(identifier.casefold(), ""))

    def at(self, address: str) -> Meant:
        """Return what the address of a license's text means.

        >>> Names.of([], ["MIT"]).at("https://opensource.org/licenses/MIT").identifier
        'MIT'
        """
        if len(address) > MAX_NAME:
            return NOTHING
        place = re.sub(r"^https?://(www\.)?", "", address.strip().casefold())
        place = re.sub(r"(\.txt|\.html?|\.php|/|/legalcode)+\Z", "", place)
        if match := _IDENTIFIED.match(place):
            return self.meant_by(match[1])
        return self._listed(ADDRESSES[place]) if place in ADDRESSES else NOTHING


def _stems(identifier: str) -> tuple[str, ...]:
    """Return an identifier and the same license's other ones: later versions hold this one too.

    >>> _stems("GPL-3.0-or-later")
    ('GPL-3.0-or-later', 'GPL-3.0-only', 'GPL-3.0')
    """
    for ending in ("-or-later", "-only"):
        if identifier.endswith(ending):
            stem = identifier.removesuffix(ending)
            return identifier, f"{stem}-only", stem
    return identifier, f"{identifier}-only"
