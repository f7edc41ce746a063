"""A pack of one document of each kind, in a folder, to be changed and loaded again."""

import json

from guidance.services.intake.packs import load_packs


def write(folder, name, data):
    (folder / f"{name}.yaml").write_text(json.dumps(data))  # which YAML holds too


def load(pack):
    """Load a pack; return what became of each document by its slug."""
    folder, texts = pack
    return {item.document.slug: item.what for item in load_packs(folder, texts_dir=texts)}


def without_body(data):
    """Return a license as packs write it: its text by digest."""
    return {**data, "text": {**data["text"], "body": None}}
