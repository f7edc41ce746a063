"""PNG files of few colours that hold the words which they show. The browser reads, we write."""

import base64
import struct
import zlib

import numpy as np

COLORS = 32
SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"Description\0\1\0\0\0"
"""Of a compressed iTXt, in no language."""

PIXELS = """async coded => {
  const bytes = Uint8Array.from(atob(coded), sign => sign.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  let signs = "";
  for (let at = 0; at < data.length; at += 8192) {
    signs += String.fromCharCode(...data.subarray(at, at + 8192));
  }
  return [width, height, btoa(signs)];
}"""


def small(png, page, *, words, tallest):
    """Return a picture cut to a height, in its most frequent colours, with its words."""
    width, height, coded = page.evaluate(PIXELS, base64.b64encode(png).decode())
    pixels = np.frombuffer(base64.b64decode(coded), np.uint8).reshape(height, width, 4)
    pixels = pixels[:tallest, :, :3].astype(np.int32)
    packed = pixels @ np.array([1 << 16, 1 << 8, 1])
    values, places, counts = np.unique(packed, return_inverse=True, return_counts=True)
    every = np.stack([values >> 16, values >> 8 & 255, values & 255], axis=1)
    palette = every[np.argsort(-counts, kind="stable")[:COLORS]]
    nearest = ((every[:, None] - palette[None]) ** 2).sum(axis=2).argmin(axis=1)
    rows = nearest.astype(np.uint8)[places.reshape(packed.shape)]
    unfiltered = np.pad(rows, ((0, 0), (1, 0))).tobytes()
    return SIGNATURE + b"".join((
        _chunk(b"IHDR", struct.pack(">IIBBBBB", width, len(rows), 8, 3, 0, 0, 0)),
        _chunk(b"PLTE", palette.astype(np.uint8).tobytes()),
        _chunk(b"iTXt", KEYWORD + zlib.compress(words.encode())),
        _chunk(b"IDAT", zlib.compress(unfiltered, 9)),
        _chunk(b"IEND", b""),
    ))  # fmt: skip


def words_in(png):
    """Return the words that a picture of ours holds."""
    at = png.index(b"iTXt" + KEYWORD)
    (length,) = struct.unpack(">I", png[at - 4 : at])
    return zlib.decompress(png[at + 4 + len(KEYWORD) : at + 4 + length]).decode()


def _chunk(kind, content):
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
