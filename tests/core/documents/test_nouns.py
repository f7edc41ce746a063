"""What readers may see of a noun is marked on its fields; the rest is the team's."""

from typing import get_origin

import pytest
from pydantic import BaseModel, Field
from pydantic_core import PydanticUndefined

from guidance.core.documents.counts import MOST
from guidance.core.documents.editions import Context
from guidance.core.documents.formats import KINDS, as_data, parse, schema
from guidance.core.documents.nouns import (
    Noun,
    Public,
    dump_for_readers,
    for_readers,
    nouns_in,
    nouns_within,
    private_fields,
    share_names,
)
from guidance.core.documents.trees import Case
from tests.core.documents.samples import WHOLE

NOUNS = sorted(
    {noun for kind in (*KINDS.values(), Context) for noun in nouns_within(kind)},
    key=lambda noun: noun.__name__,
)


class Memo(Noun):
    words: Public[str]
    by: str = "nobody"


class Page(Noun):
    """A noun with something private in every place where one can stand."""

    title: Public[str]
    told: Public[str] = Field(default="", alias="says")
    secret: str = Field(default="", alias="hides")
    memo: Public[Memo]
    memos: Public[tuple[Memo, ...]] = ()
    by_name: Public[dict[str, Memo]] = Field(default_factory=dict)
    inner: Public["Page | None"] = None
    drafts: tuple[Memo, ...] = ()
    kept: list[str] = Field(default_factory=list)


class Plain(Noun):
    words: Public[str]


class Holder(Noun):
    plain: Public[Plain]
    secret: str = ""


class Answer(BaseModel):
    """What is no noun itself, as a shape of the API."""

    pages: list[Page]
    count: int


def memo(words: str) -> Memo:
    return Memo(words=words, by="secret")


def page(**more: object) -> Page:
    return Page.model_validate(
        {
            "title": "A", "says": "B", "hides": "secret", "memo": memo("C"),
            "memos": (memo("D"),), "by_name": {"e": memo("E")}, "drafts": (memo("secret"),),
            "kept": ["secret"], **more,
        }
    )  # fmt: skip


SHOWN = """
Annotation key section quote kind authority certainty body url
Citation section quote license
CitedLicense title short_title publisher edition sections
CitedSection label heading policy policy_url policy_read_on paraphrase
Condition question equals any_of none_of at_least below more_than at_most before on_or_after all any
Context topics licenses terms related
FaqEntry kind format slug question short_answer answer topics licenses citations related is_featured
License kind format slug title short_title family publisher classification is_open_source spdx
 other_names file_name hub_name request_to request_source request_read_on request_letter
 effective_on summary background text sections policies
 annotations terms
LocalCitation section quote
Option key label help goto adds is_exclusive is_unsure low high low_inclusive high_inclusive
 succeeds
Outcome key verdict title summary next_steps ask citations adds hands_over succeeds
Policy slug title url read_on travels travels_by note sections
PolicySection key heading body
Question key kind title help why citations options routes goto unit decimals minimum maximum
 succeeds
Quote exact prefix suffix
Route when goto adds
Section key label heading short depth start end
Term key kind topic title body trigger fulfilment glance tag citations contradicts
 when file uses same_as
Text source key url digest form body
Topic slug title
Topics kind format topics
Tree kind format slug title summary covers minutes licenses start questions outcomes
"""


def test_readers_see_what_is_listed_here_and_nothing_else() -> None:
    """A mark that was copied with the line above would show a new field: here it is asked for."""
    shown = {
        noun.__name__: [name for name in noun.model_fields if name not in private_fields(noun)]
        for noun in NOUNS
    }

    named = [line.split() for line in SHOWN.replace("\n ", " ").split("\n") if line]
    assert {noun: names for noun, names in shown.items() if names} == {
        noun: names for noun, *names in named
    }


def test_every_list_of_a_noun_has_its_bound() -> None:
    lists = {
        field.alias or name
        for noun in NOUNS
        for name, field in noun.model_fields.items()
        if get_origin(field.annotation) is tuple
    }

    assert lists - set(MOST) == set()
    assert {"annotations", "options", "topics"} <= lists


def test_team_keeps_to_itself_what_is_listed_here() -> None:
    kept = {noun.__name__: private_fields(noun) for noun in NOUNS if private_fields(noun)}

    assert kept == {
        "Case": tuple(Case.model_fields),
        "FaqEntry": ("dismissed",),
        "License": ("dismissed",),
        "Quote": ("sentence",),
        "Topic": ("description",),
        "Tree": ("cases", "dismissed"),
    }


