"""What licenses that products are made of ask for, by use; how many components are known."""

import re
from functools import cache

import pytest

from guidance.core.documents.licenses import License, TermKind
from guidance.core.stacks.components import Component, Use, is_triggered
from tests.packs import of
from tests.shipped.stated import stated

SHIPPED, BINARY, HOSTED = Use.SHIPPED_SOURCE, Use.SHIPPED_BINARY, Use.HOSTED
LICENSES = {license.slug: license for license in of(License)}
MADE_OF = set(LICENSES) - {"llama-1", "llama-2", "apache-2-0", "mit"}

# What is to be done, beside what holds for every use: a license, a use, and the keys of its
# conditions that the use triggers. Read from the texts, clause by clause.
DUE = [
    ("bsd-2-clause", SHIPPED, "", "keep-notice-in-source pass-on-license"),
    ("bsd-2-clause", BINARY, "", "keep-notice-in-binary pass-on-license"),
    ("bsd-2-clause", HOSTED, "changed linked", ""),
    ("bsd-3-clause", SHIPPED, "", "keep-notice-in-source pass-on-license"),
    ("bsd-3-clause", BINARY, "", "keep-notice-in-binary pass-on-license"),
    ("bsd-3-clause", HOSTED, "changed linked", ""),
    ("isc", BINARY, "", "keep-notice pass-on-license"),
    ("isc", HOSTED, "changed linked", ""),
    ("unlicense", BINARY, "changed linked", ""),
    ("psf-2-0", BINARY, "", "keep-notice pass-on-license"),
    ("psf-2-0", BINARY, "changed", "keep-notice pass-on-license sum-up-changes"),
    ("psf-2-0", HOSTED, "changed", ""),
    ("cc0-1-0", SHIPPED, "changed linked", ""),
    ("cc-by-4-0", SHIPPED, "", "give-credit pass-on-license credit-databases"),
    ("cc-by-4-0", HOSTED, "changed",
     "give-credit pass-on-license credit-databases state-changes"),
    ("mpl-2-0", SHIPPED, "", "same-license pass-on-license keep-notice describe-limits"),
    ("mpl-2-0", BINARY, "", "offer-source describe-limits"),
    ("mpl-2-0", HOSTED, "changed linked", ""),
    ("gpl-2-0", SHIPPED, "", "keep-notice pass-on-license keep-under-license"),
    ("gpl-2-0", BINARY, "", "keep-notice pass-on-license keep-under-license offer-source"),
    ("gpl-2-0", BINARY, "linked",
     "keep-notice pass-on-license keep-under-license offer-source same-license"),
    ("gpl-2-0", SHIPPED, "changed",
     "keep-notice pass-on-license keep-under-license state-changes show-notices"),
    ("gpl-2-0", HOSTED, "changed linked", ""),
    ("lgpl-2-1", SHIPPED, "changed",
     "keep-notice pass-on-license state-changes same-license stay-a-library"),
    ("lgpl-2-1", BINARY, "", "keep-notice pass-on-license offer-source"),
    ("lgpl-2-1", BINARY, "linked",
     "keep-notice pass-on-license offer-source allow-relinking say-it-is-used show-library-notices"
     " give-uncombined"),
    ("lgpl-2-1", HOSTED, "changed linked", ""),
    ("lgpl-3-0", SHIPPED, "", "follow-gpl keep-notice pass-on-license"),
    ("lgpl-3-0", SHIPPED, "changed",
     "follow-gpl keep-notice pass-on-license state-changes keep-independent"),
    ("lgpl-3-0", BINARY, "linked",
     "follow-gpl keep-notice pass-on-license offer-source let-users-relink installation"
     " say-it-is-used show-library-notices give-uncombined"),
    ("lgpl-3-0", HOSTED, "changed linked", ""),
    ("gpl-3-0", SHIPPED, "", "keep-notice pass-on-license keep-under-license waive-locks"),
    ("gpl-3-0", BINARY, "linked",
     "keep-notice pass-on-license keep-under-license same-license waive-locks offer-source"
     " installation"),
    ("gpl-3-0", SHIPPED, "changed",
     "keep-notice pass-on-license keep-under-license waive-locks state-changes show-notices"),
    ("gpl-3-0", HOSTED, "changed linked", ""),
    ("agpl-3-0", BINARY, "linked",
     "keep-notice pass-on-license keep-under-license same-license waive-locks offer-source"
     " installation"),
    ("agpl-3-0", HOSTED, "linked", ""),
    ("agpl-3-0", HOSTED, "changed", "offer-source-to-remote-users"),
    ("agpl-3-0", SHIPPED, "changed",
     "keep-notice pass-on-license keep-under-license waive-locks state-changes show-notices"
     " offer-source-to-remote-users"),
    ("mit", BINARY, "", "keep-notice pass-on-license"),
    ("mit", HOSTED, "changed linked", ""),
    ("apache-2-0", BINARY, "", "keep-notice pass-on-license"),
    ("apache-2-0", SHIPPED, "changed",
     "keep-notice pass-on-license mark-changes contribute-under-the-license"),
    ("llama-2", HOSTED, "", "pass-on-agreement"),
    ("llama-2", BINARY, "", "pass-on-agreement keep-notice keep-base-under-agreement"),
    ("llama-1", HOSTED, "", ""),
    ("llama-1", BINARY, "", "pass-on-license keep-attribution"),
]  # fmt: skip
ON_ACCOUNT_OF_USE = {"accept-by-use", "contribute-own-work"}
CLAUSES = {  # the clause that each duty of copyleft rests on
    "mpl-2-0/same-license": "3.1",
    "mpl-2-0/offer-source": "3.2.a",
    "gpl-2-0/same-license": "2.b",
    "gpl-2-0/offer-source": "3.b",
    "gpl-2-0/state-changes": "2.a",
    "gpl-2-0/no-further-restrictions": "6",
    "lgpl-2-1/same-license": "2.c",
    "lgpl-2-1/offer-source": "4",
    "lgpl-2-1/allow-relinking": "6.a",
    "lgpl-2-1/no-ban-on-reverse-engineering": "6",
    "lgpl-3-0/follow-gpl": "preamble",
    "lgpl-3-0/let-users-relink": "4.d.1",
    "lgpl-3-0/say-it-is-used": "4.a",
    "gpl-3-0/same-license": "5.c",
    "gpl-3-0/offer-source": "6.d",
    "gpl-3-0/installation": "6.closing",
    "gpl-3-0/no-further-restrictions": "10",
    "agpl-3-0/offer-source-to-remote-users": "13",
    "cc-by-4-0/give-credit": "3.a.1.a",
    "cc-by-4-0/no-endorse": "2.a.6",
    "bsd-3-clause/no-endorse": "preamble",
    "psf-2-0/sum-up-changes": "3",
}
FOLDED = {  # one duty of several licenses, by the terms that doing one thing fulfils
    "license-copy": 14,
    "keep-notices": 14,
    "mark-changes": 1,
    "mark-changes-with-date": 5,
    "offer-source": 5,
    "no-endorsement": 3,
    "same-license": 3,
    "same-license-part": 7,
    "no-further-restrictions": 3,
    "limits-on-use": 2,
    "non-commercial": 1,
    "no-other-license": 2,
    "indemnify-own-promises": 2,
    "under-agpl-3-0": 1,
}


