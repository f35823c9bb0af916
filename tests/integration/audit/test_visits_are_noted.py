"""Who read the audit page is in the trail: once a quarter of an hour."""

from datetime import timedelta

from sqlalchemy import select, text

from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services.audit import overview
from sdm_tool.trail.verify import verify
from tests.integration.audit.conftest import TODAY


def visits(service):
    service.session.rollback()
    found = select(TrailEvent.actor_id).where(TrailEvent.event == "audit:page:viewed")
    return list(service.session.scalars(found))


def test_one_visit_is_noted_once(service):
    service.page()
    service.page()
    assert visits(service) == [service.scope.account_id]
    assert verify(service.session).is_whole


def test_a_visit_after_a_quarter_of_an_hour_is_another(service):
    for minutes in (0, 14, 16):
        overview(
            service.session,
            service.choice(),
            scope=service.scope,
            now=TODAY + timedelta(minutes=minutes),
        )
    assert len(visits(service)) == 2


def test_a_store_that_takes_no_writing_can_be_read_with_a_warning(service):
    choice = service.choice()
    if service.session.get_bind().dialect.name == "sqlite":
        service.session.execute(text("PRAGMA query_only = ON"))
    else:
        service.session.execute(text("SET default_transaction_read_only = ON"))
        service.session.commit()
    seen = overview(service.session, choice, scope=service.scope, now=TODAY)
    assert seen.is_empty
    assert not seen.view_is_noted
