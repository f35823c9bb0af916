"""The THRIVE view: whole quarters of all teams, counts that tell of nobody, and the waits."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from sdm_tool.domain.sections import Grouping
from sdm_tool.persistence.accounts import Account
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.organisation import OptionWait
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.waits_told import find_all_waits
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services.grids import Catalogue
from tests.factories.grids import minimal_grid
from tests.factories.held import SECRET_WORDS, plant_held
from tests.factories.people import make_team, scope_of
from tests.integration.audit.conftest import table

AUGUST = datetime(2026, 8, 10, 10, 0, tzinfo=UTC)
HELP, MORE, RISK = (
    Grouping.GETTING_HELP,
    Grouping.GETTING_MORE_HELP,
    Grouping.GETTING_RISK_SUPPORT,
)


def plant(service, name, grouping, number, at=AUGUST, **more):
    for _ in range(number):
        plant_held(
            service.session, service.team(name), grouping, at, by=service.scope.account_id, **more
        )


def thrive(service, status=200, **asked):
    query = "&".join(f"{name.strip('_')}={value}" for name, value in asked.items())
    return service.client.get(f"/audit/thrive?{query}", status, without={"title"})


def row(page, table_id, name):
    return next(cells for words, cells in table(page, table_id).items() if words.startswith(name))


def test_groupings_are_counted_by_whole_quarters_with_both_wordings(service):
    plant(service, "Elm", HELP, 11)
    plant(service, "Oak", HELP, 12, at=AUGUST - timedelta(days=90))
    plant(service, "Elm", MORE, 3)
    plant(service, "Elm", None, 9)

    page = thrive(service)

    assert row(page, "groupings", "Getting help")[-2:] == ["10", "15"], "12, and 23 less 12"
    assert row(page, "groupings", "Getting more help")[-2:] == ["*", "*"]
    assert row(page, "groupings", "No grouping recorded")[-1] == "10"
    assert "I want help with one thing, with a clear aim." in page.text
    assert "October 2025 to September 2026" in page.text
    assert "about 15 in July to September 2026." in page.text
    assert len(page.all("svg.sdm-quarters")) == 5
    assert SECRET_WORDS not in page.text


def test_practice_mistakes_and_what_is_not_valid_yet_are_not_counted(service):
    plant(service, "Elm", RISK, 9, is_practice=True)
    plant(service, "Elm", RISK, 9, status="cancelled")
    plant(service, "Elm", RISK, 9, status="in-progress")
    plant(service, "Elm", RISK, 9, at=datetime(2026, 10, 2, tzinfo=UTC))
    assert set(row(thrive(service), "groupings", "Getting risk support")) == {"*"}


def test_movement_is_from_a_conversation_to_the_next_on_a_later_day(service):
    by, team = service.scope.account_id, service.team("Elm")
    for _ in range(12):
        record = plant_held(service.session, team, RISK, AUGUST - timedelta(days=200), by=by)
        for hours, grouping in ((0, HELP), (1, RISK), (9 * 24, MORE)):
            at = AUGUST + timedelta(hours=hours)
            plant_held(service.session, team, grouping, at, by=by, record_id=record)
    page = thrive(service, from_="2026-07")
    assert row(page, "steps", "Getting risk support") == ["*", "10", "10", "10 stayed", "*"]
    assert set(row(page, "steps", "Getting help")) == {"*", "* stayed"}, "none on the same day"
    assert "in all of these quarters together" in page.text


def test_a_step_from_or_to_no_grouping_is_none(sqlite_service):
    service = sqlite_service
    by, team = service.scope.account_id, service.team("Elm")
    for _ in range(12):
        record = plant_held(service.session, team, None, AUGUST, by=by)
        for days, grouping in ((9, HELP), (18, None)):
            at = AUGUST + timedelta(days=days)
            plant_held(service.session, team, grouping, at, by=by, record_id=record)
    cells = [cell for cells in table(thrive(service), "steps").values() for cell in cells]
    assert {cell.removesuffix(" stayed") for cell in cells} == {"*"}


def test_agencies_are_the_sum_of_what_is_told_of_their_teams(sqlite_service):
    service = sqlite_service
    make_team(service.session, "Nurses", agency="School")
    plant(service, "Elm", HELP, 22)
    plant(service, "Oak", HELP, 4)
    page = thrive(service)
    assert row(page, "agency-counts", "CAMHS")[-1] == "30", "20 and 5, and an eighth put back"
    assert row(page, "agency-counts", "School")[-1] == "*"


def test_what_was_put_right_after_a_month_closed_changes_no_count(sqlite_service):
    plant(sqlite_service, "Elm", HELP, 11)
    assert row(thrive(sqlite_service), "groupings", "Getting help")[-1] == "10"
    plant(sqlite_service, "Elm", HELP, 11)
    assert row(thrive(sqlite_service), "groupings", "Getting help")[-1] == "10"


def test_a_team_is_asked_for_its_waits_and_never_for_its_groupings(sqlite_service):
    service = sqlite_service
    plant(service, "Elm", HELP, 11)
    plant(service, "Oak", HELP, 11)
    page = thrive(service, team=service.team("Oak").id)
    assert "You asked for Oak: the waits are its own." in page.text
    assert row(page, "groupings", "Getting help")[-1] == "25"


def test_waits_are_told_as_the_teams_tell_them(sqlite_service):
    service = sqlite_service
    grid = minimal_grid()
    service.client.flask.application.extensions["sdm_catalogue"] = Catalogue((grid,), ())
    first, second = grid.options[0], grid.options[1]
    elm, oak = service.team("Elm"), service.team("Oak")
    with writing(service.session):
        for team, option, is_offered, weeks in (
            (elm, first, True, 6), (oak, first, False, None), (oak, second, True, None),
        ):  # fmt: skip
            service.session.add(
                OptionWait(
                    team_id=team.id, grid_slug=grid.slug, option_id=option.id,
                    is_offered=is_offered, weeks=weeks, as_of=date(2026, 9, 1),
                )
            )  # fmt: skip
    page = thrive(service)
    told = table(page, "waits-1")
    assert told[first.name] == ["6 weeks as of 1 September 2026",
                                "Not offered as of 1 September 2026"]  # fmt: skip
    assert told[second.name] == ["Not told", "Offered, wait not known as of 1 September 2026"]
    cells = 2 * len(grid.options)
    assert f"3 of {cells} told, {cells - 3} not told" in page.text


def test_an_open_quarter_alone_has_nothing_to_count_and_says_so(sqlite_service):
    page = thrive(sqlite_service, from_="2026-10", to="2026-10")
    assert "No quarter of October 2026 is closed yet" in page.text
    assert not page.all("#groupings")


def test_months_the_wrong_way_round_are_refused(sqlite_service):
    page = thrive(sqlite_service, 422, from_="2026-09", to="2026-01")
    assert "The months are the wrong way round" in page.text


@pytest.mark.parametrize("asked", [{"to": "1000-01"}, {"from_": "1999-12"}])
def test_months_from_before_there_was_anything_are_refused(sqlite_service, asked):
    assert "Choose months from January 2000 on" in thrive(sqlite_service, 422, **asked).text


def test_the_visit_is_in_the_trail(sqlite_service):
    thrive(sqlite_service)
    events = sqlite_service.session.scalars(select(TrailEvent.event)).all()
    assert "audit:page:viewed" in events


def test_nobody_else_finds_anything(sqlite_service):
    account = sqlite_service.session.get_one(Account, sqlite_service.scope.account_id)
    with pytest.raises(NotFound):
        find_all_waits(sqlite_service.session, scope_of(account, ()))
