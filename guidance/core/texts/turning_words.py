"""Words that turn a sentence: those that deny, modals, parties, numbers, exceptions. Data only.

English licenses are meant, and the commonest words of Chinese ones. A word that is missing
here turns nothing; one too many asks a person to look once more.
"""

from typing import Literal

TurnKind = Literal["negation", "modal", "party", "number", "exception"]


_COMPANIES = (
    "meta google microsoft openai apple nvidia mistral alibaba deepseek ibm amazon cohere "
    "databricks eleutherai bigscience tencent baidu salesforce adobe intel oracle mozilla "
    "stability anthropic facebook huawei sony samsung tii xai zhipu moonshot minimax"
)
NAMES = frozenset(_COMPANIES.split())
"""Companies, some of whose names are words: they are meant where they are written as names."""


def _words(kind: TurnKind, words: str) -> dict[str, tuple[TurnKind, str]]:
    """Read a table: words with ``=`` before them are compared as the word before the sign."""
    found: dict[str, tuple[TurnKind, str]] = {}
    for word in words.split():
        key, _, other = word.partition("=")
        found[key.replace("_", " ")] = (kind, (other or key).replace("_", " "))
    return found


MARKS = {
    **_words(
        "negation",
        "not no non=not never none=no neither nor without nothing nobody no_one=nobody "
        "nowhere hardly "
        "prohibited=not prohibit=not prohibits=not forbidden=not forbid=not forbids=not barred=not "
        "refuse refuses refused deny denies denied fail fails "
        "不得=不 不可=不 不 禁止=不 无 未 非 勿=不 没有=无",
    ),
    **_words(
        "modal",
        "may can could might must shall should will would ought permitted permit=permitted "
        "permits=permitted allowed allow=allowed allows=allowed entitled authorized "
        "authorised=authorized required require=required requires=required obliged "
        "obligated=obliged need_to needs_to=need_to have_to has_to=have_to "
        "可以=可 可 必须=须 须 应当=应 应",
    ),
    **_words(
        "party",
        "you your=you yours=you yourself=you we us=we our=we ours=we party parties=party "
        "third_party third_parties=third_party user users=user end_user end_users=end_user "
        "owner owners=owner holder holders=holder recipient recipients=recipient author "
        "authors=author publisher publishers=publisher provider providers=provider customer "
        "customers=customer developer developers=developer company companies=company employer "
        "employers=employer employee affiliate affiliates=affiliate successor agent agents=agent "
        "buyer seller purchaser client clients=client foundation anyone everyone somebody someone "
        f"{_COMPANIES} "
        "许可方 被许可方 许可人 被许可人 贡献者 用户 您=你 你 我们",
    ),
    **_words(
        "number",
        "half twice dozen single=1 least most more less fewer under exceed=exceeding "
        "exceeds=exceeding exceeding below above maximum minimum within after before until "
        "day days=day week weeks=week month months=month year years=year hour hours=hour "
        "minute minutes=minute percent=% % $ € £ usd=$ eur=€ dollars=$ euros=€",
    ),
    **_words(
        "exception",
        "except excepting=except excepted=except unless excluding exclude=excluding "
        "excludes=excluding excluded=excluding other_than "
        "provided_that provided_however=provided_that providing_that=provided_that "
        "as_long_as so_long_as=as_long_as save_for=except save_that=except subject_to "
        "notwithstanding despite=notwithstanding if only solely=only exclusively=only "
        "regardless irrespective=regardless otherwise 除非 除外=除 除 但是=但 但 如果=如 仅",
    ),
}
"""By word or phrase in small letters: its kind, and the word that it is compared as."""
_TEXT = (
    "as the set forth out described defined listed stated mentioned specified provided noted given "
    "named shown see and or conditions terms paragraph paragraphs clause clauses section sections "
    "list notice restrictions definitions"
)
NOT_AFTER = {
    word: frozenset(others.split())
    for word, others in (
        ("before", "as than like ever appear appears appearing come comes"),
        ("above", _TEXT),
        ("below", _TEXT),
        ("after", "look looks looking named modeled modelled"),
        ("more", "once"),
        ("will", "free own last at good"),
        ("can", "a the this each"),
        ("one", "this that each every any which either another the such"),
        ("single", "every each"),
    )
}
"""Words with two readings, and what stands before them where they turn nothing: as before."""
NEAR_NUMBERS = frozenset({"under", "within"})
"""Words that are about a number only where one follows: under 100, and not under this license."""
NO_PARTIES = frozenset(
    word
    for line in (
        "agree agrees degree degrees guarantee guarantees committee error errors factor factors",
        "color favor behavior labor major minor prior interior exterior therefor vector vectors",
        "monitor processor processors operator operators refactor sensor sensors floor floors",
    )
    for word in line.split()
)
"""Words that end as the names of parties do."""
_UP_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES = {word: value for value, word in enumerate(_UP_TO_NINETEEN.split())} | {
    word: 10 * value for value, word in enumerate(_TENS.split(), 2)
}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9}
OPPOSITES = ("un", "in", "im", "ir", "il", "dis", "mis")
"""What makes the opposite of a word when it is put before it."""
NOT_SPLIT = {"nonetheless", "nonsense"}
"""Words whose *non* denies nothing."""
