"""The fairness page: what was released by band, what waits, and what nobody recorded."""

import csv
import io
from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from sdm_tool.domain.band_releases import LEFT_OUT_BY_LOT
from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.equity import Equity
from sdm_tool.domain.fairness import Dimension
from sdm_tool.domain.permissions import Role
from sdm_tool.outputs.pictures import interval_bar
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.feedback import BandTally, ReleasedBand
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services.audit_band_releases import release_quarter
from sdm_tool.services.audit_fairness import BandChoice, fairness
from sdm_tool.services.equity import switch_equity_band
from tests.client.page import text_of
from tests.factories.audit_rows import NEARLY, TOP, plant_answers, plant_band
from tests.factories.people import make_account, scope_of
from tests.integration.audit.conftest import table

WAITS = "No score in these quarters yet"
YEAR = ("2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3")


def bands_page(service, status=200, **asked):
    query = "&".join(f"{name.rstrip('_')}={value}" for name, value in asked.items())
    return service.client.get(f"/audit/fairness?{query}", status, without={"title"})


def plant(service, *bands, quarter="2026-Q3", who="young-person", by="age"):
    """Each band is its name, how many answered, and how many of them gave the highest numbers."""
    for band, complete, top in bands:
        plant_band(service.session, band, complete, top, place=(quarter, who, by))


def told(page):
    """The rows of the bands but those of which nothing is told."""
    rows = table(page, "bands")
    return {name: cells for name, cells in rows.items() if cells != ["*", WAITS]}


def file_rows(service, query=""):
    """The rows of the file but those of which nothing is told."""
    answer = service.client.flask.get(f"/audit/fairness.csv{query}")
    assert answer.status_code == 200
    rows = csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""))
    return [row for row in rows if row["offered"] != "*"]


def test_each_band_has_its_score_in_the_order_of_age(service):
    plant(service, ("18 or over", 25, 9), ("11 to 15", 112, 56), ("16 or 17", 40, 10))
    page = bands_page(service)
    rows = told(page)
    assert list(rows) == ["11 to 15", "16 or 17", "18 or over"]
    assert rows["11 to 15"][:5] == ["120", "110", "93%", "50%", "41 to 59"]
    assert rows["16 or 17"][-2:] == ["8.8", "Too few to compare"]
    assert rows["11 to 15"][-1] == "Compare with care"
    assert "Not recorded for at most a few of those offered the form." in page.text
    assert "Young people, all teams and all ways of asking, July to September 2026." in page.text


def test_young_people_and_parents_are_never_on_one_page(sqlite_service):
    plant(sqlite_service, ("11 to 15", 40, 9), ("16 or 17", 40, 10))
    plant(sqlite_service, ("11 to 15", 60, 9), ("16 or 17", 80, 10), who="parent")
    young, parents = bands_page(sqlite_service), bands_page(sqlite_service, who="parent")
    assert [cells[1] for cells in told(young).values()] == ["40", "40"]
    assert [cells[1] for cells in told(parents).values()] == ["60", "80"]


def test_one_thin_band_makes_all_the_bands_wait(sqlite_service):
    plant(sqlite_service, ("11 to 15", 140, 9), ("16 or 17", 80, 10), ("18 or over", 3, 2))
    page = bands_page(sqlite_service)
    assert {cells[1] for cells in told(page).values()} == {WAITS}
    assert "No score was released in these quarters." in page.text


def test_a_band_that_waited_is_released_with_the_next_quarter(sqlite_service):
    for quarter, thin in (("2026-Q2", 10), ("2026-Q3", 16)):
        plant(sqlite_service, ("11 to 15", 60, 9), ("16 or 17", thin, 4), quarter=quarter)
    assert told(bands_page(sqlite_service))["16 or 17"][1] == "25"
    last = table(bands_page(sqlite_service, from_="2026-Q3"), "bands")
    assert {cells[1] for cells in last.values()} == {WAITS}, "a block is never cut"


def test_after_a_year_thin_bands_are_counted_together(sqlite_service):
    for quarter in YEAR:
        plant(
            sqlite_service,
            *(("11 to 15", 60, 9), ("16 or 17", 4, 2), ("18 or over", 3, 1)),
            quarter=quarter,
        )
    page = bands_page(sqlite_service)
    rows = told(page)
    assert list(rows) == ["11 to 15", "16 or 17; 18 or over (together)"]
    assert rows["16 or 17; 18 or over (together)"][1] == "30"
    assert "so they are counted together: 16 or 17; 18 or over." in page.text


