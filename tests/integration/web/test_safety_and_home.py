"""The safety page: numbers to tap and the way back. Home: a few reviews, then all."""

import re
from datetime import date

from sdm_tool.persistence.organisation import CrisisContact
from sdm_tool.web.contact_presenters import present_checks, present_contacts
from tests.integration.web.conftest import Service


def contact(words: str, checked_on: date | None = None) -> CrisisContact:
    return CrisisContact(situation="Now", contact=words, checked_on=checked_on)


def rings(words: str) -> list[str]:
    (line,) = present_contacts([contact(words)])
    assert "".join(part.words for part in line.parts) == words
    return [part.ring for part in line.parts if part.ring]


def test_numbers_are_to_be_tapped_and_other_digits_are_not():
    assert rings("999, or go to A&E") == ["999"]
    assert rings("111, then option 2") == ["111"]
    assert rings("Childline 0800 1111, Samaritans 116 123") == ["08001111", "116123"]
    assert rings("Ring 01632 960 001 or +44 1632 960002") == ["01632960001", "+441632960002"]
    assert rings("Text SHOUT to 85258, room 112b, 24 hours") == []


def test_one_line_says_when_the_contacts_were_checked():
    early, late = date(2026, 11, 2), date(2026, 11, 9)
    assert present_checks([contact("999", early)] * 2) == "Checked on 2 November 2026."
    told = present_checks([contact("999", late), contact("111", early)])
    assert told == "Checked on 2 November 2026 or later."
    assert present_checks([contact("999", late), contact("111")]).startswith("Not all")


def test_the_safety_page_leads_back_to_the_page_that_opened_it(here: Service):
    def back(referrer: str) -> str:
        page = here.client.flask.get("/safety", headers={"Referer": referrer}).text
        return page.split('sdm-tool--quiet" href="')[1].split('"')[0]

    assert back(f"http://localhost{here.here}/together?question=2").endswith("?question=2")
    assert back("http://elsewhere.example/conversations") == "/"
    assert back("http://localhost//elsewhere.example") == "/"
    assert back("") == "/"


def test_psychosis_has_a_page_that_says_why_and_where_to_turn(here: Service):
    link = "why, and where to turn"
    assert link in here.client.get("/grids").text
    page = here.client.get("/psychosis")
    assert "early intervention in psychosis" in page.text
    assert "CG155" in page.text
    assert not re.search(r"\d+ (?:of|in) (?:every )?\d+|%", page.text), "figures are for the team"
