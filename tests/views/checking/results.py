"""A questionnaire's results, as the tests of pages ask for them."""

from tests.documents import license_data, tree_data
from tests.editions import published
from tests.html import read, texts, values

CHECK = "/check/can-i-use-it/"
V1 = f"{CHECK}v1/"
QUERY = "?users=100&sharing=yes"
SIGNED = "?_check=kfv3q&users=100&sharing=yes"
LINK = f"{CHECK}v1/{SIGNED}"
OLD_LINK = f"{CHECK}v1/{QUERY}"
"""As links were before they carried a check sign; they go on answering."""
UNSURE = f"{CHECK}v1/?users=100&sharing=unsure"


def page(response, status=200):
    assert response.status_code == status, response
    return response.content.decode()


def publish_otherwise():
    """Publish editions 2 with other wording, terms and outcome."""
    data = license_data(summary="Otherwise.")
    data["terms"][1]["title"] = "Keep the whole notice"
    data["terms"][1]["body"] = "Put it on top of the work."
    published(data)
    data = tree_data(title="May I?")
    data["questions"][1]["title"] = "Do others get any copies?"
    data["questions"][1]["options"][0]["label"] = "Yes, some"
    data["outcomes"][1] |= {
        "verdict": "prohibited", "title": "You may not pass it on", "adds": ["example/use"],
    }  # fmt: skip
    data["cases"] = []
    return published(data)


def words(html):
    return read(html).text


def part(html, begin, end):
    return words(html[html.index(begin) : html.index(end)])


def h1(html):
    return texts(html, "h1")[0]


def links(html):
    return values(html, "a[href^=/check/]", "href")


def answers(html):
    return list(zip(texts(html, ".q"), texts(html, ".a > span"), strict=True))
