"""Nothing is kept on Decide as said or done by somebody who is not in the conversation."""

import pytest

from tests.client import Page
from tests.client.page import text_of
from tests.integration.web.conftest import Service

ROWS = {
    "reservations-0-words": ("reservations-0-voice", "Say whose words they are."),
    "actions-0-what": ("actions-0-voice", "Say who does it."),
}


def send(here: Service, values: dict[str, str], status: int = 303) -> Page:
    form = here.client.get(f"{here.here}/decide").form("Save what we decided")
    return here.client.submit(form, values, status)


@pytest.mark.parametrize("written", ROWS)
def test_words_without_a_voice_are_asked_for_one_and_stay(here: Service, written: str):
    voice, words = ROWS[written]
    page = send(here, {written: "Ring the school", "still_to_ask": "When?"}, 422)
    assert page.errors == [words]
    assert text_of(page.one(f"[id='{voice}-error']")) == f"Error: {words}"
    field = page.one(f"[name='{written}']")
    assert (field.get("value") or field.text.strip()) == "Ring the school"
    assert page.one("[name='still_to_ask']").text.strip() == "When?"


@pytest.mark.parametrize("written", ROWS)
@pytest.mark.parametrize("voice", ["p9", "c" * 400_000, "<b>"])
def test_a_voice_that_is_not_in_the_conversation_is_refused(
    here: Service, written: str, voice: str
):
    page = send(here, {written: "Ring the school", ROWS[written][0]: voice}, 422)
    assert len(page.errors) == 1
    assert here.kept("decide").reservations == here.kept("decide").actions == ()


@pytest.mark.parametrize("written", ROWS)
def test_a_voice_of_the_conversation_is_kept(here: Service, written: str):
    send(here, {written: "Ring the school", ROWS[written][0]: "yp"})
    kept = here.kept("decide")
    assert [row.voice for row in (*kept.reservations, *kept.actions)] == ["yp"]


def test_empty_rows_ask_for_nothing(here: Service):
    send(here, {"still_to_ask": "When?"})
    assert here.kept("decide").still_to_ask == "When?"


def test_a_script_is_told_too(here: Service):
    form = here.client.get(f"{here.here}/decide").form("Save what we decided")
    sent = form.filled({"reservations-0-words": "Not sure"}).values
    told = here.client.fragment(form.action, sent, status=422)
    assert "Say whose words they are." in told.text


def test_who_could_agree_has_to_fit_the_age_that_was_written_down(whole: Service):
    page = send(whole, {"basis": "aged-16-17"}, 422)
    age = whole.kept("meeting").age
    assert age < 16
    assert page.errors == [
        (
            f"You wrote down that the young person is {age}. Choose what fits that, or put the age "
            "right in Start."
        )
    ]
    send(whole, {"basis": "competent-under-16"})
    assert whole.kept("decide").basis == "competent-under-16"
