"""The page of charts: what was released, over time and between teams, in words and numbers."""

from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from sdm_tool.domain.months import Month
from sdm_tool.domain.permissions import Role
from sdm_tool.persistence.audit import TeamChange, TopScoreTarget
from sdm_tool.persistence.trail import TrailEvent
from tests.client import PageClient
from tests.client.page import text_of
from tests.factories.audit_rows import NEARLY, TOP, plant_answers
from tests.factories.people import make_account, sign_in
from tests.integration.audit.conftest import table

NUMBERS = "over-time-numbers"


def plant_months(service, name, tops, *, of=30, respondent="young-person"):
    """So many top scores of 30 in each month up to October 2026, oldest first."""
    team = service.team(name)
    for back, top in enumerate(reversed(tops)):
        plant_answers(
            service.session,
            team,
            [TOP] * top + [NEARLY] * (of - top),
            offered=of + 9,
            month=str(Month(2026, 10).plus(-back)),
            respondent=respondent,
        )
    return team


def charts(service, status=200, **asked):
    """The page of the only team, where there is one; of all teams, where there are several."""
    if len(service.teams) == 1:
        asked.setdefault("team", next(iter(service.teams.values())).id)
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return service.client.get(f"/audit/charts?{query}", status, without={"title"})


def test_a_team_that_got_better_and_stayed_there_is_found(service):
    plant_months(service, "Elm", [9, 12, 8, 12, 8, 12, 9, 16, 18, 15, 19, 14, 18, 15])

    page = charts(service)

    assert "Special cause. Sep 2025 to Mar 2026: run below the mean." in page.text
    assert "Apr 2026 to Oct 2026: run above the mean." in page.text
    assert "Ask what changed. It does not prove that care got better or worse." in page.text
    rows = table(page, NUMBERS)
    assert rows["Oct 2026"][:2] == ["30", "50%"]
    assert rows["Oct 2026"][3] == "run above the mean"
    assert len(page.all("svg.sdm-chart")) == 2, "one team alone has no funnel"


def test_ups_and_downs_are_called_common_cause(service):
    plant_months(service, "Elm", [9, 12, 10, 13, 9, 11, 12, 10, 13, 9, 12, 10])
    page = charts(service)
    assert "Common cause:" in page.text
    assert "Limits from all 12 points shown." in page.text
    assert "No single point is outside its limits." in page.text


@pytest.mark.parametrize(
    ("tops", "said", "pictures"),
    [
        ([9, 12, 10, 13], "Too early to say: limits need 5 points or more.", 1),
        ([9, 12, 10, 13, 9, 8], "Trial limits, from 6 points", 2),
        ([10] * 8, "Every point is the same, so there are no limits to draw.", 2),
    ],
)
def test_what_cannot_be_said_is_said(service, tops, said, pictures):
    plant_months(service, "Elm", tops)
    page = charts(service)
    assert said in page.text
    assert len(page.all("svg.sdm-chart")) == pictures


def test_with_nothing_closed_the_page_says_so(service):
    page = charts(service)
    assert "Nothing is released here yet: 25 complete answers" in page.text
    assert not page.all("svg.sdm-chart")


def test_thin_months_are_one_point_and_named_so(sqlite_service):
    plant_months(sqlite_service, "Elm", [6, 7, 5, 6], of=14)
    assert list(table(charts(sqlite_service), NUMBERS)) == [
        "Sep 2026 to Oct 2026",
        "Jul 2026 to Aug 2026",
    ]


def test_teams_stand_a_to_z_with_their_place(sqlite_service):
    service = sqlite_service
    for name, tops in (("Oak", [20] * 12), ("Ash", [10] * 12), ("Elm", [15] * 12)):
        plant_months(service, name, tops)
    plant_months(service, "Yew", [3], of=9)

    page = charts(service)

    rows = table(page, "between-teams")
    assert list(rows) == ["Ash", "Elm", "Oak"]
    assert [cells[3] for cells in rows.values()] == [
        "below the 99.8% line",
        "inside",
        "above the 99.8% line",
    ]
    assert "Not drawn, for want of answers: Yew." in page.text
    assert "Being outside is not proof of better or worse care." in page.text


