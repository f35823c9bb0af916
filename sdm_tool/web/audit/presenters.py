"""What the audit page says: every number as words, and words where a number is not shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

from sdm_tool.domain.collaborate import Mode, Respondent, Score
from sdm_tool.domain.feedback import NotOffered
from sdm_tool.domain.months import Month
from sdm_tool.domain.wording import and_list, plain_date
from sdm_tool.outputs.pictures import interval_bar
from sdm_tool.services.audit import Offering, Overview
from sdm_tool.services.audit_choice import MONTHS_SHOWN
from sdm_tool.services.audit_groups import Group, RespondentFigures
from sdm_tool.services.audit_words import WAYS_OF_ASKING

LOW_RESPONSE = 30
SMALL_GROUP = "No score yet: too few complete answers"
NO_TEAM = "No team has a score yet"
ALL_TEAMS = "All teams"

WHO = {
    Respondent.YOUNG_PERSON: "Young people",
    Respondent.PARENT: "Parents and carers",
}
Period = tuple[Month, Month]

WHY_NOT_OFFERED = {
    NotOffered.NOT_THE_RIGHT_MOMENT: "Not the right moment",
    NotOffered.TOO_DISTRESSED: "Too distressed",
    NotOffered.ASKED_NOT_TO: "Asked not to",
    NotOffered.NO_TIME: "No time",
    NotOffered.ALREADY_ASKED_TODAY: "Already asked today",
    NotOffered.OTHER: "Another reason",
}


@dataclass(frozen=True, slots=True)
class ScoreCells:
    """The cells of a group whose score may be shown."""

    complete: str
    response_rate: str
    top_score: str
    interval: str
    bar: Markup
    mean: str
    comparing: str
    months: str
    """Which months of the period it is of: a thin month waits for later ones."""


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A row of scores; without `cells`, `why_not` says why there are none."""

    name: str
    offered: str
    cells: ScoreCells | None
    why_not: str


