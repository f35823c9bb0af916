"""The report for a board: what the audit pages show, on four pages at most."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import (
    COMPARABLE,
    COMPARABLE_WITH_CARE,
    FLOOR,
    HIGHEST,
    Respondent,
    wording_of,
)
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.wording import london_day, plain_date
from sdm_tool.instruments.collaborate import (
    InstrumentNotInstalledError,
    instrument_credit,
    load_instrument,
)
from sdm_tool.outputs.board_paper import (
    BoardChart,
    BoardPaper,
    BoardPoint,
    BoardQuestions,
    BoardRow,
    BoardShare,
    BoardTable,
)
from sdm_tool.outputs.pictures import Picture
from sdm_tool.persistence.queries.organisations import get_organisation
from sdm_tool.persistence.queries.trail import newest_link
from sdm_tool.services.audit import overview
from sdm_tool.services.audit_board_changes import board_changes
from sdm_tool.services.audit_board_fairness import board_fairness
from sdm_tool.services.audit_board_words import (
    CHANGE,
    CHARTS,
    ORDER,
    RELEASES,
    SMALL_COUNTS,
    TITLE,
    TOP_SCORE,
    TRAIL,
)
from sdm_tool.services.audit_choice import Choice, months_in_words
from sdm_tool.services.audit_funnel_shown import FunnelShown, show_funnel
from sdm_tool.services.audit_over_time_shown import RULES_AS_ABOVE, OverTimeShown, show_over_time
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
from sdm_tool.services.audit_words import interval_words

ENOUGH = {
    wording_of(COMPARABLE): "yes",
    wording_of(COMPARABLE_WITH_CARE): "with care",
    wording_of(FLOOR): "too few",
}
"""Whether teams may be compared, in a word or two."""
MOST_ROWS = 12
"""Of teams, over all tables."""
LINES_AS_ABOVE = "Lines as in the picture above."
MOST_POINTS = 12
MOST_ATTENTION = 3


def board_paper(session: Session, choice: Choice, *, scope: Scope, now: datetime) -> BoardPaper:
    """Return the report of the choice in words and pictures.

    It is no export yet: `note_export` says when it is one. Raises NotFound for someone who may not
    read audit pages.
    """
    seen = overview(session, choice, scope=scope, now=now)
    scores = [
        top_scores(session, choice, scope=scope, now=now, respondent=figures.respondent)
        for figures in seen.figures
        if figures.teams
    ]
    organisation = get_organisation(session)
    shown = present_overview(seen)
    quality = record_quality(session, choice, scope=scope)
    charts = [(each, show_over_time(each)) for each in scores]
    return BoardPaper(
        title=TITLE,
        marks="Demonstration. Everything here is made up." if organisation.is_demonstration else "",
        about=f"{organisation.name}. {choice.part}, {choice.period}. "
        f"The period before is {months_in_words(*choice.previous)}.",
        made=f"Made on {plain_date(london_day(now))}.",
        trail_head=newest_link(session),
        in_short=tuple(_in_short(shown, charts)),
        tables=tuple(
            _table(table, MOST_ROWS // len(shown.respondents)) for table in shown.respondents
        ),
        charts=tuple(_charts(charts, choice)),
        records=tuple(_share(line) for line in quality.standards) if quality.is_told else (),
        fairness=board_fairness(session, choice, scope=scope, now=now),
        changes=board_changes(session, choice, scope=scope),
        cautions=CAUTIONS,
        words=(TOP_SCORE, CHANGE, CHARTS, SMALL_COUNTS, RELEASES, ORDER, TRAIL),
        questions=_questions() if shown.respondents else BoardQuestions("", ()),
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
    was = f", from {cells.before}" if cells.before else ""
    said = (
        f"a Top Score of {cells.top_score}, 95% interval {cells.interval}, of {cells.complete} "
        f"complete answers{months}. Response rate {cells.response_rate}."
    )
    if cells.change:
        said += (
            f" Change since the period before: {cells.change} points "
            f"({cells.change_interval}){was}. {cells.verdict}"
        )
    return said


def _table(table: RespondentTable, most: int) -> BoardTable:
    shown, rest = table.rows[:most], table.rows[most:]
    more = f"And {len(rest)} more teams: all are on the audit page and in the spreadsheet."
    return BoardTable(
        heading=table.heading,
        rows=tuple(_row(row) for row in (*shown, table.total) if row),
        notes=(*([more] if rest else []), table.answered),
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
        enough=ENOUGH[cells.enough.lower()],
    )


def _charts(
    charts: Sequence[tuple[TopScores, OverTimeShown]], choice: Choice
) -> Iterator[BoardChart]:
    for place, (seen, over_time) in enumerate(charts):
        heading = f"{WHO[seen.respondent]}: Top Score over time, {choice.part}"
        yield _over_time(over_time, heading, is_first=not place)
    is_below = False
    for seen, _ in charts:
        funnel = show_funnel(seen.between, adjusted=False)
        if funnel.picture and not choice.team_id:
            yield _funnel(
                funnel,
                f"{WHO[seen.respondent]}: {choice.beside_name} side by side, {choice.period}",
                is_below=is_below,
            )
            is_below = True


def _over_time(over_time: OverTimeShown, heading: str, *, is_first: bool) -> BoardChart:
    if not over_time.rows:
        return BoardChart(heading, ("Nothing is released yet.",), Picture(), (), ())
    latest = tuple(reversed(over_time.rows[:MOST_POINTS]))
    return BoardChart(
        heading=heading,
        finding=(over_time.finding, *(reading.words for reading in over_time.readings)),
        picture=over_time.chart,
        points=tuple(
            BoardPoint(row.months, row.answers, row.top_score, row.note) for row in latest
        ),
        is_marked=any(row.note for row in latest),
        notes=(" ".join(_under(over_time, is_first=is_first)),),
    )


def _under(over_time: OverTimeShown, *, is_first: bool) -> Iterator[str]:
    """Say what the chart rests on, and what to mind: the same words under the first one alone."""
    if over_time.teams_differ and is_first:
        yield over_time.teams_differ
    yield over_time.rules if is_first else f"{RULES_AS_ABOVE} {over_time.limits_kind}"
    if over_time.p_finding:
        yield f"With the p-chart: {over_time.p_finding} {over_time.joint}".strip()
    target = over_time.target
    if target:
        yield f"Target {target.percent}: {target.reason} {target.by}"


def _funnel(funnel: FunnelShown, heading: str, *, is_below: bool) -> BoardChart:
    notes = (LINES_AS_ABOVE, *funnel.notes[1:]) if is_below else funnel.notes
    return BoardChart(heading, (funnel.finding,), funnel.picture, (), (" ".join(notes),))


def _share(line: StandardTold) -> BoardShare:
    told = line.told
    if told.percent is None or told.interval is None:
        return BoardShare(line.standard.name, told.met, told.of, "", "")
    ends = interval_words(100 * told.interval.low, 100 * told.interval.high)
    return BoardShare(line.standard.name, told.met, told.of, f"{told.percent}%", ends)


def _questions() -> BoardQuestions:
    try:
        form = load_instrument()
    except InstrumentNotInstalledError:
        return BoardQuestions("", ())
    asked = (form.items[who.value] for who in (Respondent.YOUNG_PERSON, Respondent.PARENT))
    return BoardQuestions(
        ends=f"from 0, “{form.low}”, to {HIGHEST}, “{form.high}”",
        pairs=tuple(zip(*asked, strict=True)),
    )
