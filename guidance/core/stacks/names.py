"""Names of duties that licenses share (``same_as`` of a term), of which some decide conflicts."""

from dataclasses import dataclass

from guidance.core.documents.licenses import Term, TermKind

LICENSE_COPY = "license-copy"
"""Give recipients a copy of the license: one text for each license, in one folder."""
KEEP_NOTICES = "keep-notices"
"""Keep copyright and other notices where they stand, or in one file."""
MARK_CHANGES = "mark-changes"
"""Say in changed files that they were changed."""
OFFER_SOURCE = "offer-source"
"""Give, or offer in writing, the source code that a binary was made from."""
NO_ENDORSEMENT = "no-endorsement"
"""Do not use the names of authors to promote what you made."""

SAME_LICENSE = "same-license"
"""The larger work that holds it has to be under this license as a whole."""
SAME_LICENSE_PART = "same-license-part"
"""The component itself, and changes to it, stay under this license; the larger work need not."""
NO_FURTHER_RESTRICTIONS = "no-further-restrictions"
"""Recipients may be asked for nothing that this license does not ask for."""
LIMITS_ON_USE = "limits-on-use"
"""Some uses are forbidden, to recipients as well: by a list, a policy, a field or a number."""
NON_COMMERCIAL = "non-commercial"
"""Commercial use is forbidden."""
NO_OTHER_LICENSE = "no-other-license"
"""The component cannot be passed on under another license."""

UNDER = "under-"
"""With a license's slug, of a permission: a whole that holds it may be under that license."""

OF_ONE_LICENSE = (SAME_LICENSE, SAME_LICENSE_PART, NO_OTHER_LICENSE)
"""What each license asks for itself: two of these are never one duty."""

_DECIDING = (
    SAME_LICENSE, SAME_LICENSE_PART, NO_FURTHER_RESTRICTIONS, LIMITS_ON_USE, NON_COMMERCIAL,
    NO_OTHER_LICENSE,
)  # fmt: skip
_BY_TOPIC = {
    (TermKind.CONDITION, "same-license"): SAME_LICENSE,
    (TermKind.LIMITATION, "use-policy"): LIMITS_ON_USE,
    (TermKind.LIMITATION, "commercial-use"): NON_COMMERCIAL,
    (TermKind.LIMITATION, "relicensing"): NO_OTHER_LICENSE,
}


@dataclass(frozen=True)
class Role:
    """What a term means for other licenses; ``is_said`` where the team named it."""

    name: str
    is_said: bool


def role_of(term: Term) -> Role | None:
    """Return what a term means for other licenses; None where it means nothing for them.

    The name that the team gave it decides; where it gave none, what kind of term it is on which
    topic. That a license asks for itself is then known, but not for how much.
    """
    if term.same_as:
        return Role(term.same_as, is_said=True) if term.same_as in _DECIDING else None
    if term.kind is TermKind.LIMITATION and term.key == NO_FURTHER_RESTRICTIONS:
        return Role(NO_FURTHER_RESTRICTIONS, is_said=True)
    name = _BY_TOPIC.get((term.kind, term.topic))
    return Role(name, is_said=name != SAME_LICENSE) if name else None
