"""Where on a page a text stands, and whether the page says something else."""

import pytest

from guidance.core.sources.pages import LONG, Judged, judge_page, judge_text

TEXT = (
    "EXAMPLE LICENSE\n\n"
    "1. Grant. You may use and change the work for any purpose.\n\n"
    "2. Notice. You must keep this notice in all copies of the work.\n\n"
    "3. Limit. If you have more than 100 users, ask us first."
)
HEAD = "Acme Example\n\nProducts License Docs\n\nToday is Monday, 3 November 2026\n\n"
TAIL = "\n\nWas this page useful?\n\n© 2026 Acme Example License team"


def page(text=TEXT, head=HEAD, tail=TAIL):
    return f"{head}{text}{tail}"


def test_text_on_a_page_is_found_as_it_is():
    assert judge_text(TEXT, page()) == Judged("same", TEXT)


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("\n\n", "\n"),
        TEXT.replace("EXAMPLE LICENSE", "Example License"),
        TEXT.replace("work.", "work"),
        TEXT.replace("You may", "“You” may"),
    ],
)
def test_signs_case_and_lines_are_no_words(text):
    assert judge_text(TEXT, page(text)).how == "layout"


def test_signs_that_nobody_sees_are_none():
    assert judge_text(TEXT, page(TEXT.replace("this notice", "this no\u00adtice"))).how == "same"


def test_frame_that_changes_each_day_is_no_change():
    monday = page()
    tuesday = page(head=HEAD.replace("Monday, 3", "Tuesday, 4") + "New: our shop\n\n", tail="")

    assert judge_text(TEXT, tuesday, before=monday) == Judged("same", TEXT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("You may use", "You may not use"),
        ("100 users", "50 users"),
        ("for any purpose", "for any lawful purpose"),
        ("ask us first.", "ask us first, or pay."),
        ("EXAMPLE LICENSE", "THE EXAMPLE LICENSE"),
        ("2. Notice. You must keep this notice in all copies of the work.\n\n", ""),
        ("3. Limit.", "2a. Fees. You pay us for each copy.\n\n3. Limit."),
    ],
)
def test_words_that_changed_are_the_change_and_the_frame_is_not(old, new):
    other = TEXT.replace(old, new)

    assert judge_text(TEXT, page(other)) == Judged("changed", other)


@pytest.mark.parametrize(
    ("old", "new"),
    [("users, ask us first.", "users, tell us."), ("EXAMPLE LICENSE", "The LICENSE")],
)
def test_short_lines_beside_a_changed_paragraph_are_of_the_frame(old, new):
    other = TEXT.replace(old, new)

    assert judge_text(TEXT, page(other, head="Docs\n\n", tail="\n\nRelated")).part == other


def test_frame_with_the_words_of_the_title_is_not_of_the_text():
    head = "Read the Example License and what it says\n\n" + "menu entry\n\n" * 40
    other = TEXT.replace("any purpose", "no purpose")

    assert judge_text(TEXT, page(other, head=head)).part == other


CLAUSE = "4. Fees. " + "You pay a fee for each copy that you give to anybody who asks for one."


def test_clause_that_was_added_after_the_end_is_told():
    before, now = page(), page(TEXT + "\n\n" + CLAUSE)

    assert judge_text(TEXT, now).how == "same"
    assert judge_text(TEXT, now, before=before) == Judged("changed", TEXT, (CLAUSE,))
    assert judge_text(TEXT, now, before=now).how == "same"


@pytest.mark.parametrize(("count", "how"), [(12, "changed"), (11, "same")])
def test_paragraph_beside_the_text_is_told_from_so_many_words_on(count, how):
    now = page(tail="\n\n" + " ".join(["word"] * count))

    assert judge_text(TEXT, now, before=page()).how == how


def test_news_beyond_the_frame_of_the_text_are_none_of_it():
    news = "\n\n" + "Read the newest story about how we build what we build. " * 2

    now = page(tail=TAIL + news)

    assert judge_text(TEXT, now, before=page()).how == "same"


def test_short_lines_before_the_title_are_not_of_the_text():
    head = "Example License\n\n" * 3 + "Monday, 3 November 2026\n\n"
    other = TEXT.replace("EXAMPLE", "Example").replace("any purpose", "no purpose")

    assert judge_text(TEXT, page(other, head=head)).part == other


@pytest.mark.parametrize("words", ["", "Menu", "Our shop has moved.\n\n" * 30])
def test_page_without_the_text_is_elsewhere(words):
    assert judge_text(TEXT, words) == Judged("elsewhere")


def test_half_of_the_text_is_still_the_text():
    half = "one two three four five six seven eight"

    assert judge_text(f"{half} a b c d e f g h", half) == Judged("changed", half)
    assert judge_text(f"{half} a b c d e f g h i", half) == Judged("elsewhere")


def test_what_was_said_to_be_nothing_stays_so_until_it_changes():
    was = page(TEXT.replace("ask us", "call us"))
    again = page(TEXT.replace("ask us", "call us"), head="Other menu\n\n")
    more = page(TEXT.replace("ask us", "pay us"))

    judged = [judge_text(TEXT, one, before=was, is_settled=True).how for one in (was, again, more)]

    assert judged == ["layout", "layout", "changed"]
    assert judge_text(TEXT, page(), before=was, is_settled=True).how == "same"


