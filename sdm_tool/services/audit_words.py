"""The words of the audit commands, pages and files, percentages to one decimal place."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from sdm_tool.domain.collaborate import Mode
from sdm_tool.domain.csv_reading import printable
from sdm_tool.domain.disclosure import HIDDEN_COUNT, suppressed, told_stretch
from sdm_tool.domain.intervals import Difference
from sdm_tool.domain.spc import Flag
from sdm_tool.services.audit_charts import (
    FunnelDocument,
    FunnelUnitDocument,
    Lines,
    PChartDocument,
    PChartPointDocument,
    SegmentLines,
    SpcDocument,
)

ASK_WHY = "A marked point is a reason to ask why, not proof of better or worse care."
_ALL = 100
_ONE_IN = 20
NO_RANKING = "Units stand in the order of the file. It is not a ranking."

WAYS_OF_ASKING = {
    Mode.HAND_OVER: "tablet handed over",
    Mode.OWN_DEVICE: "own device",
    Mode.PAPER: "paper",
}
FLAG_WORDS = {
    Flag.OUTSIDE: "outside the limits",
    Flag.TREND: "part of a trend of seven",
    Flag.NEAR: "two of three near a limit",
    Flag.SHIFT: "part of seven on one side of the mean",
}
PLACE_WORDS = {
    "in": "within the limits",
    "low95": "below the 95 % limits",
    "high95": "above the 95 % limits",
    "low998": "below the 99.8 % limits",
    "high998": "above the 99.8 % limits",
}


def count_words(count: int) -> str:
    """Write a count as every audit page, picture and file writes it: "0", "*", or "1,240"."""
    told = suppressed(count)
    return told if told == HIDDEN_COUNT else f"{int(told):,}"


def stretch_words(told: int) -> str:
    """Write a count of a stretch of time, as `told_between` gave it: "*", or "1,240"."""
    words = told_stretch(told)
    return words if words == HIDDEN_COUNT else f"{told:,}"


def change_interval_words(change: Difference) -> str:
    """Write the interval of a change in whole points; an end that only rounds to 0 is not "0"."""
    low, high = signed_points(change.low), signed_points(change.high)
    if change.low > 0 and low == "0":
        low = "over 0"
    if change.high < 0 and high == "0":
        high = "under 0"
    return f"{low} to {high}"


def whole_percent(percent: float) -> int:
    """Round a per cent to a whole one, halves up: for pictures and files. `percent_words` says it.

    In a file 0 may stand for a few and 100 for nearly all, as the dictionary says.
    """
    return int(Decimal(percent).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def percent_words(percent: float) -> str:
    """Write a share in whole per cent: "46%". "0%" is none and "100%" is all, and nothing else."""
    return f"{_end_words(percent)}%"


def interval_words(low: float, high: float) -> str:
    """Write a range of per cents: "41 to 50", "under 1 to 3" or "97 to over 99"."""
    return f"{_end_words(low)} to {_end_words(high)}"


def _end_words(percent: float) -> str:
    whole = whole_percent(percent)
    if whole <= 0 < percent:
        return "under 1"
    return "over 99" if percent < _ALL <= whole else str(whole)


def many_looks(comparisons: int) -> str:
    """Say how many changes chance alone is to be thought of; nothing for a single comparison.

    A 95% interval leaves out 0 in one of twenty comparisons in which nothing changed.
    """
    if comparisons <= 1:
        return ""
    expected = f"{comparisons / _ONE_IN:.1f}".removesuffix(".0")
    return (
        f"Of {comparisons} comparisons, about 1 in {_ONE_IN} looks like a change by chance alone: "
        f"expect {expected} here."
    )


def signed_points(share: float) -> str:
    """Write a difference of two shares, -1 to 1, in whole points: "+8", "0" or "−3"."""
    # 1 - 0.935 is a hair under 0.065: that hair would turn a half down.
    points = whole_percent(round(100 * abs(share), 9))
    if points == 0:
        return "0"
    return f"+{points}" if share > 0 else f"−{points}"


def spc_lines(document: SpcDocument, *, screened: bool, baseline: int | None) -> Iterator[str]:
    """Say the rules, each segment, and each point with the reason it is marked for."""
    setting = "on" if screened else "off"
    fixed = f", lines fixed on the first {baseline} points of each segment" if baseline else ""
    yield f"XmR chart, NHS Making Data Count rules, screening of moving ranges {setting}{fixed}."
    for segment in document["segments"]:
        yield f"{_stretch(segment)}: {_limits(segment)}"
    for point in document["points"]:
        flag = f": {FLAG_WORDS[Flag(point['flag'])]}" if point["flag"] else ""
        yield f"{printable(point['period'])}: {_number(point['value'])}{flag}"
    if any(point["flag"] for point in document["points"]):
        yield ASK_WHY


def pchart_lines(document: PChartDocument) -> Iterator[str]:
    """Say the mean, and each point with its own limits."""
    yield f"p-chart: mean {_percent(document['mean'])}."
    yield from (_pchart_point(point) for point in document["points"])
    if any(point["flag"] for point in document["points"]):
        yield ASK_WHY


def funnel_lines(document: FunnelDocument) -> Iterator[str]:
    """Say the overall percentage, and each unit with its own limits, in the order of the file."""
    yield f"Funnel plot: overall {_percent(document['mean'])}."
    yield from (_funnel_unit(unit) for unit in document["units"])
    if document["overdispersion"] is not None:
        spread = document["overdispersion"]
        yield f"Overdispersion {spread:.2f}; about 1 is what chance alone would give."
    yield NO_RANKING


def _stretch(segment: SegmentLines) -> str:
    return f"{printable(segment['from'])} to {printable(segment['to'])}"


def _limits(lines: Lines | SegmentLines) -> str:
    mean, lower, upper = lines["mean"], lines["lower"], lines["upper"]
    near_lower, near_upper = lines["near_lower"], lines["near_upper"]
    said = f"mean {_number(mean)}"
    if lower is None:
        same = lines["average_moving_range"] == 0
        why = "the average moving range is 0" if same else "fewer than 5 points"
        return f"{said}. No limits: {why}."
    kind = "trial limits, fewer than 12 points:" if lines["limits"] == "trial" else "limits"
    return (
        f"{said}, {kind} {_number(lower)} to {_number(upper)}, near limits "
        f"{_number(near_lower)} to {_number(near_upper)}, "
        f"average moving range {_number(lines['average_moving_range'])}."
    )


def _pchart_point(point: PChartPointDocument) -> str:
    counts = f"{printable(point['period'])}: {point['events']} of {point['n']}"
    if point["percent"] is None:
        return f"{counts}, no percentage."
    limits = f"limits {point['lower']:.1f} to {point['upper']:.1f}"
    flag = f": {FLAG_WORDS[Flag.OUTSIDE]}" if point["flag"] else ""
    return f"{counts}, {_percent(point['percent'])} ({limits}){flag}"


def _funnel_unit(unit: FunnelUnitDocument) -> str:
    counts = f"{printable(unit['unit'])}: {unit['events']} of {unit['n']}"
    if unit["percent"] is None:
        return f"{counts}, no percentage."
    limits = (
        f"95 % limits {unit['lower95']:.1f} to {unit['upper95']:.1f}, "
        f"99.8 % limits {unit['lower998']:.1f} to {unit['upper998']:.1f}"
    )
    return f"{counts}, {_percent(unit['percent'])} ({limits}): {PLACE_WORDS[unit['label']]}"


def _percent(percent: float | None) -> str:
    return "none" if percent is None else f"{percent:.1f} %"


def _number(number: float | None) -> str:
    if number is None:
        return "none"
    return f"{round(number, 4) + 0.0:.4f}".rstrip("0").rstrip(".")
