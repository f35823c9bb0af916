"""Every released block leaves as a file, written whole before it is sent."""

import csv
import io

import pytest

from sdm_tool.domain.permissions import Role
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services.audit_blocks_export import write_blocks
from tests.factories.audit_rows import NEARLY, TOP, plant_answers
from tests.factories.people import make_account, scope_of
from tests.integration.audit.conftest import TODAY


def rows(service):
    answer = service.client.flask.get("/audit/blocks.csv")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    text = answer.data.decode("utf-8-sig")
    answer.close()
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


def test_no_connection_stays_out_and_none_comes_back_within_a_transaction(service):
    """Many downloads once left the store with open transactions, and no page answered then."""
    plant(service, "Alder", "2026-10")
    engine = service.client.flask.application.extensions["sdm_sessions"].kw["bind"]
    before = engine.pool.checkedout()
    for _ in range(12):
        assert len(rows(service)) == 2
    assert engine.pool.checkedout() == before
    assert service.page().all("table"), "the other pages still answer"


def test_who_may_not_read_audit_pages_gets_nothing(sqlite_service):
    clinician = scope_of(make_account(sqlite_service.session), [Role.CLINICIAN])
    out = io.StringIO()
    with pytest.raises(NotFound):
        write_blocks(sqlite_service.session, out, scope=clinician, now=TODAY)
    assert not out.getvalue()


def test_it_has_no_filters_and_says_so(sqlite_service):
    sqlite_service.client.get("/audit/blocks.csv?team=zzz", 422)


def test_the_page_leads_to_the_file(sqlite_service):
    plant(sqlite_service, "Alder", "2026-10")
    link = sqlite_service.page().one("a[href='/audit/blocks.csv']")
    assert link.text == "Every release (CSV)"
