"""Names of licenses as people write them: what each means, and which mean several. Data only.

Written as ``naming.bare`` leaves them. What an ambiguous name could mean is named and never chosen.
"""

AMBIGUOUS: dict[str, tuple[str, ...]] = {
    "apache": ("Apache-1.0", "Apache-1.1", "Apache-2.0"),
    "apache software": ("Apache-1.1", "Apache-2.0"),
    "apache style": ("Apache-1.1", "Apache-2.0"),
    "artistic": ("Artistic-1.0", "Artistic-2.0"),
    "bsd": ("BSD-2-Clause", "BSD-3-Clause", "BSD-4-Clause"),
    "bsd like": ("BSD-2-Clause", "BSD-3-Clause"),
    "bsd style": ("BSD-2-Clause", "BSD-3-Clause"),
    "bsd derived": ("BSD-2-Clause", "BSD-3-Clause"),
    "bsd variant": ("BSD-2-Clause", "BSD-3-Clause"),
    "cc": ("CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0"),
    "cc by": ("CC-BY-3.0", "CC-BY-4.0"),
    "cc by sa": ("CC-BY-SA-3.0", "CC-BY-SA-4.0"),
    "cc by nc": ("CC-BY-NC-3.0", "CC-BY-NC-4.0"),
    "creative commons": ("CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0"),
    "creative commons attribution": ("CC-BY-3.0", "CC-BY-4.0"),
    "agpl": ("AGPL-1.0-only", "AGPL-3.0-only", "AGPL-3.0-or-later"),
    "gnu affero general public": ("AGPL-3.0-only", "AGPL-3.0-or-later"),
    "gpl": ("GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later"),
    "gnu gpl": ("GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later"),
    "gnu general public": ("GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-only"),
    "gnu general public gpl": ("GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-only"),
    "gnu": ("GPL-2.0-only", "LGPL-2.1-only", "GPL-3.0-only"),
    "lgpl": ("LGPL-2.0-only", "LGPL-2.1-only", "LGPL-3.0-only"),
    "gnu lgpl": ("LGPL-2.0-only", "LGPL-2.1-only", "LGPL-3.0-only"),
    "gnu lesser general public": ("LGPL-2.1-only", "LGPL-3.0-only"),
    "gnu library or lesser general public lgpl": ("LGPL-2.0-only", "LGPL-2.1-only"),
    "llama": ("the LLaMA license of 2023", "Llama 2", "Llama 3", "Llama 4"),
    "llama community": ("Llama 2", "Llama 3", "Llama 4"),
    "mpl": ("MPL-1.1", "MPL-2.0"),
    "mozilla public": ("MPL-1.1", "MPL-2.0"),
    "epl": ("EPL-1.0", "EPL-2.0"),
    "eclipse public": ("EPL-1.0", "EPL-2.0"),
    "openrail": ("BigScience Open RAIL-M", "CreativeML Open RAIL-M"),
    "psf or zpl": ("PSF-2.0", "ZPL-2.1"),
    "public domain": ("no license at all", "CC0-1.0", "Unlicense"),
    "publicdomain": ("no license at all", "CC0-1.0", "Unlicense"),
    "python": ("PSF-2.0", "Python-2.0"),
    "zpl": ("ZPL-2.0", "ZPL-2.1"),
    "zope public": ("ZPL-2.0", "ZPL-2.1"),
}

