"""Whoever is signed in and asks for what they may not see is in the trail, once a minute."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from sdm_tool.domain.permissions import Role
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.trail.events import Event
from sdm_tool.web.trail_pages.sentences import event_sentence
from tests.client import PageClient
from tests.factories.people import make_team
from tests.integration.trail.test_every_event_is_a_sentence import SEEN, replace
from tests.integration.web.conftest import Service


def refusals(service: Service) -> list[str]:
    """The names of the routes that were refused, oldest first."""
    service.session.rollback()
    return list(
        service.session.scalars(
            select(TrailEvent.detail)
            .where(TrailEvent.event == Event.ACCESS_DENIED)
            .order_by(TrailEvent.position)
        )
    )


@pytest.fixture
def elsewhere(service: Service) -> PageClient:
    """A clinician of another team."""
    return service.colleague("elsewhere", team=make_team(service.session, "Other", site="South"))


def test_a_page_without_permission_is_noted(service: Service):
    auditor = service.colleague("bell", Role.AUDIT_LEAD)
    auditor.get("/settings/staff", 403)
    assert refusals(service) == ["settings.staff"]


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/records/{record}", "conversations.record"),
        ("/records/{record}/confirm", "conversations.confirm"),
        ("/conversations/{conversation}", "conversations.overview"),
        ("/conversations/{conversation}/feedback", "feedback.step"),
        ("/conversations/{conversation}/summary/parent", "summaries.show"),
    ],
)
def test_a_record_of_another_team_is_noted(
    service: Service, elsewhere: PageClient, path: str, route: str
):
    known = {"record": service.record_id, "conversation": service.conversation_id}
    elsewhere.get(path.format(**known), 404)
    assert refusals(service) == [route]


def test_one_is_noted_in_a_minute(service: Service, elsewhere: PageClient):
    for _ in range(3):
        elsewhere.get(service.here, 404)
    service.clock.move(timedelta(seconds=59))
    elsewhere.get(f"/records/{service.record_id}", 404)
    assert refusals(service) == ["conversations.overview"]
    service.clock.move(timedelta(seconds=2))
    elsewhere.get(f"/records/{service.record_id}", 404)
    assert refusals(service) == ["conversations.overview", "conversations.record"]


def test_two_people_are_noted_apart(service: Service, elsewhere: PageClient):
    elsewhere.get(service.here, 404)
    service.colleague("bell", Role.AUDIT_LEAD).get(service.here, 403)
    assert len(refusals(service)) == 2


def test_what_is_merely_not_there_is_not_noted(here: Service):
    for path in ("/no-such-page", f"{here.here}/summary/nobody", f"{here.here}/limits/nothing"):
        here.client.get(path, 404)
    PageClient(here.app).get("/no-such-page", 404)
    assert refusals(here) == []


def test_the_answer_is_the_same_when_it_cannot_be_noted(service: Service, elsewhere: PageClient):
    engine = service.app.extensions["sdm_sessions"].kw["bind"]
    event.listen(engine, "checkout", _full)
    page = elsewhere.get(service.here, 404)
    event.remove(engine, "checkout", _full)
    assert page.h1 == "Page not found"
    assert refusals(service) == []


def _full(connection, _record, _proxy) -> None:
    connection.execute("PRAGMA max_page_count = 1")
    connection.execute("PRAGMA query_only = ON")


def test_the_trail_says_it_in_words():
    seen = replace(SEEN, event=Event.ACCESS_DENIED, detail="settings.staff_member")
    assert event_sentence(seen) == "R. Okafor was refused a page (settings: staff member)."
