"""Sentences as vectors: a small BERT read forward, in numpy alone.

Sentences that mean nearly the same have vectors that point nearly the same way. Only what
finds no meaning without it imports this file: numpy costs each process 20 MB.
"""

import json
from collections.abc import Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guidance.services.search.meaning.model_files import vocabulary_of, weights_of
from guidance.services.search.meaning.wordpieces import WordPieces

Numbers = NDArray[np.float32]

SIZE = 384
_HEADS = 12
_TOGETHER = 16  # sentences
_LEAST = 1e-12  # as the model's layer_norm_eps


class Encoder:
    """The model: its weights are mapped from their file, so that processes share the pages."""

    def __init__(self, place: Path) -> None:
        self._pieces = WordPieces(vocabulary_of(place))
        self._weights = _mapped(weights_of(place))
        self._layers = sum(name.endswith("intermediate.dense.weight") for name in self._weights)

    def vectors(self, sentences: Sequence[str], *, limit: int) -> Numbers:
        """Return a vector of length 1 for the first ``limit`` pieces of each sentence."""
        cut = [self._pieces.numbers(sentence, limit=limit) for sentence in sentences]
        found = np.empty((len(cut), SIZE), np.float32)
        # Those of one length go together, so that no place is filled up and masked.
        order = sorted(range(len(cut)), key=lambda number: len(cut[number]))
        for _, alike in groupby(order, key=lambda number: len(cut[number])):
            while numbers := list(islice(alike, _TOGETHER)):
                found[numbers] = self._forward(np.array([cut[number] for number in numbers]))
        return found

    def _forward(self, pieces: NDArray[np.int_]) -> Numbers:
        word, place = (self._of(f"embeddings.{of}_embeddings") for of in ("word", "position"))
        kind = self._of("embeddings.token_type_embeddings")[0]
        flow = word[pieces] + place[: pieces.shape[1]] + kind
        flow = self._even("embeddings.LayerNorm", flow)
        for number in range(self._layers):
            flow = self._layer(f"encoder.layer.{number}", flow)
        mean: Numbers = flow.mean(axis=1)
        mean /= np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), _LEAST)
        return mean

    def _layer(self, name: str, flow: Numbers) -> Numbers:
        asked, offered, said = (
            self._dense(f"{name}.attention.self.{part}", flow)
            .reshape(*flow.shape[:2], _HEADS, -1)
            .swapaxes(1, 2)
            for part in ("query", "key", "value")
        )
        heed = asked @ offered.swapaxes(2, 3) / np.float32(asked.shape[-1] ** 0.5)
        heed = np.exp(heed - heed.max(axis=-1, keepdims=True))
        heed /= heed.sum(axis=-1, keepdims=True)
        heard = (heed @ said).swapaxes(1, 2).reshape(flow.shape)
        heard = self._dense(f"{name}.attention.output.dense", heard)
        flow = self._even(f"{name}.attention.output.LayerNorm", flow + heard)
        thought = self._dense(f"{name}.intermediate.dense", flow)
        thought = self._dense(f"{name}.output.dense", _gelu(thought))
        return self._even(f"{name}.output.LayerNorm", flow + thought)

    def _of(self, name: str) -> Numbers:
        return self._weights[f"{name}.weight"]

    def _dense(self, name: str, flow: Numbers) -> Numbers:
        weights = self._of(name)
        flat = flow.reshape(-1, flow.shape[-1]) @ weights + self._weights[f"{name}.bias"]
        return flat.reshape(*flow.shape[:-1], weights.shape[1])  # one product for all sentences

    def _even(self, name: str, flow: Numbers) -> Numbers:
        flow = flow - flow.mean(axis=-1, keepdims=True)
        flow /= np.sqrt((flow * flow).mean(axis=-1, keepdims=True) + np.float32(_LEAST))
        return flow * self._of(name) + self._weights[f"{name}.bias"]


def _gelu(flow: Numbers) -> Numbers:
    """Return x Φ(x). Source: Abramowitz and Stegun 7.1.26, within 2e-7 of the error function."""
    size = np.abs(flow) * np.float32(0.5**0.5)
    part = 1 / (1 + np.float32(0.3275911) * size)
    rest = np.float32(1.061405429) * part
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        rest = (rest + np.float32(factor)) * part
    share = 1 - rest * np.exp(-size * size)
    return flow * np.float32(0.5) * (1 + np.copysign(share, flow))  # type: ignore[no-any-return]


def _mapped(path: Path) -> dict[str, Numbers]:
    """Return the weights of a safetensors file, by name, without reading them."""
    with path.open("rb") as opened:
        size = int.from_bytes(opened.read(8), "little")
        head: dict[str, Any] = json.loads(opened.read(size))
    body = np.memmap(path, dtype=np.uint8, mode="r", offset=8 + size)
    found: dict[str, Numbers] = {}
    for name, tensor in head.items():
        if tensor.get("dtype") == "F32":
            start, end = tensor["data_offsets"]
            part: Any = body[start:end]
            found[name] = part.view(np.float32).reshape(tensor["shape"])
    return found
