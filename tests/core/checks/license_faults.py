"""Faults of licenses and FAQ entries: for each code, what to change and what is found.

A fault is (code, changes, places of the findings of this code). Without the changes
there are none.
"""

from typing import Any

from tests.core.checks.samples import (
    BODY,
    CITES,
    KEEP,
    Change,
    adding,
    digest_of,
    removing,
    setting,
)


def _citing(section: str, quote: str | None = None) -> Change:
    citation = {"section": section} | ({"quote": quote} if quote else {})
    return setting("terms", "show", citations=[citation])


OVER = "Whoever leaves shall hand over every file and keep the mark."
"""A sentence that is gone, though its last words stand elsewhere."""


def _standing_in(sentence: str) -> Change:
    """Let the note on the end have stood in this sentence."""
    return _note("end", quote={"exact": "stop when you are told", "sentence": sentence})


def _cited_in(sentence: str, quote: str = "stop when you are told") -> Change:
    citation = {"section": "2", "quote": {"exact": quote, "sentence": sentence}}
    return setting("terms", "show", citations=[citation])


def _note(key: str, /, **fields: Any) -> Change:
    return setting("annotations", key, **fields)


def _certain(certainty: str, kind: str = "requires") -> Change:
    """Let the note on the end be one on the words of the other note, so certain."""
    return _note("end", section="1", quote="keep the notice", certainty=certainty, kind=kind)


HEAVY_NOTES = [
    {
        "key": f"n{n}",
        "section": "1",
        "quote": "keep the notice",
        "kind": "requires",
        "body": '"' * 19_000,
    }
    for n in range(45)
]
LICENSE_FAULTS = [
    ("prose-too-heavy", [_note("notice", body="> " * 21 + "a")], ["annotation:notice"]),
    (
        "prose-too-heavy",
        [setting("terms", "show", body="*" * 101, fulfilment="[" * 501)],
        ["term:show", "term:show"],
    ),
    (
        "prose-too-heavy",
        [setting("policies", "use-policy", "sections", "aup.1", body="- " * 21 + "a")],
        ["section:aup.1"],
    ),
    ("document-too-heavy", [setting(annotations=HEAVY_NOTES)], [""]),
    ("text-missing", [setting(text={"digest": digest_of(BODY)})], [""]),
    ("text-missing", [setting(text={"digest": digest_of(" \n"), "body": " \n"})], [""]),
    ("text-digest", [setting(text={"digest": "0" * 64, "body": BODY})], [""]),
    ("sections-do-not-join", [setting("sections", "1", start=1)], ["section:1"]),
    ("sections-do-not-join", [setting("sections", "1", end=len(KEEP) - 1)], ["section:2"]),
    ("sections-do-not-join", [setting("sections", "2", end=len(BODY) - 1)], ["section:2"]),
    ("sections-do-not-join", [setting("sections", "2", end=len(BODY) + 1)], ["section:2"]),
    ("sections-do-not-join", [setting(sections=None)], [""]),
    ("sections-overlap", [setting("sections", "1", end=len(KEEP) + 1)], ["section:2"]),
    ("sections-overlap", [setting("sections", "2", start=len(KEEP) - 1)], ["section:2"]),
    ("section-key-duplicate", [setting("sections", "2", key="1")], ["section:1"]),
    (
        "section-key-duplicate",
        [setting("policies", "use-policy", "sections", "aup.1", key="2")],
        ["section:2"],
    ),
    (
        "annotation-orphaned",
        [_note("end", quote="pay every quarter in advance")],
        ["annotation:end"],
    ),
    (
        "annotation-orphaned",
        [_note("end", section="aup.1")],
        ["annotation:end"],
    ),
    (
        "annotation-ambiguous",
        [_note("notice", quote="You keep the")],
        ["annotation:notice"],
    ),
    (
        "annotation-outside-section",
        [_note("end", section="1")],
        ["annotation:end"],
    ),
    (
        "annotation-inexact",
        [_note("end", quote="You stop when you were told")],
        ["annotation:end"],
    ),
    (
        "annotation-turned",
        [_standing_in("You need not stop when you are told.")],
        ["annotation:end"],
    ),
    ("annotation-turned", [_standing_in("The user: stop when you are told.")], ["annotation:end"]),
    (
        "annotation-turned",
        [_note("end", quote="You must stop when you are told")],
        ["annotation:end"],
    ),
    (
        "annotation-turned",
        [_note("end", quote="do not stop when you are told")],
        ["annotation:end"],
    ),
    (
        "annotation-turned",
        [_note("end", quote={"exact": "when you are told", "prefix": "Nobody has to stop "})],
        ["annotation:end"],
    ),
    (
        "annotation-reworded",
        [_standing_in("You simply stop when you are told.")],
        ["annotation:end"],
    ),
    (
        "annotation-orphaned",
        [_note("end", quote={"exact": "keep the mark", "sentence": OVER})],
        ["annotation:end"],
    ),
    (
        "annotation-orphaned",
        [
            _note(
                "end",
                quote={
                    "exact": "stop when",
                    "prefix": "We ",
                    "suffix": " you are told. Our name is not yours",
                },
            )
        ],
        ["annotation:end"],
    ),
    (
        "citation-not-found",
        [_cited_in(OVER, "keep the mark")],
        ["term:show"],
    ),
    ("citation-turned", [_cited_in("You may stop when you are told.")], ["term:show"]),
    ("citation-turned", [_cited_in("", "You shall stop when you are told")], ["term:show"]),
    ("citation-reworded", [_cited_in("Then, you stop when you are told.")], ["term:show"]),
    (
        "annotation-duplicate-key",
        [_note("end", key="notice")],
        ["annotation:notice"],
    ),
    ("citation-unknown-section", [_note("end", section="9")], ["annotation:end"]),
    ("term-uncited", [setting("terms", "show", citations=None)], ["term:show"]),
    (
        "term-duplicate-key",
        [setting("terms", "tell", key="show"), setting("terms", "pass-on", contradicts=None)],
        ["term:show"],
    ),
    (
        "term-unknown-contradicts",
        [setting("terms", "keep", contradicts=["nothing"])],
        ["term:keep"],
    ),
    ("term-unknown-contradicts", [setting("terms", "keep", contradicts=["keep"])], ["term:keep"]),
    (
        "citation-unknown-section",
        [_citing("9")],
        ["term:show"],
    ),
    (
        "citation-not-found",
        [_citing("1", "stop when you are told")],
        ["term:show"],
    ),
    (
        "citation-not-found",
        [_citing("1", "pay every quarter in advance")],
        ["term:show"],
    ),
    (
        "citation-not-found",
        [_citing("aup.1", "No harm.")],
        ["term:show"],
    ),
    (
        "citation-ambiguous",
        [_citing("1", "You keep the")],
        ["term:show"],
    ),
    (
        "citation-inexact",
        [_citing("2", "You stop when you were told")],
        ["term:show"],
    ),
    ("policy-address-missing", [setting("policies", "use-policy", url="")], ["policy:use-policy"]),
    ("no-terms", [setting(terms=None)], [""]),
    ("no-annotations", [setting(annotations=None)], [""]),
]

