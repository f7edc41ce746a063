"""Withdrawing, publishing, bringing back, recalling and deleting at the same moment.

Each pair comes out as if one had come after the other: never half, never a fault of ours.
"""

from itertools import combinations_with_replacement
from threading import Barrier

import pytest
from django.db import connection

from guidance.models import Edition, FaqEntry, Publication, Recall, SearchEntry
from guidance.services.drafts.holding import Gone
from guidance.services.editions.marks import withdrawn
from guidance.services.editions.readings import current_faq
from guidance.services.publishing.acts import DraftChanged, NothingToPublish, publish
from guidance.services.publishing.recalls import AlreadyRecalled, recall
from guidance.services.publishing.withdrawals import (
    EditionMoved,
    NothingToBringBack,
    NothingToWithdraw,
    StillPublic,
    bring_back,
    delete_drafts,
    withdraw,
)
from tests.editions import published_faq, published_license
from tests.threads import in_threads

REFUSALS = (
    Gone, DraftChanged, NothingToPublish, AlreadyRecalled, EditionMoved, NothingToBringBack,
    NothingToWithdraw, StillPublic,
)  # fmt: skip


def publication():
    return Publication.objects.get(kind="faq")


def publish_it():
    publish(FaqEntry.objects.get(), by=None, note="Otherwise.")


def withdraw_it():
    withdraw(publication(), note="Wrong.", seen=1)


def bring_it_back():
    bring_back(publication())


def recall_it():
    recall(
        Edition.objects.get(publication__kind="faq", number=1), by=None, reason="R.", advice="A."
    )


def delete_it():
    delete_drafts(list(FaqEntry.objects.all()))


WORKS = [publish_it, withdraw_it, bring_it_back, recall_it, delete_it]
PAIRS = [
    pytest.param(is_withdrawn, *pair, id=f"{'-'.join(work.__name__ for work in pair)}-{state}")
    for is_withdrawn, state in ((False, "public"), (True, "withdrawn"))
    for pair in combinations_with_replacement(WORKS, 2)
]

if connection.vendor == "sqlite":  # which has one writer at a time: some of them are enough
    PAIRS = PAIRS[::3]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("is_withdrawn", "first", "second"), PAIRS)
def test_pair_comes_one_after_the_other(tmp_path, is_withdrawn, first, second):
    published_license()
    published_faq()
    FaqEntry.objects.update(short_answer="Otherwise.")
    if is_withdrawn:
        withdraw(publication(), note="Before.")
    barrier = Barrier(2)

    def at_once(work):
        barrier.wait(timeout=30)
        try:
            work()
        except (*REFUSALS, FaqEntry.DoesNotExist) as refusal:
            return type(refusal).__name__
        return "done"

    outcomes = in_threads([lambda: at_once(first), lambda: at_once(second)], tmp_path)
    (state,) = in_threads([_state], tmp_path)

    assert _is_whole(state), (outcomes, state)
    assert "done" in outcomes or first in (bring_it_back, delete_it, withdraw_it), outcomes
    if first is second is not delete_it:
        assert outcomes.count("done") <= 1, outcomes


def _state():
    """Return what the database says afterwards."""
    row = publication()
    return {
        "is_public": current_faq(row.slug) is not None,
        "is_withdrawn": withdrawn("faq", row.slug) is not None,
        "found": SearchEntry.objects.filter(publication=row).exists(),
        "note": row.withdrawn_note,
        "number": row.current.number,
        "editions": Edition.objects.filter(publication=row).count(),
        "draft": FaqEntry.objects.exists(),
        "recalls": Recall.objects.count(),
    }


def _is_whole(state):
    """Tell whether a state is one that one writer after the other can leave."""
    return (
        state["is_public"] != state["is_withdrawn"]
        and state["found"] == state["is_public"]
        and bool(state["note"]) == state["is_withdrawn"]
        and state["number"] == state["editions"]
        and state["recalls"] <= 1
    )
