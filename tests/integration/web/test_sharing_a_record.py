"""Another team is let see a record, and the team that has the record can end that."""

import pytest
from sqlalchemy import select

from sdm_tool.persistence.organisation import Team
from sdm_tool.persistence.trail import TrailEvent
from tests.client import PageClient
from tests.client.page import text_of
from tests.factories.people import make_team
from tests.integration.web.conftest import Service


@pytest.fixture
def other(here: Service) -> Team:
    return make_team(here.session, "Eating", site="South")


@pytest.fixture
def elsewhere(here: Service, other: Team) -> PageClient:
    """A clinician of the other team."""
    return here.colleague("elsewhere", team=other)


def share(here: Service, other: Team) -> None:
    form = here.client.get(f"/records/{here.record_id}").form("Let this team see it")
    here.client.submit(form, {"team": other.id})


def stop_forms(client: PageClient, here: Service) -> list:
    page = client.get(f"/records/{here.record_id}")
    return [form for form in page.forms if form.action.endswith("/remove")]


def sharing_events(here: Service) -> list[tuple[str, str, str]]:
    here.session.rollback()
    rows = here.session.execute(
        select(TrailEvent.event, TrailEvent.record_id, TrailEvent.subject_id)
        .where(TrailEvent.event.like("record:team:%"))
        .order_by(TrailEvent.position)
    )
    return [tuple(row) for row in rows]


def test_a_record_that_nobody_else_sees_lists_no_team(here: Service, other: Team):
    assert stop_forms(here.client, here) == []


def test_a_team_that_sees_a_record_is_listed_and_not_offered_again(here: Service, other: Team):
    share(here, other)
    page = here.client.get(f"/records/{here.record_id}")
    assert [text_of(item) for item in page.all("[aria-labelledby=let-in] li")] == [
        "Eating, SouthStop sharing with Eating, South"
    ]
    assert other.id not in [option.get("value") for option in page.all("option")]


def test_sharing_is_ended_at_once(here: Service, other: Team, elsewhere: PageClient):
    share(here, other)
    here.confirm(elsewhere)
    elsewhere.get(here.here)
    (form,) = stop_forms(here.client, here)
    page = here.client.submit(form)
    assert not page.all("#let-in")
    elsewhere.get(here.here, 404)
    elsewhere.get(f"/records/{here.record_id}", 404)
    assert sharing_events(here) == [
        ("record:team:added", here.record_id, other.id),
        ("record:team:removed", here.record_id, other.id),
    ]


def test_only_the_team_that_has_the_record_can_end_it(
    here: Service, other: Team, elsewhere: PageClient
):
    share(here, other)
    here.confirm(elsewhere)
    assert stop_forms(elsewhere, here) == []
    page = elsewhere.post(f"/records/{here.record_id}/teams/{other.id}/remove", {}, 422)
    assert "Only the team that has this record can stop sharing it." in page.text
    elsewhere.get(here.here)


def test_ending_it_twice_is_one_event(here: Service, other: Team):
    share(here, other)
    (form,) = stop_forms(here.client, here)
    here.client.submit(form)
    here.client.submit(form)
    assert len(sharing_events(here)) == 2


def test_the_team_that_has_a_record_keeps_it(here: Service):
    here.client.post(f"/records/{here.record_id}/teams/{here.team.id}/remove", {})
    here.client.get(here.here)
    assert sharing_events(here) == []
