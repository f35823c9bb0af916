"""Groups of every size, and addresses that ask for a part of a month."""

import csv
import io
from datetime import UTC, datetime

import pytest

from tests.client import Page
from tests.factories.audit_rows import NEARLY, TOP, plant_answers, plant_meetings
from tests.integration.audit.conftest import table
from tests.integration.audit.test_hidden_groups_stay_hidden import without_form_token

ADDRESSES = ("/audit", "/audit/charts", "/audit/scores.csv", "/audit/blocks.csv")
NARROWER = (
    "from=2026-10-02&to=2026-10-30",
    "month=2026-10-05",
    "first=2026-10-01&last=2026-10-01",
    "day=2026-10-01",
)


def plant(service, complete):
    answers = [TOP, *([NEARLY] * (complete - 1))]
    plant_answers(service.session, service.team("Alder"), answers, offered=complete + 5)


def rows_of(service, address):
    text = service.client.flask.get(address).data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("complete", [1, 7, 8, 24])
def test_a_group_under_the_floor_is_shown_nowhere(sqlite_service, complete):
    plant(sqlite_service, complete)
    plant_meetings(
        sqlite_service.session,
        sqlite_service.team("Alder"),
        [datetime(2026, 9, 3, 9, 0, tzinfo=UTC)] * 12,
        started_by=sqlite_service.scope.account_id,
    )
    assert "No score yet" in table(sqlite_service.page(), "young-person-by-team")["Alder"][1]
    scores = rows_of(sqlite_service, "/audit/scores.csv")
    assert {row["top_score_percent"] for row in scores} == {""}
    assert {row["complete"] for row in scores} == {""}
    assert rows_of(sqlite_service, "/audit/blocks.csv") == []
    assert "No score yet" not in (charts := sqlite_service.client.flask.get("/audit/charts").text)
    assert '<svg class="sdm-chart"' not in charts


def test_a_group_of_25_is_shown(sqlite_service):
    plant(sqlite_service, 25)
    assert table(sqlite_service.page(), "young-person-by-team")["Alder"][1] == "25"
    assert len(rows_of(sqlite_service, "/audit/blocks.csv")) == 2
    assert '<svg class="sdm-chart"' in sqlite_service.client.flask.get("/audit/charts").text


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("asked", NARROWER)
def test_no_address_asks_for_less_than_a_month(sqlite_service, address, asked):
    plant(sqlite_service, 40)

    def read(url: str) -> tuple[int, str]:
        answer = sqlite_service.client.flask.get(url)
        page = Page(url, answer.status_code, answer.headers, answer.text)
        return answer.status_code, without_form_token(page)

    read(address)
    status, text = read(f"{address}?{asked}")
    # Refused, or as if nothing had been asked.
    assert 400 <= status < 500 or text == read(address)[1]
