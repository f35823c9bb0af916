"""What the parent copy may show is asked on a staff page, and kept when Decide is saved."""

from sdm_tool.services.conversation_status import make_valid
from tests.factories.conversations import write_all
from tests.integration.web.conftest import Service

QUESTION = "May the parent copy show your own words?"


def test_decide_does_not_ask_in_front_of_the_parent(here: Service):
    page = here.client.get(f"{here.here}/decide")
    assert QUESTION not in page.text
    assert "Gillick" not in page.text


def test_the_answers_are_reached_from_staff_notes_and_kept_when_decide_is_saved(here: Service):
    notes = here.client.get(f"{here.here}/notes")
    page = here.client.get(notes.link("What may the parent copy show?"))
    assert QUESTION in page.text
    here.client.submit(page.form("Save what may be shown"), {"share_words": "no"})
    decide = here.client.get(f"{here.here}/decide")
    here.client.submit(decide.form("Save what we decided"), {"still_to_ask": "The wait"})
    kept = here.kept("decide")
    assert (kept.share_words, kept.share_marks, kept.still_to_ask) == (False, None, "The wait")


def test_saving_the_answers_keeps_what_was_decided(here: Service):
    decide = here.client.get(f"{here.here}/decide")
    here.client.submit(decide.form("Save what we decided"), {"outcome": "not-decided"})
    page = here.client.get(f"{here.here}/sharing")
    here.client.submit(page.form("Save what may be shown"), {"share_marks": "yes"})
    assert (here.kept("decide").outcome, here.kept("decide").share_marks) == ("not-decided", True)


def test_what_was_agreed_says_so_before_it_is_changed(here: Service):
    write_all(here.session, here.conversation_id, scope=here.scope, now=here.clock.now)
    assert "This was agreed on" not in here.client.get(f"{here.here}/decide").text
    make_valid(here.session, here.conversation_id, scope=here.scope, now=here.clock.now)
    for path in ("start", "limits/group", "decide"):
        assert "Changing it makes a new draft." in here.client.get(f"{here.here}/{path}").text
