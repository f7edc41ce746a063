"""Who of the team may do what: every step of a draft is sent by each group."""

import pytest
from django.apps import apps
from django.db import transaction

from tests.admin.frame.test_rights import ADMIN_PAGES, everything

__all__ = ["everything"]

NOBODY = {"delete"}
"""What only an administrator does."""
REVIEWERS = {"confirm", "review-answer"}
PUBLISHERS = {"bring-back", "publish", "recall", "withdraw"}
EDITORS = {
    "change", "checks", "guest-end", "guests", "restore", "review", "sentences-keep", "shipped",
    "wordings", "workshop", "workshop_add", "workshop_cases", "workshop_copy", "workshop_keep",
    "written-back", "add",
}  # fmt: skip
"""What those do who write; publishers write too."""
REFUSED = {
    "editor": NOBODY | REVIEWERS | PUBLISHERS,
    "publisher": NOBODY | REVIEWERS,
    "reviewer": NOBODY | PUBLISHERS | EDITORS,
}


def status_of(client, address):
    """Send an empty form, and let it leave no trace."""
    with transaction.atomic():
        response = client.post(address)
        if response.streaming:
            b"".join(response)  # read to its end, a file is closed
        transaction.set_rollback(True)
    assert response.status_code < 500, address
    return response.status_code


@pytest.mark.parametrize("who", REFUSED)
def test_each_group_takes_its_steps_and_no_others(client, everything, team, who):
    client.force_login(team[who])
    tree = apps.get_model("guidance", "tree").objects.get()
    steps = {
        name.removeprefix("guidance_tree_"): address.replace("tree/1/", f"tree/{tree.pk}/", 1)
        for name, address in ADMIN_PAGES
        if name.startswith("guidance_tree_")
    }

    refused = {step for step, address in steps.items() if status_of(client, address) == 403}

    assert refused == REFUSED[who]
