"""Top Scores over time and between teams, of what was released."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.funnels import FEWEST_TO_ADJUST, Funnel, between_unit_variance, funnel
from sdm_tool.domain.months import Month, months_between
from sdm_tool.domain.pcharts import PChart, p_chart
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.proportions import Proportion
from sdm_tool.domain.releases import Counts
from sdm_tool.domain.spc import Segment, xmr_chart
from sdm_tool.persistence.queries.audit import (
    BlockSeen,
    ChangeSeen,
    TargetSeen,
    find_blocks,
    find_changes,
    find_target,
)
from sdm_tool.services.audit import note_view
from sdm_tool.services.audit_choice import Choice
from sdm_tool.services.audit_releases import Kind

MONTHS_OVER_TIME = 36
"""Three years: the longest window that the NHS team behind the charts advises."""


@dataclass(frozen=True, slots=True)
class OverTime:
    """Released blocks in time order, with the lines and flags of both charts.

    Without blocks there is no chart.
    """

    blocks: tuple[BlockSeen, ...]
    segments: tuple[Segment, ...]
    p_charts: tuple[PChart, ...]
    """One for each segment: where limits start anew, both charts do."""
    changes: tuple[ChangeSeen, ...]

    def place_of(self, change: ChangeSeen) -> int | None:
        """Return the place of the first block that ends in the month of the change or later."""
        places = range(len(self.blocks))
        return next((place for place in places if self.blocks[place].last >= change.month), None)


@dataclass(frozen=True, slots=True)
class BetweenTeams:
    """The teams with a score in the chosen months, A to Z."""

    teams: tuple[tuple[str, Proportion], ...]
    funnel: Funnel
    variance: float | None
    """Between teams besides chance, on the arcsine scale: None under ten teams."""
    without_score: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopScores:
    """The page of charts, for one kind of respondent."""

    choice: Choice
    respondent: Respondent
    months: tuple[Month, ...]
    """All that the chart over time may hold, oldest first."""
    over_time: OverTime
    between: BetweenTeams
    target: TargetSeen | None
    view_is_noted: bool


def top_scores(
    session: Session, choice: Choice, *, scope: Scope, now: datetime, respondent: Respondent
) -> TopScores:
    """Return the released Top Scores of one kind of respondent, and note the visit in the trail.

    Over time: three years up to the last chosen month, or from the first where that is earlier.
    Between teams: the chosen months. Raises NotFound for someone who may not read audit pages.
    """
    first = min(choice.first, choice.last.plus(1 - MONTHS_OVER_TIME))
    blocks = find_blocks(
        session, scope, first=first, last=choice.last, respondent=respondent, kind=Kind.TEAM
    )
    own = [block for block in blocks if block.name in choice.teams]
    return TopScores(
        choice=choice,
        respondent=respondent,
        months=tuple(months_between(first, choice.last)),
        over_time=over_time_of(
            own if choice.team_id else _added_up(own),
            find_changes(session, scope, {choice.team_id}) if choice.team_id else [],
        ),
        between=_between(
            choice.beside, [block for block in blocks if block.first >= str(choice.first)]
        ),
        target=find_target(session, scope, respondent),
        view_is_noted=note_view(session, scope, now),
    )


def _added_up(blocks: Iterable[BlockSeen]) -> list[BlockSeen]:
    """Return one block for each month that any block ends with: all that end with it together.

    It is called by that month alone, though some teams' thin months before it are in it.
    """
    return [
        BlockSeen(
            respondent=ending[0].respondent,
            kind=ending[0].kind,
            name="",
            first=last,
            last=last,
            counts=sum((block.counts for block in ending), Counts()),
        )
        for last, run in groupby(blocks, lambda block: block.last)
        if (ending := list(run))
    ]


def over_time_of(blocks: Sequence[BlockSeen], changes: Sequence[ChangeSeen]) -> OverTime:
    """Draw released blocks, in time order, with limits that start anew where a change says so."""
    shares = [_proportion(block.counts) for block in blocks]
    drawn = OverTime(tuple(blocks), (), (), tuple(changes))
    starts = {drawn.place_of(change) for change in changes if change.starts_new_limits}
    segments = xmr_chart(
        [share.percent or 0.0 for share in shares],
        changes=[start for start in starts if start is not None],
    )
    return replace(
        drawn,
        segments=segments,
        p_charts=tuple(
            p_chart(shares[segment.first : segment.first + len(segment.values)])
            for segment in segments
        ),
    )


def _between(teams: Mapping[str, str], blocks: Sequence[BlockSeen]) -> BetweenTeams:
    sums: dict[str, Counts] = {}
    for block in blocks:
        sums[block.name] = sums.get(block.name, Counts()) + block.counts
    scored = tuple((name, _proportion(sums[team])) for team, name in teams.items() if team in sums)
    shares = [share for _, share in scored]
    return BetweenTeams(
        teams=scored,
        funnel=funnel(shares),
        variance=between_unit_variance(shares) if len(shares) >= FEWEST_TO_ADJUST else None,
        without_score=tuple(name for team, name in teams.items() if team not in sums),
    )


def _proportion(counts: Counts) -> Proportion:
    return Proportion(counts.top, counts.complete)
