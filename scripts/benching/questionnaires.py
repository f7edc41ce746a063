"""A tree of 60 questions and more than 100,000 ways: checks, comparison, workshop.

The core is measured in this process, the workshop over Django's own client on a database in
memory, so that no network is in the figures. Each is done once warm and then measured.
"""

import json
import os
import statistics
import time
from collections.abc import Callable
from typing import Any, cast

from scripts.benching.goals import Figure

SIZES = (6, 60)
ROUNDS = 3
PAGES = ("workshop/", "workshop/?node=use-1", "checks/", "publish/", "changes/")


def questionnaires() -> list[Figure]:
    """Return milliseconds by questionnaire; sets Django up for this process."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ["DATABASE_URL"] = "sqlite://:memory:"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    core = [figure for size in SIZES for figure in _core(size)]
    return [*core, *(figure for size in SIZES for figure in _workshop(size))]


def _core(size: int) -> list[Figure]:
    from guidance.core.checks import check_tree
    from guidance.core.documents.formats import parse
    from guidance.core.walking.comparisons import compare
    from guidance.core.walking.paths import count
    from tests.documents import license_data
    from tests.large_trees import large_tree

    licenses: Any = {"example": parse(license_data())}
    trees: list[Any] = [parse(_renamed(large_tree(size), round)) for round in range(3 * ROUNDS + 1)]
    new: Any = parse(_changed(_renamed(large_tree(size), 0)))
    name = f"{size} questions, {count(trees.pop()).ways:,} ways"
    made = compare(trees[0], new)
    how = "a seeded sample" if made.is_sample else "every way"
    return [
        Figure(f"{name}: count", _taken(lambda: count(trees.pop())), "ms"),
        Figure(f"{name}: all checks", _taken(lambda: check_tree(trees.pop(), licenses)), "ms",
               most=1000),
        Figure(f"{name}: what changes ({how})", _taken(lambda: compare(trees.pop(), new)), "ms"),
    ]  # fmt: skip


def _renamed(data: dict[str, Any], number: int) -> dict[str, Any]:
    """Return the same tree under other keys: what the core remembers of one is not of the other."""
    from tests.large_trees import BRANCHES

    written = json.dumps(data)
    for name in BRANCHES:
        written = written.replace(f'"{name}-', f'"{name}{number}-')
    return cast(dict[str, Any], json.loads(written))


def _changed(data: dict[str, Any]) -> dict[str, Any]:
    """Let one answer of the first branch lead elsewhere."""
    end = next(one["key"] for one in data["outcomes"] if one["key"].endswith("-careful"))
    data["questions"][2]["options"][0]["goto"] = end
    return data


def _workshop(size: int) -> list[Figure]:
    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from guidance.core.documents.formats import parse
    from guidance.services.drafts.document_to_rows import store
    from guidance.services.publishing.acts import publish
    from tests.documents import license_data
    from tests.editions import published
    from tests.large_trees import large_tree

    published(license_data(), note=f"Edition before {size}.") if size == SIZES[0] else None
    slug = f"large-{size}"
    publish(store(parse(large_tree(size, slug=slug))), by=None, note="First.")
    row = store(parse(_changed(large_tree(size, slug=slug))))
    root, _ = User.objects.get_or_create(username="root", is_superuser=True, is_staff=True)
    client = Client(headers={"host": "testserver"})
    client.force_login(root)
    found = []
    for page in PAGES:
        address = f"/admin/guidance/tree/{row.pk}/{page}"
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        count = len(queries)  # the next request forgets them
        name = f"admin of {size} questions, {page}"

        def look(address: str = address) -> object:
            return client.get(address)

        found += [Figure(name, _taken(look), "ms"), Figure("    queries", count, "")]
    return found


def _taken(work: Callable[[], object]) -> float:
    """Return the milliseconds that some work takes, the median of several."""
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)
