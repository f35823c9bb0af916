"""What the funnel of the teams says: a finding in words, the picture, and the same numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

from sdm_tool.domain.collaborate import COMPARABLE_WITH_CARE
from sdm_tool.domain.disclosure import rounded
from sdm_tool.domain.funnels import FunnelLimits, adjusted_limits, funnel_limits
from sdm_tool.domain.intervals import wilson
from sdm_tool.domain.proportions import Proportion
from sdm_tool.domain.wording import and_list
from sdm_tool.outputs.chart_parts import Shape
from sdm_tool.outputs.funnel_charts import MOST_NAMED, FunnelPoint, funnel_chart
from sdm_tool.outputs.pictures import Picture
from sdm_tool.services.audit_over_time_shown import legend
from sdm_tool.services.audit_top_scores import BetweenTeams
from sdm_tool.services.audit_words import count_words, interval_words, percent_words, whole_percent

FEWEST_TO_COMPARE = 2
MOST_SAID = 4
"""How many teams are named in a sentence before it sends the reader to the table."""
INSIDE = "inside"
LINES_FOR_CHANCE = (
    "Lines: where 95% and 99.8% of teams would lie if only chance set them apart. With under 190 "
    "answers a team’s place can change by chance alone."
)
LINES_FOR_SPREAD = (
    "Lines: where 95% and 99.8% of teams would lie if teams differed as much as these do on the "
    "whole (method: additive random effects, Spiegelhalter 2005)."
)
_SHAPES: dict[str, Shape] = {
    INSIDE: "circle",
    "below the 95% line": "triangle-down",
    "above the 95% line": "triangle",
    "below the 99.8% line": "diamond",
    "above the 99.8% line": "diamond",
}


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One team beside the others."""

    name: str
    answers: str
    top_score: str
    interval: str
    place: str


@dataclass(frozen=True, slots=True)
class FunnelShown:
    """The teams side by side. The picture is empty where there is nothing to set side by side."""

    finding: str
    picture: Picture
    notes: tuple[str, ...]
    rows: tuple[TeamRow, ...]
    may_be_adjusted: bool
    """Whether there are teams enough to ask for lines that allow for their spread."""


def show_funnel(between: BetweenTeams, *, adjusted: bool) -> FunnelShown:
    """Return the teams side by side; `adjusted` allows for their spread, from ten teams on."""
    limits = _limits(between, adjusted=adjusted)
    places = [_place(share, limits) for _, share in between.teams] if limits else []
    return FunnelShown(
        finding=_finding(between, places, adjusted=adjusted),
        picture=_picture(between, places, limits),
        notes=_notes(between, adjusted=adjusted),
        rows=tuple(
            _row(name, share, place)
            for (name, share), place in zip(between.teams, places, strict=True)
        ),
        may_be_adjusted=between.variance is not None,
    )


def _limits(between: BetweenTeams, *, adjusted: bool) -> Callable[[int], FunnelLimits] | None:
    mean, variance = between.funnel.mean, between.variance
    if mean is None:
        return None
    if adjusted and variance is not None:
        return lambda n: adjusted_limits(mean / 100, n, variance)
    return lambda n: funnel_limits(mean / 100, n)


def _place(share: Proportion, limits: Callable[[int], FunnelLimits]) -> str:
    at, percent = limits(share.n), share.percent or 0.0
    if percent < at.lower998:
        return "below the 99.8% line"
    if percent > at.upper998:
        return "above the 99.8% line"
    if percent < at.lower95:
        return "below the 95% line"
    return "above the 95% line" if percent > at.upper95 else INSIDE


_NARROW = " And teams differ more than chance alone would have it, so these lines are narrow."


def _finding(between: BetweenTeams, places: list[str], *, adjusted: bool) -> str:
    if len(between.teams) < FEWEST_TO_COMPARE:
        return "Two teams with a score are needed to set them side by side."
    outside = [
        f"{name} ({place})"
        for (name, _), place in zip(between.teams, places, strict=True)
        if place != INSIDE
    ]
    if not outside:
        return "No team differs from these teams together by more than the lines allow."
    named = outside if len(outside) <= MOST_SAID else outside[:MOST_SAID]
    if len(outside) > MOST_SAID:
        named.append(f"{len(outside) - MOST_SAID} more, A to Z in the table")
    is_narrow = not adjusted and _spread_beyond_chance(between) is not None
    return (
        f"Outside the lines: {and_list(named)}. Ask why. Being outside is not proof of better "
        f"or worse care.{_NARROW if is_narrow else ''}"
    )


def _spread_beyond_chance(between: BetweenTeams) -> float | None:
    """Return how many times the spread is what chance gives, where it is more than chance brings.

    More than two standard errors over 1: it is a mean of squares, each with a variance of 2.
    """
    spread = between.funnel.overdispersion
    if spread is None or spread <= 1 + 2 * sqrt(2 / len(between.teams)):
        return None
    return spread


def _notes(between: BetweenTeams, *, adjusted: bool) -> tuple[str, ...]:
    is_adjusted = adjusted and between.variance is not None
    notes = [LINES_FOR_SPREAD if is_adjusted else LINES_FOR_CHANCE]
    if len(between.teams) > MOST_NAMED:
        notes.append("Teams inside the lines have their names in the table alone.")
    if between.without_score:
        notes.append(f"Not drawn, for want of answers: {and_list(between.without_score)}.")
    spread = _spread_beyond_chance(between)
    if spread is not None:
        narrow = "" if is_adjusted else ", so lines for chance alone are too narrow for them"
        notes.append(
            "Teams differ more than chance alone would have it: their spread (overdispersion) is "
            f"{spread:.1f} times what chance gives{narrow}. They may see different young people, "
            "or ask in different ways."
        )
    return tuple(notes)


def _picture(
    between: BetweenTeams, places: list[str], limits: Callable[[int], FunnelLimits] | None
) -> Picture:
    mean = between.funnel.mean
    if mean is None or limits is None or len(between.teams) < FEWEST_TO_COMPARE:
        return Picture()

    def lines(n: int) -> tuple[float, float, float, float]:
        at = limits(n)
        return at.lower95, at.upper95, at.lower998, at.upper998

    points = [
        _point(name, share, place)
        for (name, share), place in zip(between.teams, places, strict=True)
    ]
    title = (
        f"Top Score of {len(points)} teams by how many answered. Together {percent_words(mean)}."
    )
    return Picture(funnel_chart(points, mean, lines, title))


def _point(name: str, share: Proportion, place: str) -> FunnelPoint:
    shape = _SHAPES[place]
    if place == INSIDE and share.n < COMPARABLE_WITH_CARE:
        shape = "ring"
    # As the table says it: a picture tells no more than its numbers.
    return FunnelPoint(name, rounded(share.n), whole_percent(share.percent or 0.0), shape)


def _row(name: str, share: Proportion, place: str) -> TeamRow:
    interval = wilson(share.events, share.n)
    return TeamRow(
        name=name,
        answers=count_words(share.n),
        top_score=percent_words(share.percent or 0.0),
        interval=interval_words(100 * interval.low, 100 * interval.high),
        place=place,
    )


FUNNEL_LEGEND = legend(
    (
        ("circle", "Inside the lines"),
        ("triangle", "Above the 95% line"),
        ("triangle-down", "Below the 95% line"),
        ("diamond", "Outside the 99.8% line"),
        ("ring", f"Inside, under {COMPARABLE_WITH_CARE} answers: too few to compare"),
    )
)
