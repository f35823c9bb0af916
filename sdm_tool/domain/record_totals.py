"""What records come to when a month closes: by team, grid, band and movement, never crossed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from sdm_tool.domain.disclosure import PHASES
from sdm_tool.domain.equity import NOT_SAID
from sdm_tool.domain.months import Month
from sdm_tool.domain.record_facts import RecordFacts
from sdm_tool.domain.record_quality import LATEST_LOOK
from sdm_tool.domain.record_standards import Tally

TEAM, GRID, MOVEMENT = "team", "grid", "movement"
NO_GRID = "none"

Place = tuple[str, str]
"""A kind (`TEAM`, `GRID`, `MOVEMENT` or a fairness dimension) and which one of that kind."""


def totals_after(
    before: Mapping[Place, Tally],
    *,
    meetings: Mapping[str, int],
    counted: Iterable[RecordFacts],
    looked_back_on: Iterable[RecordFacts],
) -> dict[Place, Tally]:
    """Return the totals up to the end of a month, from those up to its beginning and what it held.

    `meetings` are those held, by team id; `counted` the conversations that the month counts, and
    `looked_back_on` those whose time for a review was over in it. What is in `before` stays.
    """
    totals: dict[Place, Tally] = defaultdict(Tally)
    for place, tally in before.items():
        totals[place].add(tally)
    for team, held in meetings.items():
        totals[TEAM, team].meetings += held
    for facts in counted:
        for place in _places(facts):
            totals[place].count(facts)
    for facts in looked_back_on:
        for place in _places(facts):
            totals[place].count_review(facts)
    return dict(totals)


def with_phases(
    places: Iterable[Place], drawn: Mapping[Place, int], draw: Callable[[int], int]
) -> dict[Place, int]:
    """Return a phase to round the totals of each place with: the one drawn for it, or a new one.

    All totals of a place have one phase: many of them are the same number, and with phases of their
    own they would tell it. For places that are alike at most four of the five phases are drawn: who
    sees all five, in their order, knows each. `draw` gives any whole number under the one it is
    given, each as often; nobody may know or guess it.
    """
    phases = dict(drawn)
    for place in sorted(places):
        if place not in phases:
            seen = sorted(set(phases.values()))
            some = list(range(PHASES)) if len(seen) < PHASES - 1 else seen
            phases[place] = some[draw(len(some))]
    return phases


def movement(start: str, end: str) -> str:
    """Return the name of the place of those who went from one grouping to another, or stayed."""
    return f"{start} to {end}"


def reviews_over_in(month: Month) -> tuple[date, date]:
    """Return the first and last review date whose time is over in a month: 28 days after it."""
    return month.first_day - LATEST_LOOK, month.plus(1).first_day - LATEST_LOOK - timedelta(days=1)


def _places(facts: RecordFacts) -> Iterator[Place]:
    yield TEAM, facts.team_id
    yield GRID, facts.grid_slug or NO_GRID
    if NOT_SAID not in (facts.grouping_before or NOT_SAID, facts.bands.grouping):
        yield MOVEMENT, movement(facts.grouping_before, facts.bands.grouping)
    for dimension, band in facts.bands.by_dimension.items():
        yield dimension.value, band
