"""Search over published documents that are indexed by hand, on whichever database is set."""

import pytest

from guidance.models import Edition, Recall
from guidance.services.search import searching
from tests.scenes import scene
from tests.services.search.shelf import APACHE, FAQ, LICENSE, TREE, put


@scene
def shelf():
    return [put(data) for data in (LICENSE, APACHE, FAQ, TREE)]


def urls(query: str, **filters) -> list[str]:
    return [result.url for result in searching.search(query, **filters).results]


def matched(runs) -> list[str]:
    return [run.text for run in runs if run.is_match]


@pytest.mark.parametrize(
    ("query", "url"),
    [
        ("seven hundred", "/licenses/llama-2/#2"),
        ("weapons", "/licenses/llama-2/#aup.1.a"),
        ("distillation", "/licenses/llama-2/#note-no-distillation"),
        ("keep notice", "/licenses/llama-2/#term-keep-notice"),
        ("cafe assistant", "/faq/may-i-fine-tune/"),
        ("hosted endpoint", "/check/can-i-use/start/"),
        ("http", "/check/can-i-use/start/"),
        ("stands", "/check/can-i-use/start/#outcome-fine"),
        ("facade", "/licenses/llama-2/#1.b.v"),
        ("FAÇADE", "/licenses/llama-2/#1.b.v"),
        ("licensees", "/licenses/llama-2/#1.b.v"),
        ("weigh", "/licenses/llama-2/#term-keep-notice"),
        ("distilling", "/licenses/llama-2/#note-no-distillation"),
        ("finetuning", "/faq/may-i-fine-tune/"),
        ("fine tuning", "/faq/may-i-fine-tune/"),
        ("MAU", "/licenses/llama-2/#2"),
    ],
)
def test_search_finds_each_kind_of_thing_first(shelf, query, url):
    page = searching.search(query)

    assert (page.results[0].url, page.is_any) == (url, False)


@pytest.mark.parametrize(
    "query", ["1.b.v", "1(b)(v)", "§ 1.b.v", "Clause 1.B.V", "section 1 (b)(v)"]
)
def test_search_by_clause_number_finds_the_clause_first(shelf, query):
    assert urls(query)[0] == "/licenses/llama-2/#1.b.v"


@pytest.mark.parametrize("query", ["section 2", "2", "sec. 2", "§2"])
def test_search_by_section_number_finds_it_in_every_license(shelf, query):
    assert set(urls(query)[:2]) == {"/licenses/llama-2/#2", "/licenses/apache-2-0/#2"}


@pytest.mark.parametrize(
    ("query", "url"),
    [("apache section 2", "/licenses/apache-2-0/#2"), ("llama section 2", "/licenses/llama-2/#2")],
)
def test_search_by_section_number_prefers_the_license_named(shelf, query, url):
    assert urls(query)[0] == url


def test_search_by_number_of_a_policy_item_finds_it(shelf):
    assert urls("aup.1.a")[0] == "/licenses/llama-2/#aup.1.a"


def test_search_puts_what_has_all_words_before_what_has_some(db):
    for slug, question in (
        ("both", "May customers be hosted on it?"),
        ("one", "Who are customers?"),
        ("none", "What else is there?"),
    ):
        put(FAQ | {"slug": slug, "question": question, "short_answer": "Yes."})

    assert urls("hosted customers") == ["/faq/both/", "/faq/one/"]


def test_search_shows_how_an_answer_begins_and_the_middle_of_a_clause(db):
    long = " ".join(["filler"] * 60) + " patents " + " ".join(["filler"] * 60)
    put(FAQ | {"short_answer": "No.", "answer": long})
    put(
        LICENSE
        | {"text": {"digest": "0" * 64, "body": long}, "annotations": [], "terms": []}
        | {"sections": [{"key": "1", "label": "1", "start": 0, "end": len(long)}]}
    )

    found = {one.kind: one.snippet for one in searching.search("patents").results}

    assert "".join(run.text for run in found["faq"]).startswith("No. filler filler")
    assert matched(found["clause"]) == ["patents"]


