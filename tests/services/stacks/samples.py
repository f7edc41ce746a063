"""Published licenses for tests of stacks, and the stack that they answer."""

from guidance.core.stacks.components import Component, Use
from guidance.services.taking.places import Places
from tests.documents import license_data
from tests.editions import published

PLACES = Places(
    root="https://guidance.example", page="https://guidance.example/stack/result/?x",
    markdown="", json="", zip="https://guidance.example/stack.zip", files="",
)  # fmt: skip


def part(name, license, use=Use.SHIPPED_BINARY, **fields):
    return Component(name, "1", license, use, **fields)


def cite(section, quote):
    return [{"section": section, "quote": {"exact": quote}}]


KEEP = {
    "key": "keep-notice", "kind": "condition", "topic": "attribution", "title": "Keep the notice",
    "when": "at-distribution", "uses": ["source", "binary"],
    "citations": cite("2", "keep this notice"),
}  # fmt: skip
COPY = {
    "key": "pass-on-license", "kind": "condition", "topic": "attribution",
    "same_as": "license-copy",
    "title": "Hand on the license", "when": "at-distribution", "uses": ["source", "binary"],
    "citations": cite("2", "in all copies"),
}  # fmt: skip
SAME = {
    "key": "same-license", "kind": "condition", "topic": "attribution", "same_as": "same-license",
    "title": "License the whole so", "when": "before-release", "citations": cite("1", "the work"),
}  # fmt: skip
LIMIT = {
    "key": "no-harm", "kind": "limitation", "topic": "attribution", "same_as": "limits-on-use",
    "title": "Do no harm", "citations": cite("3", "ask us first"),
}  # fmt: skip
NOTICE = {
    "key": "notice-file", "kind": "condition", "topic": "attribution", "title": "Ship our notice",
    "fulfilment": "Modelo is by Modelo Org.", "file": "model/Notice", "when": "at-distribution",
    "citations": cite("2", "keep this notice"),
}  # fmt: skip


def published_license(slug, *terms, **fields):
    """Publish a license with these terms."""
    fields = {"title": slug.title(), "short_title": slug.title(), "annotations": [], **fields}
    return published(license_data(slug, terms=list(terms), **fields))


def publish_all():
    """Publish a permissive license, two that ask for the whole, and one with limits on use."""
    published_license(
        "permit", KEEP, COPY, spdx="MIT", is_open_source=True, file_name="licenses/PERMIT.txt",
        other_names=["Expat"],
    )  # fmt: skip
    published_license("share", KEEP, COPY, SAME, spdx="GPL-2.0-only", is_open_source=True)
    published_license("share-more", COPY, SAME, spdx="GPL-3.0-only", is_open_source=True)
    published_license("modelo", COPY, NOTICE, LIMIT)
