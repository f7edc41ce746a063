"""An import says in words what it would change."""

import re

import pytest
import zeal

from tests.admin.frame.test_imports import upload
from tests.documents import faq_data, tree_data

pytestmark = pytest.mark.django_db


def test_preview_says_in_words_what_was_there_and_what_comes(admin_of, ground):
    tree = tree_data(cases=tree_data()["cases"][:1])
    tree["questions"][1]["options"][0]["adds"] = ["example/notice", "example/use"]

    with zeal.zeal_ignore():  # each document of a file is looked up by itself
        html = upload(admin_of, tree, faq_data(is_featured=True)).content.decode()

    assert re.findall(r"<(del|ins)>(.*?)</", html) == [
        ("del", "example/notice"), ("ins", "example/notice, example/use"),
        ("del", "Over the limit"), ("del", "no"), ("ins", "yes"),
    ]  # fmt: skip
