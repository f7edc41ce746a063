"""Forms in the workshop: targets made on the spot, keys from words, order, copies, deleting."""

import pytest
from django.urls import reverse

from guidance.models import Option, Outcome, Question, Tree
from guidance.services.publishing.acts import publish
from tests.admin.forms import fields_of
from tests.html import texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(ground):
    publish(ground["license"], by=None, note="First.")
    return ground["tree"]


@pytest.fixture
def edit(admin_of, tree):
    """Open a node's form and send it, changed, to the workshop."""

    def send(key, *, opened=None, **changes):
        row = Question.objects.filter(key=key).first() or Outcome.objects.get(key=key)
        url = reverse(f"admin:guidance_{row._meta.model_name}_change", args=[row.pk])
        page = opened or admin_of.get(url)
        shop = f"/admin/guidance/tree/{tree.pk}/workshop/?node={key}"
        return admin_of.post(shop, fields_of(page, **changes))

    return send


def told(response):
    return " ".join(texts(response, ".errorlist li"))


def test_option_leads_to_an_outcome_that_is_made_with_it(edit, tree):
    response = edit(
        "sharing", options__0__goto="+outcome:prohibited", options__0__goto_new="You may not do it"
    )

    made = Outcome.objects.get(title="You may not do it")
    assert response.url == f"/admin/guidance/tree/{tree.pk}/workshop/?node=sharing#inspector"
    assert (made.key, made.verdict) == ("you-may-not-do-it", "prohibited")
    assert Option.objects.get(question__key="sharing", key="yes").goto == made.key


def test_two_options_to_the_same_new_node_make_it_once(edit):
    new = {"goto": "+question", "goto_new": "What then?"}
    edit("sharing", **{f"options__{n}__{k}": v for n in (0, 1) for k, v in new.items()})

    assert Question.objects.filter(title="What then?").count() == 1
    assert set(Option.objects.filter(goto="what-then").values_list("key", flat=True)) == {
        "yes", "no",
    }  # fmt: skip


def test_question_is_put_between_an_answer_and_where_it_led(edit):
    before = Option.objects.get(question__key="sharing", key="yes").goto

    edit("sharing", options__0__goto="+between", options__0__goto_new="And where?")

    assert before
    assert Question.objects.get(title="And where?").goto == before
    assert Option.objects.get(question__key="sharing", key="yes").goto == "and-where"


@pytest.mark.parametrize(
    ("chosen", "title", "said"),
    [
        ("+question", " ", "Write what the new question asks"),
        ("+outcome:nonsense", "Title", "Choose one of the list."),
        ("", "Title", "Choose what “Title” is"),
    ],
)
def test_new_node_without_its_words_or_its_kind_is_refused(edit, chosen, title, said):
    count = Question.objects.count() + Outcome.objects.count()

    response = edit("sharing", options__0__goto=chosen, options__0__goto_new=title)

    assert said in told(response)
    assert Question.objects.count() + Outcome.objects.count() == count


def test_new_option_gets_its_key_from_its_words(edit):
    total = Option.objects.filter(question__key="sharing").count()
    edit(
        "sharing",
        options__TOTAL_FORMS=str(total + 1),
        **{
            f"options__{total}__label": "No",
            f"options__{total}__goto": "use",
            f"options__{total}__key": "",
            f"options__{total}__position": "7",
        },
    )

    assert Option.objects.get(question__key="sharing", position=7).key == "no-2"


def test_two_people_write_on_two_nodes_side_by_side(edit, admin_of, tree):
    users = Question.objects.get(key="users")
    opened = admin_of.get(reverse("admin:guidance_question_change", args=[users.pk]))

    edit("sharing", title="Do you give it away?")
    response = edit("users", opened=opened, title="How many people use it?")

    assert response.status_code == 302
    assert set(Question.objects.values_list("title", flat=True)) >= {
        "Do you give it away?", "How many people use it?",
    }  # fmt: skip


def test_two_people_on_one_node_are_told_and_nothing_is_made(edit, admin_of):
    sharing = Question.objects.get(key="sharing")
    opened = admin_of.get(reverse("admin:guidance_question_change", args=[sharing.pk]))

    edit("sharing", title="Do you give it away?")
    response = edit(
        "sharing", opened=opened, title="Do you pass it on?",
        options__0__goto="+question", options__0__goto_new="Never made?",
    )  # fmt: skip

    assert "after you had opened it" in response.content.decode()
    assert not Question.objects.filter(title="Never made?").exists()
    assert Question.objects.get(key="sharing").title == "Do you give it away?"


