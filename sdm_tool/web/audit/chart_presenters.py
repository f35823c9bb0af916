"""What the page of charts says: a finding in words, the picture, and the same numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from string import ascii_uppercase

from markupsafe import Markup

from sdm_tool.domain.collaborate import COMPARABLE_WITH_CARE
from sdm_tool.domain.funnels import FunnelLabel, FunnelUnit, funnel_limits
from sdm_tool.domain.intervals import wilson
from sdm_tool.domain.months import Month, parse_month
from sdm_tool.domain.pcharts import PChartPoint
from sdm_tool.domain.proportions import Proportion
from sdm_tool.domain.spc import FEWEST_FOR_LIMITS, Flag, LimitsKind, Segment
from sdm_tool.domain.wording import and_list, london_day, plain_date
from sdm_tool.outputs.charts import (
    FunnelPoint,
    Shape,
    TimePoint,
    funnel_chart,
    legend_mark,
    time_chart,
)
from sdm_tool.persistence.queries.audit import BlockSeen
from sdm_tool.services.audit_top_scores import BetweenTeams, OverTime, TopScores
from sdm_tool.services.audit_words import FLAG_WORDS
from sdm_tool.web.audit.presenters import WHO

ASK_WHAT_CHANGED = "Ask what changed. It does not prove that care got better or worse."
FEWEST_TO_COMPARE = 2
_LETTERS = ascii_uppercase
"""More changes than letters have no place on a chart that anybody could read."""
COMMON_CAUSE = (
    "Common cause: no signal found. The ups and downs are such as these numbers always have. "
    "With few answers, a real change could be missed."
)
_SHAPES: dict[Flag, Shape] = {
    Flag.OUTSIDE: "diamond",
    Flag.TREND: "triangle",
    Flag.NEAR: "ring",
    Flag.SHIFT: "square",
}
_NOTES: dict[Flag, str] = {
    Flag.OUTSIDE: "outside a limit, {0}",
    Flag.TREND: "trend",
    Flag.NEAR: "near a limit, {0}",
    Flag.SHIFT: "run {1} the mean",
}
_PLACES: dict[FunnelLabel, tuple[str, Shape]] = {
    FunnelLabel.IN: ("inside", "circle"),
    FunnelLabel.LOW_95: ("below the 95% line", "triangle-down"),
    FunnelLabel.HIGH_95: ("above the 95% line", "triangle"),
    FunnelLabel.LOW_998: ("below the 99.8% line", "diamond"),
    FunnelLabel.HIGH_998: ("above the 99.8% line", "diamond"),
}


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One block: its months, and what both charts say of it."""

    months: str
    answers: str
    top_score: str
    note: str
    limits: str
    """Of the p-chart: the range that chance alone would give so many answers."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What a team did differently, with the letter it has on the charts."""

    id: str
    letter: str
    month: str
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One team beside the others."""

    name: str
    answers: str
    top_score: str
    interval: str
    place: str


@dataclass(frozen=True, slots=True)
class ChartsPage:
    """The page, ready for its template. A chart is empty where there is nothing to draw."""

    about: str
    team_name: str
    finding: str
    chart: Markup
    rules: str
    p_finding: str
    p_chart: Markup
    rows: tuple[TimeRow, ...]
    changes: tuple[ChangeLine, ...]
    between_finding: str
    funnel: Markup
    between_notes: tuple[str, ...]
    team_rows: tuple[TeamRow, ...]
    view_is_noted: bool


def present_charts(seen: TopScores) -> ChartsPage:
    """Return the whole page in words and pictures."""
    over_time, between = seen.over_time, seen.between
    team_name = seen.teams.get(seen.team_id or "", "")
    return ChartsPage(
        about=f"{WHO[seen.respondent]}, all ways of asking.",
        team_name=team_name,
        finding=_finding(over_time),
        chart=_xmr_picture(over_time, team_name),
        rules=_rules(over_time),
        p_finding=_p_finding(over_time),
        p_chart=_p_picture(over_time, team_name),
        rows=_rows(over_time),
        changes=_changes(over_time),
        between_finding=_between_finding(between),
        funnel=_funnel_picture(between),
        between_notes=_between_notes(between),
        team_rows=tuple(
            _team_row(name, unit)
            for (name, _), unit in zip(between.teams, between.funnel.units, strict=True)
        ),
        view_is_noted=seen.view_is_noted,
    )


def _finding(over_time: OverTime) -> str:
    if not over_time.segments:
        return ""
    xmr = over_time.segments[-1]
    if xmr.limits is None:
        if len(xmr.values) < FEWEST_FOR_LIMITS:
            return f"Too early to say: limits need {FEWEST_FOR_LIMITS} points or more."
        return "Every point is the same, so there are no limits to draw."
    runs = [
        (note, [block for _, block in run])
        for note, run in groupby(
            zip(_notes(xmr), over_time.blocks[xmr.first :], strict=True), lambda each: each[0]
        )
        if note
    ]
    before = _means_before(over_time)
    if not runs:
        return f"{COMMON_CAUSE}{before}"
    said = " ".join(f"{_stretch(blocks)}: {note}." for note, blocks in runs)
    return f"Special cause. {said} {ASK_WHAT_CHANGED}{before}"


def _notes(segment: Segment) -> list[str]:
    """Why each point is marked, and on which side of the mean; nothing for common cause."""
    notes = []
    for flag, value in zip(segment.flags, segment.values, strict=True):
        side = ("high", "above") if value > segment.mean else ("low", "below")
        notes.append(_NOTES[flag].format(*side) if flag else "")
    return notes


def _means_before(over_time: OverTime) -> str:
    if len(over_time.segments) == 1:
        return ""
    means = [f"{each.mean:.0f}% ({len(each.values)} points)" for each in over_time.segments]
    return (
        f" Where limits start anew, the mean went from {', then '.join(means)}. That does not show "
        "what caused it."
    )


def _stretch(blocks: Sequence[BlockSeen]) -> str:
    first, last = parse_month(blocks[0].first), parse_month(blocks[-1].last)
    return _short(last) if first == last else f"{_short(first)} to {_short(last)}"


def _p_finding(over_time: OverTime) -> str:
    outside = [
        _months(block)
        for block, point in zip(over_time.blocks, _p_points(over_time), strict=True)
        if point.outside
    ]
    if len(over_time.blocks) < FEWEST_FOR_LIMITS:
        return ""
    if not outside:
        return "No single point is outside its limits. Runs are not looked for here."
    return f"{and_list(outside)}: outside the limits. {ASK_WHAT_CHANGED}"


def _rules(over_time: OverTime) -> str:
    if not over_time.segments:
        return ""
    xmr = over_time.segments[-1]
    since = "all" if len(over_time.segments) == 1 else "the last"
    kind = {
        LimitsKind.DRAWN: f"Limits from {since} {len(xmr.values)} points shown.",
        LimitsKind.TRIAL: f"Trial limits, from {len(xmr.values)} points: they will change as "
        "points are added.",
        LimitsKind.NONE: "No limits.",
    }[xmr.limits_kind]
    return (
        f"XmR chart, the four Making Data Count rules, no screening. {kind} Points differ in how "
        "many answered, so the limits are a guide: a p-chart allows for that."
    )


def _xmr_picture(over_time: OverTime, team_name: str) -> Markup:
    if not over_time.segments:
        return Markup("")
    points = [
        _time_point(
            over_time,
            segment.first + place,
            (segment.limits.lower, segment.limits.upper) if segment.limits else (None, None),
            mean=segment.mean,
            shape=_SHAPES[flag] if flag else "circle",
        )
        for segment in over_time.segments
        for place, flag in enumerate(segment.flags)
    ]
    title = f"Top Score of {team_name} over time. Mean {over_time.segments[-1].mean:.0f}%."
    return Markup(time_chart(points, title))  # noqa: S704  its one text is escaped there


def _p_picture(over_time: OverTime, team_name: str) -> Markup:
    if len(over_time.blocks) < FEWEST_FOR_LIMITS:
        return Markup("")
    means = [chart.mean or 0.0 for chart in over_time.p_charts for _ in chart.points]
    points = [
        _time_point(
            over_time,
            place,
            (point.lower, point.upper),
            mean=means[place],
            shape="diamond" if point.outside else "circle",
        )
        for place, point in enumerate(_p_points(over_time))
    ]
    title = f"Top Score of {team_name} over time, with limits that allow for how many answered."
    return Markup(time_chart(points, title))  # noqa: S704  its one text is escaped there


def _p_points(over_time: OverTime) -> list[PChartPoint]:
    return [point for chart in over_time.p_charts for point in chart.points]


def _time_point(
    over_time: OverTime,
    place: int,
    limits: tuple[float | None, float | None],
    *,
    mean: float,
    shape: Shape,
) -> TimePoint:
    block = over_time.blocks[place]
    last = parse_month(block.last)
    lower, upper = limits
    letters = [
        letter
        for letter, change in zip(_LETTERS, over_time.changes, strict=False)
        if over_time.place_of(change) == place
    ]
    return TimePoint(
        year=last.year,
        month=last.title[0],
        n=block.counts.complete,
        value=100 * block.counts.top / block.counts.complete,
        mean=mean,
        lower=lower,
        upper=upper,
        shape=shape,
        mark=", ".join(letters),
        starts_anew=place in {segment.first for segment in over_time.segments},
    )


def _changes(over_time: OverTime) -> tuple[ChangeLine, ...]:
    return tuple(
        ChangeLine(
            id=change.id,
            letter=letter,
            month=parse_month(change.month).title,
            words=change.words,
            by=f"{change.noted_by}, {plain_date(london_day(change.noted_at))}"
            + (". Mean and limits start anew." if change.starts_new_limits else "."),
        )
        for letter, change in zip(_LETTERS, over_time.changes, strict=False)
    )


def _rows(over_time: OverTime) -> tuple[TimeRow, ...]:
    notes = [note for segment in over_time.segments for note in _notes(segment)]
    return tuple(
        TimeRow(
            months=_months(block),
            answers=f"{block.counts.complete:,}",
            top_score=_percent(point.proportion),
            note=note,
            limits=_range(point),
        )
        for block, note, point in zip(over_time.blocks, notes, _p_points(over_time), strict=True)
    )


def _range(point: PChartPoint) -> str:
    if point.lower is None or point.upper is None:
        return ""
    outside = ": outside" if point.outside else ""
    return f"{point.lower:.0f} to {point.upper:.0f}{outside}"


def _between_finding(between: BetweenTeams) -> str:
    if len(between.teams) < FEWEST_TO_COMPARE:
        return "Two teams with a score are needed to set them side by side."
    outside = [
        f"{name} ({_PLACES[unit.label][0]})"
        for (name, _), unit in zip(between.teams, between.funnel.units, strict=True)
        if unit.label is not FunnelLabel.IN
    ]
    if not outside:
        return "No team differs from all teams together by more than chance would bring."
    return (
        f"Outside the lines: {and_list(outside)}. Ask why. Being outside is not proof of better "
        "or worse care."
    )


def _between_notes(between: BetweenTeams) -> tuple[str, ...]:
    notes = []
    if between.without_score:
        notes.append(f"Not drawn, for want of answers: {and_list(between.without_score)}.")
    spread = between.funnel.overdispersion
    if spread is not None and spread > 1:
        notes.append(
            f"Teams differ more than chance alone would have it (overdispersion {spread:.1f}; "
            "about 1 is chance), so the lines are too narrow for them. They may see different "
            "young people, or ask in different ways."
        )
    return tuple(notes)


def _funnel_picture(between: BetweenTeams) -> Markup:
    mean = between.funnel.mean
    if mean is None or len(between.teams) < FEWEST_TO_COMPARE:
        return Markup("")

    def limits(n: int) -> tuple[float, float, float, float]:
        at = funnel_limits(mean / 100, n)
        return at.lower95, at.upper95, at.lower998, at.upper998

    points = [
        _funnel_point(name, unit)
        for (name, _), unit in zip(between.teams, between.funnel.units, strict=True)
    ]
    title = f"Top Score of {len(points)} teams by how many answered. All teams {mean:.0f}%."
    return Markup(funnel_chart(points, mean, limits, title))  # noqa: S704  texts are escaped there


def _funnel_point(name: str, unit: FunnelUnit) -> FunnelPoint:
    shape = _PLACES[unit.label][1]
    if shape == "circle" and unit.proportion.n < COMPARABLE_WITH_CARE:
        shape = "ring"
    return FunnelPoint(name, unit.proportion.n, unit.proportion.percent or 0.0, shape)


def _team_row(name: str, unit: FunnelUnit) -> TeamRow:
    share = unit.proportion
    interval = wilson(share.events, share.n)
    return TeamRow(
        name=name,
        answers=f"{share.n:,}",
        top_score=_percent(share),
        interval=f"{100 * interval.low:.0f} to {100 * interval.high:.0f}",
        place=_PLACES[unit.label][0],
    )


def _percent(share: Proportion) -> str:
    return "" if share.percent is None else f"{share.percent:.0f}%"


def _months(block: BlockSeen) -> str:
    return _stretch([block])


def _short(month: Month) -> str:
    return f"{month.title[:3]} {month.year}"


def _legend(shapes: Iterable[tuple[Shape, str]]) -> tuple[tuple[Markup, str], ...]:
    return tuple((Markup(legend_mark(shape)), words) for shape, words in shapes)  # noqa: S704  no text in it


TIME_LEGEND = _legend(
    (("circle", "Common cause"), *((_SHAPES[flag], FLAG_WORDS[flag].capitalize()) for flag in Flag))
)
FUNNEL_LEGEND = _legend(
    (
        ("circle", "Inside the lines"),
        ("triangle", "Above the 95% line"),
        ("triangle-down", "Below the 95% line"),
        ("diamond", "Outside the 99.8% line"),
        ("ring", f"Inside, under {COMPARABLE_WITH_CARE} answers: too few to compare"),
    )
)