_NAMING = "Unlike section 2, and item 1 of the use policy."
LICENSE_FAULTS += [
    ("clause-uncited", [setting("terms", "show", body=_NAMING)], ["term:show"]),
    ("clause-uncited", [setting("terms", "show", body="Clause 1 and § 2.")], ["term:show"]),
    ("note-and-term-disagree", [_note("notice", kind="grants")], ["annotation:notice"]),
    (
        "note-and-term-disagree",
        [
            setting("terms", key, kind="permission")
            for key in ("keep", "show", "pass-on", "tell", "stop")
        ],
        ["annotation:notice"],
    ),
]

LICENSE_FAULTS += [
    ("certainty-disagrees", [_certain("arguable")], ["annotation:end"]),
    ("kind-disagrees", [_certain("settled", kind="grants")], ["annotation:end"]),
    ("kind-disagrees", [setting("terms", "stop", kind="permission")], ["term:stop"] * 4),
    (
        "kind-disagrees",
        [
            setting("terms", "tell", title="Keep the notice"),
            _note("notice", body="It is short. You need not keep any notice."),
        ],
        ["annotation:notice"],
    ),
]

MENDED_LICENSES = [
    [_citing("1")],
    [_citing("aup.1")],
    [_citing("2", "keep the mark")],
    [setting("annotations", "notice", quote={"exact": "You keep the", "suffix": " notice"})],
    [removing("annotations", "end")],
    [setting("terms", "show", body="Section 1, section 7 and version 2 of it.")],
    [setting("terms", "show", body=_NAMING), _citing("2")],
    [setting("terms", "show", body="Section 1 of the policy."), _citing("aup.1")],
    [_note("notice", kind="explains")],
    [setting("terms", "show", kind="permission", topic="showing")],
    [_certain("settled")],
    [adding("sections", made={"key": "1.a", "start": len(KEEP), "end": len(KEEP)}, at=1)],
    [_certain("open", kind="warns")],
    [_note("notice", body="You may keep it. You need not show anything.")],
    [_note("end", kind="grants")],
    [_standing_in("You stop when you are told.")],
    [_standing_in("YOU “STOP” WHEN YOU ARE TOLD")],
    [_cited_in("You stop when you are told.")],
]

FAQ_FAULTS = [
    ("empty-answer", [setting(short_answer="…")], [""]),
    ("uncited", [setting(citations=None)], [""]),
    ("background-uncited", [setting(citations=None, topics=["background"])], [""]),
    ("background-uncited", [setting(citations=None, topics=["access", "naming"])], [""]),
    ("citation-unknown-license", [setting(citations=[{**CITES[0], "license": "mit"}])], [""]),
    ("citation-unknown-section", [setting(citations=[{**CITES[0], "section": "7"}])], [""]),
    ("citation-not-found", [setting(citations=[{**CITES[0], "section": "2"}])], [""]),
    ("citation-ambiguous", [setting(citations=[{**CITES[0], "quote": "You keep the"}])], [""]),
    ("clause-uncited", [setting(answer="As clause 2 says.")], [""]),
    ("kind-disagrees", [setting(answer="You need not keep to that term.")], [""]),
    ("license-unknown", [setting(licenses=["mit"])], [""]),
    ("related-unknown", [setting(related=["nobody"])], [""]),
    ("related-unknown", [setting(related=["may-i"])], [""]),
    ("prose-too-heavy", [setting(answer="> " * 21 + "a")], [""]),
    ("too-many-parts", [setting(citations=CITES * 101)], [""]),
]
