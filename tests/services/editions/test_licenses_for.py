"""Checks, previews and publishing read the licenses that a draft refers to, and no others."""

import pytest

from guidance.core.documents.formats import parse
from guidance.services.editions.snapshots import licenses_for
from tests.documents import faq_data, license_data, tree_data
from tests.editions import published_license
from tests.scenes import scene

CITED = [{"license": "cited", "section": "1", "quote": {"exact": "the work"}}]


@scene
def licenses():
    for slug in ("example", "cited", "listed", "termed", "other"):
        published_license(slug)


def read(*documents):
    return sorted(one.document.slug for one in licenses_for(*map(parse, documents)))


def test_question_reads_what_it_lists_and_cites(licenses):
    assert read(faq_data(licenses=["listed"], citations=CITED)) == ["cited", "listed"]


def test_questionnaire_reads_what_it_lists_cites_and_takes_terms_from(licenses):
    tree = tree_data(licenses=["listed"])
    tree["outcomes"][0] |= {"citations": CITED, "adds": ["termed/keep-notice"]}

    assert read(tree) == ["cited", "example", "listed", "termed"]


def test_several_are_read_together(licenses, django_assert_num_queries):
    both = [faq_data(licenses=[slug], citations=CITED) for slug in ("listed", "other")]

    with django_assert_num_queries(1):
        assert read(*both) == ["cited", "listed", "other"]


def test_license_reads_none(licenses, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert read(license_data()) == []


@pytest.mark.parametrize("slug", ["unheard", "example"])
def test_license_that_is_not_there_is_left_out(db, slug):
    assert read(faq_data(licenses=[slug], citations=[])) == []
