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


def test_the_steps_say_that_a_parents_copy_waits_and_not_why(whole: Service):
    waits = "A parent’s copy: see Staff notes"
    assert waits in whole.client.get(whole.here).text
    page = whole.client.get(f"{whole.here}/sharing")
    yes = dict.fromkeys(("share_words", "share_marks", "share_reservations"), "yes")
    whole.client.submit(page.form("Save what may be shown"), yes)
    steps = whole.client.get(whole.here).text
    assert waits not in steps
    assert "Ready to print" in steps


def test_a_different_view_is_called_one_on_paper(whole: Service):
    form = whole.client.get(f"{whole.here}/decide").form("Save what we decided")
    words = {"reservations-0-voice": "p1", "reservations-0-words": "I would wait"}
    whole.client.submit(form, words)
    paper = whole.client.get(f"{whole.here}/summary/young-person").text
    assert "Mum sees it differently: “I would wait”" in paper


def test_what_nobody_filled_in_is_not_said_to_be_so(whole: Service):
    steps = whole.client.get(whole.here).text
    assert "Not filled in." in steps
    assert "Not offered yet." not in steps
