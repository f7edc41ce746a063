"""What a questionnaire's page says of it at a glance: ways, cases, what publishing would change."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidance.core.documents import formats
from guidance.core.documents.trees import Tree
from guidance.core.walking import paths
from guidance.services.publishing.inspecting import Inspection

MOST_STEPS = 50_000
"""So many steps the count of ways may take while a page is made."""
MOST_WAYS = 2_000
"""Trees with more ways are compared on the page of changes only: it takes seconds."""


def case_counts(inspection: Inspection) -> tuple[int, int]:
    """Return how many cases come out as expected, and how many do not."""
    if not isinstance(inspection.document, Tree):
        return 0, 0
    codes = ("case-failed", "case-unfit")
    failed = {finding.place for finding in inspection.findings if finding.code in codes}
    return len(inspection.document.cases) - len(failed), len(failed)


def facts_of(tree: Tree, inspection: Inspection) -> list[str]:
    """Say how many ways lead through a tree, how long they are, and whether a question is idle."""
    count = paths.count(tree, limit=MOST_STEPS)
    if not count.ways:
        return [_("No way leads to an outcome yet")]
    ways = ngettext("%s way through", "%s ways through", count.ways) % number_format(
        count.ways, force_grouping=True
    )
    facts = [ways if count.is_exact else _("more than %s") % ways]
    if count.shortest == count.longest:
        asked = ngettext("%d question on each", "%d questions on each", count.longest)
        facts.append(asked % count.longest)
    else:
        facts.append(_("%(few)d to %(many)d questions on each") % {
            "few": count.shortest, "many": count.longest,
        })  # fmt: skip
    codes = {finding.code for finding in inspection.findings}
    if not inspection.errors and not codes & {"question-without-effect", "too-many-ways"}:
        facts.append(_("every question can change what comes out"))
    return facts


def changed_ways(tree: Tree, inspection: Inspection) -> paths.Comparison | None:
    """Compare a draft's ways with those of its edition; None if nothing changed, or it is long."""
    edition = inspection.state.edition
    if edition is None or not inspection.state.changes:
        return None
    count = paths.count(tree, limit=MOST_STEPS)
    if count.ways > MOST_WAYS or not count.is_exact:
        return None
    old: Any = formats.parse(edition.document)
    return paths.compare(old, tree)
