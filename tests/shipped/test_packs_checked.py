"""What the checks say of what ships: nothing, but for warnings that stay with their reason."""

from collections.abc import Iterator

from guidance.core.checks import (
    Finding,
    check_faq,
    check_license,
    check_tree,
    dismissed_by,
    named_warning,
)
from guidance.core.documents.faqs import FaqEntry
from guidance.core.documents.licenses import License
from guidance.core.documents.trees import Tree
from tests.packs import of
from tests.texts import real_texts  # noqa: F401 - a fixture


def checked(document, licenses: dict[str, License]) -> tuple[Finding, ...]:
    if isinstance(document, License):
        return check_license(document)
    if isinstance(document, FaqEntry):
        return check_faq(document, licenses, [entry.slug for entry in of(FaqEntry)])
    return check_tree(document, licenses)


def findings(licenses: dict[str, License]) -> Iterator[Finding]:
    for document in [*licenses.values(), *of(FaqEntry), *of(Tree)]:
        yield from checked(document, licenses)


def bare(document):
    """Return a document that leaves no warning standing."""
    return document.model_copy(update={"dismissed": ()})


def test_checks_find_nothing_but_what_is_known(licenses):
    found = [(finding.code, finding.place) for finding in findings(licenses)]

    assert found == []


def test_every_warning_that_stays_is_one_that_is_found(licenses):
    whole = {slug: bare(license) for slug, license in licenses.items()}
    unused = []
    for document in [*licenses.values(), *of(FaqEntry), *of(Tree)]:
        found = {named_warning(one) for one in checked(bare(document), whole)}
        unused += [line for line in document.dismissed if dismissed_by(line).name not in found]

    assert unused == []
