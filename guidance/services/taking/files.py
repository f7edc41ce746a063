"""The files for a reader's product: what a result asks to be passed on, and what helps with it.

The words of licenses come from their editions. Nothing here makes a query.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from guidance.core.documents.licenses import License, Policy, Travels
from guidance.services.editions.readings import EditionFacts, Reading
from guidance.services.results.citing import ShownCitation, ShownTerm
from guidance.services.results.presenting import Result
from guidance.services.taking.rests import Licenses


class What(StrEnum):
    """What a file is: words that must be just these, or words of ours that help."""

    LICENSE = "license"
    EXACT = "exact"
    TEXT = "text"
    POLICY = "policy"
    CARD = "card"


@dataclass(frozen=True)
class ProductFile:
    """A file for a product, named with its folders.

    ``words`` are what it holds, ``digest`` the SHA-256 of them in UTF-8; of a license's copy it
    is the digest that the edition names. ``term`` is what it
    fulfils; ``citations`` are the clauses that it rests on. ``travels``: of a policy, whether
    a copy of it has to go along.
    """

    path: str
    what: What
    words: str
    term: ShownTerm | None = None
    citations: tuple[ShownCitation, ...] = ()
    title: str = ""
    address: str = ""
    travels: Travels | None = None

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.words.encode()).hexdigest()

    @property
    def is_short(self) -> bool:
        """Tell whether its words can stand on a page of a result."""
        return self.what is not What.LICENSE


def files_of(result: Result, licenses: Licenses) -> tuple[ProductFile, ...]:
    """Return the files that a result asks for; none where it asks for no file to be passed on.

    Where it depends, only what holds in every case is asked for.
    """
    terms = [shown for shown in result.terms.all if shown.term.file and shown.license in licenses]
    found: dict[str, ProductFile] = {}
    for shown in terms:
        if one := _file(shown, licenses[shown.license]):
            found.setdefault(one.path, one)
    copied = {one.term.license for one in found.values() if one.term and one.what is What.LICENSE}
    for slug in dict.fromkeys(shown.license for shown in terms):
        if slug in copied:
            for one in _besides(result, licenses[slug]):
                found.setdefault(one.path, one)
    return tuple(found.values())


def _file(shown: ShownTerm, reading: Reading[License]) -> ProductFile | None:
    document, term = reading.document, shown.term
    if term.file == document.file_name and document.text.body:
        return ProductFile(
            term.file, What.LICENSE, document.text.body, shown, shown.sections,
            title=document.title,
        )  # fmt: skip
    if not term.fulfilment:
        return None
    what = What.TEXT if shown.is_pasted else What.EXACT
    words = f"{term.fulfilment}\n"
    if shown.is_pasted:
        words += f"\n--\nNot part of the text: {_origin(reading.edition, document)}\n"
    return ProductFile(term.file, what, words, shown, shown.sections, title=term.title)


def _origin(edition: EditionFacts | None, document: License) -> str:
    if edition is None:
        return f"from a draft of the guidance on {document.title}."
    return (
        f"from the guidance on {document.title}, version {edition.number} of "
        f"{edition.published_at:%d %b %Y} (SHA-256 {edition.digest})."
    )


def _besides(result: Result, reading: Reading[License]) -> Iterator[ProductFile]:
    """Yield what goes with a license that is passed on: its policies, and metadata."""
    document = reading.document
    for policy in document.policies:
        yield _policy(policy, reading)
    if document.hub_name:
        yield ProductFile("MODEL-CARD.yaml", What.CARD, _card(reading), title=document.title)


def _policy(policy: Policy, reading: Reading[License]) -> ProductFile:
    document = reading.document
    words = [policy.title, policy.url, ""]
    if policy.read_on:
        words += [f"Our guidance is on the copy that we read on {policy.read_on:%d %b %Y}.", ""]
    clause = f" (clause {policy.travels_by} of the {document.title})" if policy.travels_by else ""
    if policy.travels is Travels.MUST:
        words += [f"A copy of it must go along with the license{clause}.", ""]
    elif policy.travels is Travels.NEED_NOT:
        words += [f"No copy of it has to go along: the license names its address{clause}.", ""]
    words += [f"This note is {_origin(reading.edition, document)}", ""]
    return ProductFile(
        f"{policy.slug.upper()}.txt", What.POLICY, "\n".join(words),
        citations=_cited(policy, reading), title=policy.title, address=policy.url,
        travels=policy.travels,
    )  # fmt: skip


def _cited(policy: Policy, reading: Reading[License]) -> tuple[ShownCitation, ...]:
    section = next((s for s in reading.document.sections if s.key == policy.travels_by), None)
    if section is None:
        return ()
    return (
        ShownCitation(
            license=reading.document.slug,
            license_title=reading.document.short_title,
            edition=reading.edition.number if reading.edition else None,
            section=section.key,
            label=section.label or section.key,
            heading=section.heading,
            words="",
            policy="",
            policy_url="",
            paraphrase="",
        ),
    )


def _card(reading: Reading[License]) -> str:
    """Return metadata for the head of a model card."""
    document = reading.document
    names = [name for name in document.other_names if "/" in name]
    lines = [f"# {_origin(reading.edition, document)}", f"license: {document.hub_name}"]
    if document.hub_name == "other":
        lines.append(f"license_name: {document.slug}")
    if document.text.url:
        lines.append(f"license_link: {document.text.url}")
    if names:
        lines.append(f"# base_model: {names[0]}   (write the one that yours is made from)")
    return "\n".join([*lines, ""])


def spdx_of(licenses: Licenses) -> Iterable[tuple[str, str]]:
    """Yield the title and the SPDX identifier of each license that has one."""
    for reading in licenses.values():
        if reading.document.spdx:
            yield reading.document.title, reading.document.spdx


_Folder = dict[str, "_Folder"]


def picture(files: Iterable[ProductFile]) -> str:
    """Draw the folders of a product with the files that lie in them; "" where there are none."""
    root: _Folder = {}
    for one in files:
        *folders, name = one.path.split("/")
        if folders:
            folder = root
            for part in folders:
                folder = folder.setdefault(f"{part}/", {})
            folder[name] = {}
    return "\n".join(["your-product/", *_drawn(root, "")]) if root else ""


def _drawn(folder: _Folder, lead: str) -> Iterator[str]:
    names = sorted(folder)
    for name in names:
        is_last = name == names[-1]
        yield f"{lead}{'└── ' if is_last else '├── '}{name}"
        yield from _drawn(folder[name], f"{lead}{'    ' if is_last else '│   '}")
