"""What a file says nothing of: an item is handed on, unchanged, a part, and under no license."""

from guidance.core.bills.items import Bill, Item, ItemKind, Written


def test_item_of_which_only_the_name_is_known_is_a_part_that_is_handed_on():
    item = Item("left-pad")

    assert (item.version, item.licenses, item.kind) == ("", (), ItemKind.PART)
    assert (item.only_for, item.is_changed) == ("", False)


def test_license_in_words_is_not_that_of_a_model():
    assert (Written("MIT").address, Written("MIT").is_of_model) == ("", False)


def test_bill_without_more_explains_nothing():
    bill = Bill("a list", ())

    assert (bill.product, dict(bill.named), bill.says) == ("", {}, "")