def test_a_team_and_who_answered_can_be_chosen(sqlite_service):
    service = sqlite_service
    plant_months(service, "Ash", [10] * 3)
    oak = plant_months(service, "Oak", [20] * 3)
    plant_months(service, "Oak", [15] * 3, respondent="parent")

    page = charts(service, team=oak.id, who="parent")

    assert "Oak, month by month up to October 2026" in [
        text_of(heading) for heading in page.all("h2")
    ]
    assert table(page, NUMBERS)["Oct 2026"][:2] == ["30", "50%"]
    chosen = [text_of(option) for option in page.all(".sdm-filter option[selected]")]
    assert chosen == ["November 2025", "October 2026", "Oak", "Parents and carers"]


def test_all_teams_are_added_up_by_the_month_their_figures_were_released(sqlite_service):
    service = sqlite_service
    plant_months(service, "Ash", [10, 10])
    plant_months(service, "Oak", [20, 25])
    plant_months(service, "Yew", [6, 6], of=14)

    page = charts(service)

    assert "All teams, month by month up to October 2026" in page.text
    rows = table(page, NUMBERS)
    assert list(rows) == ["Oct 2026", "Sep 2026"]
    assert rows["Sep 2026"][:2] == ["60", "50%"]
    assert rows["Oct 2026"][:2] == ["90", "53%"], "Yew's two months came together"
    assert "Choose one team above to see what it changed" in page.text


def test_months_before_the_chosen_last_one_alone_are_drawn(sqlite_service):
    plant_months(sqlite_service, "Elm", [9, 12, 8, 12])
    page = charts(sqlite_service, to="2026-08")
    assert list(table(page, NUMBERS)) == ["Aug 2026", "Jul 2026"]


def test_the_page_says_which_months_it_draws_and_why(sqlite_service):
    plant_months(sqlite_service, "Elm", [9, 12, 8, 12])
    shorter = charts(sqlite_service, **{"from": "2026-09"}).one(".sdm-chart-months")
    assert text_of(shorter) == (
        "Drawn: what was released of November 2023 to October 2026, three years. “From September "
        "2026” is for the teams side by side, further down: it does not shorten these charts, "
        "because limits need many points."
    )
    for first, words in (("2023-11", "November 2023"), ("2021-01", "January 2021")):
        said = charts(sqlite_service, **{"from": first}).one(".sdm-chart-months")
        assert text_of(said) == f"Drawn: what was released of {words} to October 2026."


def target(service, page, percent="60", reason="Half as many again as last year.", status=303):
    form = next(form for form in page.forms if "/charts/target?" in form.action)
    return service.client.submit(form, {"percent": percent, "reason": reason}, status)


def test_a_target_is_drawn_with_why_and_what_the_limits_say_of_it(service):
    plant_months(service, "Elm", [9, 12, 10, 13, 9, 11, 12, 10, 13, 9, 12, 10])
    before = charts(service)
    assert "There is none, and none is needed" in before.text
    assert "Assurance" not in before.text, "no target, no assurance"

    page = target(service, before, "90")

    assert opens_at(page) == ("Target", "The target is set, and drawn on the chart.")
    assert "90% for Young people, all teams: Half as many again as last year." in page.text
    assert "Target 90" in letters(page)
    assert "as things are, the target will not be met" in page.text
    assert "Assurance: the target will be met in some months" in target(service, page, "36").text
    events = service.session.scalars(select(TrailEvent.event)).all()
    assert events.count("audit:target:set") == 2


def opens_at(page):
    """The heading of the panel that the page opens at, and what is said there."""
    fragment = urlsplit(page.url).fragment
    done = page.one(f"#{fragment}")
    assert done.get("tabindex") == "-1", "it can take the focus"
    (panel,) = page.all(f".sdm-panel:has(#{fragment})")
    return text_of(next(panel.iter("h3"))), text_of(done)


def test_a_target_of_young_people_is_none_of_parents(sqlite_service):
    plant_months(sqlite_service, "Elm", [9, 12, 10, 13, 9, 11])
    target(sqlite_service, charts(sqlite_service))
    assert "There is none, and none is needed" in charts(sqlite_service, who="parent").text


