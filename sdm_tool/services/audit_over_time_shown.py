"""What the charts over time say: a finding in words, the picture, and the same numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from string import ascii_uppercase

from sdm_tool.domain.intervals import difference
from sdm_tool.domain.months import Month, parse_month
from sdm_tool.domain.pcharts import PChartPoint
from sdm_tool.domain.releases import Counts
from sdm_tool.domain.spc import FEWEST_FOR_LIMITS, Flag, LimitsKind, Segment
from sdm_tool.domain.spc_meaning import Assurance, Better, Variation, assurance, variation
from sdm_tool.domain.wording import and_list, london_day, plain_date
from sdm_tool.outputs.chart_icons import assurance_icon, legend_mark, variation_icon
from sdm_tool.outputs.chart_parts import Shape, Side
from sdm_tool.outputs.pictures import Picture
from sdm_tool.outputs.time_charts import TimePoint, time_chart
from sdm_tool.persistence.queries.audit import BlockSeen, TargetSeen
from sdm_tool.services.audit_top_scores import OverTime, TopScores
from sdm_tool.services.audit_words import (
    FLAG_WORDS,
    change_interval_words,
    count_words,
    interval_words,
    percent_words,
    signed_points,
    whole_percent,
)

_ASK_WHAT_CHANGED = "Ask what changed. It does not prove that care got better or worse."
LETTERS = ascii_uppercase
"""More changes than letters have no place on a chart that anybody could read."""
COMMON_CAUSE = (
    "Common cause: no signal found. The ups and downs are such as these numbers always have. "
    "With few answers, a real change could be missed."
)
RULES = (
    "XmR chart, the four Making Data Count rules, no screening: a point is marked where it strays "
    "further than such points do anyway, and no large jump is left out of the limits."
)
RULES_AS_ABOVE = (
    "XmR chart, the four Making Data Count rules, no screening: to be read as the chart above."
)
_A_GUIDE = (
    "Points differ in how many answered, so the limits are a guide: a p-chart has limits for each "
    "point’s own number of answers."
)
TEAMS_DIFFER = (
    "A month holds every team released with it, some of them with earlier months that had too few "
    "answers: so its teams may differ from month to month."
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
_VARIATION: dict[Variation, tuple[Side, str]] = {
    Variation.COMMON_CAUSE: ("on", "Variation: common cause. The last point is not marked."),
    Variation.IMPROVEMENT_HIGH: (
        "above",
        "Variation: special cause, improvement. The last point is marked, on the higher side.",
    ),
    Variation.CONCERN_LOW: (
        "below",
        "Variation: special cause, concern. The last point is marked, on the lower side.",
    ),
}
_ASSURANCE: dict[Assurance, tuple[Side, str]] = {
    Assurance.PASSES: (
        "above",
        "Assurance: as things are, the target will be met. It lies below the lower limit.",
    ),
    Assurance.FAILS: (
        "below",
        "Assurance: as things are, the target will not be met. It lies above the upper limit.",
    ),
    Assurance.INCONSISTENT: (
        "on",
        "Assurance: the target will be met in some months and missed in others, by chance.",
    ),
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
    outside: str
    """"outside" where the p-chart marks it."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What a team did differently, with the letter it has on the charts."""

    id: str
    letter: str
    month: str
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the two icons of a chart, with what it means in words."""

    icon: Picture
    words: str


@dataclass(frozen=True, slots=True)
class TargetLine:
    """The target that the service set, why, and by whom."""

    percent: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class OverTimeShown:
    """The charts over time with their words. A chart is empty where there is nothing to draw."""

    finding: str
    readings: tuple[Reading, ...]
    """Variation, and assurance where there is a target. None without limits."""
    chart: Picture
    rules: str
    limits_kind: str
    """What the limits rest on; `rules` says it too."""
    p_finding: str
    p_chart: Picture
    joint: str
    """What to make of it where the two charts do not agree; else empty."""
    rows: tuple[TimeRow, ...]
    """The latest first."""
    changes: tuple[ChangeLine, ...]
    target: TargetLine | None
    teams_differ: str
    """What to mind where the months of several teams are added up; empty for one team."""


def show_over_time(seen: TopScores) -> OverTimeShown:
    """Return the charts over time in words, pictures and numbers."""
    over_time, name = seen.over_time, seen.choice.part
    # Several teams added up differ from month to month, so their last point says little.
    is_one_team = len(seen.choice.teams) == 1
    target = seen.target.percent if seen.target and is_one_team else None
    return OverTimeShown(
        finding=_finding(over_time, _before_and_after(over_time, is_one_team=is_one_team)),
        readings=_readings(over_time, target) if is_one_team else (),
        chart=_xmr_picture(over_time, name, target),
        rules=_rules(over_time),
        limits_kind=_limits_kind(over_time),
        p_finding=_p_finding(over_time),
        p_chart=_p_picture(over_time, name),
        joint=_joint(over_time),
        rows=_rows(over_time),
        changes=_changes(over_time),
        target=_target_line(seen.target),
        teams_differ="" if seen.choice.team_id else TEAMS_DIFFER,
    )


def _target_line(target: TargetSeen | None) -> TargetLine | None:
    if target is None:
        return None
    by = f"{target.set_by}, {plain_date(london_day(target.set_at))}."
    return TargetLine(f"{target.percent}%", target.reason, by)


def _readings(over_time: OverTime, target: int | None) -> tuple[Reading, ...]:
    if not over_time.segments:
        return ()
    last = over_time.segments[-1]
    varies = variation(last, Better.HIGHER)
    if varies is None:
        return ()
    side, words = _VARIATION[varies]
    said = [Reading(Picture(variation_icon(side)), words)]
    met = assurance(last.limits, target, Better.HIGHER) if target is not None else None
    if met is not None:
        place, words = _ASSURANCE[met]
        said.append(Reading(Picture(assurance_icon(place)), words))
    return tuple(said)


def _joint(over_time: OverTime) -> str:
    if not over_time.segments or over_time.segments[-1].limits is None:
        return ""
    # Of the last stretch alone, as the finding is.
    in_xmr = any(over_time.segments[-1].flags)
    in_p = any(point.outside for point in over_time.p_charts[-1].points)
    if in_xmr and not in_p:
        return (
            "The charts differ: the first finds a signal and the second does not. A run or trend "
            "shows on the first alone, so look at which rule marked it."
        )
    if in_p and not in_xmr:
        return (
            "The charts differ: with how many answered allowed for, a point stands out that the "
            "first does not mark. Where months differ much in answers, rely on the second."
        )
    return ""


def _finding(over_time: OverTime, before: str) -> str:
    if not over_time.segments:
        return ""
    xmr = over_time.segments[-1]
    if xmr.limits is None:
        if len(xmr.values) < FEWEST_FOR_LIMITS:
            return f"{before}Too early to say: limits need {FEWEST_FOR_LIMITS} points or more."
        return f"{before}Every point is the same, so there are no limits to draw."
    runs = [
        (note, [block for _, block in run])
        for note, run in groupby(
            zip(_notes(xmr), over_time.blocks[xmr.first :], strict=True), lambda each: each[0]
        )
        if note
    ]
    if not runs:
        return f"{before}{COMMON_CAUSE}"
    said = " ".join(f"{_stretch(blocks)}: {note}." for note, blocks in runs)
    return f"{before}Special cause. {said} {_ASK_WHAT_CHANGED}"


def _notes(segment: Segment) -> list[str]:
    """Why each point is marked, and on which side of the mean; nothing for common cause."""
    notes = []
    for flag, value in zip(segment.flags, segment.values, strict=True):
        side = ("high", "above") if value > segment.mean else ("low", "below")
        notes.append(_NOTES[flag].format(*side) if flag else "")
    return notes


def _before_and_after(over_time: OverTime, *, is_one_team: bool) -> str:
    """Compare the answers of the last two stretches, or before and since one team's last change."""
    if len(over_time.segments) > 1:
        before, last = over_time.segments[-2].first, over_time.segments[-1].first
        compared = _compared(over_time.blocks[before:last], over_time.blocks[last:])
        return f"Before the limits start anew {compared} Since then: "
    if not (over_time.segments and over_time.changes and is_one_team):
        return ""
    letter, change = list(zip(LETTERS, over_time.changes, strict=False))[-1]
    earlier = [block for block in over_time.blocks if block.last < change.month]
    later = [block for block in over_time.blocks if block.first >= change.month]
    if not earlier or not later:
        return ""
    return f"Before change {letter} {_compared(earlier, later)} "


