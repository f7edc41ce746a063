"""Pages read the rows that they show and no others, however many are published."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guidance.core.documents import formats
from guidance.core.walking.memories import Memory
from guidance.models import Edition, LicenseName, Publication, editions
from guidance.services.editions import readings
from guidance.services.stacks.addresses import Stack, address_of, query_of
from tests.core.bills.files import component, cyclonedx
from tests.editions import published_faq, published_license, published_tree
from tests.scenes import scene
from tests.services.stacks.samples import part, publish_all
from tests.views.stacks.rows import posted

MANY = 2_600
STACK = Stack(
    (part("a", "MIT"), part("b", "Copied"), part("c", "Unheard")),
    "share",
    {"permit": 1, "share": 1},
)
BILL = json.dumps(cyclonedx(component("a", "MIT"), component("b", "Copied or Unheard")))
PAGES = {
    "license": "/licenses/example/",
    "faq": "/faq/may-i-sell-it/",
    "questions on a license": "/faq/?license=example",
    "questionnaire": "/check/can-i-use-it/start/",
    "question": "/check/can-i-use-it/",
    "api license": "/api/v1/licenses/example",
    "api faq": "/api/v1/faq/may-i-sell-it",
    "api questionnaire": "/api/v1/trees/can-i-use-it",
    "comparison": "/compare/?licenses=example,example-2",
    "licenses to compare": "/compare/",
    "licenses looked for": "/compare/?licenses=copy-77&find=example&look",
    "names of licenses": "/search/licenses/?q=example",
    "stack": "/stack/",
    "stack of licenses": "/stack/?license=permit,copy-2599",
    "damaged stack": address_of(STACK)[:-1],
    **{
        name: address_of(STACK, name)
        for name in ("stack-result", "stack-markdown", "stack-json", "stack-zip", "stack-notice")
    },
}
SENT = {
    "stack": ("/stack/", posted(("a", "MIT"), ("b", "Copied"), whole="share", show="")),
    "more of a stack": ("/stack/", posted(("a", "MIT"), more="")),
    "whole by its name": ("/stack/", posted(("a", "MIT"), show="") | {"whole-name": "Share"}),
    "whole that is none": ("/stack/", posted(("a", "MIT"), show="") | {"whole-name": "Sha"}),
    "list": ("/stack/", {"asked": query_of(Stack(STACK.components)), "whole": "permit"}),
    "long stack": ("/stack/", posted(*[("a" * 150, "MIT")] * 30, show="")),
    "bill": ("/stack/from-file/", {"pasted": BILL}),
}
"""What forms send, and where to."""
MOST_QUERIES = 5
READ_WHOLE = re.compile(
    r"(?:\bSCAN|Seq Scan on) guidance_(?:publication|edition|said|licensename)\b(.*)"
)
"""What a plan says of a table that is read from one end to the other, on either database."""


@scene
def library():
    """Publish one thing of each kind, and beside them as many light licenses as there may be."""
    published_license()
    published_license("example-2")
    publish_all()
    published_faq()
    published_tree()
    rows = Publication.objects.bulk_create(
        Publication(kind="license", slug=f"copy-{number}", position=number)
        for number in range(MANY)
    )
    model = Edition.objects.get(publication__slug="example")
    editions = Edition.objects.bulk_create(
        Edition(
            publication=row,
            number=1,
            document={},
            context={},
            html={},
            card={
                "title": f"Copy {row.position}",
                "family": f"Family {row.position % 900}",
                "topics": {f"topic-{row.position % 40}": f"Topic {row.position % 40}"},
                "is_open_source": row.position % 2 == 0,
            },
            digest=f"{row.position:064}",
            published_at=model.published_at,
        )
        for row in rows
    )
    for row, edition in zip(rows, editions, strict=True):
        row.current = edition
    Publication.objects.bulk_update(rows, ["current"], batch_size=500)
    LicenseName.objects.bulk_create(
        LicenseName(publication=row, rule=rule, key="copied" if number == 7 else f"copy {number}")
        for number, row in enumerate(rows)
        for rule in ("bill", "stack")
    )
    if connection.vendor == "postgresql":  # which does so by itself; SQLite plans without
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        connection.check_constraints()  # else each test checks all these rows again


def asked(client, address):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    return answer, selects(captured)


def selects(captured):
    return [one["sql"] for one in captured if one["sql"].startswith("SELECT")]


def read_whole(queries):
    """Return the plans of queries that read a table from end to end."""
    plans = {sql: plan(sql) for sql in queries}
    return {sql: found for sql, found in plans.items() if READ_WHOLE.search(found)}


def plan(sql):
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        cursor.execute(explain + sql.replace("%", "%%"), [])
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_page_reads_no_table_from_end_to_end(client, library, page):
    _, queries = asked(client, PAGES[page])

    assert read_whole(queries) == {}
    assert len(queries) <= MOST_QUERIES


@pytest.mark.slow
@pytest.mark.parametrize("form", SENT)
def test_form_reads_no_table_from_end_to_end(client, library, form):
    address, sent = SENT[form]
    client.post(address, sent)  # what an edition holds is asked for once in a process
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(address, sent)

    assert answer.status_code in (200, 302)
    assert read_whole(selects(captured)) == {}
    assert len(captured) <= MOST_QUERIES


@pytest.mark.slow
@pytest.mark.parametrize(
    ("address", "sent", "read"),
    [
        ("/stack/", None, []),
        ("/stack/?license=permit,copy-2599", None, []),
        (PAGES["damaged stack"], None, []),
        *((PAGES[name], None, ["permit", "share"]) for name in PAGES if "stack-" in name),
        *((*SENT[form], []) for form in SENT if form != "long stack"),
        (*SENT["long stack"], ["permit"]),
        ("/compare/", None, []),
    ],
)
def test_page_of_a_stack_parses_the_editions_that_it_shows(
    client, library, monkeypatch, address, sent, read
):
    parsed = []
    monkeypatch.setattr(readings, "_memory", Memory(10_000_000, weigh=readings.size_of))
    monkeypatch.setattr(readings.formats, "parse", _noting(parsed))

    client.get(address) if sent is None else client.post(address, sent)

    assert sorted(parsed) == read


def _noting(parsed):
    parse = formats.parse

    def noting(document, **how):
        parsed.append(document["slug"])
        return parse(document, **how)

    return noting


@pytest.mark.slow
@pytest.mark.parametrize(
    ("address", "cards"),
    [
        ("/", 25 + 1 + 5),
        ("/licenses/", 60),
        ("/licenses/?topic=topic-7", 60),
        ("/licenses/?family=Family+7", 3),
        ("/licenses/?open=yes&page=2", 60),
        ("/faq/", 1),
        ("/faq/?topic=attribution", 0),
        ("/compare/", 0),
        ("/compare/?licenses=example,example-2", 2),
        ("/changes/", 0),
        ("/changes/?show=new", 40),
        ("/api/v1/licenses", 50),
        ("/api/v1/licenses?family=family+7", 3),
    ],
)
def test_list_reads_the_cards_of_its_page(client, library, monkeypatch, address, cards):
    read = []
    of_database = Edition.from_db.__func__

    def counting(cls, *args):
        read.append(cls)
        return of_database(cls, *args)

    class Counted(editions.Shown):
        def __init__(self, *args, **fields):
            read.append(self)
            super().__init__(*args, **fields)

    monkeypatch.setattr(Edition, "from_db", classmethod(counting))
    monkeypatch.setattr(editions, "Shown", Counted)

    _, queries = asked(client, address)

    assert len(read) == cards
    assert len(queries) <= MOST_QUERIES


@pytest.mark.slow
def test_list_of_licenses_is_paged_and_keeps_what_was_chosen(client, library):
    first, _ = asked(client, "/licenses/?open=yes")
    last, _ = asked(client, "/licenses/?open=yes&page=99")

    assert b"1303 of 2606 licenses" in first.content.replace(b",", b"")
    assert b'href="?open=yes&amp;page=2"' in first.content
    assert b"Page 22 of 22" in last.content
