"""Nobody can find out from the page how many of a small group answered, or what they said."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.client import Page
from tests.factories.audit_rows import BLANK, NEARLY, TOP, forget_answers, plant_answers
from tests.integration.audit.attacker import Attack, Printed, read_rows

MODES = {
    "hand-over": "tablet handed over",
    "own-device": "own device",
    "paper": "paper",
}
WHO = {"young-person": "Young people", "parent": "Parents and carers"}
ANSWERED = st.one_of(st.sampled_from([0, 1, 12, 24, 25]), st.integers(0, 14), st.integers(0, 60))
TOP_SHARE = st.sampled_from([0, 0.3, 0.5, 0.9, 1])


@st.composite
def cells(draw):
    """For some teams crossed with some modes: complete, of those top, blank, and no answer."""
    teams, modes = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    rarely = st.sampled_from([0, 0, 0, 1, 5])
    table = {}
    for team in range(teams):
        for mode in list(MODES)[:modes]:
            complete = draw(ANSWERED)
            top = round(complete * draw(TOP_SHARE))
            cell = (complete, top, draw(rarely), draw(rarely))
            if cell[0] + cell[2] + cell[3]:
                table[f"Team {team}", mode] = cell
    return table


def plant(service, table, respondent="young-person"):
    for (team, mode), (complete, top, blank, silent) in table.items():
        answers = [TOP] * top + [NEARLY] * (complete - top) + [BLANK] * blank
        plant_answers(
            service.session,
            service.team(team),
            answers,
            offered=len(answers) + silent,
            respondent=respondent,
            mode=mode,
        )


def read(page, respondent="young-person"):
    *teams, total = read_rows(page, f"{respondent}-by-team")
    modes = [row for row in read_rows(page, "by-mode") if row.name.startswith(WHO[respondent])]
    return teams, modes, total


def assert_nothing_is_pinned(teams: list[Printed], modes: list[Printed], total: Printed):
    attack = Attack(teams, modes, total)
    groups = [({"team": index}, team) for index, team in enumerate(teams)]
    groups += [({"mode": index}, mode) for index, mode in enumerate(modes)]
    for which, row in groups:
        if row.complete is not None:
            continue
        for kind in ("complete", "top", "other"):
            low, high = attack.range_of(kind, **which)
            assert low < high, f"{row.name} has exactly {low} {kind}"


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(young=cells(), parents=cells())
def test_no_arithmetic_pins_a_hidden_team_or_mode(sqlite_service, young, parents):
    service = sqlite_service
    forget_answers(service.session)
    plant(service, young)
    plant(service, parents, "parent")
    page = service.page()
    for respondent, table in (("young-person", young), ("parent", parents)):
        if not table:
            continue
        teams, modes, total = read(page, respondent)
        assert_nothing_is_pinned(teams, modes, total)
        for row in teams:
            truth = sum(cell[0] for (team, _), cell in table.items() if team == row.name)
            assert row.complete == (truth if truth >= 25 else None)


def test_the_attacker_finds_what_a_careless_page_would_give_away():
    shown = Printed("A", 40, 30, 12, says_small=False)
    hidden = Printed("B", 20, None, None, says_small=True)
    total = Printed("All teams", 60, 41, 20, says_small=False)
    mode = Printed("Young people, paper", 60, 41, 20, says_small=False)
    attack = Attack([shown, hidden], [mode], total)
    assert attack.range_of("complete", team=1) == (11, 11)
    assert attack.range_of("top", team=1) == (8, 8)


@pytest.mark.parametrize("second_half", [[TOP], [NEARLY]])
def test_two_small_teams_that_answered_alike_are_not_found_together(sqlite_service, second_half):
    service = sqlite_service
    plant_answers(service.session, service.team("Large"), [TOP] * 40 + [NEARLY] * 9, offered=60)
    for name in ("Small", "Smaller"):
        plant_answers(service.session, service.team(name), second_half * 15, offered=24)
    teams, modes, total = read(service.page())
    assert [row.complete for row in (*teams, *modes, total)] == [49, None, None, None, None]


def test_two_small_teams_where_everyone_answered_are_not_found_together(sqlite_service):
    service = sqlite_service
    plant_answers(service.session, service.team("Large"), [TOP] * 40 + [NEARLY] * 9, offered=60)
    for name in ("Small", "Smaller"):
        plant_answers(service.session, service.team(name), [TOP, NEARLY] * 7, offered=14)
    assert read(service.page())[2].complete is None
    plant_answers(service.session, service.team("Smaller"), [], offered=1, month="2026-09")
    assert read(service.page())[2].complete == 49 + 28


@pytest.mark.parametrize("answers", [[], [TOP], [NEARLY] * 24, [TOP] * 24, [BLANK] * 30])
def test_the_page_is_the_same_whatever_a_hidden_team_answered(sqlite_service, answers):
    service = sqlite_service
    for name in ("Large", "Larger"):
        plant_answers(service.session, service.team(name), [TOP, NEARLY] * 20, offered=60)
    plant_answers(service.session, service.team("Small"), [NEARLY] * 3, offered=30, month="2026-03")
    plant_answers(service.session, service.team("Small"), [], offered=40, month="2026-05")
    before = without_form_token(service.page())
    forget_answers(service.session)
    for name in ("Large", "Larger"):
        plant_answers(service.session, service.team(name), [TOP, NEARLY] * 20, offered=60)
    plant_answers(service.session, service.team("Small"), answers, offered=70)
    assert without_form_token(service.page()) == before


def test_a_team_that_nobody_answered_looks_like_one_that_few_did(sqlite_service):
    service = sqlite_service
    plant_answers(service.session, service.team("Large"), [TOP, NEARLY] * 20, offered=60)
    plant_answers(service.session, service.team("Silent"), [], offered=50)
    teams, modes, total = read(service.page())
    assert teams[1] == Printed("Silent", 50, None, None, says_small=True)
    assert modes[0].complete is None
    assert total == Printed("All teams", 110, None, None, says_small=False)


def without_form_token(page: Page) -> str:
    """The page as anyone would compare it: the token of its form says when it was signed."""
    return re.sub(r'(name="csrf_token" value=")[^"]+', r"\1", page.html)
