"""Every two writers of one document at the same moment: nothing accepted is lost, nothing is 500.

Each pair once on PostgreSQL, a dozen on SQLite, which has one writer at a time. RACES=20
drives each pair so often (`make soak`).
"""

import os
import threading
from itertools import combinations_with_replacement

import pytest

from guidance.core.documents import parse
from guidance.models import LicenseText
from guidance.services.drafting import store
from guidance.services.publishing import publish
from tests.documents import TOPICS, faq_data, license_data, tree_data
from tests.threads import in_threads
from tests.writers import DRAFTS, TITLE, WRITERS, client_of, draft

REPEATS = int(os.environ.get("RACES", "1"))
ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")
PAIRS = [
    (kind, one, other)
    for kind in DRAFTS
    for one, other in combinations_with_replacement([w for w in WRITERS if kind in w.kinds], 2)
]
_EVERY = 1 if ON_POSTGRES or REPEATS > 1 else len(PAIRS) // 12

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shelf(transactional_db):
    """A license, an FAQ entry and a tree, each published and then changed."""
    data = license_data()
    LicenseText.objects.create(
        source="tests", source_key="example", title="Example", body=data["text"]["body"],
        digest=data["text"]["digest"],
    )  # fmt: skip
    for document in (TOPICS, data, faq_data(), tree_data()):
        store(parse(document))
    for kind, model in DRAFTS.items():
        publish(draft(kind), by=None, note="First.", is_shipped=True)
        model.objects.update(**{TITLE[kind]: "A title since then?"})


@pytest.mark.parametrize("turn", range(REPEATS))
@pytest.mark.parametrize(
    ("kind", "one", "other"),
    PAIRS[::_EVERY],
    ids=lambda value: getattr(value, "name", value),
)
def test_two_writers_at_once_lose_nothing(shelf, tmp_path, kind, one, other, turn):
    writers = (one, other)
    clients = [client_of("ada"), client_of("bob")]
    opened = [writer.open(client, kind) for writer, client in zip(writers, clients, strict=True)]
    barrier = threading.Barrier(2)

    def write(at):
        barrier.wait(timeout=30)
        return writers[at].write(clients[at], kind, opened[at])

    def standing():
        return [writers[at].stands(kind, opened[at]) for at in (0, 1)]

    taken = in_threads([lambda: write(0), lambda: write(1)], tmp_path)
    (stands,) = in_threads([standing], tmp_path)

    lost = [writers[at].name for at in (0, 1) if taken[at] and not stands[at]]
    assert lost == [], f"{one.name} and {other.name} were accepted: {taken}"
    assert any(taken), f"neither {one.name} nor {other.name} was accepted"
