"""A file as people might write it, and what reading it says is wrong with it."""

import pytest

from guidance.core.documents.formats import InvalidDocument
from guidance.services.intake.pack_files import read_documents

FAQ = """kind: faq
format: 1
slug: one
question: May I?
short_answer: Yes.
"""


def problems_of(content, file="pack.yaml"):
    """Return what is wrong with a file: (line, place, message) of each problem."""
    content = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(InvalidDocument) as refused:
        read_documents(content, file=file)
    assert {problem.file for problem in refused.value.problems} == {file}
    assert all(problem.advice for problem in refused.value.problems)
    return [(p.line, p.place, p.message) for p in refused.value.problems]
