"""Start: whose words they are, and days that have come."""

import pytest

from tests.integration.web.conftest import Service

MUM = {"people-0-word": "Mum", "people-0-is_parent": "y", "people-0-is_here": "y"}


def save(here: Service, values: dict, status: int = 303):
    form = here.client.get(f"{here.here}/start").form("Save and go on")
    return here.client.submit(form, values, status)


def test_words_without_a_person_are_asked_about(here: Service):
    page = save(here, {"people-1-matters": "School"}, 422)
    assert "Say what the family calls the person" in page.text


def test_mum_does_not_become_dad_once_she_has_said_something(here: Service):
    save(here, MUM)
    here.client.post(f"{here.here}/together/marks", {"question": "what", "voices": "p1"})
    page = save(here, MUM | {"people-0-word": "Dad"}, 422)
    assert "Put Mum back, and add Dad as another person" in page.text
    save(here, MUM | {"people-1-word": "Dad", "people-1-is_here": "y"})


@pytest.mark.parametrize("year", ["2062", "0001", "9999"])
def test_a_slip_of_the_year_is_seen(here: Service, year: str):
    page = save(here, {"held_on-day": "3", "held_on-month": "11", "held_on-year": year}, 422)
    assert "Check the year" in page.text or "real date" in page.text


def test_a_turned_around_word_is_refused(here: Service):
    page = save(here, {"matters": "call \u202e999"}, 422)
    assert "cannot be kept" in page.text
    assert "999" in page.text