@dataclass(frozen=True, slots=True)
class RespondentTable:
    """One kind of respondent, by team."""

    key: str
    heading: str
    rows: tuple[ScoreRow, ...]
    total: ScoreRow
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferingRow:
    """A team's meetings, and the offers made at them to one kind of respondent."""

    name: str
    meetings: str
    offered: str
    not_offered: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferingTable:
    """Meetings and offers to one kind of respondent, by team."""

    key: str
    heading: str
    rows: tuple[OfferingRow, ...]
    total: OfferingRow


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The page, ready to be put into its template."""

    period: str
    next_closing: str
    is_empty: bool
    view_is_noted: bool
    respondents: tuple[RespondentTable, ...]
    modes: tuple[ScoreRow, ...]
    mode_cautions: tuple[str, ...]
    offering: tuple[OfferingTable, ...]


def present_overview(overview: Overview) -> OverviewPage:
    """Return the whole page in words."""
    period = (overview.first, overview.last)
    respondents = [
        _respondent_table(figures, period) for figures in overview.figures if figures.teams
    ]
    modes = [
        _mode_row(figures, mode, period) for figures in overview.figures for mode in figures.modes
    ]
    return OverviewPage(
        period=_period(overview),
        next_closing=f"{overview.next_month.title} is added on "
        f"{plain_date(overview.next_closes_on)}, when it closes.",
        is_empty=overview.is_empty,
        view_is_noted=overview.view_is_noted,
        respondents=tuple(respondents),
        modes=tuple(modes),
        mode_cautions=_low_response(
            (_mode_name(figures, mode), mode)
            for figures in overview.figures
            for mode in figures.modes
        ),
        offering=tuple(_offering_table(overview, who) for who in Respondent),
    )


def _period(overview: Overview) -> str:
    count = len(overview.offering)
    teams = "1 team" if count == 1 else f"All {count} teams"
    months = f"{overview.first.title} to {overview.last.title}"
    return f"{teams}, {months}: the last {MONTHS_SHOWN} closed months."


def _respondent_table(figures: RespondentFigures, period: Period) -> RespondentTable:
    return RespondentTable(
        key=figures.respondent.value,
        heading=f"What {_lower(WHO[figures.respondent])} told us: CollaboRATE Top Score",
        rows=tuple(_score_row(team.name, team, SMALL_GROUP, period) for team in figures.teams),
        total=_score_row(ALL_TEAMS, figures.organisation, NO_TEAM, period),
        cautions=(
            *_low_response((team.name, team) for team in figures.teams),
            *_part_complete(figures.organisation.score),
        ),
    )


def _mode_row(figures: RespondentFigures, mode: Group, period: Period) -> ScoreRow:
    return _score_row(_mode_name(figures, mode), mode, SMALL_GROUP, period)


def _mode_name(figures: RespondentFigures, mode: Group) -> str:
    return f"{WHO[figures.respondent]}, {WAYS_OF_ASKING[Mode(mode.name)]}"


def _score_row(name: str, group: Group, why_not: str, period: Period) -> ScoreRow:
    cells = _score_cells(group, group.score, period) if group.score else None
    return ScoreRow(name, _count(group.offered), cells, "" if cells else why_not)


def _score_cells(group: Group, score: Score, period: Period) -> ScoreCells:
    if score.top_score is None or score.top_score_ci95 is None or score.mean is None:
        raise ValueError("a score that may be shown has all its parts")
    low, high = score.top_score_ci95
    top_score, interval = f"{_whole(score.top_score)}%", f"{_whole(low)} to {_whole(high)}"
    rate = group.response_rate
    return ScoreCells(
        complete=_count(score.complete),
        response_rate="Not known" if rate is None else f"{_whole(rate)}%",
        top_score=top_score,
        interval=interval,
        # Its one text, the title, is escaped where it is drawn.
        bar=Markup(  # noqa: S704
            interval_bar(low, score.top_score, high, f"{top_score}, interval {interval}")
        ),
        mean=str(Decimal(score.mean).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)),
        comparing=(score.wording or "").capitalize(),
        months=_months(group.months, period),
    )


def _months(months: Period | None, period: Period) -> str:
    if months is None or months == period:
        return f"All {MONTHS_SHOWN}"
    first, last = (f"{month.title[:3]} {month.year}" for month in months)
    return first if first == last else f"{first} to {last}"


def _low_response(groups: Iterable[tuple[str, Group]]) -> tuple[str, ...]:
    low = [
        name
        for name, group in groups
        if group.response_rate is not None and group.response_rate < LOW_RESPONSE
    ]
    if not low:
        return ()
    caution = (
        f"Under {LOW_RESPONSE}% of those offered the form answered it: {and_list(low)}. "
        "Those who answered may not be like the others."
    )
    return (caution,)


def _part_complete(score: Score | None) -> tuple[str, ...]:
    if score is None or score.incomplete == 0:
        return ()
    caution = (
        f"Left out of every score, because an item was left blank: {_count(score.incomplete)} "
        f"of {_count(score.complete + score.incomplete)} forms."
    )
    return (caution,)


def _offering_table(overview: Overview, who: Respondent) -> OfferingTable:
    return OfferingTable(
        key=who.value,
        heading=f"Meetings and offers: {_lower(WHO[who])}",
        rows=tuple(_offering_row(team.name, team, who) for team in overview.offering),
        total=_offering_row(ALL_TEAMS, overview.organisation_offering, who),
    )


def _offering_row(name: str, offering: Offering, who: Respondent) -> OfferingRow:
    offers = offering.by_respondent[who]
    return OfferingRow(
        name=name,
        meetings=_count(offering.meetings),
        offered=_count(offers.offered),
        not_offered=_count(sum(offers.not_offered.values())),
        reasons=tuple(
            f"{words} {_count(offers.not_offered[reason.value])}"
            for reason, words in WHY_NOT_OFFERED.items()
            if offers.not_offered.get(reason.value)
        ),
    )


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]


def _count(number: int) -> str:
    return f"{number:,}"


def _whole(percent: float) -> int:
    return int(Decimal(percent).quantize(Decimal(1), rounding=ROUND_HALF_UP))
