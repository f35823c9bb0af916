"""The THRIVE view: whole quarters of all teams, counts that tell of nobody, and the waits."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from sdm_tool.domain.sections import Grouping
from sdm_tool.persistence.accounts import Account
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.organisation import OptionWait
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.groupings import find_all_waits, find_held
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

    assert row(page, "groupings", "Getting help")[-2:] == ["10 (100%)", "10"]
    assert row(page, "groupings", "Getting more help")[-2:] == ["0 (0%)", "*"]
    assert row(page, "groupings", "No grouping recorded")[-1] == "10"
    assert "I want help with one thing, with a clear aim." in page.text
    assert "October 2025 to September 2026" in page.text
    assert "About 10 in July to September 2026." in page.text.replace("about", "About")
    assert len(page.all("svg.sdm-quarters")) == 5
    assert SECRET_WORDS not in page.text


def test_practice_mistakes_and_what_is_not_valid_yet_are_not_counted(service):
    plant(service, "Elm", RISK, 9, is_practice=True)
    plant(service, "Elm", RISK, 9, status="cancelled")
    plant(service, "Elm", RISK, 9, status="in-progress")
    plant(service, "Elm", RISK, 9, at=datetime(2026, 10, 2, tzinfo=UTC))
    assert set(row(thrive(service), "groupings", "Getting risk support")) == {"0"}


def test_movement_is_told_by_year_and_held_back_where_it_is_too_little(sqlite_service):
    service = sqlite_service
    by, team = service.scope.account_id, service.team("Elm")
    for _ in range(12):
        record = plant_held(service.session, team, HELP, AUGUST, by=by)
        plant_held(service.session, team, MORE, AUGUST + timedelta(days=9), by=by, record_id=record)
    page = thrive(service)
    assert row(page, "movement-2026", "Getting help") == ["0", "0 stayed", "10", "0", "0"]
    assert "so it may hold more months than you chose" in page.text
    assert "2026 up to the end of September 2026" in page.text


def test_with_few_conversations_movement_is_held_back(sqlite_service):
    service = sqlite_service
    by, team = service.scope.account_id, service.team("Elm")
    record = plant_held(service.session, team, HELP, AUGUST, by=by)
    for days in (3, 6):
        later = AUGUST + timedelta(days=days)
        plant_held(service.session, team, MORE, later, by=by, record_id=record)
    page = thrive(service)
    assert "Held back: 2026." in page.text
    assert not page.all("#movement-2026")


def test_agencies_are_told_unless_they_would_tell_of_too_few(sqlite_service):
    service = sqlite_service
    make_team(service.session, "Nurses", agency="School")
    plant(service, "Elm", HELP, 20)
    page = thrive(service)
    assert row(page, "agency-counts", "CAMHS")[-1] == "20"
    assert row(page, "agency-counts", "School")[-1] == "0"

    plant(service, "Elm", MORE, 1, at=AUGUST - timedelta(days=90))
    plant(service, "Elm", HELP, 1, at=AUGUST - timedelta(days=90))
    page = thrive(service)
    assert row(page, "agency-counts", "CAMHS")[-2] == "Held back"
    assert "Held back: April to June 2026." in page.text


def test_a_team_is_asked_for_its_waits_and_never_for_its_groupings(sqlite_service):
    service = sqlite_service
    plant(service, "Elm", HELP, 11)
    plant(service, "Oak", HELP, 11)
    page = thrive(service, team=service.team("Oak").id)
    assert "You asked for Oak: the waits are its own." in page.text
    assert row(page, "groupings", "Getting help")[-1] == "20 (100%)"


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
    for find in (find_held, find_all_waits):
        with pytest.raises(NotFound):
            find(sqlite_service.session, scope_of(account, ()))