def test_what_was_released_never_changes(sqlite_service):
    plant(sqlite_service, ("11 to 15", 60, 9), ("16 or 17", 40, 10))
    before = told(bands_page(sqlite_service))
    plant(sqlite_service, ("18 or over", 50, 40))
    after = told(bands_page(sqlite_service))
    assert {name: after[name] for name in before} == before
    assert after["18 or over"][1] == WAITS


def test_a_quarter_that_is_open_is_not_read(sqlite_service):
    plant(sqlite_service, ("11 to 15", 60, 9), ("16 or 17", 40, 10), quarter="2026-Q4")
    page = bands_page(sqlite_service)
    assert "No quarter with an offer has closed yet" in page.text
    assert file_rows(sqlite_service) == []


def test_what_was_not_recorded_is_a_band_with_its_share_in_words(sqlite_service):
    getting = [("not said", 42, 9), ("thriving", 67, 20), ("getting-risk-support", 30, 9)]
    plant(sqlite_service, *getting, by="grouping")
    page = bands_page(sqlite_service, by="grouping")
    assert list(told(page)) == ["Thriving", "Getting Risk Support", "Not recorded"]
    assert "Not recorded for 31% of those offered the form." in page.text


def test_no_need_and_nothing_written_down_cannot_be_told_apart(sqlite_service):
    needs = [("yes", 42, 9), ("not said", 142, 29)]
    plant(sqlite_service, *needs, by="communication need")
    page = bands_page(sqlite_service, by="communication-need")
    assert list(told(page)) == ["A need is recorded", "None recorded"]
    assert "Nothing is recorded for 70% of those offered the form." in page.text
    assert "the two cannot be told apart" in page.text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("who=everyone", 404),
        ("by=postcode", 404),
        ("from=2026-Q9", 404),
        ("to=2026-Q4", 404),
        ("from=2026-Q3&to=2026-Q2", 422),
        ("team=north", 422),
        ("by=age&by=agency", 422),
    ],
)
def test_what_cannot_be_asked_is_refused_on_page_and_file(sqlite_service, query, status):
    for quarter in ("2026-Q2", "2026-Q3"):
        plant(sqlite_service, ("11 to 15", 60, 9), ("16 or 17", 40, 10), quarter=quarter)
    bands_page(sqlite_service)
    assert sqlite_service.client.flask.get(f"/audit/fairness?{query}").status_code == status
    assert sqlite_service.client.flask.get(f"/audit/fairness.csv?{query}").status_code == status


def test_nobody_else_finds_the_figures(sqlite_service):
    nobody = replace(sqlite_service.scope, permissions=frozenset())
    choice = BandChoice(Respondent.PARENT, Dimension.AGE)
    with pytest.raises(NotFound):
        fairness(sqlite_service.session, choice, scope=nobody, now=sqlite_service.clock.now)


def test_the_table_leaves_with_what_was_chosen(sqlite_service):
    plant(sqlite_service, ("11 to 15", 42, 21), ("16 or 17", 112, 28), ("18 or over", 30, 1))
    page = bands_page(sqlite_service)
    link = page.one("a[href^='/audit/fairness.csv']").get("href")
    rows = file_rows(sqlite_service, link.partition("csv")[2])
    assert rows[0] == {
        "quarter_from": "2026-Q3",
        "quarter_to": "2026-Q3",
        "part_of_service": "All teams",
        "who_answered": "young people",
        "by": "age band",
        "band": "11 to 15",
        "months_from": "2026-07",
        "months_to": "2026-09",
        "offered": "50",
        "complete": "40",
        "response_rate_percent": "84",
        "top_score_percent": "50",
        "interval_95_low": "36",
        "interval_95_high": "64",
        "mean_0_to_9": "8.8",
        "comparing": "too few to compare",
    }
    assert [row["band"] for row in rows[1:]] == ["16 or 17", "18 or over"]
    events = sqlite_service.session.scalars(select(TrailEvent.event)).all()
    assert events.count("audit:figures:exported") == 1


def test_a_band_that_waits_leaves_without_figures(sqlite_service):
    plant(sqlite_service, ("11 to 15", 60, 9), ("16 or 17", 2, 1))
    small = file_rows(sqlite_service)[1]
    assert (small["band"], small["complete"], small["top_score_percent"]) == ("16 or 17", "", "")
    assert small["offered"] == "35", "of 35, and never as they are counted"


