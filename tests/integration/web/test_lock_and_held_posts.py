"""The idle lock, and what was sent meanwhile: it is finished after unlocking, scripts or not."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from sdm_tool.persistence.accounts import HeldPost
from sdm_tool.persistence.trail import TrailEvent
from tests.client import Page
from tests.factories.people import PASSWORD
from tests.integration.web.conftest import Service

NOTES = {"kept_private": "She asked us not to tell Mum.\n\nSecond line <b> 🙂"}
FIVE = timedelta(minutes=5)
SECOND = timedelta(seconds=1)
LONGEST = timedelta(hours=10)


def unlock(service: Service, password: str = PASSWORD, status: int = 303) -> Page:
    form = service.client.get("/unlock").form("Unlock")
    return service.client.submit(form, {"password": password}, status=status)


def is_locked(service: Service, path: str = "/") -> bool:
    return (service.client.flask.get(path).location or "").startswith("/unlock")


def test_five_minutes_are_no_lock_and_a_second_more_is(here: Service):
    here.clock.move(FIVE)
    assert not is_locked(here)
    here.clock.move(FIVE + SECOND)
    assert is_locked(here)


def test_the_lock_stays_until_the_password_is_typed(here: Service):
    here.clock.move(FIVE + SECOND)
    assert is_locked(here)
    assert is_locked(here, here.here)
    assert unlock(here, "wrong words here", 422).errors == ["That is not your password. Try again."]
    assert is_locked(here)
    assert unlock(here).h1 == "Your conversations"
    assert not is_locked(here)


def test_the_lock_page_says_nothing_of_the_family(here: Service):
    here.clock.move(FIVE + SECOND)
    here.client.flask.get(here.here)
    page = here.client.get(f"/unlock?next={here.here}")
    assert page.h1 == "Locked"
    assert "Low mood" not in page.text
    assert [form.action for form in page.forms] == [
        f"/unlock?next={here.here}",
        "/sign-out",
    ]


def test_together_waits_45_minutes(here: Service):
    here.client.get(f"{here.here}/together")
    here.clock.move(timedelta(minutes=45))
    assert not is_locked(here, f"{here.here}/together")
    here.clock.move(timedelta(minutes=45) + SECOND)
    assert is_locked(here, f"{here.here}/together")


def test_marking_on_together_keeps_the_longer_wait(here: Service):
    """A tap on the shared screen must not bring the lock into the middle of the talk."""
    here.client.get(f"{here.here}/together")
    here.client.fragment(f"{here.here}/together/marks", {"question": "what", "voices": "yp"})
    here.clock.move(timedelta(minutes=20))
    here.client.fragment(f"{here.here}/together/words/group")
    here.clock.move(timedelta(minutes=20))
    assert not is_locked(here, f"{here.here}/together")


def test_any_other_page_brings_the_shorter_wait_back(here: Service):
    here.client.get(f"{here.here}/together")
    here.client.get(f"{here.here}/limits")
    here.clock.move(FIVE + SECOND)
    assert is_locked(here)


def test_locking_by_hand_is_at_once(here: Service):
    here.client.get("/account")
    assert here.client.post_and_stay("/lock", {}) == "/unlock"
    assert is_locked(here)


def test_help_and_safety_open_while_locked(here: Service):
    here.client.post_and_stay("/lock", {})
    assert here.client.get("/safety").status == 200
    assert here.client.get("/help").status == 200


def test_what_was_saved_while_locked_is_in_the_section_after_unlocking(here: Service):
    page = here.client.get(f"{here.here}/notes")
    here.clock.move(FIVE + SECOND)
    form = page.form("Save the notes")
    sent = here.client.post_and_stay(form.action, form.filled(NOTES).values)
    assert sent == "/unlock?next=/"
    assert here.kept("notes").kept_private == ""
    here.client.get(sent)
    unlock(here)
    assert here.kept("notes").kept_private == NOTES["kept_private"]


def test_what_a_script_sent_while_locked_is_kept_too(here: Service):
    page = here.client.get(f"{here.here}/notes")
    here.clock.move(FIVE + SECOND)
    form = page.form("Save the notes").filled(NOTES)
    told = here.client.fragment(form.action, form.values, status=401)
    assert "What you typed is kept" in told.text
    unlock(here)
    assert here.kept("notes").kept_private == NOTES["kept_private"]


def test_what_was_sent_after_the_session_ended_is_finished_after_signing_in(here: Service):
    """Ten hours are the longest life of a session, however busy it is."""
    for _ in range(120):
        here.clock.move(FIVE)
        here.client.get("/account")
    page = here.client.get(f"{here.here}/notes")
    here.clock.move(SECOND)
    form = page.form("Save the notes")
    sent = here.client.post_and_stay(form.action, form.filled(NOTES).values)
    assert sent == "/sign-in?next=/"
    form = here.client.get(sent).form("Sign in")
    onward = here.client.post_and_stay(
        form.action, form.filled({"username": "okafor", "password": PASSWORD}).values
    )
    assert here.kept("notes").kept_private == NOTES["kept_private"]
    assert onward == here.here
    assert "/confirm?" in here.client.flask.get(onward).location


def test_ten_minutes_later_it_is_gone_and_nothing_is_said_to_be_saved(here: Service):
    form = here.client.get(f"{here.here}/notes").form("Save the notes")
    here.clock.move(FIVE + SECOND)
    here.client.post_and_stay(form.action, form.filled(NOTES).values)
    here.client.get("/unlock")
    here.clock.move(timedelta(minutes=10) + SECOND)
    assert unlock(here).h1 == "Your conversations"
    assert here.kept("notes").kept_private == ""
    here.session.rollback()
    assert here.session.scalars(select(HeldPost)).all() == []


def test_what_was_held_is_finished_once(here: Service):
    form = here.client.get(f"{here.here}/notes").form("Save the notes")
    here.clock.move(FIVE + SECOND)
    here.client.post_and_stay(form.action, form.filled(NOTES).values)
    here.client.get("/unlock")
    unlock(here)
    here.clock.move(FIVE + SECOND)
    is_locked(here)
    assert unlock(here).h1 == "Your conversations"


def test_somebody_else_who_signs_in_does_not_send_it(here: Service):
    form = here.client.get(f"{here.here}/notes").form("Save the notes")
    here.clock.move(FIVE + SECOND)
    here.client.post_and_stay(form.action, form.filled(NOTES).values)
    page = here.client.get("/unlock")
    here.client.submit(page.form("Sign out"))
    here.colleague("bell")
    assert here.kept("notes").kept_private == ""


def test_a_forged_form_is_not_held(here: Service):
    here.clock.move(FIVE + SECOND)
    answer = here.client.flask.post(f"{here.here}/notes", data=NOTES | {"csrf_token": "forged"})
    assert answer.status_code == 400
    here.session.rollback()
    assert here.session.scalars(select(HeldPost)).all() == []


def test_locking_while_locked_does_not_lock_again_after_unlocking(here: Service):
    here.client.get("/account")
    here.clock.move(FIVE + SECOND)
    here.client.post_and_stay("/lock", {})
    here.client.get("/unlock")
    assert unlock(here).h1 == "Your conversations"


def test_wrong_passwords_at_the_lock_wait_as_at_sign_in(here: Service):
    here.client.get("/account")
    here.client.post_and_stay("/lock", {})
    for _ in range(10):
        unlock(here, "wrong words here", 422)
    assert unlock(here, status=422).errors[0].startswith("Too many tries.")


def test_locking_and_unlocking_are_in_the_trail(here: Service):
    here.client.get("/account")
    here.client.post_and_stay("/lock", {})
    here.client.get("/unlock")
    unlock(here)
    here.session.rollback()
    told = here.session.scalars(select(TrailEvent.event).order_by(TrailEvent.position)).all()
    assert told[-2:] == ["account:session:locked", "account:session:unlocked"]


@pytest.mark.parametrize("path", ["/grids", "/account"])
def test_unlocking_leads_back_to_what_was_wanted(here: Service, path: str):
    here.clock.move(FIVE + SECOND)
    form = here.client.get(here.client.flask.get(path).location).form("Unlock")
    assert here.client.post_and_stay(form.action, {"password": PASSWORD}) == path
