"""A license gets a new revision of its text; what is quoted follows its words, or waits."""

import pytest

from guidance.core.texts.normal import digest
from guidance.models import Edition, LicenseText
from guidance.services.drafts import retexting
from guidance.services.publishing.acts import publish
from tests.admin.pages import at, messages_of
from tests.documents import BODY
from tests.html import select

NEW = BODY.replace("You must keep this notice", "You need not keep this notice").replace(
    "for any purpose", "for all ends"
)


@pytest.fixture
def text(ground):
    return LicenseText.objects.create(
        source="tests", source_key="new", title="Example, revised", body=NEW, digest=digest(NEW),
        form=1,
    )  # fmt: skip


@pytest.fixture
def page_of(ground, text):
    return f"{at(ground['license'], 'revise/')}?text={text.pk}"


def sent(page, *looks):
    seen = select(page, "[name=seen]")[0]["value"]
    return {"seen": seen, "look": list(looks)}


def looks(page):
    return [one["value"] for one in select(page, "[name=look]")]


def test_page_shows_what_becomes_of_each_quote(admin_of, page_of):
    shown = admin_of.get(page_of)

    groups = {name: len(found) for name, _words, found in shown.context["groups"]}
    assert sum(groups.values()) == 3
    assert groups["similar"] >= 1
    assert len(looks(shown)) == groups["similar"]
    assert select(shown, "details del")
    assert select(shown, "details ins")


def test_what_is_the_same_follows_and_the_rest_waits(admin_of, page_of, ground, text):
    license = ground["license"]
    publish(license, by=None, note="First.")
    notice = license.terms.get(key="notice")
    before = notice.citations

    answer = admin_of.post(page_of, sent(admin_of.get(page_of)), follow=True)

    license.refresh_from_db()
    notice.refresh_from_db()
    assert license.text == text
    assert notice.citations[0]["quote"]["exact"] == before[0]["quote"]["exact"]
    assert notice.citations[0]["quote"]["sentence"].startswith("You must keep this notice")
    assert answer.redirect_chain[-1][0] == at(license, "sentences/")
    assert "wait" in messages_of(answer)[-1]
    assert Edition.objects.get().document["text"]["body"] == BODY


def test_what_is_accepted_follows_with_its_new_sentence(admin_of, page_of, ground):
    shown = admin_of.get(page_of)

    admin_of.post(page_of, sent(shown, *looks(shown)))

    quote = ground["license"].terms.get(key="notice").citations[0]["quote"]
    assert quote["sentence"].startswith("You need not keep this notice")


def test_draft_that_was_changed_meanwhile_is_looked_at_anew(admin_of, page_of, ground, text):
    form = sent(admin_of.get(page_of))
    ground["license"].annotations.update(body="Other words.")

    answer = admin_of.post(page_of, form, follow=True)

    assert "Nothing was written" in messages_of(answer)[0]
    ground["license"].refresh_from_db()
    assert ground["license"].text != text


def test_text_with_the_same_words_is_said_to_be_so(admin_of, ground):
    body = BODY.replace(". You may", ".\n\nYou may")
    LicenseText.objects.create(source="tests", title="Set anew", body=body, digest=digest(body))
    text = LicenseText.objects.get(title="Set anew")

    shown = admin_of.get(f"{at(ground['license'], 'revise/')}?text={text.pk}")

    assert "every word is the same" in shown.content.decode()


def test_texts_are_searched_and_only_writers_choose(client, team, ground, text):
    url = at(ground["license"], "revise/")
    client.force_login(team["editor"])
    found = [
        [one.text for one in select(client.get(url, {"q": q}), ".draft-quotes a")]
        for q in ("revised", "nothing like it")
    ]
    client.force_login(team["reviewer"])

    assert found == [["Example, revised (tests)"], []]
    assert client.get(url).status_code == client.post(url).status_code == 403


def test_looks_of_other_quotes_are_not_accepted(ground, text, admin_of, page_of):
    revision = retexting.propose(ground["license"], text)

    assert len({retexting.look_of(one) for one in revision.fated}) == 3
