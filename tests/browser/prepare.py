"""Fill an empty database with what the browser visits; run as a program, prints facts as JSON.

The real texts and packs, a second edition of one questionnaire (so that older results have
something to tell), short links, people, and drafts that are changed or broken.
"""

import json
import sys
from html import escape

import django

django.setup()

from django.contrib.auth.models import Group, User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from guidance.models import (  # noqa: E402
    Edition,
    FaqEntry,
    License,
    Outcome,
    Publication,
    Tree,
    Usage,
)
from guidance.services.drafts.rows_to_document import document_of  # noqa: E402
from guidance.services.editions.readings import document_in  # noqa: E402
from guidance.services.publishing import reviews  # noqa: E402
from guidance.services.publishing.acts import publish  # noqa: E402
from guidance.services.publishing.corrections import beside as shipped_beside  # noqa: E402
from guidance.services.publishing.corrections import look_of, set_aside  # noqa: E402
from guidance.services.publishing.recalls import recall  # noqa: E402
from guidance.services.publishing.sentences import fill  # noqa: E402
from guidance.services.publishing.shipped import keep_shipped  # noqa: E402
from guidance.services.publishing.withdrawals import withdraw  # noqa: E402
from guidance.services.results import saved_results  # noqa: E402
from guidance.services.reviewing import guests, remarks  # noqa: E402
from guidance.services.sources.answering import give_address  # noqa: E402
from guidance.services.sources.looking import look_at, make_sources  # noqa: E402
from guidance.services.usage.counting import week_of  # noqa: E402
from tests.browser.pages import PASSWORD  # noqa: E402
from tests.services.sources.servers import answer, network, serving  # noqa: E402


def main():
    call_command("migrate", verbosity=0)
    call_command("load_packs", stdout=sys.stderr)
    people()
    second_edition()
    used()
    broken_draft()
    facts = {"links": short_links(), "rows": {**rows(), "asked-faq": asked_for_review()}}
    facts["links"]["guest"] = invited(facts["rows"]["asked-faq"])
    facts["rows"] |= {**marked(), "turned": turned_license()}
    corrected(facts["rows"])
    sys.stdout.write(json.dumps(facts))


def people():
    lawyer = User.objects.create_user("lea", password=PASSWORD, is_staff=True, first_name="Lea")
    lawyer.groups.add(*Group.objects.filter(name__in=["Editors", "Reviewers", "Publishers"]))
    rita = User.objects.create_user("rita", password=PASSWORD, is_staff=True, first_name="Rita")
    rita.groups.add(Group.objects.get(name="Reviewers"))
    User.objects.create_superuser("root", password=PASSWORD)


def second_edition():
    outcome = Outcome.objects.get(tree__slug="train-on-llama-2-outputs", key="outputs-of-llama-1")
    outcome.title = "Another license decides: that of the first LLaMA model"
    outcome.save()
    publish(outcome.tree, by=None, note="Names the model more clearly.")


