"""What records come to when a month closes: by team, grid, band and movement, never crossed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sdm_tool.domain.disclosure import PHASES, counted_at_once, kept_by_lot
from sdm_tool.domain.equity import NOT_SAID
from sdm_tool.domain.months import Month
from sdm_tool.domain.record_facts import RecordFacts
from sdm_tool.domain.record_quality import LATEST_LOOK
from sdm_tool.domain.record_standards import Tally

WHOLE, TEAM, GRID, MOVEMENT = "whole", "team", "grid", "movement"
SERVICE = (WHOLE, "")
"""The place of everything together."""
NO_GRID = "none"

Place = tuple[str, str]
"""A kind (`WHOLE`, `TEAM`, `GRID`, `MOVEMENT` or a fairness dimension) and which of that kind."""
Draw = Callable[[int], int]
"""Gives any whole number under the one it is given, each as often; nobody may guess it."""


@dataclass(slots=True)
class RunningTotal:
    """What a place came to from the first month on, and the phase to round each line with."""

    tally: Tally = field(default_factory=Tally)
    waiting: Tally = field(default_factory=Tally)
    """What the lot of a line will count in a later month."""
    phases: dict[str, int] = field(default_factory=dict)

    @property
    def told(self) -> Tally:
        """What may be told of it."""
        return self.tally.rounded(self.phases)


def totals_after(
    before: Mapping[Place, RunningTotal],
    *,
    meetings: Mapping[str, int],
    counted: Iterable[RecordFacts],
    looked_back_on: Iterable[RecordFacts],
    draw: Draw,
) -> dict[Place, RunningTotal]:
    """Return the totals up to the end of a month, from those up to its beginning and what it held.

    `meetings` are those held, by team id; `counted` the conversations that the month counts, and
    `looked_back_on` those whose time for a review was over in it. Each line of each place leaves
    some of these out by a lot of its own. Of the others, and of those that wait, it counts about
    half, and the rest wait for the next month. It has a phase of its own, drawn when it begins. So
    no two lines are of the same conversations, none can be found from others, and none tells in
    which month a conversation was. What is in `before` stays.
    """
    held: dict[Place, Tally] = defaultdict(Tally)
    for team, number in meetings.items():
        held[TEAM, team].count_meetings(number)
    for facts in counted:
        for place in _places(facts):
            held[place].count(facts)
        held[_grid_of(facts)].count_choices(facts)
    for facts in looked_back_on:
        for place in _places(facts):
            held[place].count_review(facts)
    after = {place: RunningTotal() for place in (*before, *sorted(held.keys() - before.keys()))}
    for place, total in after.items():
        earlier = before.get(place, RunningTotal())
        to_count = held.get(place, Tally()).by_lot(lambda count: kept_by_lot(count, draw))
        to_count.add(earlier.waiting)
        now = to_count.by_lot(lambda count: counted_at_once(count, draw))
        total.tally.add(earlier.tally)
        total.tally.add(now)
        total.waiting = to_count.since(now)
        new = sorted(total.tally.of.keys() - earlier.phases.keys())
        total.phases = earlier.phases | {line: draw(PHASES) for line in new}
    return after


def movement(start: str, end: str) -> str:
    """Return the name of the place of those who went from one grouping to another, or stayed."""
    return f"{start} to {end}"


def reviews_over_in(month: Month) -> tuple[date, date]:
    """Return the first and last review date whose time is over in a month: 28 days after it."""
    return month.first_day - LATEST_LOOK, month.plus(1).first_day - LATEST_LOOK - timedelta(days=1)


def _places(facts: RecordFacts) -> Iterator[Place]:
    yield SERVICE
    yield TEAM, facts.team_id
    yield _grid_of(facts)
    if NOT_SAID not in (facts.grouping_before or NOT_SAID, facts.bands.grouping):
        yield MOVEMENT, movement(facts.grouping_before, facts.bands.grouping)
    for dimension, band in facts.bands.by_dimension.items():
        yield dimension.value, band


def _grid_of(facts: RecordFacts) -> Place:
    return GRID, facts.grid_slug or NO_GRID