def test_a_target_can_be_taken_back_and_the_trail_keeps_both(sqlite_service):
    plant_months(sqlite_service, "Elm", [9, 12, 10, 13, 9, 11])
    page = target(sqlite_service, charts(sqlite_service))
    form = next(form for form in page.forms if "target/take-back" in form.action)
    back = sqlite_service.client.submit(form, {}, 303)
    assert "There is none, and none is needed" in back.text
    assert "Target 60" not in letters(back)
    events = sqlite_service.session.scalars(select(TrailEvent.event)).all()
    assert {"audit:target:set", "audit:target:taken-back"} <= set(events)


@pytest.mark.parametrize(
    ("percent", "reason"),
    [("0", "why"), ("100", "why"), ("4.5", "why"), ("sixty", "why"), ("", "why"), ("60", " ")],
)
def test_a_target_needs_a_number_and_a_reason(sqlite_service, percent, reason):
    plant_months(sqlite_service, "Elm", [9, 12, 10])
    page = target(sqlite_service, charts(sqlite_service), percent, reason, status=422)
    assert page.errors
    assert sqlite_service.session.scalar(select(TopScoreTarget.id)) is None


def test_what_the_last_point_says_is_said_in_words(sqlite_service):
    team = plant_months(sqlite_service, "Elm", [9, 12, 10, 13, 9, 11, 12, 10, 13, 9, 12, 28])
    page = charts(sqlite_service, team=team.id)
    assert (
        "Variation: special cause, improvement. The last point is marked, on the higher side"
        in page.text
    )


def test_charts_that_disagree_are_told_apart(sqlite_service):
    service = sqlite_service
    plant_months(service, "Elm", [15, 16, 14, 15, 16, 14, 15, 17, 17, 18, 17, 18, 17, 18, 17])
    page = charts(service)
    assert "run above the mean" in page.text
    assert "No single point is outside its limits." in page.text
    assert "The charts differ: the first finds a signal and the second does not." in page.text


def plant_teams_apart(service, count):
    for number in range(count):
        plant_months(service, f"Team {number}", [[4, 15, 26][number % 3]])


def test_lines_do_not_allow_for_the_spread_of_nine_teams(sqlite_service):
    plant_teams_apart(sqlite_service, 9)
    few = charts(sqlite_service, lines="adjusted")
    assert "Lines between teams" not in few.text
    assert "Team 0 (below the 99.8% line)" in few.text
    assert "overdispersion" in few.text


def test_lines_can_allow_for_the_spread_of_ten_teams(sqlite_service):
    plant_teams_apart(sqlite_service, 10)
    page, allowing = (charts(sqlite_service, lines=lines) for lines in ("", "adjusted"))
    assert "Lines between teams" in page.text
    assert "Team 0 (below the 99.8% line)" in page.text
    assert "No team differs from these teams together" in allowing.text
    assert "additive random effects, Spiegelhalter 2005" in allowing.text


def note(page, words, month="2026-05", *, anew=True, status=303, service):
    form = next(form for form in page.forms if "/changes?" in form.action)
    values = {"month": month, "words": words} | ({"starts_new_limits": "y"} if anew else {})
    return service.client.submit(form, values, status)


def letters(page):
    return [text.text for text in page.all("svg.sdm-chart text")]


def test_a_change_is_marked_with_who_wrote_it_and_limits_start_anew(service):
    plant_months(service, "Elm", [9, 10, 9, 11, 10, 9, 18, 20, 19, 18, 20, 19])
    before = charts(service)
    assert "Limits from all 12 points shown." in before.text
    assert "Nothing is written down yet." in before.text

    page = note(before, "They asked for shorter words. Dr Singh cut the form.", service=service)

    heading = "You said, we did: what Elm changed"
    assert opens_at(page) == (heading, "Written down. It is marked on both charts.")
    assert "From May 2026: They asked for shorter words." in page.text
    assert "19 November 2026. Mean and limits start anew." in page.text
    assert "Trial limits, from 6 points" in page.text
    assert "Before the limits start anew 32%, since then 63%: +31 points, 95% interval" in page.text
    assert "That is more than chance alone would bring. It does not show what caused" in page.text
    assert letters(page).count("A") == letters(before).count("A") + 2, "one on each chart"
    events = service.session.scalars(select(TrailEvent.event)).all()
    assert "audit:change:noted" in events


