"""The report for a board: what the audit pages show, on four pages at most."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.months import parse_month
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.wording import london_day, plain_date
from sdm_tool.instruments.collaborate import instrument_credit
from sdm_tool.outputs.board_paper import (
    BoardChart,
    BoardPaper,
    BoardPoint,
    BoardRow,
    BoardShare,
    BoardTable,
)
from sdm_tool.outputs.pictures import Picture
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.queries.audit import find_changes
from sdm_tool.persistence.queries.organisations import get_organisation
from sdm_tool.persistence.queries.trail import newest_link
from sdm_tool.services.audit import overview
from sdm_tool.services.audit_choice import Choice, months_in_words
from sdm_tool.services.audit_funnel_shown import FunnelShown, show_funnel
from sdm_tool.services.audit_over_time_shown import OverTimeShown, show_over_time
from sdm_tool.services.audit_overview_shown import (
    CAUTIONS,
    WHO,
    OverviewPage,
    RespondentTable,
    ScoreRow,
    present_overview,
)
from sdm_tool.services.audit_records import record_quality
from sdm_tool.services.audit_records_told import StandardTold
from sdm_tool.services.audit_top_scores import TopScores, top_scores
from sdm_tool.services.audit_words import whole_percent
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

TITLE = "How well decisions are shared"
MOST_TEAMS = 8
MOST_POINTS = 12
MOST_CHANGES = 3
LONGEST_CHANGE = 200
MOST_ATTENTION = 3

TOP_SCORE = (
    "Top Score: of every 100 complete answers, how many gave the highest number to all three "
    "items of CollaboRATE. 95% interval: the range the true share could sit in by chance alone."
)
CHANGE = (
    "Change: points since the period before, with the range that chance leaves (Newcombe, "
    "1998). Where that range holds 0, no change was shown."
)
SMALL_COUNTS = (
    "Under 25 complete answers there is no score. Counts from 1 to 7 are a star, others are "
    "rounded to the nearest 5; per cents are whole."
)
RELEASES = (
    "Figures are released once, when a month closes, and never change. A month with too few "
    "answers is counted together with later ones; months that are only partly in the period "
    "are not in it."
)
ORDER = "Teams stand in A to Z order. Young people’s and parents’ answers are never added together."


def board_paper(session: Session, choice: Choice, *, scope: Scope, now: datetime) -> BoardPaper:
    """Return the report of the choice in words and pictures, and note it in the trail.

    Raises NotFound for someone who may not read audit pages.
    """
    seen = overview(session, choice, scope=scope, now=now)
    scores = [
        top_scores(session, choice, scope=scope, now=now, respondent=figures.respondent)
        for figures in seen.figures
        if figures.teams
    ]
    with writing(session):
        append(session, Event.AUDIT_EXPORTED, by=scope.account_id, at=now)
    organisation = get_organisation(session)
    shown = present_overview(seen)
    charts = [(each, show_over_time(each)) for each in scores]
    return BoardPaper(
        title=TITLE,
        marks="Demonstration. Everything here is made up." if organisation.is_demonstration else "",
        about=f"{organisation.name}. {choice.part}, {choice.period}. "
        f"The period before is {months_in_words(*choice.previous)}.",
        made=f"Made on {plain_date(london_day(now))}.",
        trail_head=newest_link(session),
        in_short=tuple(_in_short(shown, charts)),
        tables=tuple(_table(table) for table in shown.respondents),
        charts=tuple(_charts(charts, choice)),
        records=tuple(
            _share(line) for line in record_quality(session, choice, scope=scope).standards
        ),
        changes=tuple(_changes(session, choice, scope)),
        cautions=CAUTIONS,
        words=(TOP_SCORE, CHANGE, SMALL_COUNTS, RELEASES, ORDER),
        credit=instrument_credit(),
    )


def _in_short(
    shown: OverviewPage, charts: Sequence[tuple[TopScores, OverTimeShown]]
) -> Iterator[str]:
    for table in shown.respondents:
        yield f"{WHO[Respondent(table.key)]}: {_summed_up(table.total or table.rows[0])}"
        if table.moved:
            yield f"{WHO[Respondent(table.key)]}: {_lower(table.moved)}"
    for seen, over_time in charts:
        for reading in over_time.readings:
            yield f"{WHO[seen.respondent]}, over time. {reading.words}"
    if not shown.respondents:
        yield "No team has offered the form in these months."
    yield from shown.attention[:MOST_ATTENTION]
    left_out = len(shown.attention) - MOST_ATTENTION
    if left_out > 0:
        yield f"And {left_out} more on the audit page, under What needs attention."
    if shown.grids_overdue:
        yield f"{shown.grids_overdue} in use should have been looked at again by now."


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]


def _summed_up(total: ScoreRow) -> str:
    cells = total.cells
    if cells is None:
        return f"{total.why_not}."
    months = f" ({total.months})" if total.months else ""
    said = (
        f"a Top Score of {cells.top_score}, 95% interval {cells.interval}, of {cells.complete} "
        f"complete answers{months}. Response rate {cells.response_rate}."
    )
    if cells.change:
        said += (
            f" Change since the period before: {cells.change} points "
            f"({cells.change_interval}), from {cells.before}."
        )
    return said


def _table(table: RespondentTable) -> BoardTable:
    shown, rest = table.rows[:MOST_TEAMS], table.rows[MOST_TEAMS:]
    more = f"And {len(rest)} more teams: all are on the audit page and in the spreadsheet."
    return BoardTable(
        heading=table.heading,
        rows=tuple(_row(row) for row in (*shown, table.total) if row),
        more=more if rest else "",
    )


def _row(row: ScoreRow) -> BoardRow:
    name = f"{row.name} ({row.months})" if row.months else row.name
    cells = row.cells
    if cells is None:
        return BoardRow(name=name, why_not=row.why_not)
    change = f"{cells.change} ({cells.change_interval})" if cells.change else ""
    return BoardRow(
        name=name,
        complete=cells.complete,
        rate=cells.response_rate,
        top_score=cells.top_score,
        interval=cells.interval,
        bar=cells.bar,
        before=cells.before,
        change=change,
        enough=cells.enough,
    )


def _charts(
    charts: Sequence[tuple[TopScores, OverTimeShown]], choice: Choice
) -> Iterator[BoardChart]:
    for seen, over_time in charts:
        yield _over_time(over_time, f"{WHO[seen.respondent]}: Top Score over time, {choice.part}")
    for seen, _ in charts:
        funnel = show_funnel(seen.between, adjusted=False)
        if funnel.picture and not choice.team_id:
            yield _funnel(
                funnel,
                f"{WHO[seen.respondent]}: {choice.beside_name} side by side, {choice.period}",
            )


def _over_time(over_time: OverTimeShown, heading: str) -> BoardChart:
    if not over_time.rows:
        return BoardChart(heading, ("Nothing is released yet.",), Picture(), (), ())
    latest = tuple(reversed(over_time.rows[:MOST_POINTS]))
    target = over_time.target
    aim = f" Target {target.percent}: {target.reason} {target.by}" if target else ""
    return BoardChart(
        heading=heading,
        finding=(over_time.finding, *(reading.words for reading in over_time.readings)),
        picture=over_time.chart,
        points=tuple(
            BoardPoint(row.months, row.answers, row.top_score, row.note) for row in latest
        ),
        notes=(f"{over_time.rules} {over_time.p_finding} {over_time.joint}{aim}",),
    )


def _funnel(funnel: FunnelShown, heading: str) -> BoardChart:
    return BoardChart(heading, (funnel.finding,), funnel.picture, (), (" ".join(funnel.notes),))


def _share(line: StandardTold) -> BoardShare:
    told = line.told
    if told.percent is None or told.interval is None:
        return BoardShare(line.standard.name, told.met, told.of, "", "")
    interval = told.interval
    ends = f"{whole_percent(100 * interval.low)} to {whole_percent(100 * interval.high)}"
    return BoardShare(line.standard.name, told.met, told.of, f"{told.percent}%", ends)


def _changes(session: Session, choice: Choice, scope: Scope) -> Iterator[str]:
    changes = find_changes(session, scope, choice.teams.keys())
    latest = list(reversed(changes))[:MOST_CHANGES]
    for change in latest:
        words = change.words
        if len(words) > LONGEST_CHANGE:
            words = f"{words[:LONGEST_CHANGE].rstrip()}…"
        yield (
            f"{choice.teams[change.team_id]}, {parse_month(change.month).title}: {words} "
            f"({change.noted_by}, {plain_date(london_day(change.noted_at))})"
        )
    if len(changes) > MOST_CHANGES:
        yield f"And {len(changes) - MOST_CHANGES} earlier ones, on the audit page."
