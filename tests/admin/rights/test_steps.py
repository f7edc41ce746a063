"""What each person of the team may do: every step is really sent, by everybody, and undone again.

A guest has the link to a draft and no account, an outsider an account without the admin; the
operator is an administrator. What a step does is looked for in the rows and nowhere else.
"""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone

from guidance.models import (
    Annotation,
    Edition,
    FaqEntry,
    Invitation,
    License,
    Opinion,
    Publication,
    Recall,
    Release,
    Remark,
    Review,
    ReviewRequest,
    SavedResult,
    Tree,
)
from guidance.services.publishing import reviews
from guidance.services.reviewing import guests
from tests.admin.forms import asked, fields_of
from tests.admin.frame.uploads import URL as IMPORT
from tests.admin.frame.uploads import upload
from tests.admin.pages import at, publish_form
from tests.documents import faq_data

ALL = ("guest", "outsider", "reviewer", "editor", "publisher", "operator")
WRITERS = ("editor", "publisher", "operator")
PUBLISHERS = ("publisher", "operator")
REVIEWERS = ("reviewer", "operator")
OPERATOR = ("operator",)
TEAM = ("reviewer", *WRITERS)

MAY = {
    "save a draft": WRITERS,
    "save a note": WRITERS,
    "hand over a draft": WRITERS,
    "add a draft": WRITERS,
    "ask for a review": WRITERS,
    "remark": TEAM,
    "approve": REVIEWERS,
    "publish": PUBLISHERS,
    "schedule": PUBLISHERS,
    "take back what is scheduled": PUBLISHERS,
    "withdraw": PUBLISHERS,
    "recall": PUBLISHERS,
    "confirm": REVIEWERS,
    "restore": WRITERS,
    "invite a guest": WRITERS,
    "take back a guest's link": WRITERS,
    "take back a short link": PUBLISHERS,
    "import": WRITERS,
    "export": TEAM,
    "delete a note": WRITERS,
    "delete a draft": OPERATOR,
    "add a user": OPERATOR,
    "add a group": OPERATOR,
    "judge by a guest's link": ALL,
}
"""Who may do what, as the issue of the workshop and the groups of ``services/people.py`` say."""


