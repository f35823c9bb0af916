"""The workbook: real tables, what was chosen, what each column means, and no formula."""

import io
import zipfile

import openpyxl
import pytest
from sqlalchemy import select

from sdm_tool.domain.months import Month
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services.audit_changes import note_change
from tests.factories.audit_records import plant as plant_record
from tests.factories.audit_rows import NEARLY, TOP, plant_answers, plant_band, plant_not_offered
from tests.integration.audit.conftest import TODAY

SHEETS = ["About", "Top Score", "Over time", "Meetings and offers", "You said, we did"]
SHEETS += ["Quality of the record", "Fairness"]


def plant(service, name, complete, top, *, month="2026-10"):
    answers = [TOP] * top + [NEARLY] * (complete - top)
    plant_answers(service.session, service.team(name), answers, offered=complete + 4, month=month)


def taken(service, query=""):
    answer = service.client.flask.get(f"/audit/figures.xlsx{query}")
    assert answer.status_code == 200
    assert answer.content_type.endswith("spreadsheetml.sheet")
    assert "attachment" in answer.headers["Content-Disposition"]
    return answer.data


def rows(content, name):
    sheet = openpyxl.load_workbook(io.BytesIO(content))[name]
    header, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in body]


def test_it_holds_a_table_for_each_figure_and_says_what_was_chosen(service):
    plant(service, "Alder", 42, 21)
    plant(service, "Alder", 40, 10, month="2025-10")
    plant_not_offered(service.session, service.team("Alder"), "no-time", 13)
    plant_not_offered(service.session, service.team("Alder"), "other", 3)

    content = taken(service, "?from=2026-10&to=2026-10")

    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == [*SHEETS, "Data dictionary"]
    assert all(len(book[name].tables) == 1 for name in book.sheetnames[1:])
    about = [row[0] for row in book["About"].iter_rows(values_only=True) if row[0]]
    assert "Northside services. All teams, October 2026." in about
    assert "No national CAMHS benchmark was found." in about
    alder = rows(content, "Top Score")[0]
    assert (alder["name"], alder["complete"], alder["top_score_percent"]) == ("Alder", 40, 50)
    assert [row["months_to"] for row in rows(content, "Over time")] == ["2025-10", "2026-10"]
    reasons = [row for row in rows(content, "Meetings and offers") if row["not_offered_because"]]
    assert [(row["not_offered_because"], row["not_offered"]) for row in reasons] == [
        ("no-time", 15)
    ], "3 for another reason are none or a few"


def test_over_time_has_the_lines_and_marks_of_the_charts(sqlite_service):
    service = sqlite_service
    for number, top in enumerate((15, 16, 15, 14, 15, 16, 15, 35)):
        plant(service, "Alder", 40, top, month=f"2026-{3 + number:02}")
    points = rows(taken(service, "?from=2026-03&to=2026-10"), "Over time")
    assert [row["top_score_percent"] for row in points] == [38, 40, 38, 35, 38, 40, 38, 88]
    assert {row["limits"] for row in points} == {"trial"}
    assert {row["mean_percent"] for row in points} == {44}
    last = points[-1]
    assert last["lower_limit_percent"] < 44 < last["upper_limit_percent"]
    run = "part of seven on one side of the mean"
    assert [row["mark"] for row in points] == [run] * 7 + ["outside the limits"]
    assert [row["p_chart_mark"] for row in points] == [""] * 7 + ["outside"]
    assert last["p_chart_lower_percent"] < 44 < last["p_chart_upper_percent"]


def test_every_column_is_in_the_dictionary(sqlite_service):
    plant(sqlite_service, "Alder", 42, 21)
    content = taken(sqlite_service)
    said = {(row["sheet"], row["column"]) for row in rows(content, "Data dictionary")}
    book = openpyxl.load_workbook(io.BytesIO(content))
    for name in SHEETS[1:]:
        for cell in next(book[name].iter_rows(max_row=1, values_only=True)):
            assert (name, cell) in said
    assert all(row["meaning"] for row in rows(content, "Data dictionary"))


@pytest.mark.parametrize("name", ["=1+1", "@home", "-2", "+44", "https://example.org"])
def test_no_words_are_a_formula_or_a_link(sqlite_service, name):
    plant(sqlite_service, name, 42, 21)
    note_change(
        sqlite_service.session, sqlite_service.team(name).id, Month(2026, 8), '=HYPERLINK("x")',
        starts_new_limits=False, scope=sqlite_service.scope, now=TODAY,
    )  # fmt: skip
    content = taken(sqlite_service)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [part for part in parts.namelist() if part.startswith("xl/worksheets/")]
        assert len(sheets) > len(SHEETS)
        for part in sheets:
            assert b"<f>" not in parts.read(part)
            assert b"<hyperlink" not in parts.read(part)
    assert rows(content, "Top Score")[0]["name"] == name
    assert rows(content, "You said, we did")[0]["what_changed"] == '=HYPERLINK("x")'


def test_every_sheet_says_which_part_of_the_service_it_is_of(sqlite_service):
    service = sqlite_service
    plant(service, "Alder", 42, 21)
    for band, top in (("11 to 15", 6), ("16 or 17", 50)):
        plant_band(service.session, band, 60, top)
    team = service.team("Alder")
    note_change(
        service.session, team.id, Month(2026, 8), "Shorter words.",
        starts_new_limits=False, scope=service.scope, now=TODAY,
    )  # fmt: skip
    content = taken(service, f"?team={team.id}")
    for name in SHEETS[1:]:
        part = "All teams" if name == "Fairness" else "Alder"
        assert {row["part_of_service"] for row in rows(content, name)} == {part}


def test_fairness_is_of_the_quarters_that_the_months_lie_in(sqlite_service):
    service = sqlite_service
    for quarter in ("2025-Q4", "2026-Q3"):
        place = (quarter, "young-person", "age")
        plant_band(service.session, "11 to 15", 60, 6, place=place)
    told = rows(taken(service, "?from=2025-11&to=2026-01"), "Fairness")
    assert {(row["quarter_from"], row["quarter_to"]) for row in told} == {("2025-Q4", "2025-Q4")}


def test_counts_and_shares_of_the_record_are_numbers(sqlite_service):
    service = sqlite_service
    plant_record(service.session, service.team("Alder"), by=service.scope.account_id, times=30)
    told = rows(taken(service), "Quality of the record")
    (all_valid,) = [
        row for row in told if (row["group"], row["line"]) == ("all", "valid conversations")
    ]
    assert all_valid["of"] == 35, "an eighth is put back for the lot"
    shares = [row["share_percent"] for row in told if row["share_percent"]]
    assert shares
    assert all(isinstance(share, int) for share in shares)


def test_taking_it_is_in_the_trail(sqlite_service):
    plant(sqlite_service, "Alder", 42, 21)
    taken(sqlite_service)
    events = sqlite_service.session.scalars(select(TrailEvent.event)).all()
    assert "audit:figures:exported" in events