@pytest.mark.parametrize(("slug", "use", "how", "keys"), DUE)
def test_use_triggers_the_conditions_of_its_clauses(slug, use, how, keys):
    component = Component(
        "part", "1", slug, use, is_changed="changed" in how, is_linked="linked" in how
    )

    due = {
        term.key
        for term in LICENSES[slug].terms
        if term.kind is TermKind.CONDITION and term.uses and is_triggered(term.uses, component)
    }

    assert due - ON_ACCOUNT_OF_USE == set(keys.split())


def test_nothing_is_due_for_what_only_builds():
    triggered = [
        (slug, term.key)
        for slug, license in LICENSES.items()
        for term in license.terms
        if is_triggered(term.uses, Component("tool", "1", slug, Use.BUILDING, True, True))
    ]

    assert triggered == []


@pytest.mark.parametrize(("named", "section"), CLAUSES.items())
def test_duty_cites_the_clause_that_asks_for_it(named, section):
    slug, key = named.split("/")
    (term,) = [term for term in LICENSES[slug].terms if term.key == key]

    assert section in {citation.section for citation in term.citations}


def test_conditions_say_when_they_are_due():
    silent = [
        f"{slug}/{term.key}"
        for slug, license in LICENSES.items()
        for term in license.terms
        if term.kind is TermKind.CONDITION and term.when is None
    ]

    assert silent == []


def test_duties_that_one_act_fulfils_share_a_name():
    names = [term.same_as for license in LICENSES.values() for term in license.terms]

    assert {name: names.count(name) for name in set(names) - {""}} == FOLDED


@pytest.mark.parametrize("slug", ["gpl-2-0", "gpl-3-0", "agpl-3-0"])
def test_reach_of_copyleft_over_linked_programs_is_said_to_be_open(slug):
    (term,) = [term for term in LICENSES[slug].terms if term.key == "same-license"]

    assert "Open: whether a program that links to it" in " ".join(term.body.split())
    assert "ask counsel" in term.body


@pytest.mark.parametrize("slug", sorted(MADE_OF))
def test_license_says_what_kind_it_is_and_what_it_is_called(slug):
    license = LICENSES[slug]

    assert re.match(
        r"(Permissive license|Public domain dedication|Attribution license|"
        r"Copyleft by file|Copyleft for libraries|Strong copyleft)\b",
        license.summary,
    )
    assert all((license.spdx, license.hub_name, license.file_name, license.classification))


# How much of a product is known


@cache
def components() -> dict[str, int]:
    """Return how many components of an ordinary product state each license expression."""
    return {
        str(expression): sum(len(names.split()) for names in kinds.values())
        for expression, kinds in stated().items()
    }


def is_known(expression: str) -> bool:
    """Tell whether every license that has to be kept has terms here; of a choice, one."""
    names = {
        name.casefold()
        for license in LICENSES.values()
        for name in (license.spdx, license.short_title, *license.other_names)
    }
    return any(
        all(part.casefold() in names for part in choice.split(" AND "))
        for choice in expression.split(" OR ")
    )


def test_nearly_all_of_an_ordinary_web_product_is_known():
    counted = components()

    known = sum(count for expression, count in counted.items() if is_known(expression))

    assert sum(counted.values()) >= 200
    assert known / sum(counted.values()) >= 0.95
