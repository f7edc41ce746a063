"""A result as Markdown."""

import pytest
from markdown_it import MarkdownIt

from guidance.core.walking.walks import walk
from guidance.services.editions.readings import pinned
from guidance.services.results.presenting import present
from guidance.services.results.result_pages import result_page
from guidance.services.taking.markdown import as_markdown
from guidance.services.taking.places import FILE, Places
from guidance.services.taking.takes import take
from tests.documents import license_data, read_policy, tree_data
from tests.editions import published, published_license, published_tree
from tests.services.results.test_prospects import many_unsure
from tests.services.taking.test_markdown_writing import tokens_of

pytestmark = pytest.mark.django_db

URL = "https://guidance.example/check/can-i-use-it/v1/?users=100"

CLAUSE = "([Example 2](<https://guidance.example/licenses/example/v1/#2>))\n"


@pytest.fixture
def reading(db):
    published(read_policy())
    published_tree()
    return pinned("tree", "can-i-use-it", 1)


PLACES = Places(
    root="https://guidance.example",
    page=URL,
    markdown="",
    json="",
    zip=f"{URL}&zip",
    files=f"https://guidance.example/files/{FILE}",
)


def markdown(reading, answers, *, title="", done=()):
    result = present(reading, walk(reading.document, answers))
    page = result_page(result, None, addresses=None, title=title)
    return as_markdown(page, take(page), PLACES, done=done)


def test_as_markdown_says_everything_in_order(reading):
    text = markdown(reading, {"users": ("100",), "sharing": ("yes",)})

    date = f"{reading.edition.published_at:%d %b %Y}"
    digest = license_data()["text"]["digest"]
    clause = "https://guidance.example/licenses/example/v1/"
    assert text == (
        "# Can I use it?\n\n"
        "**Allowed, with conditions: You may pass it on**\n\n"
        "The verdict is for the whole plan, as answered below.\n\n"
        f"- Guidance: version 1 of {date}, current (SHA-256 `{reading.edition.digest}`)\n"
        "- Reviewed: not yet by the legal team\n"
        f"- Text: [Example License](<{clause}text/>), from tests "
        f"(SHA-256 `{digest}`, to be checked with `sha256sum`)\n"
        f"- Policy: [Example use policy](<{clause}#example-policy>), in our own words, "
        "from the copy read on 02 Jan 2026 (its own: <https://example.org/policy>)\n\n"
        "## What to do now\n\n"
        "- Add the notice.\n\n"
        "## What you must do\n\n"
        f"- [ ] **Keep the notice** ([Example 2](<{clause}#2>))\n\n"
        "  When you pass on copies\n\n"
        "  Put it beside the work.\n\n"
        "  ```\n  Example Notice\n  ```\n\n\n"
        "## What you must not do\n\n"
        f"- **Do no harm** ([Example aup.1](<{clause}#aup.1>))\n\n"
        "## What you may do\n\n"
        f"- **Use it commercially** ([Example 1](<{clause}#1>))\n\n"
        "## What this rests on\n\n"
        f"> “more than 100 users” ([Example 3](<{clause}#3>))\n\n"
        "## How we got here\n\n"
        "- How many users have you? **100 users**\n"
        "- Do others get copies? **Yes**\n\n"
        "---\n\n"
        f"Permanent link: <{URL}>\n\n"
        "This guidance explains a license. It is not legal advice for your case.\n"
    )


def test_as_markdown_ticks_what_is_done_and_nothing_else(db):
    data = license_data()
    data["terms"].append({**data["terms"][1], "key": "credit", "title": "Give credit"})
    published(data)
    tree = tree_data(cases=[])
    tree["outcomes"][1]["adds"] = ["example/credit"]
    published(tree)
    reading = pinned("tree", "can-i-use-it", 1)

    text = markdown(
        reading, {"users": ("100",), "sharing": ("yes",)}, done=["example/notice", "no/such"]
    )

    boxes = [line[:20] for line in text.split("\n") if line.startswith("- [")]
    assert boxes == ["- [x] **Keep the not", "- [ ] **Give credit*"]


