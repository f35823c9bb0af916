"""The report for a board: four pages at most, every figure with its interval, checked as PDF/UA."""

from dataclasses import replace

from sqlalchemy import select

from sdm_tool.domain.months import Month
from sdm_tool.domain.record_standards import STANDARDS
from sdm_tool.outputs.board_paper import BoardShare, board_paper_html
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services.audit_board import MOST_CHANGES, board_paper
from sdm_tool.services.audit_changes import note_change
from sdm_tool.services.audit_choice import choose
from tests.factories.audit_rows import NEARLY, TOP, plant_answers
from tests.integration.audit.conftest import TODAY
from tests.integration.outputs.reading_pdf import faults_of, pages_of, tags_of, words_of


def plant_team(service, name, top, *, months=1, of=30, respondent="young-person"):
    for back in range(months):
        plant_answers(
            service.session,
            service.team(name),
            [TOP] * (top + back % 2) + [NEARLY] * (of - top - back % 2),
            offered=of + 9,
            month=str(Month(2026, 10).plus(-back)),
            respondent=respondent,
        )


def board(service, query=""):
    answer = service.client.flask.get(f"/audit/board.pdf{query}")
    assert answer.status_code == 200
    assert answer.content_type == "application/pdf"
    return answer.data


def test_it_says_each_figure_with_its_interval_and_how_to_read_it(sqlite_service):
    service = sqlite_service
    plant_team(service, "Elm", 12, months=13)
    plant_team(service, "Oak", 18, months=3)

    pdf = board(service)
    said = words_of(pdf)

    assert "All teams, November 2025 to October 2026." in said
    assert "Made on 19 November 2026." in said
    assert "Young people: a Top Score of 46%, 95% interval 41 to 50, of 450 complete" in said
    assert "No national CAMHS benchmark was found." in said
    assert "not proof that a decision was shared" in said
    assert "XmR chart, the four Making Data Count rules, no screening." in said
    assert "Trial limits" not in said, "13 months were released"
    assert "Nothing was written down for these months." in said
    assert faults_of(pdf) == []
    assert [tag.alt for tag in tags_of(pdf) if tag.alt.startswith("Top Score of All teams")]


def test_the_newest_link_of_the_trail_stands_at_the_foot_of_every_page(sqlite_service):
    plant_team(sqlite_service, "Elm", 12, months=6)
    pages = pages_of(board(sqlite_service))
    newest = sqlite_service.session.scalars(
        select(TrailEvent.link).order_by(TrailEvent.position.desc())
    ).first()
    assert newest
    assert all(f"Newest link of the trail: {newest}" in page for page in pages)
    events = sqlite_service.session.scalars(select(TrailEvent.event)).all()
    assert "audit:figures:exported" in events


def test_one_team_has_its_changes_and_no_funnel(sqlite_service):
    service = sqlite_service
    plant_team(service, "Elm", 12, months=6)
    plant_team(service, "Oak", 18, months=6)
    team = service.team("Elm")
    note_change(
        service.session, team.id, Month(2026, 8), "They asked for shorter words.",
        starts_new_limits=False, scope=service.scope, now=TODAY,
    )  # fmt: skip

    said = words_of(board(service, f"?team={team.id}"))

    assert "Elm, August 2026: They asked for shorter words. (R. Mbeki, 19 November 2026)" in said
    assert "teams side by side" not in said
    assert "Oak" not in said


def test_the_longest_report_has_four_pages(sqlite_service):
    service = sqlite_service
    for number in range(20):
        name = f"A team with a very long name for adolescents, number {number}"
        for who in ("young-person", "parent"):
            plant_team(service, name, 5 + number, months=12, respondent=who)
        note_change(
            service.session, service.team(name).id, Month(2026, 8), "They asked. " * 41,
            starts_new_limits=True, scope=service.scope, now=TODAY,
        )  # fmt: skip
    choice = choose(service.session, {}, scope=service.scope, now=TODAY)
    paper = board_paper(service.session, choice, scope=service.scope, now=TODAY)
    shares = tuple(BoardShare(each.name, "305", "720", "42%", "39 to 46") for each in STANDARDS)
    longest = board_paper_html(replace(paper, records=shares))
    pdf = service.client.flask.application.extensions["sdm_pdf"].draw(longest)
    assert len(pages_of(pdf)) <= 4
    said = words_of(pdf)
    assert "And 12 more teams" in said
    assert f"And {20 - MOST_CHANGES} earlier ones" in said
    assert faults_of(pdf) == []


def test_with_nothing_closed_it_says_so(sqlite_service):
    pdf = board(sqlite_service)
    assert "No team has offered the form in these months." in words_of(pdf)
    assert len(pages_of(pdf)) == 1
    assert faults_of(pdf) == []
