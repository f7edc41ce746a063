"""Sentences as vectors: a small BERT read forward, in numpy alone.

Sentences that mean nearly the same have vectors that point nearly the same way. Only what
finds no meaning without it imports this file: numpy costs each process 20 MB.
"""

import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guidance.services.search.meaning.model_files import vocabulary_of, weights_of
from guidance.services.search.meaning.wordpieces import WordPieces

Numbers = NDArray[np.float32]
_Alike = list[tuple[slice, tuple[int, int]]]

SIZE = 384
_PARTS = ("query", "key", "value")
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
        # Those of one length stand side by side, so that no place is filled up and masked.
        order = sorted(range(len(cut)), key=lambda number: len(cut[number]))
        for start in range(0, len(order), _TOGETHER):
            numbers = order[start : start + _TOGETHER]
            found[numbers] = self._forward([cut[number] for number in numbers])
        return found

    def _forward(self, cut: Sequence[Sequence[int]]) -> Numbers:
        """Read sentences, the shortest first, one behind the other: each product is of them all."""
        word, place = (self._of(f"embeddings.{of}_embeddings") for of in ("word", "position"))
        flow = word[[piece for pieces in cut for piece in pieces]]
        flow += place[[number for pieces in cut for number in range(len(pieces))]]
        flow += self._of("embeddings.token_type_embeddings")[0]
        alike = _alike(cut)
        flow = self._even("embeddings.LayerNorm", flow)
        for number in range(self._layers):
            flow = self._layer(f"encoder.layer.{number}", flow, alike)
        mean = np.concatenate(
            [flow[rows].reshape(*shape, SIZE).mean(axis=1) for rows, shape in alike]
        )
        mean /= np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), _LEAST)
        return mean

    def _layer(self, name: str, flow: Numbers, alike: _Alike) -> Numbers:
        parts = [self._dense(f"{name}.attention.self.{part}", flow) for part in _PARTS]
        heard = np.empty_like(flow)
        for rows, shape in alike:
            heard[rows] = _heard(*(part[rows].reshape(*shape, _HEADS, -1) for part in parts))
        heard = self._dense(f"{name}.attention.output.dense", heard)
        heard += flow
        flow = self._even(f"{name}.attention.output.LayerNorm", heard)
        thought = self._dense(f"{name}.intermediate.dense", flow)
        thought = self._dense(f"{name}.output.dense", _gelu(thought))
        thought += flow
        return self._even(f"{name}.output.LayerNorm", thought)

    def _of(self, name: str) -> Numbers:
        return self._weights[f"{name}.weight"]

    def _dense(self, name: str, flow: Numbers) -> Numbers:
        found: Numbers = flow @ self._of(name)
        found += self._weights[f"{name}.bias"]
        return found

    def _even(self, name: str, flow: Numbers) -> Numbers:
        flow = flow - flow.mean(axis=-1, keepdims=True)
        size = np.einsum("ij,ij->i", flow, flow)[:, None] / np.float32(flow.shape[-1])
        flow /= np.sqrt(size + np.float32(_LEAST))
        flow *= self._of(name)
        flow += self._weights[f"{name}.bias"]
        return flow


def _alike(cut: Sequence[Sequence[int]]) -> _Alike:
    """Return where sentences of one length stand, with how many there are and how long they are."""
    found: list[tuple[slice, tuple[int, int]]] = []
    start = 0
    for length, those in groupby(map(len, cut)):
        many = len(list(those))
        found.append((slice(start, start + many * length), (many, length)))
        start += many * length
    return found


def _heard(asked: Numbers, offered: Numbers, said: Numbers) -> Numbers:
    """Return what each piece hears from all of its sentence."""
    heed = asked.transpose(0, 2, 1, 3) @ offered.transpose(0, 2, 3, 1)
    heed *= np.float32(asked.shape[-1] ** -0.5)
    heed -= heed.max(axis=-1, keepdims=True)
    np.exp(heed, out=heed)
    heed /= heed.sum(axis=-1, keepdims=True)
    heard = (heed @ said.transpose(0, 2, 1, 3)).swapaxes(1, 2)
    return np.asarray(heard.reshape(-1, SIZE), np.float32)


def _gelu(flow: Numbers) -> Numbers:
    """Return x Φ(x). Source: Abramowitz and Stegun 7.1.26, within 2e-7 of the error function.

    Each step writes into what it was given, for new room costs more than the numbers.
    """
    size = np.abs(flow)
    size *= np.float32(0.5**0.5)
    part = size * np.float32(0.3275911)
    part += 1
    np.reciprocal(part, out=part)
    rest = part * np.float32(1.061405429)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        rest += np.float32(factor)
        rest *= part
    np.square(size, out=size)
    np.negative(size, out=size)
    np.exp(size, out=size)
    rest *= size
    np.subtract(1, rest, out=rest)
    np.copysign(rest, flow, out=rest)
    rest += 1
    rest *= flow
    rest *= np.float32(0.5)
    return rest


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