def test_other_page_that_was_said_to_be_nothing_stays_so():
    shop = "Our shop has moved to the other side of the street, next to the bridge."

    assert judge_text(TEXT, shop, before=shop, is_settled=True).how == "layout"
    assert judge_text(TEXT, shop + " Really.", before=shop, is_settled=True).how == "elsewhere"


POLICY = "Use policy\n\nLast updated: November 3, 2026\n\nDo no harm before 3 May 2027 or after."


@pytest.mark.parametrize(
    ("old", "new", "how"),
    [
        ("", "", "same"),
        ("November 3, 2026", "January 18, 2027", "layout"),
        ("no harm", "no\nharm", "layout"),
        ("November 3, 2026", "November 3, 2026. Do good", "changed"),
        ("Do no harm", "Do harm", "changed"),
        ("or after", "or after it", "changed"),
    ],
)
def test_page_whose_words_are_not_held_is_compared_with_itself(old, new, how):
    assert judge_page(POLICY, POLICY.replace(old, new) if old else POLICY).how == how


def test_date_in_a_clause_is_of_the_clause():
    clause = "You may use the work until the day of 3 May 2027 and never after that day."

    assert judge_page(clause, clause.replace("2027", "2026")).how == "changed"


def test_long_texts_are_judged_in_bounds():
    clauses = [f"{n}. You may use part {n} of the work for purpose {n}." for n in range(4000)]
    text = "\n\n".join(clauses)
    other = text.replace("purpose 77.", "purpose 78.")

    assert judge_text(text, page(text)).how == "same"
    assert judge_text(text, page(other)) == Judged("changed", other)


@pytest.mark.parametrize(("count", "how"), [(10, "layout"), (11, "changed")])
def test_date_is_no_word_in_a_paragraph_of_so_many_words(count, how):
    words = " ".join(["word"] * (count - 3))

    assert judge_page(f"{words} 3 May 2026", f"{words} 4 June 2027").how == how


@pytest.mark.parametrize(
    ("now", "how", "part"),
    [
        ("Copy it.", "same", "Copy it."),
        ("Menu\n\nCopy it.\n\nMenu", "same", "Copy it."),
        ("“Copy it.”", "layout", "“Copy it.”"),
        ("Menu\n\n(copy it)\n\nMenu", "layout", "(copy it)"),
        ("Do copy it.", "changed", "Do copy it."),
        ("Copy it. Now", "changed", "Copy it. Now"),
        ("Copy", "elsewhere", ""),
        ("Copy that", "elsewhere", ""),
        ("it copy", "elsewhere", ""),
        ("…", "elsewhere", ""),
    ],
)
def test_text_of_two_words_is_found_by_both(now, how, part):
    assert judge_text("Copy it.", now) == Judged(how, part)


def test_text_without_words_is_nowhere():
    assert judge_text("…", "Copy it.") == Judged("elsewhere")


def test_words_are_looked_for_whole():
    assert judge_text("Copy it.", "Photocopy it.").how == "elsewhere"
    assert judge_text("Copy it.", "Copy its.").how == "elsewhere"


def test_paragraphs_that_touch_the_text_are_told_up_to_one_that_was_there():
    clauses = [f"{n}. " + " ".join(f"{word}{n}" for word in CLAUSE.split()) for n in range(3)]
    title = " ".join(["Title"] * LONG)

    both = page(head=f"{HEAD}{title}\n\n", tail=f"\n\n{clauses[0]}\n\n{clauses[1]}{TAIL}")
    behind = page(tail=f"{TAIL}\n\n{clauses[2]}")

    assert judge_text(TEXT, both, before=page()).added == (title, clauses[0], clauses[1])
    assert judge_text(TEXT, behind, before=page()).added == ()


def test_what_was_found_to_be_nothing_is_something_with_a_new_clause():
    was = page(TEXT.replace("ask us", "call us"))
    now = page(f"{TEXT.replace('ask us', 'call us')}\n\n{CLAUSE}")

    found = judge_text(TEXT, now, before=was, is_settled=True)

    assert (found.how, found.added) == ("changed", (CLAUSE,))
    assert judge_text(TEXT, was, before=was).how == "changed"
    assert judge_text(TEXT, now, before=now, is_settled=True).how == "layout"


def test_other_page_is_elsewhere_unless_it_was_found_to_be_nothing():
    shop = "Our shop has moved to the other side of the street.\n\nSince 3 May 2026"

    assert judge_text(TEXT, shop, before=shop).how == "elsewhere"
    later = shop.replace("3 May 2026", "4 June 2027")
    assert judge_text(TEXT, later, before=shop, is_settled=True) == Judged("layout")


def test_lines_of_signs_alone_are_no_paragraphs():
    signs = page(head=f"* * *\n\n{HEAD}", tail=f"{TAIL}\n\n* * *\n\n—")

    assert judge_text(TEXT, signs) == Judged("same", TEXT)
    assert judge_text(TEXT, page(TEXT.replace("may use", "may not use"), tail="\n\n***")).how == (
        "changed"
    )


def test_long_page_that_shares_a_few_words_with_the_text_is_elsewhere():
    shop = "You may use and try all that we have in our shop beside the bridge. " * 10

    assert judge_text(TEXT, f"Our shop.\n\nAsk us for any purpose.\n\n{shop}").how == "elsewhere"
    assert judge_text(TEXT, "Ask us for any purpose.").how == "elsewhere"