def test_options_are_moved_and_stay_at_the_ends(edit):
    def order():
        return list(Option.objects.filter(question__key="sharing").values_list("key", flat=True))

    first, second, *others = order()
    pk = Option.objects.get(question__key="sharing", key=second).pk

    edit("sharing", _then=f"up-option:{pk}")
    assert order() == [second, first, *others]
    edit("sharing", _then=f"up-option:{pk}")
    assert order() == [second, first, *others]


def test_question_is_copied_with_its_options(edit):
    response = edit("sharing", _then="copy")

    made = Question.objects.get(title="Do others get copies? (copy)")
    assert f"node={made.key}#" in response.url
    old = Question.objects.get(key="sharing")
    assert list(made.options.values_list("key", "goto")) == list(
        old.options.values_list("key", "goto")
    )


def test_deleting_names_everything_that_leads_there(admin_of, tree):
    sharing = Question.objects.get(key="sharing")
    sharing.routes.create(when={"question": "sharing", "is": "yes"}, goto="use")

    page = admin_of.get(reverse("admin:guidance_question_delete", args=[sharing.pk]))

    assert page.context["leading"] == [
        (
            "How many users have you?: “100 or fewer”",
            f"/admin/guidance/tree/{tree.pk}/workshop/?node=users#options-0",
        ),
        (
            "Do others get copies?: if sharing is yes",
            f"/admin/guidance/tree/{tree.pk}/workshop/?node=sharing#routes-0",
        ),
        ("Case: At the limit", f"/admin/guidance/case/{tree.cases.get(key='at-limit').pk}/change/"),
    ]


def test_node_of_another_tree_serves_as_a_sample(admin_of, tree):
    other = Tree.objects.create(slug="other", title="Other", start="")
    sharing = Question.objects.get(key="sharing")

    admin_of.post(
        f"/admin/guidance/tree/{other.pk}/workshop/add/",
        {"noun": "question", "title": "Do they get copies?", "like": str(sharing.pk)},
    )

    made = other.questions.get(title="Do they get copies?")
    assert list(made.options.values_list("label", "goto")) == [
        ("Yes", ""), ("No", ""), ("I am not sure", ""),
    ]  # fmt: skip


def test_whole_questionnaire_is_copied_and_its_cases_are_unsigned(admin_of, tree):
    tree.cases.update(signed_by="Ann")

    admin_of.post(f"/admin/guidance/tree/{tree.pk}/workshop/copy/", {"title": "May we?"})

    made = Tree.objects.get(slug="may-we")
    assert made.title == "May we?"
    assert made.questions.count() == tree.questions.count()
    assert set(made.cases.values_list("signed_by", flat=True)) == {""}
    assert set(tree.cases.values_list("signed_by", flat=True)) == {"Ann"}


def test_new_questionnaire_begins_in_the_workshop_with_its_question(admin_of, ground):
    page = admin_of.get("/admin/guidance/tree/add/")

    response = admin_of.post(
        "/admin/guidance/tree/add/",
        fields_of(page, title="May I send it?", first="Who asks?", minutes="2"),
    )

    tree = Tree.objects.get(title="May I send it?")
    assert tree.slug == "may-i-send-it"
    assert response.url == f"/admin/guidance/tree/{tree.pk}/workshop/?node=who-asks#inspector"


def test_outcome_goes_on_with_a_questionnaire_picked_by_its_title(edit, admin_of, tree):
    Tree.objects.create(slug="may-i-name-it", title="May I name it so?")
    url = reverse("admin:guidance_outcome_change", args=[Outcome.objects.get(key="ship").pk])

    page = admin_of.get(url)
    edit("ship", opened=page, hands_over="may-i-name-it")

    assert texts(page, "select[name=hands_over] option") == ["—", "May I name it so?"]
    assert Outcome.objects.get(key="ship").hands_over == "may-i-name-it"


def test_questionnaire_that_is_gone_is_still_named(admin_of, tree):
    Outcome.objects.filter(key="ship").update(hands_over="gone")
    url = reverse("admin:guidance_outcome_change", args=[Outcome.objects.get(key="ship").pk])

    assert texts(admin_of.get(url), "select[name=hands_over] option") == [
        "gone, which is not there",
        "—",
    ]


def test_copy_stands_for_nothing(edit, tree):
    Question.objects.filter(key="sharing").update(succeeds=["old"])
    Option.objects.filter(question__key="sharing").update(succeeds=["old"])

    edit("sharing", _then="copy")

    made = Question.objects.get(title="Do others get copies? (copy)")
    assert (made.succeeds, [option.succeeds for option in made.options.all()]) == ([], [[], [], []])
