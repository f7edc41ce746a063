"""The checks: whether a license, an FAQ entry or a tree is fit to be published.

They find, and say what to do; who may publish in spite of what is asked elsewhere.
"""

from guidance.core.checks.causes import (
    Cause,
    Dismissed,
    causes_of,
    dismissal,
    dismissed_by,
    named_warning,
)
from guidance.core.checks.codes import CODES, UNFINISHED, Code
from guidance.core.checks.faqs import check_faq
from guidance.core.checks.findings import Finding
from guidance.core.checks.licenses import check_license
from guidance.core.checks.trees import check_tree

__all__ = [
    "CODES",
    "UNFINISHED",
    "Cause",
    "Code",
    "Dismissed",
    "Finding",
    "causes_of",
    "check_faq",
    "check_license",
    "check_tree",
    "dismissal",
    "dismissed_by",
    "named_warning",
]
