"""The documents of the audit commands: what each prints with `--json`.

Per cents are 0 to 100 and not rounded; what there is not is None, never NaN.
"""

from collections.abc import Sequence
from typing import Literal, TypedDict

from sdm_tool.domain.disclosure import suppressed
from sdm_tool.domain.funnels import FunnelUnit, funnel
from sdm_tool.domain.pcharts import PChartPoint, p_chart
from sdm_tool.domain.spc import LimitsKind, Segment, xmr_chart
from sdm_tool.services.audit_csv import (
    PERIOD,
    UNIT,
    Series,
    read_counts,
    read_proportions,
    read_series,
)


class UnknownPeriodError(Exception):
    """A change was asked for at a period that the file does not have."""

    def __init__(self, period: str, periods: Sequence[str]) -> None:
        known = f" They run from {periods[0]!r} to {periods[-1]!r}." if periods else ""
        super().__init__(f"There is no period {period!r} in the file.{known}")


class Lines(TypedDict):
    """Mean and limits of a stretch of periods, in the unit of the values."""

    mean: float | None
    lower: float | None
    upper: float | None
    near_lower: float | None
    near_upper: float | None
    average_moving_range: float | None
    limits: str


SegmentLines = TypedDict(
    "SegmentLines",
    {
        "from": str,
        "to": str,
        "mean": float | None,
        "lower": float | None,
        "upper": float | None,
        "near_lower": float | None,
        "near_upper": float | None,
        "average_moving_range": float | None,
        "limits": str,
    },
)


class SpcPoint(TypedDict):
    period: str
    value: float
    flag: str | None


class SpcDocument(Lines):
    """What `audit spc --json` prints; the lines at the top are those of the last segment."""

    segments: list[SegmentLines]
    points: list[SpcPoint]


class PChartPointDocument(TypedDict):
    period: str
    events: int
    n: int
    percent: float | None
    lower: float | None
    upper: float | None
    flag: Literal["outside"] | None


class PChartDocument(TypedDict):
    """What `audit pchart --json` prints."""

    mean: float | None
    points: list[PChartPointDocument]


class FunnelUnitDocument(TypedDict):
    unit: str
    events: int
    n: int
    percent: float | None
    lower95: float | None
    upper95: float | None
    lower998: float | None
    upper998: float | None
    label: str


class FunnelDocument(TypedDict):
    """What `audit funnel --json` prints; units stand in the order of the file."""

    mean: float | None
    units: list[FunnelUnitDocument]
    overdispersion: float | None


class SuppressDocument(TypedDict):
    """What `audit suppress --json` prints, in the order of the file."""

    counts: list[str]


def spc_document(
    content: bytes, *, changes: Sequence[str], baseline: int | None, screened: bool
) -> SpcDocument:
    """Chart the columns period and value; a new segment begins at each period of `changes`.

    CsvFaultsError names every wrong cell; UnknownPeriodError for a change that is not there.
    """
    series = read_series(content)
    chart = xmr_chart(
        series.values,
        changes=[_place(period, series) for period in changes],
        baseline=baseline,
        screened=screened,
    )
    values = [value for segment in chart for value in segment.values]
    flags = [flag for segment in chart for flag in segment.flags]
    return SpcDocument(
        **_lines(chart[-1] if chart else None),
        segments=[_segment(segment, series.periods) for segment in chart],
        points=[
            SpcPoint(period=period, value=value, flag=flag)
            for period, value, flag in zip(series.periods, values, flags, strict=True)
        ],
    )


def pchart_document(content: bytes) -> PChartDocument:
    """Chart the columns period, events and n. CsvFaultsError names every wrong cell."""
    found = read_proportions(content, PERIOD)
    chart = p_chart(list(found.values()))
    points = zip(found, chart.points, strict=True)
    return PChartDocument(
        mean=chart.mean, points=[_pchart_point(period, point) for period, point in points]
    )


def funnel_document(content: bytes) -> FunnelDocument:
    """Chart the columns unit, events and n. CsvFaultsError names every wrong cell."""
    found = read_proportions(content, UNIT)
    chart = funnel(list(found.values()))
    return FunnelDocument(
        mean=chart.mean,
        units=[_funnel_unit(name, unit) for name, unit in zip(found, chart.units, strict=True)],
        overdispersion=chart.overdispersion,
    )


def suppress_document(content: bytes) -> SuppressDocument:
    """Hide the small counts of the column count. CsvFaultsError names every wrong cell."""
    return SuppressDocument(counts=[suppressed(count) for count in read_counts(content)])


def _place(period: str, series: Series) -> int:
    if period not in series.periods:
        raise UnknownPeriodError(period, series.periods)
    return series.periods.index(period)


def _lines(segment: Segment | None) -> Lines:
    limits = segment.limits if segment else None
    return Lines(
        mean=segment.mean if segment else None,
        lower=limits.lower if limits else None,
        upper=limits.upper if limits else None,
        near_lower=limits.near_lower if limits else None,
        near_upper=limits.near_upper if limits else None,
        average_moving_range=segment.average_moving_range if segment else None,
        limits=segment.limits_kind if segment else LimitsKind.NONE,
    )


def _segment(segment: Segment, periods: Sequence[str]) -> SegmentLines:
    last = segment.first + len(segment.values) - 1
    return {"from": periods[segment.first], "to": periods[last], **_lines(segment)}


def _pchart_point(period: str, point: PChartPoint) -> PChartPointDocument:
    return PChartPointDocument(
        period=period,
        events=point.proportion.events,
        n=point.proportion.n,
        percent=point.proportion.percent,
        lower=point.lower,
        upper=point.upper,
        flag="outside" if point.outside else None,
    )


def _funnel_unit(name: str, unit: FunnelUnit) -> FunnelUnitDocument:
    limits = unit.limits
    return FunnelUnitDocument(
        unit=name,
        events=unit.proportion.events,
        n=unit.proportion.n,
        percent=unit.proportion.percent,
        lower95=limits.lower95 if limits else None,
        upper95=limits.upper95 if limits else None,
        lower998=limits.lower998 if limits else None,
        upper998=limits.upper998 if limits else None,
        label=unit.label,
    )
