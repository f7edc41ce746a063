"""The proof of a result as Markdown: the guidance, texts and policies that it rests on."""

from guidance.services.editions.readings import EditionFacts
from guidance.services.results.result_pages import ResultPage
from guidance.services.taking.markdown_writing import escape
from guidance.services.taking.places import Places
from guidance.services.taking.proofs import Proof, Standing

STANDINGS = {
    Standing.RECALLED: "recalled, see above",
    Standing.WITHDRAWN: "withdrawn, see above",
    Standing.RESTS_ON_RECALLED: "rests on guidance that was recalled, see above",
    Standing.CURRENT: "current",
}


def proof_lines(page: ResultPage, proof: Proof, places: Places) -> list[str]:
    """Return what a result rests on, and how that stands now."""
    edition = proof.edition
    if edition is None:
        return ["- Guidance: draft, not published", ""]
    lines = [
        f"- Guidance: version {edition.number} of {edition.published_at:%d %b %Y}, "
        f"{_standing(page, proof)} (SHA-256 `{edition.digest}`)",
        f"- Reviewed: {_review(edition)}",
    ]
    for text in proof.texts:
        day = f" of {text.effective_on:%d %b %Y}" if text.effective_on else ""
        source = f", from {escape(text.source)}" if text.source else ""
        lines.append(
            f"- Text: [{escape(text.title)}](<{places.whole(text.address)}>){day}{source} "
            f"(SHA-256 `{text.digest}`, to be checked with `sha256sum`)"
        )
    for policy in proof.policies:
        day = f", from the copy read on {policy.read_on:%d %b %Y}" if policy.read_on else ""
        lines.append(
            f"- Policy: [{escape(policy.title)}](<{places.whole(policy.page)}>), "
            f"in our own words{day} (its own: <{policy.url}>)"
        )
    if proof.made_at:
        lines.append(f"- Made: {proof.made_at:%d %b %Y, %H:%M %Z}")
    return [*lines, ""]


def _standing(page: ResultPage, proof: Proof) -> str:
    if proof.standing in STANDINGS:
        return STANDINGS[proof.standing]
    if proof.standing is Standing.SAME:
        return f"version {proof.today} says the same"
    now = page.since
    asks = f": it also asks “{escape(now.asks)}”" if now and now.asks else ""
    return f"**changed since: version {proof.today} says something else{asks}**"


def _review(edition: EditionFacts) -> str:
    if edition.reviewed_at is None:
        return "not yet by the legal team"
    return f"by {escape(edition.reviewed_by)} on {edition.reviewed_at:%d %b %Y}"