def _compared(before: Sequence[BlockSeen], since: Sequence[BlockSeen]) -> str:
    earlier, later = _counts(before), _counts(since)
    moved = difference((earlier.top, earlier.complete), (later.top, later.complete))
    shares = [percent_words(100 * each.top / each.complete) for each in (earlier, later)]
    verdict = (
        "Chance alone could bring that."
        if moved.low <= 0 <= moved.high
        else "That is more than chance alone would bring. It does not show what caused it."
    )
    return (
        f"{shares[0]}, since then {shares[1]}: {signed_points(moved.value)} points, "
        f"95% interval {change_interval_words(moved)}. {verdict}"
    )


def _counts(blocks: Sequence[BlockSeen]) -> Counts:
    return sum((block.counts for block in blocks), Counts())


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
    return f"{and_list(outside)}: outside the limits. {_ASK_WHAT_CHANGED}"


def _rules(over_time: OverTime) -> str:
    kind = _limits_kind(over_time)
    return f"{RULES} {kind} {_A_GUIDE}" if kind else ""


def _limits_kind(over_time: OverTime) -> str:
    if not over_time.segments:
        return ""
    xmr = over_time.segments[-1]
    since = "all" if len(over_time.segments) == 1 else "the last"
    return {
        LimitsKind.DRAWN: f"Limits from {since} {len(xmr.values)} points shown.",
        LimitsKind.TRIAL: f"Trial limits, from {len(xmr.values)} points: they will change as "
        "points are added.",
        LimitsKind.NONE: "No limits.",
    }[xmr.limits_kind]


