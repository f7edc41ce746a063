"""Licenses of an item: names first, then expressions; what is not known is told, never chosen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.core.bills.items import Written
from guidance.core.bills.naming import Known, Names
from guidance.services.bills.expressions import Meaning, Standing, identifiers, meaning_of

LLAMA = "LicenseRef-scancode-llama-2-license-2023"
BSD = ("BSD", ("BSD-2-Clause", "BSD-3-Clause", "BSD-4-Clause"))
KNOWN = [
    Known("mit", "MIT", ("MIT License",)),
    Known("apache-2-0", "Apache-2.0", ()),
    Known("gpl-2-0", "GPL-2.0-only", ()),
    Known("llama-2", LLAMA, ("llama2", "meta-llama/Llama-2-7b-hf")),
]
NAMES = Names.of(KNOWN, identifiers())
NOBODY = Names.of((), identifiers())
NAMED = {"LicenseRef-1": Written("Apache License 2.0"), "LicenseRef-2": Written("Ours")}


def meant(*words, **fields):
    return meaning_of(tuple(Written(one, **fields) for one in words), NAMES, NAMED)


@pytest.mark.parametrize(
    ("words", "expression"),
    [
        ("MIT License", "MIT"),
        ("llama2", LLAMA),
        ("MIT OR Apache-2.0", "MIT OR Apache-2.0"),
        ("(mit or apache-2.0) and llama2", f"(MIT OR Apache-2.0) AND {LLAMA}"),
        ("(MIT)", "MIT"),
        ("Apache-2.0+", "Apache-2.0"),
        ("GPL-2.0-or-later WITH Classpath-exception-2.0",
         "GPL-2.0-or-later WITH Classpath-exception-2.0"),
        ("LicenseRef-1 OR MIT", "Apache-2.0 OR MIT"),
    ],
)  # fmt: skip
def test_expression_of_known_names_is_known(words, expression):
    found = meant(words)

    assert (found.expression, found.standing) == (expression, Standing.KNOWN)
    assert (found.unknown, found.ambiguous, found.is_beside) == ((), (), False)


@pytest.mark.parametrize(
    ("words", "standing", "unknown", "ambiguous"),
    [
        ("MIT OR Zlib", Standing.KNOWN, ("Zlib",), ()),
        ("MIT AND Zlib", Standing.UNKNOWN, ("Zlib",), ()),
        ("llama3", Standing.UNKNOWN, ("llama3",), ()),
        ("LicenseRef-2", Standing.UNKNOWN, ("Ours",), ()),
        ("MIT AND", Standing.UNKNOWN, ("MIT AND",), ()),
        ("MIT with attribution", Standing.UNKNOWN, ("MIT with attribution",), ()),
        ("MIT WITH Commons-Clause", Standing.UNKNOWN, ("Commons-Clause",), ()),
        ("SEE LICENSE IN a.md", Standing.UNKNOWN, ("SEE LICENSE IN a.md",), ()),
        ("BSD", Standing.AMBIGUOUS, (), (BSD,)),
        ("BSD AND Zlib", Standing.AMBIGUOUS, ("Zlib",), (BSD,)),
        ("NOASSERTION", Standing.UNSAID, (), ()),
    ],
)
def test_what_is_not_known_is_told(words, standing, unknown, ambiguous):
    found = meant(words)

    assert (found.standing, found.unknown, found.ambiguous) == (standing, unknown, ambiguous)


def test_licenses_beside_each_other_all_count_and_it_is_said():
    listed, in_one = meant("MIT", "Apache 2"), meant("MIT/Apache-2.0")

    assert listed.expression == in_one.expression == "MIT AND Apache-2.0"
    assert (listed.is_beside, in_one.is_beside) == (True, True)
    assert meant("MIT", "MIT License").is_beside is False
    assert meant("MIT; Expat").is_beside is False
    assert meant("MIT", "unknown").expression == "MIT"


def test_no_license_is_none():
    assert meaning_of((), NAMES, {}) == Meaning("", "", Standing.UNSAID)


def test_address_is_asked_where_the_name_is_not_known():
    found = meant("Some license", address="https://opensource.org/licenses/MIT")

    assert (found.expression, found.standing) == ("MIT", Standing.KNOWN)


def test_model_is_under_the_license_that_the_portal_names_it_with():
    known = meant("meta-llama/Llama-2-7b-hf", is_of_model=True)
    unknown = meant("example/other", is_of_model=True)

    assert (known.slugs, known.is_by_model) == (("llama-2",), True)
    assert (unknown.standing, unknown.unknown) == (
        Standing.UNKNOWN, ("the license of example/other",),
    )  # fmt: skip


_pieces = st.sampled_from([
    "MIT", "mit", "MIT License", "Apache-2.0", "apache-2-0", "GPL-2.0", "GPL-2.0-or-later+",
    "llama2", "meta-llama/Llama-2-7b-hf", "Unheard", "Zlib", "BSD", "LicenseRef-1", "LicenseRef-2",
    "AND", "or", "OR", "WITH", "Classpath-exception-2.0", "(", ")", ";", "/", ", ", "+", "unknown",
])  # fmt: skip
_written = st.builds(
    Written,
    st.lists(_pieces, max_size=6).map(" ".join),
    address=st.sampled_from(["", "https://opensource.org/licenses/MIT", "https://e.org"]),
    is_of_model=st.booleans(),
)


@given(st.lists(_written, max_size=3).map(tuple))
def test_names_looked_for_without_any_license_are_all_that_are_needed(written):
    asking, asked = NOBODY.asking()
    meaning_of(written, asking, NAMED)
    pairs = [(key, one) for one in KNOWN for key in one.keys & asked]

    found = meaning_of(written, Names.by_keys(pairs, identifiers()), NAMED)

    assert found == meaning_of(written, NAMES, NAMED)


@pytest.mark.parametrize(("operands", "slugs"), [(100, ("mit",)), (101, ())])
def test_long_expressions_are_bounded_on_both_sides(operands, slugs):
    assert meant(" OR ".join(["MIT"] * operands)).slugs == slugs


@pytest.mark.parametrize(("brackets", "slugs"), [(20, ("mit", "apache-2-0")), (21, ())])
def test_brackets_are_bounded_on_both_sides(brackets, slugs):
    assert meant("(" * brackets + "MIT OR Apache-2.0" + ")" * brackets).slugs == slugs
