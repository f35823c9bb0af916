"""The scores leave as a file: released figures alone, rounded counts, and no formula."""

import csv
import io

from sqlalchemy import select

from sdm_tool.persistence.trail import TrailEvent
from tests.factories.audit_rows import NEARLY, TOP, plant_answers


def rows(service):
    answer = service.client.flask.get("/audit/scores.csv")
    assert answer.status_code == 200
    assert answer.content_type == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    text = answer.data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def plant(service, name, complete, top, *, silent=4, mode="hand-over"):
    answers = [TOP] * top + [NEARLY] * (complete - top)
    offered = complete + silent
    plant_answers(service.session, service.team(name), answers, offered=offered, mode=mode)


def test_the_figures_of_the_page_leave_with_rounded_counts(service):
    plant(service, "Alder", 42, 21)
    plant(service, "Beech", 3, 1)

    alder, beech, everyone, mode, *_ = rows(service)

    assert alder == {
        "period_from": "2025-11",
        "period_to": "2026-10",
        "part_of_service": "All teams",
        "who_answered": "young people",
        "group": "team",
        "name": "Alder",
        "months_from": "2026-10",
        "months_to": "2026-10",
        "offered": "45",
        "complete": "40",
        "response_rate_percent": "91",
        "top_score_percent": "50",
        "interval_95_low": "36",
        "interval_95_high": "64",
        "mean_0_to_9": "8.8",
        "comparing": "too few to compare teams",
        "top_score_before_percent": "",
        "change_points": "",
        "change_95_low": "",
        "change_95_high": "",
    }
    assert (beech["offered"], beech["complete"], beech["top_score_percent"]) == ("*", "", "")
    assert beech["comparing"] == "no score: too few complete answers"
    assert (everyone["group"], everyone["complete"]) == ("together, those with a score", "40")
    assert (mode["name"], mode["top_score_percent"]) == ("tablet handed over", "50")


def test_a_team_named_like_a_formula_is_words(sqlite_service):
    for name in ("=1+1", "@home", "-2", "+44"):
        plant(sqlite_service, name, 30, 9)
    assert {row["name"] for row in rows(sqlite_service) if row["group"] == "team"} == {
        "'=1+1",
        "'@home",
        "'-2",
        "'+44",
    }


def test_that_it_was_taken_away_is_in_the_trail(sqlite_service):
    plant(sqlite_service, "Alder", 30, 9)
    rows(sqlite_service)
    events = sqlite_service.session.scalars(select(TrailEvent.event)).all()
    assert events.count("audit:figures:exported") == 1


def test_the_page_leads_to_the_file(sqlite_service):
    plant(sqlite_service, "Alder", 30, 9)
    page = sqlite_service.page()
    address = "/audit/scores.csv?from=2025-11&to=2026-10"
    assert page.link("Scores (CSV)") == address


def test_with_nothing_released_the_file_has_no_figures(sqlite_service):
    empty = "no score: too few complete answers"
    assert {(row["offered"], row["comparing"]) for row in rows(sqlite_service)} == {("*", empty)}
