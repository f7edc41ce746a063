"""What ships, in a folder, with other words in every FAQ entry: an upgrade of the packs."""

import json
from pathlib import Path
from typing import Any


def write(folder: Path, mark: str) -> Path:
    """Write the shipped packs with ``mark`` in each FAQ entry's short answer; needs Django."""
    from django.conf import settings

    from guidance.core.documents import formats
    from guidance.services.intake.packs import read_folder

    folder.mkdir(exist_ok=True)
    for number, (_file, document) in enumerate(read_folder(settings.PACKS_DIR)):
        data: dict[str, Any] = formats.as_data(document)
        if data["kind"] == "faq":
            data["short_answer"] = f"{data['short_answer']} ({mark})"
        # JSON is YAML too.
        (folder / f"{number:03}.yaml").write_text(json.dumps(data), encoding="utf-8")
    return folder
