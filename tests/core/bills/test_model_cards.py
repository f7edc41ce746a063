"""The head of a model card: its license by name or link, what it is made of, what it learnt."""

from guidance.core.bills.items import Item, ItemKind, Written
from guidance.core.bills.model_cards import read_model_card
from guidance.core.bills.shapes import Part

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

    assert read_model_card(Part(named)).items[0].licenses == (Written("llama3", "LICENSE"),)
    assert read_model_card(Part(beside)).items[0].licenses == (Written("mit"),)
    assert read_model_card(Part({})).items[0].licenses == ()
