"""Indexes that are made without a database."""

from guidance.core.documents.editions import CitedLicense, Context
from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.licenses import License
from guidance.core.documents.trees import Tree
from guidance.models import Publication
from guidance.services.search.entries import entries_of
from guidance.services.search.memory import Index
from tests.packs import of


def index_of(*entries):
    """Return an index of entries, each a dictionary with what matters of it."""
    rows = []
    for number, given in enumerate(entries, 1):
        one = {"kind": "faq", "licenses": "", "key": f"k{number}", "title": "", "body": "",
               "about": "", "also": "", "names": "", "is_titled": True,
               "subject": ""} | given  # fmt: skip
        rows.append((
            number, 1, one["kind"], one["licenses"], one["key"], one["title"], one["is_titled"],
            one["body"], one["about"], one["also"], one["names"], one["subject"],
        ))  # fmt: skip
    return Index.empty().replaced({1: 1}, rows)


def shipped_index():
    """Return an index of all that ships, without a database."""
    names = {
        document.slug: CitedLicense(title=document.title, short_title=document.short_title)
        for document in of(License)
    }
    entries = []
    for document in (*of(License), *of(FaqEntry), *of(Tree)):
        slugs = {document.slug, *getattr(document, "licenses", ())}
        context = Context(licenses={slug: names[slug] for slug in slugs & set(names)})
        entries += [vars(one) for one in entries_of(Publication(), document, context)]
    return index_of(*entries)