def test_as_markdown_of_an_unsure_answer_shows_each_case(reading):
    lines = markdown(reading, {"users": ("100",), "sharing": ("unsure",)}).split("\n")

    assert [line for line in lines if line.startswith(("#", "**"))] == [
        "# Can I use it?",
        "**It depends on what you are not sure about.**",
        "## Find this out first",
        "**Do others get copies?**",
        "## What you may do",
        "## Case 1: Allowed, with conditions: You may pass it on",
        "## Case 2: Allowed: You may use it",
        "## What then also applies",
        "### Case 1",
        "#### What you must do",
        "#### What you must not do",
        "## How we got here",
    ]


def test_as_markdown_of_one_outcome_tells_the_terms_that_depend_without_cases(db):
    published_license()
    data = tree_data(cases=[])
    data["questions"][1]["options"][1]["goto"] = "ship"
    data["outcomes"] = data["outcomes"][1:]
    published(data)
    reading = pinned("tree", "can-i-use-it", 1)

    text = markdown(reading, {"users": ("100",), "sharing": ("unsure",)})

    assert "Case" not in text
    assert (
        "## What then also applies\n\n"
        "If, where it is asked:\n\n"
        "- Do others get copies? **Yes**\n\n"
        "### What you must do\n\n"
        "- [ ] **Keep the notice** ([Example 2](<https://guidance.example/licenses/example/v1/#2>))\n"
    ) in text


def test_as_markdown_names_a_clause_once(db):
    data = license_data()
    data["terms"][1]["citations"].append({"section": "2", "quote": "all copies"})
    published(data)
    published_tree()
    reading = pinned("tree", "can-i-use-it", 1)

    text = markdown(reading, {"users": ("100",), "sharing": ("yes",)})

    assert f"- [ ] **Keep the notice** {CLAUSE}" in text


def test_as_markdown_has_the_title_escaped(reading):
    answers = {"users": ("100",), "sharing": ("no",)}

    text = markdown(reading, answers, title="<b>*Chat* [bot](x)")

    assert text.split("\n")[0] == r"# &lt;b>\*Chat\* \[bot\](x)"


def test_as_markdown_of_many_ways_to_a_case_names_the_answers_that_decide(db):
    published_license()
    published(many_unsure())
    reading = pinned("tree", "can-i-use-it", 1)

    text = markdown(reading, dict.fromkeys("abcd", ("unsure",)))

    assert (
        "## Case 1: Allowed: D\n\n"
        "If, where it is asked:\n\n"
        "- Is d so? **Yes**\n\n"
        "> “more than 100 users” ([Example 3](<https://guidance.example/licenses/example/v1/#3>))\n\n"
        "## Case 2: Prohibited: Not D\n\n"
    ) in text


def test_no_word_of_a_result_is_html(db):
    live = "<b>live</b> `a\n\n<img src=x>\n\nb` \\<img src=x>"
    data = tree_data(title=live.replace("\n", " "))
    for outcome in data["outcomes"]:
        outcome |= {"title": "<b>title</b>", "summary": live, "next_steps": f"- `a\n- {live}"}
    for question in data["questions"]:
        question["title"] = "<b>asked</b>"
    terms = [
        {**term, "title": "<i>term</i>", "body": f"- a\n\n{live}", "trigger": "<u>if</u>",
         "fulfilment": f"    x\n{live}\n```\n<b>"}
        for term in license_data()["terms"]
    ]  # fmt: skip
    published_license(terms=terms)
    published(data)

    texts = [
        markdown(
            pinned("tree", "can-i-use-it", 1), {"users": ("5",), "sharing": (answer,)}, title=live
        )
        for answer in ("yes", "unsure")
    ]

    for text in texts:
        assert "live" in text
        assert [token.content for token in tokens_of(text) if token.type.startswith("html")] == []
        assert "&lt;b&gt;live&lt;/b&gt;" in MarkdownIt("commonmark").render(text)
