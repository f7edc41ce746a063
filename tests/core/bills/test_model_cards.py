"""The head of a model card: its license by name or link, what it is made of, what it learnt."""

import pytest

from guidance.core.bills.items import Item, ItemKind, Written
from guidance.core.bills.model_cards import read_model_card
from guidance.core.bills.shapes import Part, Unreadable

TITLE = "the model of this card"


def test_card_names_model_base_and_data():
    head = {"license": "llama2", "base_model": "meta-llama/Llama-2-7b-hf", "datasets": ["a", "b"]}

    assert read_model_card(Part(head)).items == (
        Item(TITLE, "", (Written("llama2"),), ItemKind.MODEL),
        Item(
            "meta-llama/Llama-2-7b-hf",
            "",
            (Written("meta-llama/Llama-2-7b-hf", is_of_model=True),),
            ItemKind.MODEL,
            is_changed=True,
        ),
        Item("a", "", (), ItemKind.DATA, "training"),
        Item("b", "", (), ItemKind.DATA, "training"),
    )


def test_other_license_is_said_by_name_and_link():
    named = {"license": "other", "license_name": "llama3", "license_link": "LICENSE"}
    beside = {"license": "mit", "license_name": "llama3"}
    first = {"license": ["other", "mit"], "license_name": "llama3"}
    last = {"license": ["mit", "other"], "license_name": "llama3"}

    assert read_model_card(Part(named)).items[0].licenses == (Written("llama3", "LICENSE"),)
    assert read_model_card(Part(beside)).items[0].licenses == (Written("mit"),)
    assert read_model_card(Part(first)).items[0].licenses == (Written("llama3"),)
    assert read_model_card(Part(last)).items[0].licenses == (Written("mit"), Written("other"))
    assert read_model_card(Part({})).items[0].licenses == ()


@pytest.mark.parametrize("named", ["other", "Unknown"])
def test_other_license_may_be_said_by_its_link_alone(named):
    head = {"license": named, "license_link": "LICENSE"}

    assert read_model_card(Part(head)).items[0].licenses == (Written("", "LICENSE"),)


def test_several_licenses_are_all_listed():
    licenses = read_model_card(Part({"license": ["mit", "", "isc"]})).items[0].licenses

    assert licenses == (Written("mit"), Written("isc"))


def test_empty_names_are_nothing():
    head = {"base_model": ["", "a/b"], "datasets": ["", "c"]}

    assert [item.name for item in read_model_card(Part(head)).items] == [TITLE, "a/b", "c"]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ({"model_name": "Kiosk", "title": "A card"}, "Kiosk"),
        ({"title": "A card"}, "A card"),
        ({}, TITLE),
    ],
)
def test_model_is_called_by_its_name_or_title(head, name):
    assert read_model_card(Part(head)).items[0].name == name


def test_models_and_data_are_bounded_together_on_both_sides(monkeypatch):
    card = Part({"base_model": ["a", "b"], "datasets": ["c"]})
    monkeypatch.setattr("guidance.core.bills.model_cards.MAX_ITEMS", 3)
    assert len(read_model_card(card).items) == 4
    monkeypatch.setattr("guidance.core.bills.model_cards.MAX_ITEMS", 2)

    with pytest.raises(Unreadable, match="more than 2 things"):
        read_model_card(card)
