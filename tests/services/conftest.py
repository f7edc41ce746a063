"""A pack in a folder, for the tests of what loads it."""

import pytest

from guidance.core.texts.normal import digest, normalize
from tests.documents import TOPICS, faq_data, license_data, tree_data
from tests.services.intake.small_pack import write


@pytest.fixture
def pack(tmp_path):
    """A pack of one of each kind, with the folder of the texts that it names."""
    folder, texts = tmp_path / "packs", tmp_path / "texts"
    folder.mkdir()
    texts.mkdir()
    license = license_data()
    body = license["text"].pop("body")
    (texts / "example.LICENSE").write_text(f"---\nkey: example\nname: Example\n---\n{body}\n")
    assert digest(normalize(body)) == license["text"]["digest"]
    for name, data in {
        "topics": TOPICS, "license": license, "faq": faq_data(), "tree": tree_data(),
    }.items():  # fmt: skip
        write(folder, name, data)
    return folder, texts
