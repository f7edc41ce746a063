"""The workshop of a large tree opens in one request, with no more queries than a small one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guidance.core.documents.formats import parse
from guidance.services.drafts.document_to_rows import store
from guidance.services.publishing.acts import publish
from tests.html import values
from tests.large_trees import large_tree

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("questions", [6, 60])
@pytest.mark.parametrize(("node", "queries"), [("", 33), ("use-1", 44)])
def test_queries_of_the_workshop_do_not_grow(admin_of, ground, questions, node, queries):
    publish(ground["license"], by=None, note="First.")
    row = store(parse(large_tree(questions)))
    publish(row, by=None, note="First.")
    address = f"/admin/guidance/tree/{row.pk}/workshop/?node={node}"
    admin_of.get(address)

    with CaptureQueriesContext(connection) as made:
        page = admin_of.get(address)

    assert len(made) == queries
    assert (
        len(values(page, "a.picture-box[id]", "href"))
        == questions + page.context["tree"].outcomes.count()
    )