def test_quarters_shown_one_by_one_and_together_tell_offers_rounded_once(sqlite_service):
    """27 in each: rounded by itself each would be 25, and all three together 80."""
    quarters = YEAR[1:]
    for quarter in quarters:
        plant_band(
            *(sqlite_service.session, "16 or 17", 2, 1),
            silent=0,
            place=(quarter, "young-person", "age"),
        )
    in_each = [
        int(file_rows(sqlite_service, f"?from={quarter}&to={quarter}")[0]["offered"])
        for quarter in quarters
    ]
    together = int(file_rows(sqlite_service)[0]["offered"])
    assert sum(in_each) == together == 80
    assert sorted(in_each) == [25, 25, 30]


def test_every_answer_that_was_released_is_in_one_cell(service):
    for quarter in YEAR:
        plant(service, ("11 to 15", 60, 9), ("16 or 17", 14, 4), quarter=quarter)
    bands_page(service)
    counted = service.session.scalar(
        select(func.sum(BandTally.complete)).where(BandTally.band != LEFT_OUT_BY_LOT)
    )
    assert service.session.scalar(select(func.sum(ReleasedBand.complete))) == counted


def test_a_quarter_is_released_once_and_none_before_it_later(service):
    plant(service, ("11 to 15", 60, 9), ("16 or 17", 40, 4))
    bands_page(service)
    with pytest.raises(IntegrityError), writing(service.session):
        release_quarter(service.session, "2026-Q3")
    with pytest.raises(ValueError, match="released already"), writing(service.session):
        release_quarter(service.session, "2026-Q1")


def test_without_enough_left_out_by_lot_nothing_is_released(sqlite_service):
    for band in ("11 to 15", "16 or 17"):
        plant_band(sqlite_service.session, band, 60, 20, left_out=24)
    rows = told(bands_page(sqlite_service))
    assert {cells[1] for cells in rows.values()} == {WAITS}


@pytest.mark.parametrize(("waiting", "ends"), [(11, True), (12, False)])
def test_what_a_team_waits_with_never_makes_up_for_too_few_left_out(service, waiting, ends):
    """36 left out gave complete answers: less those of the team that waits, 25 or 24."""
    plant(service, ("11 to 15", 60, 9), ("16 or 17", 40, 10))
    large, oak = service.team("Ash"), service.team("Oak")
    plant_answers(service.session, large, [TOP] * 30 + [NEARLY] * 70, offered=150, month="2026-08")
    plant_answers(service.session, oak, [NEARLY] * waiting, offered=waiting, month="2026-09")
    assert bool(told(bands_page(service))["11 to 15"][1] != WAITS) is ends


def bands_to_choose(page):
    return [text_of(option) for option in page.all("select[name=by] option")]


def ask_for(service, *, is_on=True):
    """An administrator has young people asked for their ethnic group, or no longer."""
    by = make_account(service.session, f"adams-{is_on}", roles=[Role.ADMINISTRATOR])
    switch_equity_band(
        service.session,
        Equity.ETHNIC_GROUP,
        is_on=is_on,
        reason="The board asked.",
        scope=scope_of(by, [Role.ADMINISTRATOR]),
        now=service.clock.now,
    )


ETHNIC_GROUPS = (
    ("not said", 30, 9),
    ("prefers not to say", 25, 4),
    ("White", 100, 50),
    ("Asian or Asian British", 50, 20),
)


def test_an_equity_band_is_there_once_it_is_asked(service):
    plant(service, ("11 to 15", 60, 9), ("16 or 17", 40, 10))
    defaults = ["Age band", "Interpreter", "Communication need", "Grouping", "Agency"]
    assert bands_to_choose(bands_page(service)) == defaults
    bands_page(service, status=404, by="ethnic-group")
    ask_for(service)
    page = bands_page(service, by="ethnic-group")
    assert bands_to_choose(page) == [*defaults, "Ethnic group"]
    before = table(page, "bands")
    assert "White" in before
    assert {tuple(cells) for cells in before.values()} == {("*", WAITS)}
    plant_band(
        *(service.session, "White", 1, 1),
        silent=0,
        left_out=0,
        left_out_answers=(0, 0),
        place=("2026-Q3", "young-person", "ethnic group"),
    )
    after = table(bands_page(service, by="ethnic-group"), "bands")
    assert after == before, "the only person asked has no row of their own"


