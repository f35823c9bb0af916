"""Adding up released blocks into the figures of a period, one respondent at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from sdm_tool.domain.collaborate import Mode, Respondent, Score, score_counts
from sdm_tool.domain.intervals import Difference, standardised_difference
from sdm_tool.domain.months import Month, parse_month
from sdm_tool.domain.releases import Counts
from sdm_tool.persistence.queries.audit import BlockSeen, OfferCount
from sdm_tool.services.audit_releases import Kind

LOW_RESPONSE = 30
"""Under this response rate, in per cent, a caution is said. A judgement: no source gives one."""
MUCH_MOVED = 10
"""Rates further apart than this, in points, make scores of two periods hard to compare. So too."""


@dataclass(frozen=True, slots=True)
class Group:
    """A team, a mode or all of them: `score` is None where no block was released."""

    name: str
    offered: int
    """In the months of the score; in the whole period where there is none."""
    score: Score | None
    months: tuple[Month, Month] | None = None
    """The first and the last month of the blocks; None where there is no score."""
    counts: Counts = field(default_factory=Counts)
    """Those of the blocks: nothing of it is shown as it is."""
    before: "Group | None" = None
    """The same group in as many months just before; None where it was not asked for."""
    is_of_mixed_teams: bool = False
    """True for a way of asking: other teams may have asked so in the period before."""
    parts: tuple["Group", ...] = ()
    """The teams, where the group is several together."""

    @property
    def answered(self) -> Fraction | None:
        """The share of those offered who answered, exactly; None when it may not be shown."""
        if self.score is None or self.offered == 0:
            return None
        return Fraction(self.score.complete, self.offered)

    @property
    def response_rate(self) -> float | None:
        """Complete answers in per cent of those offered; None when it may not be shown."""
        return None if self.answered is None else float(100 * self.answered)

    @property
    def response_is_low(self) -> bool:
        """Whether there is a response rate, and it is under 30 %."""
        return self.response_rate is not None and self.response_rate < LOW_RESPONSE

    @property
    def response_moved_much(self) -> bool:
        """Whether the response rates of both periods are known and over 10 points apart.

        Told from fractions: rates 10 points apart are a little more or less apart as floats.
        """
        if self.before is None or self.before.answered is None or self.answered is None:
            return False
        return 100 * abs(self.answered - self.before.answered) > MUCH_MOVED

    @property
    def change(self) -> Difference | None:
        """How far the Top Score moved since the period before; None where either has none.

        Of several teams together: their own changes, weighted by their answers now, of those that
        have a score in both periods.
        """
        if self.is_of_mixed_teams:
            return None
        parts = self.parts or (self,)
        return standardised_difference(
            [
                (
                    (part.before.counts.top, part.before.counts.complete),
                    (part.counts.top, part.counts.complete),
                )
                for part in parts
                if part.score and part.before and part.before.score
            ]
        )


@dataclass(frozen=True, slots=True)
class RespondentFigures:
    """Everything that may be shown about one kind of respondent."""

    respondent: Respondent
    teams: tuple[Group, ...]
    """A to Z, those that offered the form; never in the order of a score."""
    modes: tuple[Group, ...]
    """Of all teams: none where some teams only were asked for."""
    together: Group
    """What the teams released, added up: a team without a score is not in it."""


@dataclass(frozen=True, slots=True)
class Released:
    """The blocks of the period, and those of the period before."""

    now: Sequence[BlockSeen]
    before: Sequence[BlockSeen]


def figures_of(
    respondent: Respondent,
    blocks: Released,
    offers: Iterable[OfferCount],
    team_names: Mapping[str, str],
    *,
    by_mode: bool,
) -> RespondentFigures:
    """Return what was released of one respondent's answers; the others' are left alone.

    `team_names` are the teams asked for, in the order that they are shown in. `by_mode` only
    where they are all teams: a way of asking was released of all teams together.
    """
    offered = [
        count
        for count in offers
        if count.respondent == respondent and not count.reason and count.team_id in team_names
    ]
    offered_by_team = _sums((count.team_id, count.count) for count in offered)
    offered_by_mode = _sums((count.mode, count.count) for count in offered) if by_mode else {}

    now, before = (_by_key(held, respondent) for held in (blocks.now, blocks.before))

    def group(name: str, kind: Kind, keys: Iterable[str], offers_made: int) -> Group:
        of_now, of_before = (
            [block for key in keys for block in held.get((kind, key), ())] for held in (now, before)
        )
        return replace(_group(name, of_now, offers_made), before=_group(name, of_before, 0))

    teams = tuple(
        group(name, Kind.TEAM, {team}, offered_by_team.get(team, 0))
        for team, name in team_names.items()
    )
    together = group("", Kind.TEAM, team_names.keys(), sum(offered_by_team.values()))
    return RespondentFigures(
        respondent=respondent,
        teams=teams,
        modes=tuple(
            replace(
                group(mode, Kind.MODE, {mode}, offered_by_mode.get(mode, 0)), is_of_mixed_teams=True
            )
            for mode in (Mode if by_mode else ())
        ),
        together=replace(together, parts=teams),
    )


def _by_key(
    blocks: Iterable[BlockSeen], respondent: Respondent
) -> dict[tuple[str, str], list[BlockSeen]]:
    """Return one respondent's blocks by kind and name."""
    found: dict[tuple[str, str], list[BlockSeen]] = {}
    for block in blocks:
        if block.respondent == respondent:
            found.setdefault((block.kind, block.name), []).append(block)
    return found


def _sums(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for name, count in counts:
        sums[name] = sums.get(name, 0) + count
    return sums


def _group(name: str, blocks: Sequence[BlockSeen], offered: int) -> Group:
    if not blocks:
        return Group(name, offered, None)
    first, last = min(block.first for block in blocks), max(block.last for block in blocks)
    months = parse_month(first), parse_month(last)
    return group_of(name, (block.counts for block in blocks), months)


def group_of(name: str, parts: Iterable[Counts], months: tuple[Month, Month]) -> Group:
    """Return the figures of released counts, added up."""
    counts = sum(parts, Counts())
    score = score_counts(
        complete=counts.complete,
        top=counts.top,
        sum_of_items=counts.sum_of_items,
        incomplete=counts.incomplete,
        offered=counts.offered,
    )
    return Group(name, counts.offered, score, months, counts)
