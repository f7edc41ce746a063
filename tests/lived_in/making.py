"""Make the rows and words of a small database that was lived in, as an older version has it.

Run once, in a checkout of that version, with a database that is not there yet. It names only
what has been called the same since the first version, so it makes those of a later one too:

    git worktree add ../older COMMIT && cp -r tests/lived_in ../older/tests/ && cd ../older
    export DJANGO_SETTINGS_MODULE=tests.settings DATABASE_URL=sqlite:///lived-in.sqlite3
    python -m tests.lived_in.making COMMIT NEWEST_MIGRATION >lived-in.json
"""

import html
import json
import re
import sys
from collections.abc import Iterator
from typing import Any

WITHDRAWN = "may-i-hide-it"
RESULT = "/check/can-i-use-it/v1/?users=50&sharing=yes"
PAGES = (
    "/licenses/example/",
    "/licenses/example/v1/",
    "/licenses/example/v2/",
    "/licenses/shipped/",
    "/faq/may-i-sell-it/",
    "/faq/may-i-sell-it/v1/",
    RESULT,
    "/check/can-i-use-it/v2/?users=50&sharing=yes",
    "/check/can-i-use-it/v2/?users=101",
    "/check/can-i-use-it/v2/?users=50&sharing=unsure",
    f"/results/{'t' * 24}/",
)
"""Addresses of what was published, most of them pinned to an edition."""
ANSWERS = (
    "/api/v1/licenses",
    "/api/v1/licenses/example",
    "/api/v1/licenses/example/editions/1",
    "/api/v1/licenses/example/editions/1/terms",
    "/api/v1/faq/may-i-sell-it/editions/1",
    "/api/v1/trees/can-i-use-it",
    "/api/v1/trees/can-i-use-it/editions/1",
    "/api/v1/trees/can-i-use-it/editions/1/evaluate",
)
"""Addresses of the API; those that evaluate get the answers of `RESULT`."""


def main(commit: str, migration: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    live_in()
    made = {
        "commit": commit,
        "migration": migration,
        "rows": rows(),
        "words": {address: words_on(address) for address in PAGES},
        "answers": {address: answer_of(address) for address in ANSWERS},
    }
    json.dump(made, sys.stdout, indent=1, sort_keys=True, ensure_ascii=False, default=str)


def live_in() -> None:
    """Do what a team does in weeks: publish, correct, keep results, leave drafts half-built."""
    from datetime import UTC, datetime

    from django.contrib.auth.models import Group, User

    from guidance.models import (
        Edition,
        FaqEntry,
        Publication,
        Question,
        Review,
        SavedResult,
        SearchEntry,
        Tree,
    )
    from tests import documents
    from tests.editions import published, published_faq, published_license, published_tree

    moment = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
    ada, ben = (User.objects.create_user(name, first_name=name.title()) for name in ("ada", "ben"))
    ada.groups.add(Group.objects.get(name="Editors"))
    ben.groups.add(Group.objects.get(name="Reviewers"))
    first = published_license()
    Review.objects.create(edition=first, reviewer=ben, reviewer_name="Ben", reviewed_at=moment)
    published_license(summary="Use it, change it, keep the notice.")
    shipped = documents.license_data("shipped", title="Shipped License")
    published(shipped, note="", is_shipped=True)
    published_faq()
    published_faq(answer="You may, and you keep the *notice* beside it.")
    tree = published_tree()
    outcomes = documents.tree_data()["outcomes"]
    outcomes[1]["title"] = "You may pass it on, with the notice"
    published_tree(outcomes=outcomes)
    for token, taken_back in (("t", None), ("u", moment)):
        SavedResult.objects.create(
            edition=Edition.objects.get(pk=tree.pk), title="" if taken_back else "Our “product”",
            answers={} if taken_back else {"users": ["50"], "sharing": ["yes"]},
            taken_back_at=taken_back, token=token * 24, secret_digest="0" * 64,
        )  # fmt: skip
    published_faq(WITHDRAWN, question="May I hide it?")
    Publication.objects.filter(slug=WITHDRAWN).update(
        withdrawn_at=moment, withdrawn_note="It was wrong."
    )
    SearchEntry.objects.filter(publication__slug=WITHDRAWN).delete()
    edited = FaqEntry.objects.get(slug="may-i-sell-it")
    edited.short_answer = "Yes, mostly."
    edited.save()
    half = Tree.objects.create(slug="half-built", title="Half-built", start="nowhere")
    Question.objects.create(tree=half, key="first", kind="choice", title="What then?", goto="later")


def rows() -> dict[str, list[dict[str, Any]]]:
    """Return all rows of people and of the guidance, by model and by their numbers.

    Groups are named, since a migration makes them.
    """
    from django.apps import apps
    from django.contrib.auth.models import Group
    from django.core import serializers

    models = [apps.get_model("auth", "User"), *apps.get_app_config("guidance").get_models()]
    found = {
        model._meta.label_lower: serializers.serialize(
            "python", model._default_manager.order_by("pk")
        )
        for model in models
    }
    for row in found["auth.user"]:
        groups = Group.objects.filter(pk__in=row["fields"]["groups"])
        row["fields"]["groups"] = [group.name for group in groups]
    return {
        label: [{"id": row["pk"], **row["fields"]} for row in rows]
        for label, rows in found.items()
        if rows
    }


def words_on(address: str) -> list[str]:
    """Return the guidance's own words that a page shows now."""
    from guidance.models import Edition

    shown = bare(page_at(address))
    said = {
        words
        for document, context in Edition.objects.values_list("document", "context")
        for words in [*strings(document), *strings(context)]
        if " " in words
    }
    return sorted(words for words in said if bare(words) in shown)


def page_at(address: str) -> str:
    """Return the main part of a page; it answers 200."""
    from django.test import Client

    answer = Client().get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def answer_of(address: str) -> Any:
    """Return what the API answers; it answers 200."""
    from django.test import Client

    client = Client()
    if address.endswith("/evaluate"):
        given = {"answers": {"users": ["50"], "sharing": ["yes"]}}
        answer = client.post(address, given, content_type="application/json")
    else:
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.json()


def bare(words: str) -> str:
    """Return words without tags, blanks and the signs of Markdown, to be looked for in a page."""
    return re.sub(r"[\s*]|^- ", "", html.unescape(re.sub(r"<[^>]*>", "", words)))


def strings(value: Any) -> Iterator[str]:
    """Yield every string in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


if __name__ == "__main__":
    main(*sys.argv[1:])