@pytest.mark.parametrize("noun", NOUNS)
def test_private_field_has_a_default_where_readers_see_the_noun(noun: type[Noun]) -> None:
    lacking = [
        name
        for name in private_fields(noun)
        if noun.model_fields[name].get_default(call_default_factory=True) is PydanticUndefined
    ]

    assert not lacking or private_fields(noun) == tuple(noun.model_fields)


def test_readers_see_a_noun_as_if_nothing_private_had_been_written() -> None:
    blank = {"says": "B", "memo": Memo(words="C"), "memos": (Memo(words="D"),)}

    shown = for_readers(page(inner=page()))

    without = Page(title="A", by_name={"e": Memo(words="E")}, **blank)  # type: ignore[arg-type]
    assert shown == without.model_copy(update={"inner": without})


def test_readers_see_values_in_lists_and_by_name() -> None:
    assert for_readers((memo("A"), "B")) == (Memo(words="A"), "B")
    assert for_readers({"a": memo("A")}) == {"a": Memo(words="A")}


def test_what_holds_nothing_private_is_shown_itself() -> None:
    plain = Plain(words="A")

    assert for_readers(plain) is plain
    assert for_readers(Holder(plain=plain, secret="secret")).plain is plain


def test_readers_see_neither_cases_nor_dismissals_of_a_tree_and_all_else() -> None:
    data = as_data(parse(WHOLE["tree"]))

    shown = as_data(for_readers(parse(WHOLE["tree"])))

    assert data.pop("cases") != []
    assert data.pop("dismissed") != []
    assert shown == data


@pytest.mark.parametrize("is_inside", [False, True])
def test_answer_leaves_private_fields_out(is_inside: bool) -> None:
    shown = {
        "title": "A", "says": "B", "memo": {"words": "C"}, "memos": [{"words": "D"}],
        "by_name": {"e": {"words": "E"}}, "inner": None,
    }  # fmt: skip

    if is_inside:
        answer = Answer(pages=[page(inner=page())], count=1)
        assert dump_for_readers(answer) == {"pages": [{**shown, "inner": shown}], "count": 1}
    else:
        assert dump_for_readers(page()) == shown


def test_schema_tells_of_private_fields_only_to_those_who_write() -> None:
    written = Answer.model_json_schema(mode="validation")["$defs"]
    answered = Answer.model_json_schema(mode="serialization")["$defs"]

    fields = ["title", "says", "memo", "memos", "by_name", "inner"]
    assert list(answered["Page"]["properties"]) == fields
    assert set(written["Page"]["properties"]) == {*fields, "hides", "drafts", "kept"}
    assert (list(answered["Memo"]["properties"]), answered["Memo"]["required"]) == (
        ["words"], ["words"],
    )  # fmt: skip
    assert set(written["Memo"]["properties"]) == {"words", "by"}


def test_schema_of_a_document_tells_of_cases_for_they_are_written() -> None:
    assert schema("tree")["$defs"]["Case"]["required"] == ["key", "title", "answers", "outcomes"]


def test_answer_asks_for_no_field_that_it_leaves_out() -> None:
    described = Case.model_json_schema(mode="serialization")

    assert (described["properties"], described["required"]) == ({}, [])


def test_nouns_in_a_value_are_found_however_deep():
    inner = Page(title="inner", memo=Memo(words="a"), by_name={"b": Memo(words="b")})
    page = Page(title="outer", memo=Memo(words="c"), memos=(Memo(words="d"),), inner=inner)

    found = nouns_in([page, "words", {"key": Memo(words="e")}])

    assert sorted(noun.words for noun in found if isinstance(noun, Memo)) == list("abcde")
    assert {noun.title for noun in found if isinstance(noun, Page)} == {"inner", "outer"}
    assert len(found) == 7


def test_nouns_share_the_names_of_what_was_written_and_stay_what_they_were():
    few, many = Memo(words="a"), Memo(words="b", by="me")
    other = Memo(words="c")
    written = few.model_dump(exclude_unset=True)

    share_names([few, many, other])
    changed = other.model_copy(update={"by": "you"})

    assert few.model_fields_set is other.model_fields_set
    assert few.model_dump(exclude_unset=True) == written == {"words": "a"}
    assert many.model_fields_set == changed.model_fields_set == {"words", "by"}
    assert few == Memo(words="a")
