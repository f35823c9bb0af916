"""Top Scores over time and between teams, of what was released."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.funnels import Funnel, funnel
from sdm_tool.domain.months import Month, last_closed_months
from sdm_tool.domain.pcharts import PChart, p_chart
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.proportions import Proportion
from sdm_tool.domain.releases import Counts
from sdm_tool.domain.spc import Segment, xmr_chart
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.audit import (
    BlockSeen,
    ChangeSeen,
    find_blocks,
    find_changes,
    find_teams_asking,
)
from sdm_tool.persistence.queries.organisations import find_teams
from sdm_tool.services.audit import MONTHS_SHOWN, names_a_to_z, note_view
from sdm_tool.services.audit_releases import Kind

MONTHS_OVER_TIME = 36
"""Three years: the longest window that the NHS team behind the charts advises."""


@dataclass(frozen=True, slots=True)
class OverTime:
    """One team's released blocks in time order, with the lines and flags of both charts.

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
    """The teams with a score in the last twelve closed months, A to Z."""

    teams: tuple[tuple[str, Proportion], ...]
    funnel: Funnel
    without_score: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopScores:
    """The page of charts, for one kind of respondent."""

    respondent: Respondent
    teams: Mapping[str, str]
    """The names of all teams that offered the form, by id, A to Z: the ones to choose from."""
    team_id: str | None
    """The chosen one, or the first; None when no team offered the form."""
    months: tuple[Month, ...]
    """All that the chart over time may hold, oldest first."""
    over_time: OverTime
    between: BetweenTeams
    first: Month
    last: Month
    """The months that teams are compared in."""
    view_is_noted: bool


def top_scores(
    session: Session, *, scope: Scope, now: datetime, respondent: Respondent, team_id: str | None
) -> TopScores:
    """Return the released Top Scores of one kind of respondent, and note the visit in the trail.

    Raises NotFound for someone who may not read audit pages, and for a team that is not there or
    offered nothing in the last three years.
    """
    months = last_closed_months(london_day(now), MONTHS_OVER_TIME)
    asked = find_teams_asking(session, scope, first=months[0], last=months[-1])
    names = names_a_to_z(find_teams(session))
    teams = {team: name for team, name in names.items() if team in asked}
    if team_id is not None and team_id not in teams:
        raise NotFound
    chosen = team_id or next(iter(teams), None)
    blocks = [
        block
        for block in find_blocks(session, scope, first=months[0], last=months[-1])
        if block.respondent == respondent and block.kind == Kind.TEAM
    ]
    period = months[-MONTHS_SHOWN:]
    return TopScores(
        respondent=respondent,
        teams=teams,
        team_id=chosen,
        months=months,
        over_time=_over_time(
            [block for block in blocks if block.name == chosen],
            find_changes(session, scope, chosen) if chosen else [],
        ),
        between=_between(teams, [block for block in blocks if block.first >= str(period[0])]),
        first=period[0],
        last=period[-1],
        view_is_noted=note_view(session, scope, now),
    )


def _over_time(blocks: Sequence[BlockSeen], changes: Sequence[ChangeSeen]) -> OverTime:
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
    return BetweenTeams(
        teams=scored,
        funnel=funnel([share for _, share in scored]),
        without_score=tuple(name for team, name in teams.items() if team not in sums),
    )


def _proportion(counts: Counts) -> Proportion:
    return Proportion(counts.top, counts.complete)