def test_an_equity_band_has_its_scores_with_what_is_missing_last(sqlite_service):
    ask_for(sqlite_service)
    plant(sqlite_service, *ETHNIC_GROUPS, by="ethnic group")
    page = bands_page(sqlite_service, by="ethnic-group")
    rows = told(page)
    assert list(rows) == ["Asian or Asian British", "White", "Prefers not to say", "Not recorded"]
    assert rows["White"][3] == "50%"
    assert "Not recorded for 19% of those offered the form." in page.text
    files = file_rows(sqlite_service, "?by=ethnic-group")
    assert {row["by"] for row in files} == {"ethnic group"}
    assert [row["band"] for row in files] == list(rows)


def test_a_quarter_in_which_not_everybody_was_asked_is_not_told(sqlite_service):
    ask_for(sqlite_service)
    plant(sqlite_service, *ETHNIC_GROUPS, quarter="2026-Q2", by="ethnic group")
    everybody = [("11 to 15", 155, 60), ("16 or 17", 155, 60)]
    plant(sqlite_service, *everybody, quarter="2026-Q2")
    page = bands_page(sqlite_service, by="ethnic-group")
    assert {cells[-1] for cells in table(page, "bands").values()} == {WAITS}


def test_the_quarters_after_that_are_told(sqlite_service):
    ask_for(sqlite_service)
    plant(sqlite_service, ("White", 30, 9), quarter="2026-Q2", by="ethnic group")
    plant(sqlite_service, ("11 to 15", 31, 9), quarter="2026-Q2")
    plant(sqlite_service, *ETHNIC_GROUPS, by="ethnic group")
    rows = told(bands_page(sqlite_service, by="ethnic-group"))
    assert rows["White"][1] == "100"


def test_what_was_counted_stays_when_it_is_no_longer_asked(sqlite_service):
    ask_for(sqlite_service)
    plant(sqlite_service, *ETHNIC_GROUPS, by="ethnic group")
    ask_for(sqlite_service, is_on=False)
    page = bands_page(sqlite_service, by="ethnic-group")
    assert "Ethnic group" in bands_to_choose(page)
    assert told(page)["White"][3] == "50%"


def test_one_small_group_makes_the_others_wait_here_too(sqlite_service):
    plant(sqlite_service, ("White", 100, 50), ("another ethnic group", 3, 1), by="ethnic group")
    rows = table(bands_page(sqlite_service, by="ethnic-group"), "bands")
    assert {cells[1] for cells in rows.values()} == {WAITS}


def test_parents_have_no_equity_bands_and_the_page_says_why(sqlite_service):
    plant(sqlite_service, *ETHNIC_GROUPS, by="ethnic group")
    page = bands_page(sqlite_service, by="ethnic-group", who="parent")
    assert "Only young people are asked this, of themselves." in page.text


@pytest.mark.parametrize(("complete", "top"), [(12, 3), (15, 0), (15, 15)])
def test_what_subtraction_finds_of_those_left_out_could_have_been_shown(
    sqlite_service, complete, top
):
    """All answers less those of the bands are theirs, so too few of them make the bands wait."""
    plant_band(sqlite_service.session, "11 to 15", 61, 27, left_out_answers=(0, 0))
    plant_band(
        *(sqlite_service.session, "16 or 17", 47, 30),
        left_out=40,
        left_out_answers=(complete, top),
    )
    rows = told(bands_page(sqlite_service))
    assert list(rows) == ["11 to 15", "16 or 17"]
    assert {cells[1] for cells in rows.values()} == {WAITS}


def test_the_bar_tells_no_more_than_the_whole_per_cents_beside_it(sqlite_service):
    plant(sqlite_service, ("11 to 15", 61, 27), ("16 or 17", 147, 65))
    page = bands_page(sqlite_service)
    rows = told(page).values()
    assert [cells[3:5] for cells in rows] == [["44%", "33 to 57"], ["44%", "36 to 52"]]
    assert str(interval_bar(33, 44, 57, "44%, interval 33 to 57")) in page.html
    assert str(interval_bar(36, 44, 52, "44%, interval 36 to 52")) in page.html


@pytest.mark.parametrize(("by", "band"), [("grouping", "not said"), ("interpreter", "no")])
def test_a_share_never_tells_a_count_that_is_a_star(sqlite_service, by, band):
    place = ("2026-Q3", "young-person", by)
    plant(sqlite_service, ("yes", 42, 9), ("thriving", 67, 20), by=by)
    plant_band(sqlite_service.session, band, 3, 1, silent=1, left_out=2, place=place)
    page = bands_page(sqlite_service, by=by)
    assert "ecorded for at most a few of those offered the form." in page.text
    assert "% of those" not in page.text