@pytest.fixture
def steps(people, team):
    """Return what sends each step, with the form that somebody was shown who may take it."""
    root = people["operator"]
    row, note, tree = FaqEntry.objects.first(), Annotation.objects.first(), Tree.objects.get()
    row.short_answer, tree.title = "Typed.", "Other"
    row.save()
    tree.save()
    other = FaqEntry.objects.create(slug="other", question="Other?", short_answer="Yes.")
    by = User.objects.create_superuser("ada")
    invited, secret = guests.invite(row, by=by, guest="Gus", days=7)
    reviews.ask(row, by=by, note="")
    now = timezone.now()
    waiting = Release.objects.create(
        note="Later.", publish_at=now + timedelta(days=1), made_by=by, made_at=now
    )
    looked = root.post("/admin/guidance/releases/add/", {"drafts": [f"faq/{row.pk}"]}).context
    later = timezone.localtime(now + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    link = SavedResult.objects.get()

    def form(address, **changes):
        return address, fields_of(root.get(address), **changes)

    def sent(address, **given):
        return address, given

    return {
        "save a draft": form(at(row, "change/"), short_answer="Saved."),
        "save a note": form(at(note, "change/"), body="Saved."),
        "hand over a draft": form(at(row, "change/"), owner=str(by.pk)),
        "add a draft": form(
            "/admin/guidance/faqentry/add/", question="New?", slug="new", short_answer="Yes."
        ),
        "ask for a review": sent(at(tree, "review/"), note=""),
        "remark": sent(at(row, "review/remark/"), words="Hm."),
        "approve": sent(
            at(row, "review/answer/"), verdict="agrees", note="",
            seen=root.get(at(row, "review/")).context["inspection"].digest,
        ),
        "publish": (at(row, "publish/"), publish_form(root, row)),
        "schedule": sent(
            "/admin/guidance/releases/add/", sure="yes", note="Later.", publish_at=later,
            drafts=[one["value"] for one in looked["drafts"]], look_again_on="",
        ),
        "take back what is scheduled": sent(f"/admin/guidance/releases/{waiting.pk}/cancel/"),
        "withdraw": sent(at(row, "withdraw/"), note="Wrong.", reason="", successor=""),
        "recall": sent(
            at(row, "editions/1/recall/"), reason="Wrong.", advice="Ask.", _recall="yes"
        ),
        "confirm": sent(at(row, "editions/1/confirm/")),
        "restore": sent(
            at(row, "editions/1/restore/"),
            seen=root.get(at(row, "editions/1/restore/")).context["inspection"].digest,
        ),
        "invite a guest": sent(at(row, "review/guests/"), guest="Max", days="7", note=""),
        "take back a guest's link": sent(at(row, f"review/guests/{invited.pk}/take-back/")),
        "take back a short link": sent(f"/admin/guidance/savedresult/{link.pk}/take-back/"),
        "import": (IMPORT, imported),
        "delete a note": (at(note, "delete/"), asked(root.get(at(note, "delete/")))),
        "delete a draft": (at(other, "delete/"), asked(root.get(at(other, "delete/")))),
        "add a user": form(
            "/admin/auth/user/add/", username="new", usable_password="false"
        ),
        "add a group": form("/admin/auth/group/add/", name="New"),
        "judge by a guest's link": sent(
            f"/review/{secret}/", **{"all-name": "Gus", "all-verdict": "agrees", "all-words": ""}
        ),
    }  # fmt: skip


def imported(client):
    """Return the form by which one confirms what one has sent in oneself; none where refused."""
    page = upload(client, faq_data("in", question="In?"))
    return fields_of(page) if page.status_code == 200 and page.context else {}


def state():
    """Return what the steps change, by step."""
    faq = FaqEntry.objects.filter(slug="may-i-sell-it").values_list("short_answer", "owner").first()
    note = Annotation.objects.order_by("pk").values_list("body", flat=True).first()
    editions = Edition.objects.filter(publication__kind="faq").count()
    answer, owner = faq
    return {
        "save a draft": answer == "Saved.",
        "save a note": note == "Saved.",
        "hand over a draft": owner is not None,
        "add a draft": FaqEntry.objects.filter(slug="new").exists(),
        "ask for a review": ReviewRequest.objects.filter(kind="tree").exists(),
        "remark": Remark.objects.exists(),
        "approve": ReviewRequest.objects.filter(verdict="agrees").exists(),
        "publish": editions > 1,
        "schedule": Release.objects.filter(items__isnull=False).exists(),
        "take back what is scheduled": Release.objects.filter(state="cancelled").exists(),
        "withdraw": Publication.objects.filter(withdrawn_at__isnull=False).exists(),
        "recall": Recall.objects.exists(),
        "confirm": Review.objects.exists(),
        "restore": answer == "Yes.",
        "invite a guest": Invitation.objects.filter(guest="Max").exists(),
        "take back a guest's link": Invitation.objects.filter(taken_back_at__isnull=False).exists(),
        "take back a short link": not SavedResult.objects.filter(taken_back_at=None).exists(),
        "import": FaqEntry.objects.filter(slug="in").exists(),
        "delete a note": not Annotation.objects.exists(),
        "delete a draft": not FaqEntry.objects.filter(slug="other").exists(),
        "add a user": User.objects.filter(username="new").exists(),
        "add a group": Group.objects.filter(name="New").exists(),
        "judge by a guest's link": Opinion.objects.exists(),
    }


def done(client, address, given):
    """Send a step, and return the names of what it did; nothing of it stays."""
    before = state()
    with transaction.atomic():
        answer = client.post(address, given(client) if callable(given) else given)
        after = state()
        transaction.set_rollback(True)
    assert answer.status_code < 500, address
    return {name for name in after if after[name] and not before[name]}


def test_each_step_is_done_by_those_who_may_and_by_nobody_else(people, steps):
    did = {
        step: {who: done(client, *sent) for who, client in people.items()}
        for step, sent in steps.items()
    }

    allowed = {step: tuple(who for who, names in by.items() if names) for step, by in did.items()}
    others = {step: names for step, by in did.items() for names in by.values() if names - {step}}
    assert allowed == {step: who for step, who in MAY.items() if step != "export"}
    assert others == {}


def test_drafts_and_editions_go_out_to_the_team_alone(people):
    row, license = FaqEntry.objects.get(), License.objects.get()
    addresses = [
        at(row, "export/"), at(row, "editions/1/export/"), at(license, "folder/"),
        at(license, "review/memo.docx"),
    ]  # fmt: skip

    got = {
        who: [address for address in addresses if is_given(client.get(address))]
        for who, client in people.items()
    }

    assert got == {who: addresses if who in MAY["export"] else [] for who in people}


def is_given(answer):
    if answer.streaming:
        b"".join(answer)  # read to its end, a file is closed
    return answer.headers.get("Content-Disposition", "").startswith("attachment")
