"""Licenses and components for tests of stacks: small literals."""

from guidance.core.documents.formats import parse
from guidance.core.stacks.components import Component, Use
from guidance.core.stacks.duties import Holding
from tests.core.documents.samples import LICENSE

BINARY = ["source", "binary"]


def term(key, kind="condition", topic="attribution", **fields):
    return {
        "key": key, "kind": kind, "topic": topic, "title": fields.pop("title", f"Do {key}"),
        **fields,
    }  # fmt: skip


def license(slug, *terms, **fields):
    data = {**LICENSE, "slug": slug, "short_title": slug.upper(), "terms": list(terms), **fields}
    return parse(data)


def component(name="a", license="MIT", use=Use.SHIPPED_BINARY, **fields):
    return Component(name, "1", license, use, **fields)


COPY = term("pass-on-license", topic="license-copy", uses=BINARY, when="at-distribution")
KEEP = term("keep-notice", uses=BINARY, when="at-distribution")
SAME = term("same-license", topic="same-license", same_as="same-license", uses=BINARY)
FREE = term("no-further-restrictions", kind="limitation", topic="relicensing", uses=BINARY)
LIMIT = term("no-harm", kind="limitation", topic="use-policy")
STAYS = term("no-relicensing", kind="limitation", topic="relicensing")
NO_BUSINESS = term("research-only", kind="limitation", topic="commercial-use")

MIT = license("mit", KEEP, COPY)
GPL = license("gpl", KEEP, COPY, SAME, FREE)
EPL = license("epl", COPY, SAME)
LLAMA = license("llama", COPY, LIMIT, STAYS, is_open_source=False)
RESEARCH = license("research", NO_BUSINESS, is_open_source=False)


def held(license, name="a", **fields):
    return Holding(component(name, **fields), license)