def test_search_shows_what_a_questionnaire_asks_on_one_line(shelf):
    [found] = searching.search("hosted endpoint", kinds=["tree"]).results

    assert "".join(run.text for run in found.snippet) == (
        "Your product. Do customers call a hosted endpoint? · Yes, over HTTP Go ahead"
    )


def test_search_finds_a_clause_by_the_heading_above_it_after_the_one_that_has_it(shelf):
    found = urls("license rights", kinds=["clause"])

    assert found[0] == "/licenses/llama-2/#1"


def test_search_says_that_nothing_has_most_of_the_words(shelf):
    page = searching.search("distillation weapons parrots kettles")

    assert {result.url for result in page.results} == {
        "/licenses/llama-2/#note-no-distillation",
        "/licenses/llama-2/#aup.1.a",
    }
    assert page.is_any


def test_search_ranks_a_title_above_a_body(db):
    for slug, question, answer in (
        ("in-body", "What else is there to know?", "Something about patents is said here."),
        ("in-title", "What about patents?", "Something else is said here, you know."),
        ("other", "Who publishes it?", "A company does that."),
    ):
        put(FAQ | {"slug": slug, "question": question, "short_answer": answer})

    assert urls("patents") == ["/faq/in-title/", "/faq/in-body/"]


def test_search_ranks_an_answer_above_a_clause_with_the_same_words(db):
    words = "Patents"
    put(APACHE | {
        "slug": "x", "title": "X", "short_title": "X",
        "text": {"digest": "2" * 64, "body": "Granted."},
        "sections": [{"key": "p", "heading": words, "start": 0, "end": 8}],
    })  # fmt: skip
    put(FAQ | {"slug": "p", "question": words, "short_answer": "Granted.", "licenses": ["x"]})
    put(FAQ | {"slug": "q", "question": "Else", "short_answer": "No.", "licenses": ["x"]})

    assert urls("patents") == ["/faq/p/", "/licenses/x/#p"]


def test_search_filters_by_kind_and_license_and_counts_both(shelf):
    page = searching.search("section 2", kinds=["clause"], license="apache-2-0")

    assert [result.url for result in page.results] == ["/licenses/apache-2-0/#2"]
    assert (page.total, page.pages) == (1, 1)
    assert [(f.value, f.count, f.is_active) for f in page.kinds] == [("clause", 1, True)]
    assert [(f.value, f.name, f.count, f.is_active) for f in page.licenses] == [
        ("apache-2-0", "Apache-2.0", 1, True),
        ("llama-2", "Llama 2", 1, False),
    ]


@pytest.mark.parametrize(
    "license",
    ["nothing", "%", "_", "llama-_", "%2", "LLAMA-2", " ", "llama", "'", "\x00", "\ud800"],
)
def test_search_in_a_license_that_is_not_there_finds_nothing(shelf, license):
    page = searching.search("weapons", license=license)

    assert (page.total, page.results) == (0, ())
    assert searching.search("weapons", license="llama-2").total == 1


def test_search_ignores_kinds_that_do_not_exist(shelf):
    assert searching.search("weapons", kinds=["nonsense", "\x00"]).total == 1


@pytest.mark.parametrize(("count", "pages"), [(20, 1), (21, 2)])
def test_search_pages_hold_twenty(db, count, pages):
    for number in range(count):
        put(FAQ | {"slug": f"q-{number}", "question": f"Is sharing fine, {number}?"})

    page = searching.search("sharing", page=99)

    assert (page.total, page.pages, page.page) == (count, pages, pages)
    assert len(page.results) == (20 if count == 20 else 1)


@pytest.mark.parametrize(("number", "expected"), [(-(10**30), 1), (0, 1), (1, 1), (10**30, 1)])
def test_search_page_is_held_within_bounds(shelf, number, expected):
    assert searching.search("weapons", page=number).page == expected