_PLAIN = {
    "0bsd": "0BSD",
    "2 clause bsd": "BSD-2-Clause",
    "3 clause bsd": "BSD-3-Clause",
    "4 clause bsd": "BSD-4-Clause",
    "apache 2 apache 2": "Apache-2.0",
    "apache software 2": "Apache-2.0",
    "asl 2": "Apache-2.0",
    "al 2": "Apache-2.0",
    "bsd 2": "BSD-2-Clause",
    "bsd 3": "BSD-3-Clause",
    "bsd 4": "BSD-4-Clause",
    "boost": "BSL-1.0",
    "boost software": "BSL-1.0",
    "boost software 1 bsl 1": "BSL-1.0",
    "cc 0": "CC0-1.0",
    "cc 0 1": "CC0-1.0",
    "cc 0 1 universal": "CC0-1.0",
    "cc 0 1 universal cc 0 1 public domain dedication": "CC0-1.0",
    "creative commons zero 1 universal": "CC0-1.0",
    "creative commons attribution 4 international": "CC-BY-4.0",
    "creative commons attribution share alike 4 international": "CC-BY-SA-4.0",
    "eclipse public 1": "EPL-1.0",
    "eclipse public 2": "EPL-2.0",
    "eclipse public 2 epl 2": "EPL-2.0",
    "expat": "MIT",
    "freebsd": "BSD-2-Clause",
    "isc iscl": "ISC",
    "iscl": "ISC",
    "mit expat": "MIT",
    "expat mit": "MIT",
    "modified bsd": "BSD-3-Clause",
    "mozilla public 1.1": "MPL-1.1",
    "mozilla public 2": "MPL-2.0",
    "mozilla public 2 mpl 2": "MPL-2.0",
    "new bsd": "BSD-3-Clause",
    "bsd new": "BSD-3-Clause",
    "revised bsd": "BSD-3-Clause",
    "original bsd": "BSD-4-Clause",
    "psf": "PSF-2.0",
    "psfl": "PSF-2.0",
    "python software foundation": "PSF-2.0",
    "python software foundation 2": "PSF-2.0",
    "simplified bsd": "BSD-2-Clause",
    "unlicense unlicense": "Unlicense",
    "do what fuck you want to public": "WTFPL",
    "zlib libpng": "Zlib",
    "zope public 2.1": "ZPL-2.1",
}


def _gnu() -> dict[str, str]:
    """Return how the GNU licenses are written, with their versions and with *or later*.

    Where a name says a version and nothing of later ones, that version alone is certain.
    """
    families = (
        ("GPL", "general public", ("2.0", "3.0")),
        ("LGPL", "lesser general public", ("2.1", "3.0")),
        ("LGPL", "library general public", ("2.0",)),
        ("AGPL", "affero general public", ("3.0",)),
    )
    written = {}
    for short, words, versions in families:
        low = short.lower()
        for version in versions:
            number = version.removesuffix(".0")
            for name in (low, f"gnu {low}", words, f"gnu {words}"):
                for tail in ("", f" {low} {number}", f" {low}"):
                    only, later = f"{short}-{version}-only", f"{short}-{version}-or-later"
                    written[f"{name} {number}{tail}"] = only
                    written[f"{name} {number} only{tail}"] = only
                    for ending in (" or later", "+", " or newer", " or any later", " and later"):
                        written[f"{name} {number}{ending}{tail}"] = later
                        written[f"{name} {number}{ending}{tail}+"] = later
    return written


WRITTEN: dict[str, str] = _PLAIN | _gnu()
"""What each name means, by its SPDX identifier."""

UNSAID = frozenset(
    {"", "unknown", "noassertion", "none", "n a", "na", "other", "custom", "null", "undefined",
     "unspecified", "not specified", "no license found", "other proprietary", "see file"}
)  # fmt: skip
"""Words that stand where a license should, and name none."""

ADDRESSES: dict[str, str] = {
    "apache.org/licenses/license-2.0": "Apache-2.0",
    "boost.org/license_1_0": "BSL-1.0",
    "creativecommons.org/licenses/by/4.0": "CC-BY-4.0",
    "creativecommons.org/licenses/by-sa/4.0": "CC-BY-SA-4.0",
    "creativecommons.org/publicdomain/zero/1.0": "CC0-1.0",
    "eclipse.org/legal/epl-2.0": "EPL-2.0",
    "eclipse.org/legal/epl-v20": "EPL-2.0",
    "mozilla.org/mpl/2.0": "MPL-2.0",
    "mozilla.org/en-us/mpl/2.0": "MPL-2.0",
    "unlicense.org": "Unlicense",
}
"""Where texts stand, without scheme, ``www`` and ending; those of OSI and SPDX by their names."""
