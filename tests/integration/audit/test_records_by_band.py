"""The fairness page on the records: the standards by band, of the whole service alone."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from sdm_tool.domain.fairness import Dimension
from sdm_tool.domain.months import Month
from sdm_tool.domain.sections import Grouping
from sdm_tool.persistence.feedback import BandTally
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services.audit_records_by_band import records_by_band
from sdm_tool.services.audit_records_by_band_export import records_by_band_sheet
from tests.factories.audit_records import SECRET_WORDS, START, WITH_MUM, plant
from tests.factories.audit_rows import plant_band
from tests.integration.audit.conftest import table

AUGUST = datetime(2026, 8, 4, 10, 0, tzinfo=UTC)
QUARTER = (Month(2026, 7), Month(2026, 9))


def talks(service, times, team="Elm", *, met=None, **changes):
    """So many conversations in August, of which `met` (else half) had their summary printed."""
    met = times // 2 if met is None else met
    for number, printed in ((met, timedelta(hours=1)), (times - met, None)):
        plant(
            service.session,
            service.team(team),
            by=service.scope.account_id,
            times=number,
            **{"at": AUGUST, "printed_after": printed, **changes},
        )


def aged(age):
    return {"meeting": replace(WITH_MUM, age=age)}


def bands_page(service, by="age", **more):
    """The page of July to September, which is there because the form was offered then."""
    if service.session.scalar(select(BandTally.band).limit(1)) is None:
        plant_band(service.session, "11 to 15", 60, 20)
    query = "&".join(f"{name}={value}" for name, value in {"by": by, **more}.items())
    return service.client.get(f"/audit/fairness?{query}", without={"title"})


def by_band(service, by="age", **more):
    """How many there are in each band, and the share that had a summary printed at all.

    The lot of these tests leaves nobody out, and an eighth is put back all the same: 35 are 30.
    Bands in which there is none or a few are left out: `test_every_band_has_a_row`.
    """
    rows = table(bands_page(service, by, **more), "records-by-band")
    told = {name: (cells[0], cells[-1]) for name, cells in rows.items()}
    return {name: cells for name, cells in told.items() if cells != ("*", "*")}


def file_rows(service, query=""):
    answer = service.client.flask.get(f"/audit/fairness-records.csv{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def test_by_age_in_its_order_with_what_was_not_recorded_last(service):
    talks(service, 50)
    talks(service, 40, **aged(17))
    talks(service, 30, met=20, **aged(13))
    page = bands_page(service)
    assert by_band(service) == {
        "11 to 15": ("35", "67% of 30"),
        "16 or 17": ("45", "50% of 40"),
        "Not recorded": ("55", "50% of 50"),
    }
    assert "All teams and all grids, July to September 2026. Valid conversations: 135." in page.text
    assert "it is not divided by who answered" in page.text
    assert page.link("the quality of all these records") == (
        "/audit/records?from=2026-07&to=2026-09"
    )


@pytest.mark.parametrize(
    ("by", "changes", "bands"),
    [
        (
            "interpreter",
            {"meeting": replace(WITH_MUM, interpreter="Polish")},
            ["An interpreter took part", "None recorded"],
        ),
        (
            "communication-need",
            {"start": START},
            ["A need is recorded", "None recorded"],
        ),
        (
            "grouping",
            {"start": replace(START, needs="", grouping=Grouping.GETTING_HELP)},
            ["Getting Help", "Not recorded"],
        ),
    ],
)
def test_every_kind_of_band_is_that_of_an_offer(sqlite_service, by, changes, bands):
    talks(sqlite_service, 40, **changes)
    talks(sqlite_service, 30, start=replace(START, needs=""))
    assert by_band(sqlite_service, by) == dict(
        zip(bands, [("45", "50% of 40"), ("35", "50% of 30")], strict=True)
    )


def test_it_does_not_matter_who_answered(sqlite_service):
    talks(sqlite_service, 30, **aged(13))
    talks(sqlite_service, 30, **aged(17))
    assert by_band(sqlite_service, who="parent") == by_band(sqlite_service)


def test_only_the_chosen_quarters_count_and_no_practice(sqlite_service):
    talks(sqlite_service, 30, **aged(13))
    talks(sqlite_service, 30, at=datetime(2026, 10, 6, 10, 0, tzinfo=UTC), **aged(13))
    talks(sqlite_service, 30, is_practice=True, **aged(13))
    talks(sqlite_service, 30, status="cancelled", **aged(13))
    assert by_band(sqlite_service)["11 to 15"] == ("35", "50% of 30")


def test_every_band_has_a_row_and_a_few_look_like_none(service):
    talks(service, 80, **aged(13))
    rows = ["Under 11", "11 to 15", "16 or 17", "18 or over", "Not recorded"]
    before = table(bands_page(service), "records-by-band")
    assert list(before) == rows
    talks(service, 4, **aged(18))
    after = table(bands_page(service), "records-by-band")
    assert after["18 or over"] == before["18 or over"] == ["*"] * len(after["18 or over"])
    told = {row["band"]: row for row in file_rows(service) if row["line"].endswith("at all")}
    assert (told["18 or over"]["met"], told["18 or over"]["of"]) == ("*", "*")


def test_none_and_all_of_a_band_are_not_told(sqlite_service):
    talks(sqlite_service, 30, met=30, **aged(13))
    talks(sqlite_service, 30, met=0, **aged(17))
    assert {told for _, told in by_band(sqlite_service).values()} == {"*"}


def test_an_agency_is_the_sum_of_what_is_told_of_its_teams(sqlite_service):
    service = sqlite_service
    for name, times in (("Ash", 62), ("Elm", 4), ("Fir", 90)):
        talks(service, times, name)
    for agency, names in (("CAMHS", "Ash Elm"), ("Surgery", "Fir")):
        for name in names.split():
            service.team(name).agency = agency
    service.session.commit()
    page = service.client.get("/audit/records?from=2026-07&to=2026-09", without={"title"})
    teams = {name: cells[0] for name, cells in table(page, "by-group").items()}
    assert teams == {"Ash": "70", "Elm": "*", "Fir": "105"}
    assert by_band(service, "agency") == {
        "CAMHS": ("75", "46% of 65"),
        "Surgery": ("105", "50% of 90"),
    }, "60 and 5, of which 30 and 0"


def test_an_equity_band_stands_on_no_record_and_divides_none(sqlite_service):
    place = ("2026-Q3", "young-person", "ethnic group")
    plant_band(sqlite_service.session, "White", 60, 20, place=place)
    talks(sqlite_service, 30)
    page = bands_page(sqlite_service, "ethnic-group")
    assert "What the records show" not in page.text
    assert not page.all("#records-by-band")
    address = "/audit/fairness-records.csv?by=ethnic-group"
    assert sqlite_service.client.flask.get(address).status_code == 404


def test_too_few_in_all_is_said(sqlite_service):
    talks(sqlite_service, 6, **aged(13))
    page = bands_page(sqlite_service)
    assert "Too few valid conversations to say anything, July to September 2026." in page.text
    assert table(page, "records-by-band") == {}


def test_the_table_leaves_with_what_was_chosen(sqlite_service):
    talks(sqlite_service, 40, met=30, **aged(13))
    link = bands_page(sqlite_service).one("a[href^='/audit/fairness-records.csv']").get("href")
    rows = file_rows(sqlite_service, link.partition("csv")[2])
    assert next(
        row for row in rows if row["line"] == "Summary printed at all" and row["band"] == "11 to 15"
    ) == {
        "period_from": "2026-07",
        "period_to": "2026-09",
        "by": "age band",
        "band": "11 to 15",
        "line": "Summary printed at all",
        "met": "30",
        "of": "40",
        "share_percent": "75",
        "interval_95_low": "55",
        "interval_95_high": "91",
    }
    events = sqlite_service.session.scalars(select(TrailEvent.event)).all()
    assert events.count("audit:figures:exported") == 1


def test_no_word_of_anybody_reaches_the_page_or_the_file(sqlite_service):
    talks(sqlite_service, 30, **aged(13))
    talks(sqlite_service, 30, meeting=replace(WITH_MUM, interpreter=SECRET_WORDS))
    for by in ("age", "interpreter", "communication-need", "grouping", "agency"):
        assert SECRET_WORDS not in bands_page(sqlite_service, by).text
        file = sqlite_service.client.flask.get(f"/audit/fairness-records.csv?by={by}")
        assert SECRET_WORDS not in file.text


def test_without_a_closed_quarter_there_is_no_file(sqlite_service):
    assert sqlite_service.client.flask.get("/audit/fairness-records.csv").status_code == 404


def test_the_table_is_there_for_a_workbook_and_nobody_else_finds_it(sqlite_service):
    talks(sqlite_service, 30, **aged(13))
    session, now = sqlite_service.session, sqlite_service.clock.now
    asked = (session, Dimension.AGE, QUARTER)
    bands_page(sqlite_service)
    sheet = records_by_band_sheet(records_by_band(*asked, scope=sqlite_service.scope, now=now))
    assert (sheet.name, sheet.rows[0][:4]) == (
        "Records by band",
        ("2026-07", "2026-09", "age band", "Under 11"),
    )
    nobody = replace(sqlite_service.scope, permissions=frozenset())
    with pytest.raises(NotFound):
        records_by_band(*asked, scope=nobody, now=now)
