"""The figures of the audit pages as tables to take away: one place for CSV and for spreadsheets."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sdm_tool.domain.collaborate import Mode, Respondent
from sdm_tool.domain.disclosure import HIDDEN_COUNT, is_told, suppressed, told_stretch
from sdm_tool.domain.wording import london_day
from sdm_tool.outputs.spreadsheet import Cell, Column, Sheet
from sdm_tool.persistence.queries.audit import ChangeSeen
from sdm_tool.services.audit import Offers, Overview
from sdm_tool.services.audit_choice import Choice
from sdm_tool.services.audit_groups import Group
from sdm_tool.services.audit_releases import Kind
from sdm_tool.services.audit_top_scores import OverTime
from sdm_tool.services.audit_words import FLAG_WORDS, WAYS_OF_ASKING, whole_percent

NO_SCORE = "no score: too few complete answers"
KINDS = {Kind.TEAM: "team", Kind.MODE: "way of asking"}
TOGETHER = "together, those with a score"
WHO = {Respondent.YOUNG_PERSON: "young people", Respondent.PARENT: "parents and carers"}

_ALL = 100
_PERIOD = (
    Column("period_from", "First month that was chosen."),
    Column("period_to", "Last month that was chosen."),
    Column("part_of_service", "The teams that were chosen: all, those of a site, or one."),
    Column("who_answered", "Young people or parents and carers. They are never added together."),
)
_COUNTS = "A small one is a star, others are rounded to the nearest 5."
_EDGES = "0 may be under half of one, and 100 over 99.5."
FIGURES = (
    Column("months_from", "First month that the figures are of."),
    Column("months_to", "Last month that the figures are of."),
    Column("offered", f"Forms offered. {_COUNTS}"),
    Column("complete", f"Answers with all three items. {_COUNTS}"),
    Column("response_rate_percent", f"Complete of offered, in whole per cent. {_EDGES}"),
    Column("top_score_percent", f"Complete answers of 9, 9, 9, in whole per cent. {_EDGES}"),
    Column("interval_95_low", "Lower end of its 95% interval (Wilson)."),
    Column("interval_95_high", "Upper end of its 95% interval (Wilson)."),
    Column("mean_0_to_9", "Mean of the three items, 0 to 9. It says less than the Top Score."),
    Column("comparing", "How far the score may be compared; or why there is none."),
)
_SCORES = (
    *_PERIOD,
    Column("group", "A team, a way of asking, or the chosen teams with a score together."),
    Column("name", "Its name."),
    *FIGURES,
    Column("top_score_before_percent", "The Top Score in as many months just before."),
    Column("change_points", "Points from then to now."),
    Column("change_95_low", "Lower end of its 95% interval (method: Newcombe 1998)."),
    Column("change_95_high", "Upper end of its 95% interval (method: Newcombe 1998)."),
)
_OVER_TIME = (
    *_PERIOD,
    Column("team", "Name of the team."),
    Column("months_from", "First month of a released block."),
    Column("months_to", "Last month of the block: a thin month waits for later ones."),
    Column("offered", f"Forms offered. {_COUNTS}"),
    Column("complete", f"Answers with all three items. {_COUNTS}"),
    Column("top_score_percent", "Complete answers of 9, 9, 9, in whole per cent."),
    Column("mean_percent", "Mean of the XmR chart, from its start or where limits start anew."),
    Column("lower_limit_percent", "Its lower limit; empty where there is none, or it is under 0."),
    Column("upper_limit_percent", "Its upper limit; empty where there is none, or it is over 100."),
    Column("limits", "drawn; trial: under 12 points, so they will change; or none."),
    Column("mark", "Why the chart marks the point; empty for common cause."),
    Column("p_chart_lower_percent", "Lower limit for so many answers (p-chart)."),
    Column("p_chart_upper_percent", "Upper limit for so many answers (p-chart)."),
    Column("p_chart_mark", "outside, where the p-chart marks the point."),
)
_OFFERS = (
    *_PERIOD,
    Column("team", "Name of the team."),
    Column("meetings", f"Meetings held, practice left out. {_COUNTS}"),
    Column("offered", f"People who were offered the form. {_COUNTS}"),
    Column(
        "not_offered_because",
        "Why not; empty in the row of those who were offered it. No row: none or a few.",
    ),
    Column("not_offered", f"People who were not, for this reason. {_COUNTS}"),
)
_CHANGES = (
    Column("part_of_service", "The teams that were chosen: all, those of a site, or one."),
    Column("team", "Name of the team."),
    Column("from_month", "The month from which it was different."),
    Column("what_changed", "What was done, and why, in the words of who wrote it down."),
    Column("starts_new_limits", "Whether mean and limits start anew there."),
    Column("noted_by", "Who wrote it down."),
    Column("noted_on", "When."),
)


@dataclass(frozen=True, slots=True)
class _Before:
    """The first cells of every row: what was chosen."""

    choice: Choice

    def of(self, who: Respondent) -> tuple[Cell, ...]:
        choice = self.choice
        return (str(choice.first), str(choice.last), choice.part, WHO[who])


def scores_sheet(seen: Overview) -> Sheet:
    """Return the scores of the overview, a row for each group."""
    return Sheet("Top Score", _SCORES, tuple(_score_rows(seen)))


def _score_rows(seen: Overview) -> Iterator[tuple[Cell, ...]]:
    before = _Before(seen.choice)
    for figures in seen.figures:
        who = before.of(figures.respondent)
        for team in figures.teams:
            yield (*who, KINDS[Kind.TEAM], team.name, *figure_cells(team), *_change(team))
        if figures.teams:
            together = figures.together
            yield (*who, TOGETHER, "", *figure_cells(together), *_change(together))
        for mode in figures.modes:
            name = WAYS_OF_ASKING[Mode(mode.name)]
            yield (*who, KINDS[Kind.MODE], name, *figure_cells(mode), *_change(mode))


def over_time_sheet(choice: Choice, drawn: Mapping[tuple[Respondent, str], OverTime]) -> Sheet:
    """Return the charts over time of each team by its id, a row for each released block."""
    before = _Before(choice)
    return Sheet(
        "Over time",
        _OVER_TIME,
        tuple(
            (*before.of(who), name, *cells)
            for who in Respondent
            for team, name in choice.teams.items()
            if (who, team) in drawn
            for cells in _points(drawn[who, team])
        ),
    )


def _points(over_time: OverTime) -> Iterator[tuple[Cell, ...]]:
    for segment, p_chart in zip(over_time.segments, over_time.p_charts, strict=True):
        blocks = over_time.blocks[segment.first :]
        limits = segment.limits
        lines = (
            whole_percent(segment.mean),
            "" if limits is None or limits.lower < 0 else whole_percent(limits.lower),
            "" if limits is None or limits.upper > _ALL else whole_percent(limits.upper),
            segment.limits_kind.value,
        )
        for block, flag, point in zip(blocks, segment.flags, p_chart.points, strict=False):
            yield (
                block.first,
                block.last,
                count_cell(block.counts.offered),
                count_cell(block.counts.complete),
                whole_percent(point.proportion.percent or 0),
                *lines,
                FLAG_WORDS[flag] if flag else "",
                *("" if end is None else whole_percent(end) for end in (point.lower, point.upper)),
                "outside" if point.outside else "",
            )


def offers_sheet(seen: Overview) -> Sheet:
    """Return meetings and offers, with a row for each reason why a form was not offered."""
    before = _Before(seen.choice)
    return Sheet(
        "Meetings and offers",
        _OFFERS,
        tuple(
            (*before.of(who), team.name, stretch_cell(team.meetings), *cells)
            for who in Respondent
            for team in seen.offering
            for cells in _offers(team.by_respondent[who])
        ),
    )


def _offers(offers: Offers) -> Iterator[tuple[Cell, ...]]:
    yield stretch_cell(offers.offered), "", ""
    for reason, count in sorted(offers.not_offered.items()):
        if is_told(count):
            yield "", reason, stretch_cell(count)


def changes_sheet(choice: Choice, changes: Iterable[ChangeSeen]) -> Sheet:
    """Return what the chosen teams changed and nobody took back."""
    return Sheet(
        "You said, we did",
        _CHANGES,
        tuple(
            (
                choice.part,
                choice.teams[change.team_id],
                change.month,
                change.words,
                "yes" if change.starts_new_limits else "no",
                change.noted_by,
                london_day(change.noted_at).isoformat(),
            )
            for change in changes
        ),
    )


def count_cell(count: int) -> Cell:
    """Write a count by the one rule for counts that leave: a number, or a star."""
    told = suppressed(count)
    return told if told == HIDDEN_COUNT else int(told)


def stretch_cell(told: int) -> Cell:
    """Write a count of a stretch of time, as `told_between` gave it: a number, or a star."""
    words = told_stretch(told)
    return words if words == HIDDEN_COUNT else told


def figure_cells(group: Group) -> tuple[Cell, ...]:
    """Return the cells of FIGURES for a group; without a score, why there is none."""
    score = group.score
    if (
        score is None
        or group.months is None
        or score.top_score is None
        or score.top_score_ci95 is None
        or score.mean is None
    ):
        return ("", "", stretch_cell(group.offered), *[""] * 6, NO_SCORE)
    low, high = score.top_score_ci95
    rate = group.response_rate
    return (
        *(str(month) for month in group.months),
        count_cell(group.offered),
        count_cell(score.complete),
        "" if rate is None else whole_percent(rate),
        whole_percent(score.top_score),
        whole_percent(low),
        whole_percent(high),
        float(Decimal(score.mean).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)),
        score.wording or "",
    )


def _change(group: Group) -> tuple[Cell, ...]:
    change, before = group.change, group.before
    if change is None or before is None or before.score is None or before.score.top_score is None:
        return ("", "", "", "")
    points = (change.value, change.low, change.high)
    earlier: Cell = "" if group.parts else whole_percent(before.score.top_score)
    return (earlier, *(whole_percent(100 * each) for each in points))
