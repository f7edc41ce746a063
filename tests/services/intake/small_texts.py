"""A few license texts, in a wheel or a folder, for the tests of what reads them."""

import zipfile

from guidance.services.intake.texts import import_texts

FILES = {
    "plain": b"---\nkey: plain\nname: Plain License\ncategory: Permissive\nowner: Us\n"
    b"homepage_url: https://example.org/plain\nspdx_license_key: Plain-1.0\n"
    b"is_deprecated: yes\nsince: 2023-07-18\n---\n\nDo what\nyou like.\n",
    "twin": b"---\nkey: twin\nname: Twin\n---\nDo what you\n like.",
    "other": b"---\r\nkey: other\r\nshort_name: Other\r\n---\r\nDo nothing.\r\n",
}


def make_wheel(folder, files, *, name="licensedcode_data-1.2.3-py3-none-any.whl"):
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for key, content in files.items():
            wheel.writestr(f"licensedcode/data/licenses/{key}.LICENSE", content)
        wheel.writestr("licensedcode_data-1.2.3.dist-info/licenses/plain.LICENSE", b"not data")
    return path


def make_folder(folder, files):
    for key, content in files.items():
        (folder / "below").mkdir(parents=True, exist_ok=True)
        (folder / "below" / f"{key}.LICENSE").write_bytes(content)
    return folder


def import_text(raw):
    """Keep one text, and return the row that holds its words."""
    [kept] = import_texts([raw])
    return kept.row
