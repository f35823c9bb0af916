"""The name at the top of a print is refused in words when it cannot be printed."""

import pytest
from sqlalchemy import select

from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services.crisis_contacts import ContactWords, add_contact, check_contact
from tests.integration.web.conftest import Service


@pytest.fixture
def ready(whole: Service) -> Service:
    """A copy may be given: somebody checked whom to turn to when things get worse."""
    here = {"scope": whole.scope, "now": whole.clock.now}
    words = ContactWords("Life in danger now", "999, or go to A&E")
    contact_id = add_contact(whole.session, words, team_id=None, **here)
    check_contact(whole.session, contact_id, **here)
    return whole


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("x" * 61, "This is 61 characters. Cut it to 60 or fewer."),
        ("Ro\x00wan", "There is a character here that cannot be kept. Type the words again."),
    ],
    ids=["too long", "nul"],
)
def test_a_name_that_cannot_be_printed_is_refused(ready: Service, name: str, words: str):
    path = f"{ready.here}/summary/young-person"
    form = ready.client.get(path).form("Make the paper")
    page = ready.client.submit(form, {"for_name": name}, 422, without={"html"})
    assert page.errors == [words]
    assert page.one("#for_name").get("value").startswith(name[:2])
    ready.session.rollback()
    kinds = ready.session.scalars(select(TrailEvent.event)).all()
    assert "conversation:summary:printed" not in kinds


def test_looking_at_a_copy_is_no_mistake(ready: Service):
    assert ready.client.get(f"{ready.here}/summary/young-person").errors == []
