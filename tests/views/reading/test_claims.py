"""What a term tells its reader is said in words that agree with its title."""

import pytest

from guidance.core.documents.licenses import Term, TermKind, TermWhen
from guidance.templatetags.reading import claim, claim_mark

KNOW, ALWAYS = TermWhen.TO_KNOW, TermWhen.ALWAYS


@pytest.mark.parametrize(
    ("kind", "when", "said"),
    [
        (TermKind.PERMISSION, ALWAYS, "✓ You may"),
        (TermKind.CONDITION, ALWAYS, "! You must"),
        (TermKind.LIMITATION, ALWAYS, "✕ You may not"),
        (TermKind.LIMITATION, None, "✕ You may not"),
        (TermKind.LIMITATION, KNOW, "i To know"),
        (TermKind.CONDITION, KNOW, "i To know"),
    ],
)
def test_what_is_only_to_be_known_is_not_forbidden(kind, when, said):
    term = Term.model_construct(key="no-warranty", title="Expect no warranty", kind=kind, when=when)

    assert f"{claim_mark(term)} {claim(term)}" == said
