"""What the team sees of the counts: sums of one edition over some weeks, small ones veiled."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from guidance.core.documents.trees import Tree, Verdict
from guidance.core.pictures.bars import Bar, columns, stacked
from guidance.models import Usage, UsageKind
from guidance.services.usage.counting import week_of

FEW = 5
"""What happened less often is told as "fewer than 5", and has no share."""
BAR = (240, 14)
"""Width and height of a lying bar, in units of its picture."""
CHART = (720, 120)


@dataclass(frozen=True)
class Times:
    """How often something was counted, as it may be told."""

    counted: int

    @property
    def is_few(self) -> bool:
        return 0 < self.counted < FEW

    @property
    def drawn(self) -> int:
        """Return how long its bar is: all few are drawn as the same."""
        return FEW if self.is_few else self.counted

    @property
    def written(self) -> str:
        """Return it as a cell of a table for machines."""
        return f"<{FEW}" if self.is_few else str(self.counted)

    def __str__(self) -> str:
        return _("fewer than %d") % FEW if self.is_few else f"{self.counted:,}"

    def share_of(self, whole: "Times") -> str:
        """Say how many of a hundred; nothing for none, and where one of both is too small."""
        if self.counted < FEW or whole.counted < FEW:
            return ""
        share = 100 * self.counted / whole.counted
        return _("under 1 %") if share < 1 else _("%d %%") % round(share)


@dataclass(frozen=True)
class QuestionUse:
    """A question: how often shown, answered with not sure, and left without an answer."""

    key: str
    title: str
    asked: Times
    unsure: Times
    left: Times
    bars: tuple[Bar, ...]

    @property
    def unsure_share(self) -> str:
        return self.unsure.share_of(self.asked)

    @property
    def left_share(self) -> str:
        return self.left.share_of(self.asked)


@dataclass(frozen=True)
class OutcomeUse:
    """An outcome, and how often it was reached; without a key, several were possible.

    Outcomes stand with those first that were reached most.
    """

    key: str
    title: str
    verdict: Verdict | None
    reached: Times
    share: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class WeekUse:
    """A week from its Monday: how often the first question was shown, and an end reached."""

    week: date
    begun: Times
    reached: Times


@dataclass(frozen=True)
class Use:
    """How an edition was used since the Monday ``since``; ``highest`` is of any week."""

    since: date
    questions: tuple[QuestionUse, ...]
    outcomes: tuple[OutcomeUse, ...]
    weeks: tuple[WeekUse, ...]
    bars: tuple[Bar, ...]
    begun: Times
    reached: Times
    highest: Times

    @property
    def is_empty(self) -> bool:
        return not any(
            times.counted
            for times in (self.reached, *(question.asked for question in self.questions))
        )


def use_of(tree: Tree, *, number: int, weeks: int, on: date) -> Use:
    """Return how an edition was used in so many weeks up to a day, the present one included.

    Two queries.
    """
    since = week_of(on) - timedelta(weeks=weeks - 1)
    counted = Usage.objects.filter(slug=tree.slug, number=number, week__range=(since, on))
    sums = _sums(counted.values_list("kind", "key").annotate(Sum("times")))
    by_week = _weeks(tree, counted, since=since, weeks=weeks)
    reached = sums[UsageKind.REACHED]
    highest = max(one.counted for week in by_week for one in (week.begun, week.reached))
    return Use(
        since=since,
        questions=_questions(tree, sums),
        outcomes=_outcomes(tree, reached),
        weeks=by_week,
        bars=_standing(by_week),
        begun=Times(sums[UsageKind.ASKED][tree.start]),
        reached=Times(sum(reached.values())),
        highest=Times(highest),
    )


def _sums(found: Iterable[tuple[str, str, int]]) -> Mapping[str, Counter[str]]:
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, key, times in found:
        sums[kind][key] += times
    return sums


def _questions(tree: Tree, sums: Mapping[str, Counter[str]]) -> tuple[QuestionUse, ...]:
    asked, answered, unsure = (
        sums[kind] for kind in (UsageKind.ASKED, UsageKind.ANSWERED, UsageKind.UNSURE)
    )
    found = [
        (
            question,
            Times(asked[question.key]),
            Times(unsure[question.key]),
            # Who goes back in the browser may answer a question that was shown once, twice.
            Times(max(asked[question.key] - answered[question.key], 0)),
        )
        for question in tree.questions
    ]
    longest = max((one.drawn for _, one, _, _ in found), default=0)
    return tuple(
        QuestionUse(
            key=question.key,
            title=question.title,
            asked=shown,
            unsure=unsure,
            left=left,
            bars=_lying(shown, ("unsure", unsure), ("left", left), longest=longest),
        )
        for question, shown, unsure, left in found
    )


def _lying(whole: Times, *parts: tuple[str, Times], longest: int) -> tuple[Bar, ...]:
    """Return a bar with its parts at the end; no longer than the whole, however few they are."""
    rest, drawn = whole.drawn, []
    for look, part in reversed(parts):
        drawn.append((look, min(part.drawn, rest)))
        rest -= drawn[-1][1]
    lengths = [("few" if whole.is_few else "rest", rest), *reversed(drawn)]
    return stacked(lengths, longest=longest, width=BAR[0], height=BAR[1])


def _outcomes(tree: Tree, reached: Counter[str]) -> tuple[OutcomeUse, ...]:
    named = [(one.key, one.title, one.verdict) for one in tree.outcomes]
    several = ("", _("Several were possible, since something was not sure"), None)
    shown = [*named, several] if reached[""] else named
    whole = Times(sum(reached.values()))
    longest = max((Times(reached[key]).drawn for key, _title, _verdict in shown), default=0)
    uses = (
        OutcomeUse(
            key=key,
            title=title,
            verdict=verdict,
            reached=Times(reached[key]),
            share=Times(reached[key]).share_of(whole),
            bars=_lying(Times(reached[key]), longest=longest),
        )
        for key, title, verdict in shown
    )
    # By what is drawn, or the order would tell which of the few are more.
    return tuple(sorted(uses, key=lambda one: -one.reached.drawn))


def _weeks(tree: Tree, counted: QuerySet[Usage], *, since: date, weeks: int) -> tuple[WeekUse, ...]:
    begun = Q(kind=UsageKind.ASKED, key=tree.start)
    rows = counted.filter(begun | Q(kind=UsageKind.REACHED)).values_list("week", "kind")
    sums = {(week, kind): times for week, kind, times in rows.annotate(Sum("times"))}
    mondays = [since + timedelta(weeks=number) for number in range(weeks)]
    return tuple(
        WeekUse(
            week=week,
            begun=Times(sums.get((week, UsageKind.ASKED), 0)),
            reached=Times(sums.get((week, UsageKind.REACHED), 0)),
        )
        for week in mondays
    )


def _standing(weeks: tuple[WeekUse, ...]) -> tuple[Bar, ...]:
    groups = [
        [
            ("few" if times.is_few else look, float(times.drawn))
            for look, times in (("begun", week.begun), ("reached", week.reached))
        ]
        for week in weeks
    ]
    return columns(groups, width=CHART[0], height=CHART[1])
