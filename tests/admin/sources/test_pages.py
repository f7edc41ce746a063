"""The pages about the sources of a license: seen, asked for, answered, taken as a new revision."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from guidance.core.texts.normal import digest
from guidance.models import License, LicenseText, Source
from guidance.services.sources.looking import _note, make_sources
from tests.admin.conftest import person
from tests.admin.forms import fields_of
from tests.admin.pages import at, change_url, messages_of
from tests.documents import BODY
from tests.html import select

NEW = BODY.replace("100 users", "50 users")


def seen(source, words, **fields):
    """Note words as a look does, without a network."""
    source.license.text.refresh_from_db()
    now = timezone.now()
    _note(source, words, now)
    source.looked_at, source.looked_where = now, "https://publisher.example/license"
    for name, value in fields.items():
        setattr(source, name, value)
    source.save()
    return source


@pytest.fixture
def sources(ground):
    return {one.policy or "text": one for one in make_sources()}


@pytest.fixture
def changed(sources):
    return seen(sources["text"], f"Menu\n\n{NEW}\n\nFooter")


@pytest.fixture
def url(ground):
    return at(ground["license"], "sources/")


def test_page_says_of_each_how_it_stands(admin_of, url, sources):
    seen(sources["text"], BODY)
    Source.objects.filter(policy="example-policy").update(trouble="gone", failures=2)

    page = admin_of.get(url)

    text, policy = page.context["items"]
    assert (text.source.state, text.trouble) == ("same", "")
    assert policy.url == "https://example.org/policy"
    assert policy.trouble == "Nothing is there any more (the server says so)."
    assert "At each of the last 2 looks." in page.text
    assert page.text.count("Look at the source now") == 2


def test_page_stands_before_anything_was_looked_at(admin_of, url, ground):
    page = admin_of.get(url)

    assert [one.source.pk for one in page.context["items"]] == [None, None]
    assert page.text.count("Not looked at yet.") == 2
    assert Source.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_as_many_queries_for_many_policies(
    admin_of, url, ground, count, django_assert_num_queries
):
    for number in range(count - 1):
        ground["license"].policies.create(
            slug=f"p{number}", title="P", url="https://example.org/p", position=number
        )
    make_sources()

    with django_assert_num_queries(QUERIES):
        admin_of.get(url)


QUERIES = 19


def test_asking_is_left_to_the_timer(admin_of, url, ground):
    answers = [admin_of.post(f"{url}ask/", {"policy": ""}, follow=True) for _ in range(2)]

    told = "Asked for. The timer looks at it next time, usually within minutes."
    assert [messages_of(one) for one in answers] == [[told], [told]]
    assert Source.objects.get().asked_at is not None
    assert "the timer looks next time" in admin_of.get(url).text


@pytest.mark.parametrize(("minutes", "is_asked"), [(9, False), (11, True)])
def test_nobody_asks_too_often(admin_of, url, sources, minutes, is_asked):
    Source.objects.update(looked_at=timezone.now() - timedelta(minutes=minutes))

    answer = admin_of.post(f"{url}ask/", {"policy": ""}, follow=True)

    assert (Source.objects.get(policy="").asked_at is not None) is is_asked
    too_soon = "It was looked at less than 10 minutes ago. Ask again later."
    assert (messages_of(answer) == [too_soon]) is not is_asked


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("https://publisher.example/plain.txt", ""),
        ("", ""),
        ("publisher.example/plain.txt", ""),
        ("http://publisher.example/", "Only addresses that begin with https:// are looked at."),
        ("ftp://publisher.example/", "Only addresses that begin with https:// are looked at."),
        ("javascript:alert(1)", "Enter a valid URL."),
        ("https://", "Enter a valid URL."),
        (f"https://a.example/{'x' * 500}",
         "Ensure this value has at most 500 characters (it has 518)."),
    ],
)  # fmt: skip
def test_address_is_given_and_refused_at_its_field(admin_of, url, sources, address, error):
    seen(sources["text"], BODY)

    answer = admin_of.post(url, {"policy": "", "of--address": address}, follow=True)

    source = Source.objects.get(policy="")
    if error:
        form = answer.context["items"][0].form
        assert list(form.errors["address"]) == [error]
        assert (source.address, source.looked_at is None) == ("", False)
    else:
        wanted = address if not address or "//" in address else f"https://{address}"
        assert (source.address, source.looked_at) == (wanted, None)
        assert source.asked_at is not None


def test_differences_and_what_rests_on_them_stand_on_one_page(admin_of, url, changed, ground):
    page = admin_of.get(f"{url}{changed.pk}/")

    assert [one.text for one in select(page, ".draft-words del")] == ["100"]
    assert [one.text for one in select(page, ".draft-words ins")] == ["50"]
    [clause] = page.context["rests"]
    assert clause["name"] == "3"
    assert {one[0] for one in clause["uses"]} == {"question", "outcome"}
    assert "Menu" not in "".join(one.text for one in select(page, ".draft-words"))


def one_of(data, name):
    [value] = data[name]
    return value.replace("\r", "")


def test_words_are_taken_by_the_steps_of_a_new_revision(admin_of, url, changed, ground):
    page = admin_of.get(f"{url}{changed.pk}/")
    [take] = [one["href"] for one in select(page, "a.button") if "source=" in one["href"]]
    form = admin_of.get(take)
    data = fields_of(form)

    answer = admin_of.post(take, data)

    text = LicenseText.objects.get(digest=digest(NEW))
    assert (one_of(data, "title"), one_of(data, "body").strip()) == ("Example", NEW)
    assert one_of(data, "source").startswith("publisher.example, ")
    assert (text.body, text.url) == (NEW, "https://publisher.example/license")
    assert answer["Location"] == f"{at(ground['license'], 'revise/')}?text={text.pk}"
    assert "Take this text" in admin_of.get(answer["Location"]).text
    assert License.objects.get().text != text


def test_nothing_is_taken_from_a_source_that_is_not_there(admin_of, ground):
    for given in ("999", "x", "", "-1", "9" * 30):
        form = admin_of.get(f"/admin/guidance/licensetext/add/?source={given}")
        assert form.status_code == 200
        assert not one_of(fields_of(form), "body").strip()


def test_it_is_nothing_with_a_reason(admin_of, editor, url, changed, ground):
    form = {"look": changed.look, "note": "A typing error of theirs."}

    missing = admin_of.post(f"{url}{changed.pk}/", form | {"note": " "})
    answer = admin_of.post(f"{url}{changed.pk}/", form, follow=True)

    assert list(missing.context["form"].errors["note"]) == ["Say why, in a few words."]
    assert messages_of(answer) == ["Kept, with your name. The page is compared as it is now."]
    source = Source.objects.get(policy="")
    assert (source.state, source.settled_by, source.note) == (
        "layout", editor, "A typing error of theirs.",
    )  # fmt: skip
    assert "A typing error of theirs." in admin_of.get(url).text
    said = LogEntry.objects.get().get_change_message()
    assert said == "What changed at the source of the text is nothing: A typing error of theirs."


def test_what_was_answered_or_changed_meanwhile_is_refused(admin_of, url, changed):
    form = {"look": changed.look, "note": "Nothing."}
    page = f"{url}{changed.pk}/"
    admin_of.post(page, form)

    answer = admin_of.post(page, form, follow=True)

    assert messages_of(answer)[-1].startswith("Nothing was kept: somebody answered already")


@pytest.mark.parametrize("who", ["reviewer", "plain", "outsider"])
def test_only_writers_answer(client, team, url, changed, who):
    client.force_login(team[who])
    sent = [
        client.post(f"{url}{changed.pk}/", {"look": changed.look, "note": "Nothing."}),
        client.post(f"{url}ask/", {"policy": ""}),
        client.post(url, {"policy": "", "of--address": "https://evil.example/"}),
    ]

    assert {one.status_code for one in sent} == {302 if who == "outsider" else 403}
    source = Source.objects.get(policy="")
    assert (source.state, source.asked_at, source.address) == ("changed", None, "")


def test_reviewer_sees_and_is_offered_nothing_to_send(client, team, url, changed):
    client.force_login(team["reviewer"])

    pages = [client.get(url), client.get(f"{url}{changed.pk}/")]

    assert [one.status_code for one in pages] == [200, 200]
    assert not any(select(one, ".draft-body form") for one in pages)


def test_source_of_another_license_is_not_found(admin_of, url, changed, ground):
    other = License.objects.create(slug="other", title="Other", text=ground["license"].text)
    for path in (at(other, f"sources/{changed.pk}/"), f"{url}999/"):
        assert admin_of.get(path).status_code == 404
    for policy in ("nothing", "\0"):
        assert admin_of.post(f"{url}ask/", {"policy": policy}).status_code == 404


def test_half_built_draft_has_its_sources(admin_of, url, changed, ground):
    ground["license"].annotations.update(section="")
    License.objects.update(short_title="")

    assert [admin_of.get(one).status_code for one in (url, f"{url}{changed.pk}/")] == [200, 200]


def tasks_of(client):
    wanted = ("texts and policies that say something else at their source",
              "sources whose address is to be looked at")  # fmt: skip
    found = {one["words"]: one for one in client.get("/admin/").context["tasks"]}
    return [found.get(one) for one in wanted]


def test_worklist_tells_owners_first_what_changed_and_what_cannot_be_read(
    client, team, url, changed, ground, sources
):
    Source.objects.filter(policy="example-policy").update(trouble="gone", failures=1)
    client.force_login(team["editor"])
    before = tasks_of(client)
    License.objects.update(owner=team["editor"])

    [one, other] = tasks_of(client)

    assert [task["mine"] for task in before] == [False, False]
    assert (one["mine"], other["mine"]) == (True, True)
    assert one["rows"][0][:2] == ("Example License", f"{url}{changed.pk}/")
    assert other["rows"] == [(
        "Example use policy", f"{url}#source-example-policy",
        "Nothing is there any more (the server says so).",
    )]  # fmt: skip


def test_worklist_is_quiet_where_nothing_is_to_be_done(client, team, sources):
    seen(sources["text"], BODY)
    Source.objects.filter(policy="example-policy").update(trouble="slow", failures=2)
    client.force_login(team["editor"])

    assert tasks_of(client) == [None, None]


def test_worklist_tells_nobody_what_they_may_not_see(client, changed, groups):
    client.force_login(person("pat", is_staff=True))

    assert client.get("/admin/").context["tasks"] == []


def test_source_stands_among_the_steps(admin_of, url, ground):
    page = admin_of.get(change_url(ground["license"]))

    assert url in [one["href"] for one in select(page, ".draft-steps a")]
