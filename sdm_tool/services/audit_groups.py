"""Adding up released blocks into the figures of a period, one respondent at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sdm_tool.domain.collaborate import Mode, Respondent, Score, score_counts
from sdm_tool.domain.months import Month, parse_month
from sdm_tool.domain.releases import Counts
from sdm_tool.persistence.queries.audit import BlockSeen, OfferCount
from sdm_tool.services.audit_releases import Kind


@dataclass(frozen=True, slots=True)
class Group:
    """A team, a mode or the whole organisation: `score` is None where no block was released."""

    name: str
    offered: int
    """In the months of the score; in the whole period where there is none."""
    score: Score | None
    months: tuple[Month, Month] | None = None
    """The first and the last month of the blocks; None where there is no score."""

    @property
    def response_rate(self) -> float | None:
        """Complete answers in per cent of those offered; None when it may not be shown."""
        if self.score is None or self.offered == 0:
            return None
        return 100 * self.score.complete / self.offered


@dataclass(frozen=True, slots=True)
class RespondentFigures:
    """Everything that may be shown about one kind of respondent."""

    respondent: Respondent
    teams: tuple[Group, ...]
    """A to Z, those that offered the form; never in the order of a score."""
    modes: tuple[Group, ...]
    organisation: Group
    """What the teams released, together: a team without a score is not in it."""


def figures_of(
    respondent: Respondent,
    blocks: Iterable[BlockSeen],
    offers: Iterable[OfferCount],
    team_names: Mapping[str, str],
) -> RespondentFigures:
    """Return what was released of one respondent's answers; the others' are left alone.

    `team_names` is in the order that teams are shown in.
    """
    released = [block for block in blocks if block.respondent == respondent]
    offered = [count for count in offers if count.respondent == respondent and not count.reason]
    by_team = _sums((count.team_id, count.count) for count in offered)
    by_mode = _sums((count.mode, count.count) for count in offered)

    def group(name: str, kind: Kind, key: str, offers_made: int) -> Group:
        own = [block for block in released if (block.kind, block.name) == (kind, key)]
        return group_of(name, own, offers_made)

    of_teams = [block for block in released if block.kind == Kind.TEAM]
    return RespondentFigures(
        respondent=respondent,
        teams=tuple(
            group(name, Kind.TEAM, team, by_team[team])
            for team, name in team_names.items()
            if team in by_team
        ),
        modes=tuple(
            group(mode, Kind.MODE, mode, by_mode[mode]) for mode in Mode if mode in by_mode
        ),
        organisation=group_of("", of_teams, sum(by_team.values())),
    )


def _sums(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for name, count in counts:
        sums[name] = sums.get(name, 0) + count
    return sums


def group_of(name: str, blocks: Sequence[BlockSeen], offered: int) -> Group:
    """Return what blocks of one group say together; `offered` stands where there is no block."""
    if not blocks:
        return Group(name, offered, None)
    counts = sum((block.counts for block in blocks), Counts())
    score = score_counts(
        complete=counts.complete,
        top=counts.top,
        sum_of_items=counts.sum_of_items,
        incomplete=counts.incomplete,
        offered=counts.offered,
    )
    first, last = min(block.first for block in blocks), max(block.last for block in blocks)
    months = parse_month(first), parse_month(last)
    return Group(name, counts.offered, score, months)
