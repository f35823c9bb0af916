"""The report for a board: four pages at most, every figure with its interval, checked as PDF/UA."""

import re
from dataclasses import replace
from string import ascii_uppercase

import pytest
from sqlalchemy import select

from sdm_tool.domain.months import Month
from sdm_tool.domain.record_standards import STANDARDS
from sdm_tool.instruments.collaborate import load_instrument
from sdm_tool.outputs.board_paper import BoardKind, BoardShare, board_paper_html
from sdm_tool.outputs.pdf import PdfMaker
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services.audit_board import MOST_ATTENTION, board_paper
from sdm_tool.services.audit_board_changes import MOST_CHANGES
from sdm_tool.services.audit_changes import note_change
from sdm_tool.services.audit_choice import choose
from tests.factories.audit_rows import NEARLY, TOP, plant_answers, plant_band
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
    assert "XmR chart, the four Making Data Count rules, no screening: a point is marked" in said
    assert "Trial limits" not in said, "13 months were released"
    assert "Nothing was written down for these months." in said
    assert faults_of(pdf) == []
    assert [tag.alt for tag in tags_of(pdf) if tag.alt.startswith("Top Score of All teams")]


def trail(service):
    service.session.rollback()
    return service.session.execute(
        select(TrailEvent.event, TrailEvent.link).order_by(TrailEvent.position)
    ).all()


def test_the_newest_link_of_the_trail_stands_at_the_foot_of_every_page(sqlite_service):
    plant_team(sqlite_service, "Elm", 12, months=6)
    pdf = board(sqlite_service)
    *before, exported = trail(sqlite_service)
    assert exported.event == "audit:figures:exported"
    newest = before[-1].link
    assert all(f"Newest link of the trail: {newest}" in page for page in pages_of(pdf))
    assert "sdm-tool trail verify --link, with that line" in words_of(pdf)


def test_a_report_that_could_not_be_drawn_is_no_export(sqlite_service):
    plant_team(sqlite_service, "Elm", 12)
    extensions = sqlite_service.client.flask.application.extensions
    drawing = extensions["sdm_pdf"]
    with PdfMaker(0.001) as too_hasty:
        extensions["sdm_pdf"] = too_hasty
        answer = sqlite_service.client.flask.get("/audit/board.pdf")
    extensions["sdm_pdf"] = drawing
    assert answer.status_code == 503
    assert "audit:figures:exported" not in [each.event for each in trail(sqlite_service)]


def test_the_questions_are_those_of_both_forms_unchanged(sqlite_service):
    plant_team(sqlite_service, "Elm", 12)
    said = words_of(board(sqlite_service))
    form = load_instrument()
    for questions in form.items.values():
        for question in questions:
            assert question in said
    assert f"from 0, “{form.low}”, to 9, “{form.high}”" in said


def plant_bands(service, *bands, who="young-person", by="age"):
    for band, complete, top in bands:
        place = ("2026-Q3", who, by)
        plant_band(service.session, band, complete, top, place=place)


@pytest.mark.parametrize(
    ("bands", "words"),
    [
        (
            [("11 to 15", 60, 6), ("16 or 17", 60, 30), ("18 or over", 60, 54)],
            "Apart from all others: 11 to 15, 16 or 17 and 18 or over",
        ),
        (
            [("11 to 15", 60, 15), ("16 or 17", 60, 24), ("18 or over", 60, 34)],
            "Apart from some of the others: 11 to 15 and 18 or over",
        ),
        ([("11 to 15", 60, 6), ("16 or 17", 60, 50)], "Apart from each other: 11 to 15 and 16"),
        ([("11 to 15", 60, 30), ("16 or 17", 60, 31)], "No band is apart (2 bands)"),
        ([("11 to 15", 60, 30), ("16 or 17", 10, 5)], "Waits: too few answers in one of the bands"),
    ],
)
def test_fairness_is_said_in_a_line_for_each_kind_of_band(sqlite_service, bands, words):
    service = sqlite_service
    plant_bands(service, *bands)
    service.page()  # what is over is closed and released when somebody looks
    paper = board_paper(service.session, service.choice(), scope=service.scope, now=TODAY)
    age, *others = paper.fairness.kinds
    assert age.name == "Age band"
    assert age.young_people.startswith(words)
    assert age.parents == "Waits: too few answers in one of the bands"
    waits = {kind.young_people for kind in others if kind.name != "Agency"}
    assert waits == {"Waits: too few answers in one of the bands"}


def test_fairness_is_of_the_whole_service_and_of_whole_quarters(sqlite_service):
    service = sqlite_service
    plant_bands(service, ("11 to 15", 60, 6), ("16 or 17", 60, 50))
    plant_team(service, "Elm", 12)
    said = words_of(board(service, f"?from=2026-08&to=2026-10&team={service.team('Elm').id}"))
    assert "Of all teams, never of one: July to September 2026, whole quarters." in said
    assert "Apart from each other" in said
    october = words_of(board(service, "?from=2026-10&to=2026-10"))
    assert "No quarter of these months is closed yet" in october