def used():
    """Count readers of a questionnaire: many at its first question, few at the last."""
    edition = Publication.objects.get(kind="tree", slug="can-i-use-llama-2").edition
    tree = document_in(edition)
    week = week_of(timezone.localdate())
    counted = [("asked", question.key, 90 // n) for n, question in enumerate(tree.questions, 1)]
    counted += [("answered", key, times // 2) for _, key, times in counted]
    counted += [("unsure", key, times // 9) for _, key, times in counted[: len(tree.questions)]]
    counted += [("reached", one.key, n % 7) for n, one in enumerate(tree.outcomes)]
    Usage.objects.bulk_create(
        Usage(slug=tree.slug, number=edition.number, week=week, kind=kind, key=key, times=times)
        for kind, key, times in counted
    )


def broken_draft():
    """Leave a tree whose start is missing, never published, and an FAQ entry that is changed."""
    Tree.objects.create(slug="half-built", title="Half built", start="nowhere")
    entry = FaqEntry.objects.get(slug="is-llama-2-free")
    entry.short_answer = "Yes, unless more than 700 million people use your products."
    entry.save()


def asked_for_review():
    """Leave an FAQ entry that Lea asks somebody to review, such as the administrator."""
    entry = FaqEntry.objects.exclude(slug="is-llama-2-free").first()
    entry.short_answer += " Ask if in doubt."
    entry.save()
    reviews.ask(entry, by=User.objects.get(username="lea"), note="Is that too much?")
    lea = User.objects.get(username="lea")
    remarks.say(entry, by=lea, words="Too much?", field="short answer")
    return entry.pk


def invited(pk):
    """Return the secret of a link by which a guest reviews a draft."""
    lea = User.objects.get(username="lea")
    entry = FaqEntry.objects.get(pk=pk)
    return guests.invite(entry, by=lea, guest="Ada Moss", days=7, note="Is it right?")[1]


def marked():
    """Recall the older edition of a questionnaire and a current one; withdraw; leave an orphan."""
    words = {
        "reason": "It said that the outputs of any model are free to use.",
        "advice": "Stop the training, and ask the legal team before you go on.",
    }
    lea = User.objects.get(username="lea")
    old = Edition.objects.get(publication__slug="train-on-llama-2-outputs", number=1)
    recall(old, by=lea, **words)
    found = Publication.objects.filter(kind="faq", current__card__is_featured=False)
    gone, recalled, orphan = found.order_by("-position")[:3]
    recall(recalled.current, by=lea, **words)
    withdraw(
        gone,
        by=lea,
        note="Superseded.",
        reason="The publisher replaced this license.",
        successor=recalled,
    )
    FaqEntry.objects.filter(slug=orphan.slug).delete()
    return {
        "withdrawn": gone.slug,
        "withdrawn-draft": FaqEntry.objects.get(slug=gone.slug).pk,
        "recalled": recalled.slug,
        "orphan": orphan.pk,
    }


def corrected(rows):
    """Let other words ship beside a license, a questionnaire and the changed FAQ entry."""
    license = document_of(License.objects.get(pk=rows["license"]))
    note, term = license.annotations[0], license.terms[0]
    free, tree = (
        document_of(model.objects.get(pk=rows[row]))
        for model, row in ((FaqEntry, "changed-faq"), (Tree, "tree"))
    )
    outcome = tree.outcomes[0].model_copy(update={"summary": "In other words than before."})
    beside = (
        license.model_copy(
            update={
                "annotations": (
                    note.model_copy(update={"body": f"{note.body}\n\nEvery copy counts."}),
                    *license.annotations[1:-1],
                ),
                "terms": (
                    *license.terms,
                    term.model_copy(update={"key": "new-term", "title": "A new one"}),
                ),
            }
        ),
        free.model_copy(
            update={"short_answer": "Yes, within the limit of clause 2.", "answer": "Ours."}
        ),
        tree.model_copy(update={"outcomes": (outcome, *tree.outcomes[1:])}),
    )
    keep_shipped({(one.kind, one.slug): one for one in beside}, ())
    found = shipped_beside(FaqEntry.objects.get(pk=rows["changed-faq"]))
    set_aside(
        FaqEntry.objects.get(pk=rows["changed-faq"]),
        place="answer",
        seen=look_of(found.at(["answer"])),
        reason="Our counsel wants the number of users named.",
        by=User.objects.get(username="lea"),
    )


def turned_license():
    """Leave a license with a sentence that turned, one in other words, and one that is gone."""
    license = License.objects.get(slug="llama-1")
    fill(license)
    turned, reworded, gone = license.annotations.order_by("position")[:3]
    turned.sentence = f"Unless you pay ten dollars, nobody shall say: {turned.sentence}"
    reworded.sentence = f"As before, {reworded.sentence}"
    gone.sentence = "Whoever breaks these rules loses all rights at the end of that same day."
    for note in (turned, reworded, gone):
        note.save()
    return license.pk


def changed_source():
    """Look at the page of a publisher who has changed a word of a license."""
    [source, *_policies] = make_sources(["llama-2"])
    body = License.objects.get(slug="llama-2").text.body
    with serving() as server:
        changed = body.replace("non-exclusive", "exclusive").split("\n\n")
        server.pages["/"] = answer("".join(f"<p>{escape(part)}</p>" for part in changed))
        give_address(source.license, "", server.url())
        look_at(source.pk, network=network(server))
    return source.pk


def short_links():
    edition = Edition.objects.get(publication__slug="train-on-llama-2-outputs", number=1)
    answers = {"origin": ("other-model",), "other-model": ("llama-1",)}
    kept, secret = saved_results.save(edition, answers, title="Labels for our classifier")
    gone, _ = saved_results.save(edition, answers, title="A mistake")
    saved_results.take_back(gone)
    return {"kept": kept.token, "secret": secret, "gone": gone.token}


def rows():
    license = License.objects.get(slug="llama-2")
    tree = Tree.objects.get(slug="can-i-use-llama-2")
    changed = FaqEntry.objects.get(slug="is-llama-2-free")
    return {
        "license": license.pk,
        "tree": tree.pk,
        "two-editions": Tree.objects.get(slug="train-on-llama-2-outputs").pk,
        "broken": Tree.objects.get(slug="half-built").pk,
        "changed-faq": changed.pk,
        "annotation": license.annotations.first().pk,
        "term": license.terms.first().pk,
        "topic": license.terms.first().topic_id,
        "question": tree.questions.first().pk,
        "outcome": tree.outcomes.get(key="internal").pk,
        "case": tree.cases.first().pk,
        "text": license.text_id,
        "other-text": License.objects.get(slug="llama-1").text_id,
        "publication": Edition.objects.get(publication__slug="llama-2").publication_id,
        "changed-source": changed_source(),
        "lawyer": User.objects.get(username="lea").pk,
    }


if __name__ == "__main__":
    main()
