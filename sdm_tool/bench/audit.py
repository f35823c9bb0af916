"""The audit pages with a million answers: as multiples of bare SQL, and in milliseconds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median
from typing import Any

from flask import Flask
from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from sdm_tool.app import create_app
from sdm_tool.bench.audit_charts import measure_charts
from sdm_tool.bench.audit_export import LEAD, export_mb
from sdm_tool.bench.audit_rows import team_id
from sdm_tool.bench.audit_service import (
    AUDIT_LEAD,
    forget_answers,
    make_service,
    put_answers,
    put_blocks,
)
from sdm_tool.bench.audit_settings import empty_store, settle
from sdm_tool.bench.report import Measured
from sdm_tool.bench.timing import milliseconds
from sdm_tool.bench.visitor import sign_in_as
from sdm_tool.domain.collaborate import HIGHEST, ITEMS
from sdm_tool.domain.months import last_closed_months
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.feedback import ReleasedBlock, Response
from sdm_tool.services.audit import overview
from sdm_tool.services.audit_choice import MONTHS_SHOWN, choose
from sdm_tool.services.feedback_closing import tidy

RESPONSES = 1_000_000
GROWN = 10
ROUNDS = 15
LIMITS = {
    "audit_overview": 1.5,
    "audit_growth": float(GROWN),
    "audit_charts_ms": 50.0,
    "board_pdf_ms": 2_000.0,
    "time_chart_ms": 1.0,
    "funnel_chart_ms": 1.0,
    "audit_export_mb": 150.0,
}


@dataclass(frozen=True, slots=True)
class AuditMeasured:
    """The numbers that have a limit, and by name what else was seen on the way."""

    figures: tuple[Measured, ...]
    information: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Filled:
    """What was timed on a store of one size, in milliseconds."""

    fill: float
    closing: float
    overview: float
    bare: float


def measure_audit(
    report: Callable[[str], None],
    *,
    responses: int = RESPONSES,
    database: str | None = None,
    rounds: int = ROUNDS,
) -> AuditMeasured:
    """Measure on a SQLite store of its own, or on an empty PostgreSQL database.

    Raises NotForMeasuring for any other database.
    """
    now = datetime.now(UTC)
    with empty_store(database) as settings:
        app = create_app(settings, clock=lambda: now)
        with app.extensions["sdm_sessions"]() as session:
            make_service(session, now)
            report(f"Filling a store with {responses // GROWN:,} answers.")
            small = _fill_and_time(session, responses // GROWN, now, rounds)
            forget_answers(session)
            report(f"Filling a store with {responses:,} answers.")
            large = _fill_and_time(session, responses, now, rounds)
            report("Measuring charts.")
            values = {
                "audit_overview": large.overview / large.bare,
                "audit_growth": large.overview / small.overview,
                "audit_charts_ms": _page(app, f"/audit/charts?team={team_id(0)}", rounds),
                "board_pdf_ms": _page(app, "/audit/board.pdf", rounds),
            }
            app.extensions["sdm_pdf"].close()
            values["time_chart_ms"], values["funnel_chart_ms"] = measure_charts()
            report("Measuring an export of 200,000 rows.")
            put_blocks(session, now)
            rows = session.scalar(select(func.count()).select_from(ReleasedBlock)) or 0
            session.rollback()
            values["audit_export_mb"] = export_mb(settings.database_url, rows)
        app.extensions["sdm_sessions"].kw["bind"].dispose()
    return AuditMeasured(
        figures=tuple(Measured(name, round(values[name], 2), LIMITS[name]) for name in LIMITS),
        information={
            "responses": responses,
            "fill_ms": round(large.fill),
            "closing_a_month_ms": round(large.closing),
            "overview_ms": round(large.overview, 1),
            "bare_sql_ms": round(large.bare, 1),
            "exported_rows": rows,
        },
    )


def _fill_and_time(session: Session, responses: int, now: datetime, rounds: int) -> _Filled:
    fill = milliseconds(lambda: put_answers(session, responses, now))
    closing = milliseconds(lambda: tidy(session, secret="", now=now))
    settle(session.get_bind().engine)
    bare = _bare(now)

    def read_overview() -> None:
        session.rollback()
        overview(session, choose(session, {}, scope=LEAD, now=now), scope=LEAD, now=now)

    def read_bare() -> None:
        session.rollback()
        session.execute(bare).all()

    read_overview()  # the first one notes the visit in the trail
    timed = [(milliseconds(read_overview), milliseconds(read_bare)) for _ in range(rounds)]
    session.rollback()
    return _Filled(fill, closing, *(median(column) for column in zip(*timed, strict=True)))


def _bare(now: datetime) -> Select[*tuple[Any, ...]]:
    """The counts of the last twelve closed months, straight from the index of the answers."""
    months = last_closed_months(london_day(now), MONTHS_SHOWN)
    total = Response.q1 + Response.q2 + Response.q3
    group = (Response.cohort_month, Response.team_id, Response.respondent, Response.mode)
    return (
        select(
            *group,
            func.count(),
            func.count(total),
            func.sum(case((total == HIGHEST * len(ITEMS), 1), else_=0)),
            func.sum(total),
        )
        .where(Response.cohort_month.between(str(months[0]), str(months[-1])))
        .group_by(*group)
    )


def _page(app: Flask, path: str, rounds: int) -> float:
    visitor = sign_in_as(app, AUDIT_LEAD)
    visitor.get(path)
    return median(milliseconds(lambda: visitor.get(path)) for _ in range(rounds))
