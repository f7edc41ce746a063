"""What lacks other wordings, and which entries are mixed up."""

from guidance.models import FaqEntry, License, Wording
from guidance.services.wordings.gaps import lacking, mixed_up
from tests.editions import published_faq, published_license, published_tree
from tests.scenes import scene


@scene
def shelf():
    published_license()
    published_faq()
    published_faq("other", question="Which notice?", short_answer="The one of the work.")
    published_tree()


def words(kind, slug, *lines, part="", key=""):
    Wording.objects.create(kind=kind, slug=slug, part=part, key=key, lines="\n".join(lines))


def named():
    return {one.row.slug: len(one.titles) for one in lacking()}


def test_everything_without_wordings_is_named(shelf, django_assert_num_queries):
    with django_assert_num_queries(8):
        found = lacking()

    license = next(one for one in found if one.row.slug == "example")
    assert license.titles[0] == str(license.row)
    assert "use and change the work" in license.titles
    assert named()["other"] == 1


def test_what_has_some_is_not(shelf):
    before = named()
    words("faq", "other", "zebra")
    words("license", "example", "zebra", part="term", key="use")

    assert "other" not in named()
    assert named()["example"] == before["example"] - 1


def test_license_without_guidance_is_left_out(shelf):
    license = License.objects.get()
    license.terms.all().delete()
    license.annotations.all().delete()

    assert "example" not in named()


def test_entries_that_are_mixed_up_are_named(shelf):
    words("faq", "other", "sell it", "may I sell")
    words("faq", "may-i-sell-it", "the notice", "which notice of the work")

    (pair,) = mixed_up()

    assert {pair.first.spot.slug, pair.second.spot.slug} == {"other", "may-i-sell-it"}
    FaqEntry.objects.filter(slug="other").delete()
    assert mixed_up() == []


def test_parts_compete_within_their_document_only(shelf):
    published_license("twin")
    words("license", "example", "zebra", part="term", key="use")
    words("license", "twin", "zebra", part="term", key="use")

    assert mixed_up() == []
