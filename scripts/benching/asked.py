"""What one process is asked for by `bench.py`: copies of licenses, pages made anew, search.

Works on the database of DATABASE_URL and prints JSON. Time is that of the processor, so that
what else the machine does counts for little.
"""

import gc
import json
import statistics
import sys
import time
import urllib.parse
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
PAGES = {
    "license": "/licenses/llama-2/",
    "question": "/check/can-i-use-llama-2/",
    "API detail": "/api/v1/licenses/llama-2",
    "home": "/",
    "licenses": "/licenses/",
}
TREE = "can-i-use-llama-2"
ANSWERS = {
    "model": "as-received", "standing": "none", "policy": "none", "size": "far-below",
    "outputs": "nothing", "fields": "none", "sharing": "weights", "plans": "none",
}  # fmt: skip
ROUNDS = 15
MODEL = "mit"


def main() -> int:
    import django
    from django.conf import settings

    django.setup()
    settings.ALLOWED_HOSTS = ["*"]
    act, *rest = sys.argv[1:]
    acts = {"copies": copies, "cold": cold, "publish": publishing, "search": searching}
    print(json.dumps(acts[act](*rest)))
    return 0


def copies(size: str) -> int:
    """Publish copies of a license until there are as many; as rows, for nobody reads them."""
    from django.db import transaction

    from guidance.models import Edition, Publication

    model = Edition.objects.get(current_of__kind="license", current_of__slug=MODEL)
    there = Publication.objects.filter(kind="license").count()
    with transaction.atomic():
        for number in range(there, int(size)):
            slug = f"copy-{number}"
            own = {"title": f"Copy {number}", "family": f"Family {number % 300}"}
            names = {"slug": slug, "short_title": own["title"], "spdx": f"Copy-{number}"}
            names |= {"other_names": [f"Copy no. {number}"], "hub_name": ""}
            row = Publication.objects.create(kind="license", slug=slug, position=number)
            row.current = Edition.objects.create(
                publication=row,
                number=1,
                document=model.document | own | names,
                context=model.context,
                html=model.html,
                card=model.card | own | {"short_title": own["title"]},
                digest=f"{number:064}",
                published_at=model.published_at,
                is_shipped=True,
            )
            row.save()
    return Publication.objects.filter(kind="license").count()


def cold() -> dict[str, dict[str, float]]:
    """Return milliseconds and queries of each page made anew, and what a warm one asks for."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from guidance.models import Publication
    from guidance.views.frame import caching

    client, found = Client(), {}
    faqs = Publication.objects.live().filter(kind="faq")
    pages = PAGES | {"FAQ": faqs[0].get_absolute_url(), "outcome": _outcome(client)}
    for name, path in pages.items():

        def make(path: str = path) -> None:
            caching._kept.clear()
            answer = client.get(path)
            assert answer.status_code == 200, (path, answer.status_code)  # noqa: S101

        make()
        as_a_worker()
        with CaptureQueriesContext(connection) as captured:
            make()
        queries = len(captured)  # the next request forgets them
        found[name] = {"ms": _median(make), "queries": queries, "warm": _warm(path)}
    return found


def as_a_worker() -> None:
    """Let garbage be collected as seldom as in a worker of gunicorn (`gunicorn.conf.py`)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _outcome(client: Any) -> str:
    """Return the address of a result."""
    answers = {key: [option] for key, option in ANSWERS.items()}
    address = f"/api/v1/trees/{TREE}/evaluate"
    told = client.post(address, {"answers": answers}, content_type="application/json").json()
    parts = urllib.parse.urlsplit(told["url"])
    return f"{parts.path}?{parts.query}"


def _warm(path: str) -> int:
    """Return how many queries and templates a stored page needs; there should be none."""
    from django.core.signals import request_finished, request_started
    from django.db import close_old_connections, connection
    from django.template import Template
    from django.test import RequestFactory
    from django.test.utils import CaptureQueriesContext

    from portal.stored.serving import StoredPages
    from portal.wsgi import django_application

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    stored = StoredPages(django_application, is_on=True, ask=lambda: "one")
    stored.watch.begin = stored.watch.look  # type: ignore[method-assign]
    rendered: list[object] = []
    original = Template.render

    def render(self: Any, context: Any) -> Any:
        rendered.append(self)
        return original(self, context)

    Template.render = render  # type: ignore[method-assign]
    try:
        for _ in range(3):  # results are kept at their second reading
            rendered.clear()
            with CaptureQueriesContext(connection) as captured:
                environ = RequestFactory().get(path, headers={"accept-encoding": "gzip"}).environ
                list(stored(environ, lambda *_: None))
    finally:
        Template.render = original  # type: ignore[method-assign]
    return len(rendered) + len(captured)


def searching() -> dict[str, float]:
    """Return the milliseconds that the engine alone takes for every third of the open queries."""
    from django.conf import settings

    from guidance.services.search.meaning.standing import standing
    from guidance.services.search.searching import search
    from scripts.benching.search import at, queries, times

    if settings.SEARCH_MEANING != "OFF":
        standing.refresh()
    search("warm")
    found = times(search, queries()[::3])
    return {share: at(found, int(share)) for share in ("50", "95")}


def publishing() -> dict[str, float]:
    """Return the milliseconds of publishing a license again, all undone afterwards."""
    from django.db import transaction

    from tests.editions import published_license

    taken: list[float] = []
    with transaction.atomic():
        for number in range(12):
            start = time.process_time()
            published_license("of-the-bench", summary=f"Number {number} of what is said of it.")
            taken.append((time.process_time() - start) * 1000)
        transaction.set_rollback(True)
    return {"ms": sorted(taken[1:])[-1]}


def _median(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    sys.exit(main())