def _xmr_picture(over_time: OverTime, name: str, target: int | None) -> Picture:
    if not over_time.segments:
        return Picture()
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
    title = f"Top Score of {name} over time. Mean {percent_words(over_time.segments[-1].mean)}."
    return Picture(time_chart(points, title, target=target))


def _p_picture(over_time: OverTime, name: str) -> Picture:
    if len(over_time.blocks) < FEWEST_FOR_LIMITS:
        return Picture()
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
    title = f"Top Score of {name} over time, with limits that allow for how many answered."
    return Picture(time_chart(points, title))


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
        for letter, change in zip(LETTERS, over_time.changes, strict=False)
        if over_time.place_of(change) == place
    ]
    return TimePoint(
        year=last.year,
        month=last.title[0],
        answers=count_words(block.counts.complete),
        # As the table says it: a picture tells no more than its numbers.
        value=whole_percent(100 * block.counts.top / block.counts.complete),
        mean=whole_percent(mean),
        lower=None if lower is None else whole_percent(lower),
        upper=None if upper is None else whole_percent(upper),
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
        for letter, change in zip(LETTERS, over_time.changes, strict=False)
    )


def _rows(over_time: OverTime) -> tuple[TimeRow, ...]:
    notes = [note for segment in over_time.segments for note in _notes(segment)]
    rows = [
        TimeRow(
            months=_months(block),
            answers=count_words(block.counts.complete),
            top_score=percent_words(point.proportion.percent or 0),
            note=note,
            limits=_range(point),
            outside="outside" if point.outside else "",
        )
        for block, note, point in zip(over_time.blocks, notes, _p_points(over_time), strict=True)
    ]
    return tuple(reversed(rows))


def _range(point: PChartPoint) -> str:
    if point.lower is None or point.upper is None:
        return ""
    return interval_words(point.lower, point.upper)


def _months(block: BlockSeen) -> str:
    return _stretch([block])


def _short(month: Month) -> str:
    return f"{month.title[:3]} {month.year}"


def legend(shapes: Iterable[tuple[Shape, str]]) -> tuple[tuple[Picture, str], ...]:
    """Return each mark with its words."""
    return tuple((Picture(legend_mark(shape)), words) for shape, words in shapes)


TIME_LEGEND = legend(
    (("circle", "Common cause"), *((_SHAPES[flag], FLAG_WORDS[flag].capitalize()) for flag in Flag))
)
