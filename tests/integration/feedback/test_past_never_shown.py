"""What an import would keep from ever being shown is said by the check, and comes true."""

import random

import pytest
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.persistence.feedback import ReleasedBlock
from sdm_tool.persistence.organisation import Team
from sdm_tool.services.feedback_closing import close_month
from sdm_tool.services.past_answers import Files, bring_in_past, check_past
from sdm_tool.services.past_words import never_shown_lines
from tests.client.page import text_of
from tests.factories.audit_rows import NEARLY, TOP, plant_answers
from tests.factories.people import make_account, scope_of, sign_in
from tests.integration.feedback.conftest import Desk, Scene, make_scene
from tests.integration.feedback.past_files import month_of_answers
from tests.integration.feedback.test_past_answers_page import send

MONTHS = [f"2026-0{number}" for number in range(1, 10)]


@pytest.fixture
def clerk(scene: Scene) -> Scope:
    roles = (Role.FEEDBACK_CLERK,)
    return scope_of(make_account(scene.session, "dean", roles=roles), roles)


def given_here(scene: Scene, month: str, top: int, nearly: int, *, offered: int = 40) -> None:
    team = scene.session.get_one(Team, scene.team_id)
    answers = [TOP] * top + [NEARLY] * nearly
    plant_answers(scene.session, team, answers, offered=offered, mode="paper", month=month)
    close_month(scene.session, month)


def check(scene: Scene, clerk: Scope, given: Files):
    return check_past(scene.session, given, scope=clerk, now=scene.now).never_shown


def shown(scene: Scene) -> set[str]:
    """Every month that is in a block of the team."""
    blocks = [row for row in scene.rows(ReleasedBlock) if row["kind"] == "team"]
    return {
        month
        for month in MONTHS
        if any(str(row["first_month"]) <= month <= str(row["last_month"]) for row in blocks)
    }


def test_months_that_wait_here_are_named_with_what_was_offered(scene: Scene, clerk: Scope):
    given_here(scene, "2026-06", 6, 6)
    given_here(scene, "2026-07", 5, 4, offered=31)
    found = check(scene, clerk, month_of_answers("2026-08"))
    assert never_shown_lines(found, of_file=False) == [
        "June 2026: Getting Help (young people, 40 offered).",
        "July 2026: Getting Help (young people, 30 offered).",
    ]
    assert never_shown_lines(found, of_file=True) == []


def test_a_small_number_of_offers_here_is_not_told(scene: Scene, clerk: Scope):
    given_here(scene, "2026-07", 2, 2, offered=6)
    found = check(scene, clerk, month_of_answers("2026-08"))
    (line,) = never_shown_lines(found, of_file=False)
    assert line == "July 2026: Getting Help (young people, fewer than 10 offered)."


def test_what_was_released_or_lost_before_is_not_named(scene: Scene, clerk: Scope):
    given_here(scene, "2026-04", 6, 6)
    bring_in(scene, clerk, month_of_answers("2026-05"))
    given_here(scene, "2026-06", 20, 20, offered=60)
    assert check(scene, clerk, month_of_answers("2026-08")) == ()


def test_a_file_that_is_too_thin_by_itself_is_named(scene: Scene, clerk: Scope):
    found = check(scene, clerk, month_of_answers("2026-08", top=4, nearly=3, offered=9))
    assert never_shown_lines(found, of_file=True) == [
        "August 2026: Getting Help (young people, 9 offered)."
    ]
    assert never_shown_lines(found, of_file=False) == []


def test_the_page_says_it_before_anything_is_brought_in(desk: Desk):
    scene = desk.scene
    given_here(scene, "2026-07", 6, 6)
    make_account(scene.session, "dean", roles=[Role.FEEDBACK_CLERK])
    client = desk.another_browser()
    sign_in(client, "dean")
    checked = send(client, month_of_answers("2026-08"), 200)
    (line,) = checked.all(".sdm-never-shown li")
    assert text_of(line) == "July 2026: Getting Help (young people, 40 offered)."
    assert "Only leaving the files out keeps them." in checked.text
    assert len(scene.answers()) == 12, "nothing came in yet"


def bring_in(scene: Scene, clerk: Scope, given: Files) -> None:
    bring_in_past(scene.session, given, given.digest, scope=clerk, now=scene.now)
    month = given.offers.decode().splitlines()[-1].split(",")[0]
    close_month(scene.session, month)


@pytest.mark.parametrize("seed", range(25))
def test_what_is_said_comes_true(store: Session, seed: int):
    """Of any past: what the check names is not shown in the end, and all the rest is."""
    scene, chance = make_scene(store), random.Random(seed)  # noqa: S311  a test, not a secret
    roles = (Role.FEEDBACK_CLERK,)
    clerk = scope_of(make_account(scene.session, "dean", roles=roles), roles)
    named, here = set(), set()
    for month in MONTHS[:-1]:
        top, nearly = chance.choice([(1, 1), (6, 6), (14, 13)])
        if chance.random() < 0.4:
            given = month_of_answers(month, top=top, nearly=nearly)
            named |= {each.month for each in check(scene, clerk, given)}
            bring_in(scene, clerk, given)
        else:
            given_here(scene, month, top, nearly)
            here.add(month)
    given_here(scene, MONTHS[-1], 40, 40, offered=100)
    # The file's own months may still be saved by a later file: those alone are said too early.
    assert shown(scene) >= set(MONTHS) - named
    assert not shown(scene) & named & here
