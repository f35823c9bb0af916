"""Numbers on the audit page as people read them."""

from dataclasses import replace
from datetime import date

import pytest

from sdm_tool.domain.collaborate import Respondent, score_counts
from sdm_tool.domain.feedback import NotOffered
from sdm_tool.domain.months import Month
from sdm_tool.domain.releases import Counts
from sdm_tool.services.audit import Offering, Offers, Overview
from sdm_tool.services.audit_choice import ALL_TEAMS, Choice
from sdm_tool.services.audit_groups import Group, RespondentFigures
from sdm_tool.services.audit_overview_shown import WHY_NOT_OFFERED, present_overview
from sdm_tool.services.audit_reviews import ReviewsMissed

FIRST, LAST = Month(2025, 11), Month(2026, 10)
NONE_DUE = ReviewsMissed(0, 0)
NOTHING = Offering("", 0, {who: Offers(0, {}) for who in Respondent})


def group(name, complete, top, *, offered=None, incomplete=0, before=None):
    sum_of_items = 27 * top + 24 * (complete - top)
    score = score_counts(
        complete=complete,
        top=top,
        sum_of_items=sum_of_items,
        incomplete=incomplete,
        offered=offered or complete,
    )
    counts = Counts(offered or complete, complete, top, sum_of_items, incomplete)
    return Group(name, offered or complete, score, (FIRST, LAST), counts, before)


def present(
    *, teams=(), modes=(), together=None, offering=(), noted=True, overdue=0, reviews=NONE_DUE
):
    figures = RespondentFigures(
        Respondent.PARENT, tuple(teams), tuple(modes), together or Group("", 60, None)
    )
    return present_overview(
        Overview(
            choice=Choice(FIRST, LAST, ALL_TEAMS, {"a": "Getting Help"}),
            next_month=Month(2026, 11),
            next_closes_on=date(2026, 12, 15),
            figures=(figures,),
            offering=tuple(offering),
            together=NOTHING,
            grids_overdue=overdue,
            reviews=reviews,
            view_is_noted=noted,
        )
    )


def only_row(page):
    return page.respondents[0].rows[0]


@pytest.mark.parametrize(
    ("complete", "top", "words"),
    [(200, 89, "45%"), (200, 88, "44%"), (40, 1, "3%"), (30, 0, "0%"), (30, 30, "100%")],
)
def test_per_cents_are_whole_and_halves_go_up(complete, top, words):
    row = only_row(present(teams=[group("Getting Help", complete, top)]))
    assert row.cells.top_score == words


def test_the_picture_says_the_interval_in_words():
    cells = only_row(present(teams=[group("Getting Help", 27, 12)])).cells
    assert cells.interval == "28 to 63"
    assert "<title>44%, interval 28 to 63</title>" in cells.bar.svg


@pytest.mark.parametrize(
    ("complete", "words"),
    [
        (25, "Too few to compare teams"),
        (99, "Too few to compare teams"),
        (100, "Compare with care"),
        (189, "Compare with care"),
        (190, "Comparison allowed"),
    ],
)
def test_how_far_a_score_can_be_compared_is_said(complete, words):
    assert only_row(present(teams=[group("Getting Help", complete, 9)])).cells.enough == words


def test_large_counts_have_commas():
    row = only_row(present(teams=[group("Getting Help", 1234, 100, offered=12345)]))
    assert (row.offered, row.cells.complete, row.cells.response_rate) == ("12,345", "1,235", "10%")


def test_hidden_rows_have_words_and_the_offers_alone():
    page = present(teams=[Group("Small", 30, None)], modes=[Group("paper", 60, None)])
    total, mode = page.respondents[0].total, page.modes[0]
    for row in (total, mode):
        assert (row.offered, row.cells) == ("60", None)
    small = "No score yet: too few complete answers"
    assert only_row(page).why_not == mode.why_not == small
    assert total.why_not == "No team has a score yet"


def test_a_small_mode_beside_a_total_is_called_small():
    page = present(
        teams=[group("Getting Help", 90, 30)],
        modes=[Group("paper", 20, None), group("hand-over", 80, 30)],
        together=group("", 90, 30, offered=100),
    )
    assert [row.why_not for row in page.modes] == ["No score yet: too few complete answers", ""]
    assert page.modes[0].name == "Parents and carers, paper"


@pytest.mark.parametrize(
    ("earlier", "later", "change", "between"),
    [
        ((80, 48), (70, 56), "+20", "+5 to +33"),
        ((70, 56), (80, 48), "−20", "−33 to −5"),
        ((40, 20), (40, 20), "0", "−21 to +21"),
        # 187 of 200 is 6.5 points under 200 of 200, and halves go up.
        ((200, 200), (200, 187), "−7", "−11 to −3"),
    ],
)
def test_a_change_is_said_in_signed_points_with_its_interval(earlier, later, change, between):
    before = group("Getting Help", *earlier, offered=earlier[0] * 2)
    now = group("Getting Help", *later, offered=later[0] * 4, before=before)
    cells = only_row(present(teams=[now])).cells
    assert (cells.change, cells.change_interval) == (change, between)
    assert cells.before == f"{100 * earlier[1] // earlier[0]}%"
    assert cells.rate_before == "rate 50%"


def test_without_a_score_before_there_is_no_change_to_read():
    before = Group("Getting Help", 0, None)
    cells = only_row(present(teams=[group("Getting Help", 90, 30, before=before)])).cells
    assert (cells.before, cells.rate_before, cells.change, cells.change_interval) == ("",) * 4


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ((FIRST, LAST), ""),
        ((LAST, LAST), "Oct 2026"),
        ((Month(2026, 3), LAST), "Mar 2026 to Oct 2026"),
    ],
)
def test_months_are_said_where_they_are_not_the_whole_period(months, words):
    assert only_row(present(teams=[replace(group("A", 90, 30), months=months)])).months == words


def test_a_response_rate_of_30_is_not_warned_of_and_29_is():
    teams = [group("Enough", 30, 9, offered=100), group("Not enough", 29, 9, offered=100)]
    (line,) = present(teams=teams).attention
    assert line == (
        "Parents and carers: under 30% of those offered the form answered it: Not enough. "
        "Those who answered may not be like the others."
    )


def test_part_complete_forms_are_told_with_the_whole_alone():
    teams = [group("Getting Help", 60, 9, incomplete=8)]
    assert present(teams=teams).respondents[0].cautions == ()
    whole = group("", 60, 9, incomplete=8, offered=80)
    (caution,) = present(teams=teams, together=whole).respondents[0].cautions
    assert caution.endswith("because an item was left blank: about 10% of the forms.")


def test_a_team_that_offered_to_nobody_is_not_among_the_scores():
    page = present(offering=[Offering("Getting Help", 3, NOTHING.by_respondent)])
    assert page.respondents == ()
    assert page.about == "All teams, November 2025 to October 2026"


def test_every_reason_has_its_words():
    assert set(WHY_NOT_OFFERED) == set(NotOffered)
