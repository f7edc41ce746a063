"""What becomes of quotes in a new revision of their text."""

from guidance.core.documents.formats import parse
from guidance.core.texts.revisions import differs_in_form_only, fates
from tests.documents import BODY, license_data


def fated(body, *, annotations=()):
    license = parse(license_data(annotations=list(annotations)) if annotations else license_data())
    new = parse(license_data(body=body))
    return {one.quoted.quote.exact: one for one in fates(license, body, new.sections)}


def test_same_text_keeps_every_quote_where_it_is():
    found = fated(BODY)

    assert [(one.fate, one.score) for one in found.values()] == [("same", 100.0)] * 3
    assert {one.chosen.section for one in found.values()} == {"1", "2"}


def test_words_whose_section_has_another_number_are_moved():
    first, grant, notice, limit = BODY.split("\n\n")
    body = "\n\n".join([first, notice, grant, limit])

    found = fated(body)

    assert found["keep this notice"].fate == "moved"
    assert found["keep this notice"].chosen.section == "1"


def test_words_in_another_sentence_are_similar_with_both_shown():
    found = fated(BODY.replace("You must keep this notice", "You need not keep this notice"))

    one = found["keep this notice"]
    assert one.fate == "similar"
    assert 50 < one.score < 100
    assert (one.old[:8], one.new[:8]) == ("You must", "You need")


def test_words_that_were_slightly_reworded_are_similar():
    one = fated(BODY.replace("for any purpose", "for any purposes"))["for any purpose"]

    assert (one.fate, one.chosen.quote.exact) == ("similar", "for any purposes")


def test_words_that_are_gone_are_lost():
    body = BODY.replace("You must keep this notice in all copies of the work.", "Reserved.")

    one = fated(body)["keep this notice"]
    assert (one.fate, one.chosen, one.score) == ("lost", None, 0.0)
    assert one.old == "You must keep this notice in all copies of the work."


def test_only_form_differs_where_every_word_is_the_same():
    assert differs_in_form_only("a b\n\nc", "a\n\nb c")
    assert not differs_in_form_only("a b", "a b")
    assert not differs_in_form_only("a b", "a c")


def test_quotes_of_a_policy_are_left_out():
    data = license_data()
    data["terms"][0]["citations"] = [{"section": "aup.1", "quote": {"exact": "Do no harm"}}]
    license = parse(data)

    found = {one.quoted.quote.exact for one in fates(license, BODY, license.sections)}

    assert found == {"use and change the work", "keep this notice"}


def test_same_words_elsewhere_are_taken_rather_than_similar_ones_in_their_section():
    body = BODY.replace("keep this notice", "keep these notices")
    body += "\n\n4. Notice. You must keep this notice in all copies of the work."

    one = fated(body)["keep this notice"]

    assert (one.fate, one.chosen.section) == ("moved", "4")


def test_words_whose_section_is_gone_are_moved():
    first, grant, notice, _limit = BODY.split("\n\n")
    body = "\n\n".join([first, f"{grant} {notice[3:]}"])

    one = fated(body)["keep this notice"]

    assert (one.fate, one.chosen.section) == ("moved", "1")


def test_same_sentence_in_its_own_section_goes_before_that_of_another():
    sentence = "You must keep this notice in all copies of the work."
    body = f"{BODY}\n\n4. Notice. {sentence}"

    one = fated(body)["keep this notice"]

    assert (one.fate, one.chosen.section) == ("same", "2")


def test_sentence_that_only_differs_in_capitals_is_the_same():
    one = fated(BODY.replace("copies of the work", "Copies of the Work"))["keep this notice"]

    assert (one.fate, one.score) == ("same", 100.0)


def test_own_section_goes_before_better_surroundings_elsewhere():
    quote = {"exact": "keep this notice in", "prefix": "Notice. You must "}
    note = {"key": "n", "section": "2", "quote": quote, "kind": "explains", "body": "Keep it."}
    kept = BODY.split("\n\n")[2]
    body = BODY.replace(kept, kept.replace("Notice.", "Copies.")) + f"\n\n4{kept[1:]}"

    one = fated(body, annotations=[note])["keep this notice in"]

    assert (one.fate, one.chosen.section) == ("same", "2")


def test_quote_that_its_own_text_does_not_have_has_no_old_sentence():
    note = {"key": "n", "section": "2", "quote": "zebras graze", "kind": "explains", "body": "No."}

    one = fated(BODY, annotations=[note])["zebras graze"]

    assert (one.fate, one.old) == ("lost", "")
