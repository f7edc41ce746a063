"""What tests of pages begin with: a published questionnaire, and a short link to a result."""

import pytest

from tests.documents import tree_data
from tests.editions import published, published_license, published_tree
from tests.html import values
from tests.scenes import scene
from tests.views.checking.results import CHECK, QUERY, page


@scene
def tree():
    published_license()
    return published_tree()


@scene
def renewed(tree):
    """Today's edition asks something else first, and says something else."""
    data = tree_data(cases=[], start="why")
    data["questions"].append(
        {"key": "why", "kind": "choice", "title": "Why do you ask?",
         "citations": data["questions"][0]["citations"],
         "options": [{"key": "use", "label": "To use it", "goto": "users"},
                     {"key": "sell", "label": "To sell it", "goto": "ask-first"}]}
    )  # fmt: skip
    data["questions"][1]["options"][0] |= {"key": "some", "label": "Some do"}
    return published(data)


@pytest.fixture
def shared(client, tree):
    """The addresses that making a short link gives out: the link, and the secret one."""
    response = client.post(f"{CHECK}v1/share/{QUERY}", {"title": "Chat <b>bot</b>"}, follow=True)
    link, back = values(page(response), "input[readonly]", "value")
    return link.removeprefix("http://testserver"), back.removeprefix("http://testserver")