def test_a_change_without_new_limits_is_only_marked(sqlite_service):
    service = sqlite_service
    plant_months(service, "Elm", [9, 10, 9, 11, 10, 9, 18, 20, 19, 18, 20, 19])
    page = note(charts(service), "A new room.", anew=False, service=service)
    assert "Limits from all 12 points shown." in page.text
    assert "start anew." not in page.text
    assert "Before change A 32%, since then 63%: +31 points, 95% interval" in page.text


def test_a_change_can_be_taken_back_and_the_trail_keeps_both(sqlite_service):
    service = sqlite_service
    plant_months(service, "Elm", [9, 10, 9, 11, 10, 9, 18, 20, 19, 18, 20, 19])
    page = note(charts(service), "A new room.", service=service)

    back = service.client.submit(next(f for f in page.forms if "take-back" in f.action), {}, 303)

    assert "A new room." not in back.text
    assert "Limits from all 12 points shown." in back.text
    events = service.session.scalars(select(TrailEvent.event)).all()
    assert {"audit:change:noted", "audit:change:taken-back"} <= set(events)
    assert service.session.scalar(select(TeamChange.words)) == "A new room."


@pytest.mark.parametrize(
    ("words", "month"), [("", "2026-05"), ("A new room.", ""), ("x", "1999-01")]
)
def test_a_change_needs_words_and_a_month_of_the_chart(sqlite_service, words, month):
    plant_months(sqlite_service, "Elm", [9] * 3)
    page = note(charts(sqlite_service), words, month, status=422, service=sqlite_service)
    assert page.errors
    assert sqlite_service.session.scalar(select(TeamChange.id)) is None


@pytest.mark.parametrize("asked", [{"team": "nobody"}, {"who": "dog"}, {"lines": "red"}])
def test_what_is_not_there_is_not_found(sqlite_service, asked):
    plant_months(sqlite_service, "Ash", [10] * 3)
    charts(sqlite_service, 404, **asked)


def test_other_roles_cannot_open_it(sqlite_service):
    others = [role for role in Role if role is not Role.AUDIT_LEAD]
    make_account(sqlite_service.session, "okafor", roles=others)
    client = PageClient(sqlite_service.client.flask.application)
    sign_in(client, "okafor")
    client.get("/audit/charts", 403)


def test_a_change_that_chance_could_bring_is_called_so(sqlite_service):
    plant_months(sqlite_service, "Elm", [9, 12, 10, 13, 9, 11, 12, 10, 13, 9, 12, 10])
    page = note(charts(sqlite_service), "A new room.", service=sqlite_service)
    assert "Chance alone could bring that. Since then: Common cause:" in page.text


def test_several_teams_added_up_have_no_icons_and_no_target(sqlite_service):
    service = sqlite_service
    for name in ("Elm", "Oak"):
        plant_months(service, name, [9, 12, 10, 13, 9, 11, 12, 10, 13, 9, 12, 28])
    page = charts(service)
    assert "Variation:" not in page.text
    assert "Choose one team to see a change of its own." in page.text


def test_a_team_that_is_new_does_not_move_the_sum(sqlite_service):
    """Added up, a new team with high scores once looked like an improvement of all."""
    service = sqlite_service
    for month in ("2025-10", "2026-10"):
        answers = [TOP] * 15 + [NEARLY] * 25
        plant_answers(service.session, service.team("Elm"), answers, offered=50, month=month)
    answers = [TOP] * 38 + [NEARLY] * 2
    plant_answers(service.session, service.team("Oak"), answers, offered=50, month="2026-10")
    everyone = table(service.page(), "young-person-by-team")["All teams"]
    assert everyone[3] == "66%"
    assert everyone[8].startswith("0 / "), "Elm alone can be compared, and did not change"
