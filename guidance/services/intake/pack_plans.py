"""What loading the packs would do: which documents would be published, and as which words.

Reads and checks, and writes nothing, so that it holds nobody up; ``packs`` carries it out.
No word of a draft comes into a plan: what is to be published is what the packs say, with
what they refer to as shipped or as published by a person.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guidance.core import checks
from guidance.core.checks import Finding
from guidance.core.documents import formats
from guidance.core.documents.editions import Context, Publishable
from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.formats import InvalidDocument, Problem
from guidance.core.documents.licenses import License, Topic, Topics
from guidance.core.documents.trees import Tree
from guidance.models import Edition
from guidance.services.drafts.document_to_rows import ROWS
from guidance.services.drafts.refusals import refuse_unknown, refuse_unstorable, refused
from guidance.services.editions.snapshots import Cited, Snapshot, context_from, snapshot_of
from guidance.services.intake.pack_standing import (
    Around,
    Key,
    Standing,
    is_untouched,
    key_of,
    standing_now,
)
from guidance.services.intake.pack_texts import with_texts
from guidance.services.intake.text_files import RawText

_CITES_OTHERS = "what it cites is not here as it shipped, for your team has changed it"


@dataclass(frozen=True)
class Loaded:
    """What became of one document of a pack; ``why`` only where it is not plain."""

    document: Publishable
    what: str  # "published", "unchanged" or "kept": the team has made it its own
    why: str = ""


@dataclass(frozen=True)
class Step:
    """A document that is to be published, as what, and what it was found to replace.

    ``cites`` are the editions of licenses that it was checked with, by slug.
    """

    file: str
    position: int
    snapshot: Snapshot
    standing: Edition | None
    cites: Mapping[str, int | None]

    @property
    def document(self) -> Publishable:
        return self.snapshot.document

    @property
    def key(self) -> Key:
        return key_of(self.document)


@dataclass(frozen=True)
class Plan:
    """What is to be added and published, and what is to become of every document.

    ``topics`` with their positions; ``texts`` by digest; ``is_first``: nothing is here yet.
    """

    topics: tuple[tuple[int, Topic], ...]
    texts: dict[str, RawText]
    steps: tuple[Step, ...]
    fates: dict[Key, Loaded]
    is_first: bool


@dataclass
class _Work:
    """A plan in the making."""

    standing: Standing
    titles: dict[str, str]
    packed: dict[str, License]
    """The licenses of the packs, by slug."""
    fates: dict[Key, Loaded] = field(default_factory=dict)
    wanted: list[tuple[str, int, Any]] = field(default_factory=list)
    anew: set[Key] = field(default_factory=set)
    """What is unchanged itself, and would be published only for what it refers to."""
    steps: list[Step] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def licenses(self) -> set[str]:
        """The licenses that are to be published."""
        return {one.slug for _file, _at, one in self.wanted if isinstance(one, License)}


def plan_of(
    shipped: Iterable[tuple[str, formats.Document]],
    *,
    texts_dir: Path,
    only: Collection[Key] | None = None,
) -> Plan:
    """Find out what loading these documents would do; five queries where that is nothing.

    ``only`` are the documents whose fate is asked for. Raises InvalidDocument with the
    problems and findings of all documents.
    """
    placed = [(file, at, document) for at, (file, document) in enumerate(shipped)]
    topics = [
        (at, topic)
        for _file, _at, one in placed
        if isinstance(one, Topics)
        for at, topic in enumerate(one.topics)
    ]
    nouns: list[tuple[str, int, Any]] = [one for one in placed if not isinstance(one[2], Topics)]
    problems = list(_repeated(nouns))
    standing = standing_now()
    nouns, texts, lost = with_texts(nouns, standing.editions, texts_dir=texts_dir)
    work = _Work(
        standing=standing,
        titles=standing.titles(topic for _at, topic in topics),
        packed={one[2].slug: one[2] for one in nouns if isinstance(one[2], License)},
        problems=[*problems, *lost],
    )
    for one in nouns:
        if only is None or key_of(one[2]) in only:
            _sort(work, *one)
    _take(work)
    if work.problems:
        raise InvalidDocument(tuple(work.problems))
    return Plan(
        topics=tuple(one for one in topics if one[1].slug not in standing.topics),
        texts=texts,
        steps=tuple(work.steps),
        fates=work.fates,
        is_first=not standing.editions and not standing.drafts,
    )


def _sort(work: _Work, file: str, position: int, document: Publishable) -> None:
    """Find the fate of a document, or that it is wanted: to be published if it can be."""
    key = key_of(document)
    edition, pk = work.standing.editions.get(key), work.standing.drafts.get(key)
    what = "kept"
    if edition is None:
        is_wanted = pk is None
    else:
        is_ours = edition.is_shipped and not (
            hasattr(edition, "review") or hasattr(edition, "recall")
        )
        is_live = edition.publication.withdrawn_at is None
        is_same = formats.as_data(document) == edition.document
        what = "unchanged" if is_same and is_live else "kept"
        is_wanted = is_ours and is_live and pk is not None
        if is_wanted and is_same:
            is_wanted = _may_refer_anew(work, document, Context.model_validate(edition.context))
            work.anew.add(key)
        if is_wanted:
            row: Any = ROWS[key[0]]._default_manager.filter(slug=document.slug).first()
            is_wanted = row is not None and is_untouched(row, edition, document)
    work.fates[key] = Loaded(document, what)
    if is_wanted:
        work.wanted.append((file, position, document))


def _may_refer_anew(work: _Work, document: Publishable, context: Context) -> bool:
    """Tell whether what shipped with a document has another edition than the one it cites.

    Licenses come first, so what is to become of them is known.
    """
    if isinstance(document, License):
        return False
    for slug, cited in context.licenses.items():
        edition = work.standing.editions.get(("license", slug))
        if (
            edition
            and edition.is_shipped
            and (slug in work.licenses or cited.edition != edition.number)
        ):
            return True
    return False


def _take(work: _Work) -> None:
    """Check what is wanted, as it would stand beside the rest, and make the steps of it."""
    if not work.wanted:
        return
    cited = _cited(work)
    held = {slug: license for slug, (license, _number) in cited.items()}
    around = work.standing.around([one for _file, _at, one in work.wanted])
    related = {e.publication.slug: e.title for e in work.standing.live}
    related |= {one.slug: one.question for _f, _at, one in work.wanted if isinstance(one, FaqEntry)}
    for file, position, document in work.wanted:
        key = key_of(document)
        edition = work.standing.editions.get(key)
        try:
            _refuse_wrong(work, file, document)
            errors = _errors(document, held, around)
            if errors:
                _refuse(file, document, _errors(document, held | work.packed, around))
        except InvalidDocument as error:
            work.problems += error.problems
            continue
        if errors or not _licenses_of(document) <= work.standing.slugs("license") | work.licenses:
            work.fates[key] = Loaded(document, work.fates[key].what, _CITES_OTHERS)
            continue
        context = _context(work, document, cited, related)
        if key in work.anew and edition and not work.standing.says_anew(edition, context):
            continue
        work.fates[key] = Loaded(document, "published")
        cites = {slug: license.edition for slug, license in context.licenses.items()}
        work.steps.append(Step(file, position, snapshot_of(document, context), edition, cites))


def _refuse(file: str, document: Publishable, errors: list[Finding]) -> None:
    """Raise InvalidDocument where a document is wrong beside the packs' own licenses.

    If it is wrong only beside those that the team has changed, the packs are not.
    """
    place = document.slug
    problems = [
        Problem(file, f"{place} {error.place}".strip(), None, error.message, error.advice)
        for error in errors
    ]
    if problems:
        raise InvalidDocument(tuple(problems))


def _refuse_wrong(work: _Work, file: str, document: Publishable) -> None:
    """Raise InvalidDocument where a document could not be stored, whatever stands here."""
    refuse_unstorable(document, file=file)
    licenses = work.standing.slugs("license") | set(work.packed)
    refuse_unknown(file, "licenses", "license", _licenses_of(document) - licenses)
    if isinstance(document, License):
        topics = {term.topic for term in document.terms}
    else:
        topics = set(document.topics) if isinstance(document, FaqEntry) else set()
    if missing := topics - set(work.titles):
        names = ", ".join(f"“{slug}”" for slug in sorted(missing))
        message = f"No topic {names} is in the packs or published here."
        raise refused(file, "topics", message, "Add it to the topics of the packs, with its title.")


def _licenses_of(document: Publishable) -> set[str]:
    return set() if isinstance(document, License) else set(document.licenses)


def _cited(work: _Work) -> dict[str, tuple[License, int | None]]:
    """Return every license as readers will see it, with the number of its edition."""
    found = work.standing.licenses()
    for _file, _at, document in work.wanted:
        if isinstance(document, License):
            edition = work.standing.editions.get(key_of(document))
            found[document.slug] = document, edition.number + 1 if edition else 1
    return found


def _errors(document: Publishable, licenses: dict[str, License], around: Around) -> list[Finding]:
    known, others = around
    if isinstance(document, License):
        found = checks.check_license(document)
    elif isinstance(document, Tree):
        found = checks.check_tree(document, licenses, others)
    else:
        found = checks.check_faq(document, licenses, known)
    return [finding for finding in found if finding.severity == "error"]


def _context(
    work: _Work, document: Publishable, cited: Cited, related: Mapping[str, str]
) -> Context:
    def titles(slugs: set[str]) -> dict[str, str]:
        return {slug: work.titles[slug] for slug in sorted(slugs) if slug in work.titles}

    slugs = document.related if isinstance(document, FaqEntry) else ()
    titled = {slug: related[slug] for slug in slugs if slug in related}
    return context_from(document, cited, topics=titles, related=titled)


def _repeated(nouns: Iterable[tuple[str, int, Any]]) -> Iterator[Problem]:
    seen: set[Key] = set()
    for file, _at, document in nouns:
        kind, slug = key_of(document)
        if (kind, slug) in seen:
            message = f"Two documents of the kind {kind} have the slug “{slug}”."
            advice = "Keep one of them, or give it another slug."
            yield from refused(file, slug, message, advice).problems
        seen.add((kind, slug))
