"""Names of licenses: the portal's first, then people's, then SPDX's; never one of several."""

import pytest

from guidance.core.bills.names import AMBIGUOUS, WRITTEN
from guidance.core.bills.naming import MAX_NAME, NOTHING, Known, Meant, Names, bare

MIT_AT = "https://opensource.org/licenses/MIT"
LLAMA = "LicenseRef-scancode-llama-2-license-2023"
NAMES = Names.of(
    [
        Known("mit", "MIT", ("MIT License", "Expat")),
        Known("apache-2-0", "Apache-2.0", ("Apache License 2.0",)),
        Known("gpl-3-0", "GPL-3.0-only", ("GNU GPL 3",)),
        Known("llama-2", LLAMA, ("Llama 2", "llama2", "meta-llama/Llama-2-7b-hf")),
        Known("bsd-3-clause", "BSD-3-Clause", ("BSD", "Kiosk license")),
        Known("own", "", ("Kiosk License",)),
    ],
    ["MIT", "Apache-2.0", "GPL-2.0-only", "GPL-3.0-or-later", "Zlib", "PSF-2.0", "MPL-2.0"],
)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("MIT", Meant("MIT", "mit")),
        ("The MIT License", Meant("MIT", "mit")),
        ("License :: OSI Approved :: MIT License", Meant("MIT", "mit")),
        ("expat", Meant("MIT", "mit")),
        ("Apache 2", Meant("Apache-2.0", "apache-2-0")),
        ("Apache License, Version 2.0", Meant("Apache-2.0", "apache-2-0")),
        ("Apache Software License 2.0", Meant("Apache-2.0", "apache-2-0")),
        ("llama2", Meant(LLAMA, "llama-2")),
        (LLAMA, Meant(LLAMA, "llama-2")),
        ("meta-llama/llama-2-7b-hf", Meant(LLAMA, "llama-2")),
        ("GPLv3", Meant("GPL-3.0-only", "gpl-3-0")),
        ("GPLv3+", Meant("GPL-3.0-or-later", "gpl-3-0")),
        ("GNU General Public License v3 or later (GPLv3+)", Meant("GPL-3.0-or-later", "gpl-3-0")),
        ("GPLv2", Meant("GPL-2.0-only")),
        ("new BSD", Meant("BSD-3-Clause", "bsd-3-clause")),
        ("zlib", Meant("Zlib")),
        ("Mozilla Public License 2.0 (MPL 2.0)", Meant("MPL-2.0")),
        ("own", Meant("own", "own")),
        ("llama3", NOTHING),
        ("MIT-like", NOTHING),
        ("UNLICENSED", NOTHING),
        ("MIT*", NOTHING),
        ("x" * 201, NOTHING),
        ("MIT" + " license" * 24 + "     ", Meant("MIT", "mit")),
        ("MIT" + " license" * 24 + "      ", NOTHING),
        ("" + " license" * 26, NOTHING),
        ("GNU GPL v3 or later (GPL 3)", Meant("GPL-3.0-or-later", "gpl-3-0")),
        ("GNU GPL v3 or later (GPL 3+)", Meant("GPL-3.0-or-later", "gpl-3-0")),
        ("NOASSERTION", Meant(is_unsaid=True)),
        ("", Meant(is_unsaid=True)),
        ("Other/Proprietary License", Meant(is_unsaid=True)),
        ("BSD", Meant(could_be=("BSD-2-Clause", "BSD-3-Clause", "BSD-4-Clause"))),
        ("BSD License", Meant(could_be=("BSD-2-Clause", "BSD-3-Clause", "BSD-4-Clause"))),
        ("Apache Software License", Meant(could_be=("Apache-1.1", "Apache-2.0"))),
        ("kiosk license", Meant(could_be=("BSD-3-Clause", "own"))),
    ],
)  # fmt: skip
def test_name_means_one_license_or_is_told(words, meant):
    assert NAMES.meant_by(words) == meant


@pytest.mark.parametrize(
    ("portals", "written", "meant"),
    [
        ("GPL-2.0", "GPL-2.0-only", Meant("GPL-2.0-only", "gpl")),
        ("GPL-2.0", "GPL-2.0-or-later", Meant("GPL-2.0-or-later", "gpl")),
        ("GPL-2.0-only", "GPL-2.0-or-later", Meant("GPL-2.0-or-later", "gpl")),
        ("GPL-2.0-or-later", "GPL-2.0-only", NOTHING),
        ("GPL-2.0-or-later", "GPL-2.0-or-later", Meant("GPL-2.0-or-later", "gpl")),
    ],
)
def test_later_versions_hold_the_license_of_the_portal_too(portals, written, meant):
    assert Names.of([Known("gpl", portals, ())]).meant_by(written) == meant


def test_identifier_that_two_licenses_of_the_portal_have_means_neither():
    names = Names.of([Known("mpl", "MPL-2.0", ()), Known("mpl-own", "MPL-2.0", ())])

    for meant in (
        names.meant_by("Mozilla Public License 2.0"),
        names.at("https://mozilla.org/MPL/2.0"),
    ):
        assert meant == Meant(could_be=("MPL-2.0", "MPL-2.0"))


def test_known_name_says_something():
    assert not NAMES.meant_by("MIT").is_unsaid
    assert not NOTHING.is_unsaid


@pytest.mark.parametrize(
    ("address", "identifier"),
    [
        ("https://opensource.org/licenses/MIT", "MIT"),
        ("http://www.apache.org/licenses/LICENSE-2.0.txt", "Apache-2.0"),
        ("https://spdx.org/licenses/Zlib.html", "Zlib"),
        ("https://www.mozilla.org/MPL/2.0/", "MPL-2.0"),
        ("https://example.org/licenses/MIT", ""),
        (f"{MIT_AT}?{'x' * (MAX_NAME - len(MIT_AT) - 1)}", "MIT"),
        (f"{MIT_AT}?{'x' * (MAX_NAME - len(MIT_AT))}", ""),
    ],
)
def test_address_means_the_license_whose_text_stands_there(address, identifier):
    assert NAMES.at(address).identifier == identifier


def test_names_are_kept_as_they_are_compared():
    assert [name for name in (*AMBIGUOUS, *WRITTEN) if bare(name) != name] == []
    assert set(AMBIGUOUS) & set(WRITTEN) == set()


@pytest.mark.parametrize("words", ["The Kiosk License", "Expat", "GNU GPL 3", "Unheard of"])
def test_names_that_are_looked_for_are_gathered_and_mean_nothing_of_the_portal(words):
    asking, looked_for = NAMES.asking()

    meant = asking.meant_by(words)

    assert bare(words) in looked_for
    assert meant.slug == ""
