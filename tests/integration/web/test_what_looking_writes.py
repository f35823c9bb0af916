"""Opening a page writes a view, and what one left half typed elsewhere; nothing more."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from sdm_tool.persistence.trail import TrailEvent
from tests.client import PageClient
from tests.factories.conversations import begin_conversation, count_rows
from tests.integration.web.conftest import Service
from tests.integration.web.conversation_paths import PAGES


def events(service: Service) -> list[str]:
    service.session.rollback()
    return list(service.session.scalars(select(TrailEvent.event).order_by(TrailEvent.position)))


def test_a_view_is_logged_once_in_a_quarter_of_an_hour(here: Service):
    def views() -> int:
        return events(here).count("record:record:viewed")

    assert views() == 1
    for path in ("", "/start", "/together", "/history"):
        here.client.get(f"{here.here}{path}")
    here.client.get(f"/records/{here.record_id}")
    assert views() == 1
    for _ in range(4):
        here.clock.move(timedelta(minutes=4))
        here.client.get("/account")
    form = here.client.get("/account")
    here.client.fragment(f"{here.here}/together/words/group")
    assert views() == 1
    here.client.get(here.here)
    assert views() == 2
    assert form.status == 200


@pytest.mark.parametrize("path", [*PAGES, "/records", "/", "/account", "/safety", "/help"])
def test_looking_changes_nothing(whole: Service, path: str):
    known = {"/records": f"/records/{whole.record_id}"}
    addresses = {"/": "/", "/account": "/account", "/safety": "/safety", "/help": "/help"} | known
    before = count_rows(whole.session)
    whole.client.get(addresses.get(path, f"{whole.here}{path}"))
    assert count_rows(whole.session) == before


def test_looking_settles_what_one_left_half_typed_elsewhere(here: Service):
    form = here.client.get(f"{here.here}/notes").form("Save the notes")
    here.client.fragment(form.action, form.filled({"kept_private": "A"}).values)
    before = count_rows(here.session)
    here.client.get(f"{here.here}/decide")
    changed = {
        table: count - before[table]
        for table, count in count_rows(here.session).items()
        if count != before[table]
    }
    assert changed == {"section_drafts": -1, "section_versions": 1, "trail_events": 1}


def test_opening_a_colleagues_conversation_finishes_nothing_of_hers(here: Service):
    form = here.client.get(f"{here.here}/notes").form("Save the notes")
    here.client.fragment(form.action, form.filled({"kept_private": "A"}).values)
    bell: PageClient = here.colleague("bell")
    here.confirm(bell)
    bell.get(here.here)
    assert count_rows(here.session)["section_drafts"] == 1


def test_another_record_is_asked_for_anew(here: Service):
    other = begin_conversation(here.session, here.scope, now=here.clock.now)
    assert "/confirm?" in here.client.flask.get(f"/conversations/{other}").location
