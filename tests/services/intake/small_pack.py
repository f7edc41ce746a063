"""A pack of one document of each kind, in a folder, to be changed and loaded again."""

import json

from guidance.core.texts.normal import digest, normalize
from guidance.services.intake.packs import load_packs
from tests.documents import TOPICS, faq_data, license_data, tree_data


def small_pack(place):
    """Write a pack of one of each kind; return its folder, and that of the texts it names."""
    folder, texts = place / "packs", place / "texts"
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


def write(folder, name, data):
    (folder / f"{name}.yaml").write_text(json.dumps(data))  # which YAML holds too


def load(pack):
    """Load a pack; return what became of each document by its slug."""
    folder, texts = pack
    return {item.document.slug: item.what for item in load_packs(folder, texts_dir=texts)}


def without_body(data):
    """Return a license as packs write it: its text by digest."""
    return {**data, "text": {**data["text"], "body": None}}
