"""A grid is printed from its page or its conversation; of self-harm, from a conversation alone."""

import pytest
from werkzeug.test import TestResponse

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Role
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.organisation import CrisisContact
from sdm_tool.services.grids import Catalogue
from tests.client import PageClient
from tests.factories.conversations import begin_conversation
from tests.factories.people import make_team
from tests.integration.outputs.reading_pdf import words_of
from tests.integration.web.conftest import Service

LOW_MOOD = "/grids/low-mood/0.1"
SELF_HARM = "/grids/self-harm/0.1"
IN_A_CONVERSATION = "printed from inside a conversation"


@pytest.fixture
def self_harm(catalogue: Catalogue) -> Grid:
    grid = catalogue.find("self-harm")
    assert grid is not None
    return grid


@pytest.fixture
def about_self_harm(here: Service, self_harm: Grid) -> Service:
    """The conversation is about self-harm, and is not practice."""
    here.conversation_id = begin_conversation(
        here.session, here.scope, grid=self_harm, record_id=here.record_id, now=here.clock.now
    )
    return here


def paper(client: PageClient, path: str) -> TestResponse:
    answer = client.flask.get(path)
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    return answer


def check_a_contact(service: Service) -> None:
    with writing(service.session):
        service.session.add(
            CrisisContact(
                position=1,
                situation="Life in danger now",
                contact="999",
                checked_on=service.clock.now.date(),
            )
        )


def test_the_page_of_a_grid_leads_to_its_paper(service: Service):
    read = service.client.get(LOW_MOOD)
    assert "Print as PDF" in read.text
    choice = service.client.get(f"{LOW_MOOD}/paper")
    ticked = [box.get("value") for box in choice.all("input[name=question][checked]")]
    assert {"better", "downsides"} <= set(ticked)
    assert "about 2 pages" in choice.text


@pytest.mark.parametrize(
    ("asked", "printed", "left_out"),
    [
        ("", "3. What might get better", "9. What can I do myself"),
        ("?question=better", "5. What are the downsides", "4. How many people"),
        ("?question=wait&question=sure", "11. How long is the wait", "3. What might get better"),
        ("?all=yes&question=wait", "9. What can I do myself", "Not on this paper"),
    ],
)
def test_the_questions_that_are_asked_for_are_printed(
    service: Service, asked: str, printed: str, left_out: str
):
    words = words_of(paper(service.client, f"{LOW_MOOD}/paper.pdf{asked}").data)
    assert printed in words
    assert left_out not in words


def test_a_question_that_is_not_there_is_refused(service: Service):
    service.client.get(f"{LOW_MOOD}/paper.pdf?question=colour", 422)


def test_the_paper_carries_the_contacts_of_the_service(service: Service):
    check_a_contact(service)
    words = words_of(paper(service.client, f"{LOW_MOOD}/paper.pdf?question=wait").data)
    assert "Life in danger now: 999" in words


@pytest.mark.parametrize("path", ["/paper", "/paper.pdf", "/paper.pdf?all=yes"])
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.FEEDBACK_CLERK])
def test_a_self_harm_grid_is_not_printed_without_a_conversation(
    service: Service, role: Role, path: str
):
    refused = service.colleague("other", role).get(f"{SELF_HARM}{path}", 403)
    assert IN_A_CONVERSATION in refused.text


def test_the_page_of_a_self_harm_grid_leads_to_no_paper(service: Service):
    read = service.client.get(SELF_HARM)
    assert IN_A_CONVERSATION in read.text
    assert "Print as PDF" not in read.text
    assert read.all("[data-sdm-print]") == []
    assert [a for a in read.all("a[href]") if "paper" in a.get("href", "")] == []
    assert "sdm-paper--looked-at" in read.one("main").get("class", "")


def test_a_self_harm_grid_is_printed_from_its_conversation(about_self_harm: Service):
    check_a_contact(about_self_harm)
    client, here = about_self_harm.client, about_self_harm.here
    assert "The grid on paper" in client.get(f"{here}/summary").text
    assert "downsides" in client.get(f"{here}/grid-paper").text
    words = words_of(paper(client, f"{here}/grid.pdf").data)
    assert "You have hurt yourself, or you feel you might." in words
    assert "Life in danger now: 999" in words


def test_a_self_harm_grid_waits_for_checked_contacts(about_self_harm: Service):
    page = about_self_harm.client.get(f"{about_self_harm.here}/grid.pdf", 422)
    assert "No crisis contacts are set and checked" in page.text


def test_another_teams_clinician_prints_nothing_of_a_conversation(about_self_harm: Service):
    elsewhere = make_team(about_self_harm.session, "Other", site="South")
    stranger = about_self_harm.colleague("elsewhere", team=elsewhere)
    stranger.get(f"{about_self_harm.here}/grid.pdf", 404)


def test_any_other_grid_is_printed_from_its_conversation_too(here: Service):
    words = words_of(paper(here.client, f"{here.here}/grid.pdf").data)
    assert "Low mood, an example" in words
    assert "Group meetings" in words


def test_a_conversation_without_a_grid_has_no_grid_paper(without_grid: Service):
    without_grid.client.get(f"{without_grid.here}/grid.pdf", 404)
    assert "The grid on paper" not in without_grid.client.get(f"{without_grid.here}/summary").text