def test_search_marks_the_words_that_match(shelf):
    result = searching.search("fine-tune café").results[0]

    assert matched(result.title) == ["fine-tune", "café"]
    assert "".join(run.text for run in result.title) == FAQ["question"]


def test_search_shows_markup_as_plain_words(shelf):
    result = searching.search("distribution rules").results[0]

    assert "".join(run.text for run in result.snippet) == (
        "Yes. See 1.a for the <b>distribution</b> rules."
    )


@pytest.mark.parametrize(("length", "is_cut"), [(500, False), (501, True)])
def test_search_cuts_a_long_query_and_says_so(shelf, length, is_cut):
    page = searching.search("weapons ".ljust(length, "x"))

    assert (page.query.is_cut, len(page.query.text)) == (is_cut, 500)


@pytest.mark.parametrize(("query", "is_common"), [("what is the", True), ("the weapons", False)])
def test_search_for_common_words_only_says_so(shelf, query, is_common):
    page = searching.search(query)

    assert (page.query.is_common, page.total) == (is_common, 0 if is_common else 1)


def test_search_for_a_mistyped_word_finds_what_was_meant(shelf):
    page = searching.search("treshold")

    assert (page.suggestion, page.is_corrected, page.is_any) == ("threshold", True, False)
    assert [result.url for result in page.results] == urls("threshold") != []


def test_search_suggestion_keeps_the_other_words_as_they_were_typed(shelf):
    assert searching.search("Treshold of Café").suggestion == "threshold of Café"


def test_search_corrects_one_word_beside_others_that_are_known(shelf):
    page = searching.search("treshold weapons")

    assert (page.suggestion, page.is_corrected) == ("threshold weapons", True)
    assert {result.url for result in page.results} == {
        "/licenses/llama-2/#2",
        "/licenses/llama-2/#aup.1.a",
    }


@pytest.mark.parametrize("word", ["pretrain", "noticeboards", "weapo", "whom", "thr"])
def test_search_corrects_no_word_that_it_can_take_as_it_is(shelf, word):
    put(FAQ | {"slug": "a", "question": "Does it pertain to training?"})

    assert searching.search(word).suggestion == ""


@pytest.mark.parametrize("word", ["Mreshold", "meapons", "xhold", "threshold9"])
def test_search_takes_no_word_for_one_that_begins_otherwise_or_has_digits(shelf, word):
    assert searching.search(word).suggestion == ""


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("thteshold", "threshold"), ("thrashold", "threshold"), ("thrsehold", "threshold"),
        ("thresholld", "threshold"), ("threphold", ""),
    ],
)  # fmt: skip
def test_search_takes_for_a_slip_what_hand_or_ear_mix_up_and_nothing_else(shelf, word, meant):
    assert searching.search(word).suggestion == meant


def test_search_suggests_nothing_where_words_are_known(shelf):
    assert searching.search("weapons").suggestion == ""


@pytest.mark.parametrize("query", ["weapons", "zzzz", "1.b.v", "distillation weapons", "",
                                   "treshold", "treshold weapons"])  # fmt: skip
def test_search_takes_two_queries(shelf, django_assert_max_num_queries, query):
    searching.search("weapons")  # reads what has changed

    with django_assert_max_num_queries(2):
        searching.search(query)


def test_hit_that_was_shown_before_is_not_read_again(shelf, django_assert_num_queries):
    first = searching.search("weapons").results

    with django_assert_num_queries(1):
        again = searching.search("weapons").results

    assert again == first
    assert first != ()


def test_recall_shows_in_the_next_search(shelf):
    before = searching.search("keep notice assistant").results
    edition = Edition.objects.get(publication__slug="llama-2")
    Recall.objects.create(edition=edition, reason="Wrong.", recalled_at=edition.published_at)

    after = searching.search("keep notice assistant").results

    assert {one.is_recalled for one in before} == {False}
    assert {one.url.startswith("/licenses/llama-2/"): one.is_recalled for one in after} == {
        True: True,
        False: False,
    }
