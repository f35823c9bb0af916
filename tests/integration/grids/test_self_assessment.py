"""People answer what no machine can tell; nothing is claimed that nobody found or answered."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role
from sdm_tool.persistence.grids import GridText, PinnedGrid
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services.grids import Catalogue
from tests.client import PageClient
from tests.client.page import Page, text_of
from tests.clock import Clock
from tests.integration.grids.conftest import Browser
from tests.integration.grids.test_approving_a_version import IN_USE, URL, approve

NOT_ANSWERED = "Not answered yet"
TO_BE_CHECKED = "To be checked by the service"
DESCRIBED = "Q1. The difficulty that the decision is about is described."
AUTHORS = "It names its authors, who paid, and their interests."


def lines_of(client: PageClient, url: str = URL) -> dict[str, str]:
    """How each line stands, with its notes, by what it asks."""
    rows = client.get(f"{url}/evidence").all("section[aria-labelledby=assessment] dl > div")
    return {text_of(row[0]): text_of(row[1]) for row in rows}


def answer(client: PageClient, values: dict[str, str], status: int = 303, url: str = URL) -> Page:
    return client.submit(client.get(f"{url}/assessment").form("/assessment"), values, status)


def test_nothing_is_met_before_somebody_answers_or_the_tool_can_tell(browser: Browser):
    lines = lines_of(browser("jones", Role.CLINICIAN))

    assert lines[DESCRIBED] == NOT_ANSWERED
    assert lines["Q3. Every option is described."] == "Met All 6 options say what it is."
    assert lines["C3. It gives the date it was published."].startswith("Not met It is a draft.")
    assert lines["C4. It says how it is kept up to date."].startswith("Partly met")
    assert lines[AUTHORS].startswith(f"{TO_BE_CHECKED} What the tool sees: Written by")


def test_an_answer_stands_on_the_sheet_with_its_note_name_and_day(browser: Browser):
    client = browser("okafor", Role.APPROVER)

    answer(client, {"Q1-answer": "partly", "Q1-note": "It leaves out sleep"})

    said = "Partly met R. Okafor, 3 November 2026: It leaves out sleep."
    assert lines_of(browser("jones", Role.CLINICIAN))[DESCRIBED] == said


def test_a_line_from_memory_takes_a_note_and_is_never_met(browser: Browser):
    client = browser("okafor", Role.APPROVER)
    answer(client, {"nice-authors-note": "Compared with the page of NICE"})

    line = lines_of(client)[AUTHORS]

    assert line.startswith(f"{TO_BE_CHECKED} R. Okafor, 3 November 2026: Compared with the page")
    form = client.get(f"{URL}/assessment").form("/assessment")
    assert "nice-authors-answer" not in form.names
    client.post(form.action, {**form.values, "nice-authors-answer": "met"})
    assert lines_of(client)[AUTHORS].startswith(TO_BE_CHECKED)


def test_an_answer_without_a_note_and_a_note_without_an_answer_are_refused(browser: Browser):
    client = browser("okafor", Role.APPROVER)

    page = answer(client, {"Q1-answer": "met", "Q6-note": "Only the body"}, 422)

    assert [error.partition(".")[0] for error in page.errors] == [
        "Say what you saw",
        "Choose an answer that fits your note",
    ]
    assert "Only the body" in page.text
    assert lines_of(client)[DESCRIBED] == NOT_ANSWERED


def test_an_answer_that_is_not_offered_is_refused(browser: Browser):
    client = browser("okafor", Role.APPROVER)
    answer(client, {"Q1-answer": "splendid", "Q1-note": "It is"}, 422)

    assert lines_of(client)[DESCRIBED] == NOT_ANSWERED


def test_an_answer_can_be_taken_back_and_the_others_keep_their_name(browser: Browser):
    first = browser("okafor", Role.APPROVER)
    answer(first, {"Q1-answer": "met", "Q1-note": "Yes", "Q6-answer": "met", "Q6-note": "Yes"})
    second = browser("singh", Role.APPROVER)
    answer(second, {"Q1-answer": "not-answered", "Q1-note": ""})

    lines = lines_of(second)

    assert lines[DESCRIBED] == NOT_ANSWERED
    assert [line for asks, line in lines.items() if asks.startswith("Q6")] == [
        "Met R. Okafor, 3 November 2026: Yes."
    ]


def test_the_first_answer_fixes_the_version_and_its_files_and_is_in_the_trail(
    browser: Browser, store: Session, app: Flask
):
    client = browser("okafor", Role.APPROVER)
    answer(client, {})
    assert store.scalars(select(PinnedGrid.version)).all() == []
    store.rollback()

    answer(client, {"Q1-answer": "met", "Q1-note": "Yes"})

    pinned = store.scalars(select(PinnedGrid)).one()
    assert pinned.version == "0.1"
    assert store.get(GridText, pinned.content_hash) is not None
    events = store.scalars(select(TrailEvent.event).order_by(TrailEvent.position)).all()
    assert events[-2:] == ["grid:version:pinned", "grid:version:assessed"]
    store.rollback()
    app.extensions["sdm_catalogue"] = Catalogue((), ())
    assert lines_of(client)[DESCRIBED].startswith("Met")


def test_what_is_in_use_counts_the_answers_about_what_was_approved(browser: Browser):
    first = browser("okafor", Role.APPROVER)
    answer(first, {"Q1-answer": "met", "Q1-note": "Yes"})
    approve(first)
    second = browser("singh", Role.APPROVER)
    approve(second, "lived-experience")

    lines = lines_of(second, IN_USE)
    assert lines[DESCRIBED] == "Met R. Okafor, 3 November 2026: Yes."
    assert lines["C3. It gives the date it was published."].startswith("Met Published on")

    answer(second, {"Q1-answer": "partly", "Q1-note": "Not quite"}, url=IN_USE)
    assert lines_of(second)[DESCRIBED].startswith("Partly met R. Singh")


def test_only_reviewers_have_the_form(browser: Browser):
    for role in (Role.CLINICIAN, Role.CONTENT_EDITOR):
        client = browser(role.name.lower(), role)
        assert "Answer the self-assessment" not in client.get(f"{URL}/evidence").text
        client.get(f"{URL}/assessment", 403)


def test_what_somebody_else_answered_meanwhile_is_not_overwritten(browser: Browser, clock: Clock):
    first, second = browser("okafor", Role.APPROVER), browser("singh", Role.APPROVER)
    opened = second.get(f"{URL}/assessment").form("/assessment")
    clock.now += timedelta(minutes=2)
    answer(first, {"Q1-answer": "met", "Q1-note": "Yes"})

    second.submit(opened, {"Q6-answer": "met", "Q6-note": "It does"})

    assert lines_of(first)[DESCRIBED] == "Met R. Okafor, 3 November 2026: Yes."

    page = second.submit(opened, {"Q1-answer": "not-met", "Q1-note": "No"}, 422)

    assert page.errors[0].startswith("Somebody else answered this while you wrote.")
    assert lines_of(first)[DESCRIBED].startswith("Met R. Okafor")
    second.submit(page.form("/assessment"), {})
    assert lines_of(first)[DESCRIBED] == "Not met R. Singh, 3 November 2026: No."
