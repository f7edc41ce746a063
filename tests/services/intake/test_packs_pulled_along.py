"""What ships and cites a license: when a new edition of the license pulls it along."""

import pytest

from guidance.models import License, Section, Tree
from guidance.services.editions.readings import current_tree
from guidance.services.intake.packs import load_packs
from guidance.services.publishing.acts import publish
from tests.documents import license_data, tree_data
from tests.services.intake.small_pack import load, without_body, write

pytestmark = pytest.mark.django_db


def test_license_of_a_person_does_not_pull_along_what_ships(pack, paula):
    load(pack)
    License.objects.get().terms.filter(key="notice").update(title="Keep the whole notice")
    publish(License.objects.get(), by=paula, note="Clearer.")

    assert set(load(pack).values()) == {"kept", "unchanged"}
    assert current_tree("can-i-use-it").context.terms["example/notice"].title == "Keep the notice"


def test_license_that_ships_pulls_along_what_ships_with_it(pack):
    load(pack)
    changed = without_body(license_data())
    changed["terms"][1]["title"] = "Keep the whole notice"
    write(pack[0], "license", changed)

    first, second = load(pack), load(pack)

    assert first["can-i-use-it"] == "published"
    tree = current_tree("can-i-use-it")
    assert tree.context.terms["example/notice"].title == "Keep the whole notice"
    assert (tree.edition.number, tree.context.licenses["example"].edition) == (2, 2)
    assert set(second.values()) == {"unchanged"}


def test_draft_that_somebody_edits_is_not_pulled_along(pack):
    load(pack)
    Tree.objects.update(summary="Not finished")
    changed = without_body(license_data())
    changed["terms"][1]["title"] = "Keep the whole notice"
    write(pack[0], "license", changed)

    assert load(pack)["can-i-use-it"] == "unchanged"
    assert current_tree("can-i-use-it").edition.number == 1
    assert Tree.objects.get().summary == "Not finished"


def test_what_cites_words_that_the_team_changed_is_kept_and_told(pack, paula):
    load(pack)
    Section.objects.filter(key="3").delete()
    publish_without_checks_of_sections(paula)
    write(pack[0], "tree", tree_data(summary="Other."))

    loaded = {item.document.slug: item for item in load_packs(pack[0], texts_dir=pack[1])}

    tree = loaded["can-i-use-it"]
    assert (tree.what, bool(tree.why)) == ("kept", True)
    assert current_tree("can-i-use-it").edition.number == 1


def publish_without_checks_of_sections(paula):
    """Publish the license as it is, the last section in the one before it."""
    last = Section.objects.order_by("position").last()
    Section.objects.filter(pk=last.pk).update(end=len(last.license.text.body))
    publish(License.objects.get(), by=paula, note="Two in one.")
