"""Every released block leaves as a file that is sent while it is read."""

import csv
import io

import pytest
from sqlalchemy import insert, select

from sdm_tool.domain.permissions import Role
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.feedback import ReleasedBlock
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services.audit_blocks_export import ROWS_AT_ONCE, stream_blocks
from tests.factories.audit_rows import NEARLY, TOP, plant_answers
from tests.factories.people import make_account, scope_of
from tests.integration.audit.conftest import TODAY


def rows(service):
    answer = service.client.flask.get("/audit/blocks.csv")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    text = answer.data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def plant(service, name, month, *, top=13):
    plant_answers(
        service.session, service.team(name), [TOP] * top + [NEARLY] * (26 - top), offered=37,
        month=month,
    )  # fmt: skip


def test_every_block_is_a_row_with_rounded_counts(service):
    plant(service, "=Alder", "2025-02")
    plant(service, "=Alder", "2026-10")

    mode_then, mode_now, then, now = rows(service)

    assert then == {
        "who_answered": "young people",
        "group": "team",
        "name": "'=Alder",
        "months_from": "2025-02",
        "months_to": "2025-02",
        "offered": "35",
        "complete": "25",
        "response_rate_percent": "70",
        "top_score_percent": "50",
        "interval_95_low": "32",
        "interval_95_high": "68",
        "mean_0_to_9": "8.8",
        "comparing": "too few to compare teams",
    }
    assert (now["months_from"], now["months_to"]) == ("2026-10", "2026-10")
    assert [row["group"] for row in (mode_then, mode_now)] == ["way of asking"] * 2
    assert mode_now["name"] == "tablet handed over"


def test_the_months_that_wait_are_not_in_it(sqlite_service):
    plant(sqlite_service, "Alder", "2026-10")
    plant(sqlite_service, "Beech", "2026-10", top=26)
    assert {row["name"] for row in rows(sqlite_service)} == {"Alder", "tablet handed over"}


def test_it_is_sent_in_pieces_and_noted_before_the_first(service):
    team = service.team("Alder")
    block = {
        "respondent": "parent", "kind": "team", "name": team.id, "offered": 40, "complete": 30,
        "top": 9, "sum_of_items": 700, "incomplete": 0,
    }  # fmt: skip
    months = [f"{year}-{month:02d}" for year in range(1900, 2000) for month in range(1, 13)]
    with writing(service.session):
        service.session.execute(
            insert(ReleasedBlock),
            [block | {"first_month": month, "last_month": month} for month in months],
        )

    pieces = stream_blocks(service.session, scope=service.scope, now=TODAY)
    events = service.session.scalars(select(TrailEvent.event)).all()
    assert events.count("audit:figures:exported") == 1
    sizes = [piece.count("\r\n") for piece in pieces]
    assert sizes == [1, ROWS_AT_ONCE, ROWS_AT_ONCE, 200]


def test_who_may_not_read_audit_pages_gets_no_first_piece(sqlite_service):
    clinician = scope_of(make_account(sqlite_service.session), [Role.CLINICIAN])
    with pytest.raises(NotFound):
        stream_blocks(sqlite_service.session, scope=clinician, now=TODAY)


def test_the_page_leads_to_the_file(sqlite_service):
    plant(sqlite_service, "Alder", "2026-10")
    link = sqlite_service.page().one("a[href='/audit/blocks.csv']")
    assert link.text == "Every release (CSV)"