def test_months_of_several_teams_are_said_to_hold_differing_teams(sqlite_service):
    service = sqlite_service
    plant_team(service, "Elm", 12, months=6)
    plant_team(service, "Oak", 18, months=6)
    words = "its teams may differ from month to month"
    assert words in words_of(board(service))
    assert words not in words_of(board(service, f"?team={service.team('Elm').id}"))


def test_nothing_is_said_of_marks_where_no_point_is_marked(sqlite_service):
    plant_team(sqlite_service, "Elm", 12, months=6)
    assert "Marked" not in words_of(board(sqlite_service))


def test_points_that_are_marked_say_why(sqlite_service):
    service = sqlite_service
    team = service.team("Oak")
    for back in range(8):
        top = 29 if back == 0 else 12 + back % 2
        plant_answers(
            service.session,
            team,
            [TOP] * top + [NEARLY] * (30 - top),
            offered=40,
            month=str(Month(2026, 10).plus(-back)),
        )
    said = words_of(board(service, f"?team={team.id}"))
    assert re.search(r"Marked (run below the mean ){7}outside a limit, high", said)


def test_what_stands_between_meetings_and_answers_is_said(sqlite_service):
    service = sqlite_service
    plant_team(service, "Elm", 12)
    said = words_of(board(service))
    assert "the form was offered 40 times and not offered a few times" in said
    assert "In the months with a score 40 were offered it and 30 answered all three" in said


def test_many_comparisons_are_said_to_bring_some_changes_by_chance(sqlite_service):
    service = sqlite_service
    for number in range(12):
        plant_team(service, f"Team {number:02}", 12, months=13)
    said = words_of(board(service, "?from=2026-10&to=2026-10"))
    assert "no team is shown to have moved since the period before. Of 12 comparisons" in said
    assert "about 1 in 20 looks like a change by chance alone: expect 0.6 here." in said


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

    assert "A Elm, August 2026: They asked for shorter words. (R. Mbeki, 19 November 2026)" in said
    assert "teams side by side" not in said
    assert "Oak" not in said


def with_records_and_fairness(paper):
    """Every standard, and as many kinds of band as there can be, with long words."""
    shares = tuple(BoardShare(each.name, "305", "720", "42%", "39 to 46") for each in STANDARDS)
    names = "Getting More Help, Getting Risk Support, More than one and 2 more"
    apart = f"Apart from some of the others: {names}"
    kinds = tuple(BoardKind(f"Communication need {number}", apart, apart) for number in range(8))
    return replace(paper, records=shares, fairness=replace(paper.fairness, kinds=kinds))


def test_the_longest_report_has_four_pages(sqlite_service):
    service = sqlite_service
    for number in range(20):
        name = f"A team with a very long name for adolescents, number {number}"
        for who in ("young-person", "parent"):
            plant_team(service, name, 5 + number, months=24, respondent=who)
        note_change(
            service.session, service.team(name).id, Month(2026, 8), "They asked. " * 41,
            starts_new_limits=True, scope=service.scope, now=TODAY,
        )  # fmt: skip
    service.page()  # what is over is closed and released when somebody looks
    choice = choose(service.session, {}, scope=service.scope, now=TODAY)
    paper = board_paper(service.session, choice, scope=service.scope, now=TODAY)
    paper = with_records_and_fairness(paper)
    marked = tuple(
        replace(
            chart,
            is_marked=bool(chart.points),
            points=tuple(replace(point, note="run above the mean") for point in chart.points),
            finding=(*chart.finding, "Special cause. " * 14) if chart.points else chart.finding,
        )
        for chart in paper.charts
    )
    many = (
        *paper.in_short,
        *["A line on what needs attention, of two lines. " * 4] * MOST_ATTENTION,
    )
    longest = board_paper_html(replace(paper, charts=marked, in_short=many))
    pdf = service.client.flask.application.extensions["sdm_pdf"].draw(longest)
    assert len(pages_of(pdf)) <= 4
    said = words_of(pdf)
    assert "And 14 more teams" in said
    assert "Of 20 comparisons" in said
    assert "teams side by side" in said
    assert f"And {20 - MOST_CHANGES} earlier ones" in said
    assert faults_of(pdf) == []


def test_every_letter_on_the_charts_of_a_team_stands_in_the_list(sqlite_service):
    service = sqlite_service
    for who in ("young-person", "parent"):
        plant_team(service, "Elm", 12, months=28, respondent=who)
    for back in range(28):
        note_change(
            service.session, service.team("Elm").id, Month(2026, 10).plus(back - 27),
            "They asked. " * 41, starts_new_limits=False, scope=service.scope, now=TODAY,
        )  # fmt: skip
    service.page()
    choice = service.choice(team=service.team("Elm").id)
    paper = board_paper(service.session, choice, scope=service.scope, now=TODAY)
    longest = board_paper_html(with_records_and_fairness(paper))
    pdf = service.client.flask.application.extensions["sdm_pdf"].draw(longest)
    said = words_of(pdf)
    for letter in ascii_uppercase:
        assert f"{letter} Elm, " in said
    assert "And 2 later ones without a letter" in said
    assert len(pages_of(pdf)) <= 4


def test_with_nothing_closed_it_says_so(sqlite_service):
    pdf = board(sqlite_service)
    assert "No team has offered the form in these months." in words_of(pdf)
    assert len(pages_of(pdf)) == 1
    assert faults_of(pdf) == []
