"""Measure a tree of 60 questions and more than 100,000 ways: checks, comparison, workshop.

The core is measured in this process, the workshop over Django's own client on a database in
memory, so that no network is in the figures. Each is done once warm and then measured.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SIZES = (6, 60)
ROUNDS = 3


def main() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ["DATABASE_URL"] = "sqlite://:memory:"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print("\nA large questionnaire: milliseconds, the median of several\n")
    for size in SIZES:
        measure_core(size)
    for size in SIZES:
        measure_workshop(size)
    return 0


def measure_core(size: int) -> None:
    from guidance.core.checks import check_tree
    from guidance.core.documents.formats import parse
    from guidance.core.walking.comparisons import compare
    from guidance.core.walking.paths import count
    from tests.documents import license_data
    from tests.large_trees import large_tree

    licenses: Any = {"example": parse(license_data())}
    old: Any = parse(large_tree(size))
    new: Any = parse(changed(large_tree(size)))
    ways = count(old)
    print(f"{size} questions, {ways.ways:,} ways ({'exact' if ways.is_exact else 'at least'})")
    show("count", lambda: count(old))
    found = show("all checks", lambda: check_tree(old, licenses))
    errors = sum(finding.severity == "error" for finding in found)
    print(f"    {len(found)} findings, {errors} errors")
    made = show("what changes", lambda: compare(old, new))
    how = "a seeded sample" if made.is_sample else "every way"
    print(f"    {made.changed:,} of {made.total:,} ways differ: {how}")


def changed(data: dict[str, Any]) -> dict[str, Any]:
    """Let one answer of the first branch lead elsewhere."""
    data["questions"][2]["options"][0]["goto"] = "train-careful"
    return data


def measure_workshop(size: int) -> None:
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
    row = store(parse(changed(large_tree(size, slug=slug))))
    root, _ = User.objects.get_or_create(username="root", is_superuser=True, is_staff=True)
    client = Client(headers={"host": "testserver"})
    client.force_login(root)
    base = f"/admin/guidance/tree/{row.pk}"
    print(f"{size} questions, in the admin")
    pages = ("workshop/", "workshop/?node=use-1", "checks/", "publish/", "changes/")
    for page in pages:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client.get(f"{base}/{page}")
        name = (
            f"{page} ({response.status_code}, {len(queries)} queries, {len(response.content):,} B)"
        )
        show(name, lambda page=page: client.get(f"{base}/{page}"))


def show(name: str, work: Callable[[], Any]) -> Any:
    """Print how long some work takes, and return what it gives."""
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        result = work()
        taken.append(time.perf_counter() - begun)
    print(f"  {statistics.median(taken) * 1000:10.1f}  {name}")
    return result


if __name__ == "__main__":
    raise SystemExit(main())
