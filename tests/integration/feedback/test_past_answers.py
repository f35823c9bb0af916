"""Past answers come in whole or not at all, into months of their own, and no answer shows."""

import pytest

from sdm_tool.domain.collaborate import Mode
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.past_answers import PastFaultsError
from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.persistence.base import Base
from sdm_tool.persistence.feedback import ImportedMonth, OfferTally, ReleasedBlock, Response
from sdm_tool.persistence.organisation import Team
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services.feedback_closing import close_month, tidy
from sdm_tool.services.past_answers import LARGEST_FILE, Files, bring_in_past, check_past
from tests.application import SECRET
from tests.factories.audit_rows import NEARLY as NEARLY_ROW
from tests.factories.audit_rows import TOP as TOP_ROW
from tests.factories.audit_rows import plant_answers
from tests.factories.people import make_account, make_team, scope_of
from tests.integration.feedback.conftest import Scene
from tests.integration.feedback.past_files import TOP, files, group, month_of_answers

TABLES: tuple[type[Base], ...] = (Response, OfferTally, ImportedMonth, TrailEvent, ReleasedBlock)


@pytest.fixture
def clerk(scene: Scene) -> Scope:
    roles = (Role.FEEDBACK_CLERK,)
    return scope_of(make_account(scene.session, "dean", roles=roles), roles)


def bring_in(scene: Scene, clerk: Scope, given: Files):
    return bring_in_past(scene.session, given, given.digest, scope=clerk, now=scene.now)


def store_of(scene: Scene) -> list[object]:
    return [sorted(map(str, scene.rows(table))) for table in TABLES]


def why_not(scene: Scene, clerk: Scope, given: Files) -> str:
    """What is said of the first wrong row; whatever is refused changes nothing."""
    before = store_of(scene)
    with pytest.raises(PastFaultsError) as refusal:
        bring_in(scene, clerk, given)
    assert store_of(scene) == before
    return refusal.value.answers[0].message


def test_what_came_in_stands_as_if_it_had_been_given_here(scene: Scene, clerk: Scope):
    here = group("2026-03", who="parent")
    done = bring_in(scene, clerk, files([f"{here},9,,0"], [f"{here},5"]))
    (row,) = scene.rows(Response)
    assert len(row.pop("id")) == 22
    assert row == {
        "team_id": scene.team_id,
        "cohort_month": "2026-03",
        "respondent": "parent",
        "mode": "paper",
        "form_language": "en",
        "scale_version": "0-9",
        "is_late": False,
        "q1": 9,
        "q2": None,
        "q3": 0,
    }
    assert scene.offer_counts() == {("parent", "paper", ""): 5}
    assert (done.answers, done.offered, done.teams, done.months) == (1, 5, 1, ("2026-03",))


def test_a_check_changes_nothing(scene: Scene, clerk: Scope):
    before = store_of(scene)
    checked = check_past(scene.session, month_of_answers("2026-03"), scope=clerk, now=scene.now)
    assert (checked.answers, checked.offered) == (26, 40)
    assert store_of(scene) == before


def test_only_the_files_that_were_checked_come_in(scene: Scene, clerk: Scope):
    checked = month_of_answers("2026-03")
    other = Files(checked.answers.replace(b"9,9,8", b"9,9,7"), checked.offers)
    before = store_of(scene)
    with pytest.raises(DomainError, match="not the files that were checked"):
        bring_in_past(scene.session, other, checked.digest, scope=clerk, now=scene.now)
    assert store_of(scene) == before


def test_one_wrong_row_keeps_everything_out(scene: Scene, clerk: Scope):
    here = group("2026-03")
    given = files([f"{here},{TOP}", f"{here},10,9,9"], [f"{here},5"])
    assert "whole number from 0 to 9" in why_not(scene, clerk, given)


def test_the_same_month_comes_in_once(scene: Scene, clerk: Scope):
    bring_in(scene, clerk, month_of_answers("2026-03"))
    assert "brought in already" in why_not(scene, clerk, month_of_answers("2026-03"))
    other = month_of_answers("2026-03", top=5, who="parent")
    assert "brought in already" in why_not(scene, clerk, other)


def test_a_month_in_which_people_were_asked_here_takes_nothing(scene: Scene, clerk: Scope):
    scene.offer("yp", Mode.PAPER)
    scene.later(days=14)
    assert scene.now.month == 12
    assert "asked with this tool" in why_not(scene, clerk, month_of_answers("2026-11"))


@pytest.mark.parametrize("month", ["2026-11", "2026-12", "2030-01"])
def test_a_month_that_is_not_over_takes_nothing(scene: Scene, clerk: Scope, month: str):
    assert "not over" in why_not(scene, clerk, month_of_answers(month))


def test_nothing_is_added_to_what_was_released(scene: Scene, clerk: Scope):
    bring_in(scene, clerk, month_of_answers("2026-08"))
    close_month(scene.session, "2026-08")
    assert "figures up to August 2026" in why_not(scene, clerk, month_of_answers("2026-07"))
    bring_in(scene, clerk, month_of_answers("2026-09"))


def test_the_months_of_a_file_are_released_in_their_order(scene: Scene, clerk: Scope):
    months = [month_of_answers(month) for month in ("2026-09", "2026-07", "2026-08")]
    whole = files(
        [line for m in months for line in m.answers.decode().splitlines()[1:]],
        [line for m in months for line in m.offers.decode().splitlines()[1:]],
    )
    bring_in(scene, clerk, whole)
    tidy(scene.session, secret=SECRET, now=scene.now)
    teams = [row for row in scene.rows(ReleasedBlock) if row["kind"] == "team"]
    assert sorted((row["last_month"], row["complete"]) for row in teams) == [
        ("2026-07", 26),
        ("2026-08", 26),
        ("2026-09", 26),
    ]


def test_no_figure_holds_answers_of_a_file_and_answers_given_here(scene: Scene, clerk: Scope):
    """Whoever has the file could subtract it: 24 known answers would leave the others alone."""
    bring_in(scene, clerk, month_of_answers("2026-08", top=14, nearly=10))
    team = scene.session.get_one(Team, scene.team_id)
    for month, answers in (("2026-09", [TOP_ROW, NEARLY_ROW]), ("2026-10", [TOP_ROW] * 26)):
        plant_answers(scene.session, team, answers, offered=40, mode="paper", month=month)
    tidy(scene.session, secret=SECRET, now=scene.now)
    teams = [row for row in scene.rows(ReleasedBlock) if row["kind"] == "team"]
    assert [(row["first_month"], row["last_month"], row["complete"]) for row in teams] == [
        ("2026-09", "2026-10", 28)
    ]


def test_nor_does_one_that_comes_after_answers_given_here(scene: Scene, clerk: Scope):
    team = scene.session.get_one(Team, scene.team_id)
    answers = [TOP_ROW, NEARLY_ROW]
    plant_answers(scene.session, team, answers, offered=40, mode="paper", month="2026-08")
    bring_in(scene, clerk, month_of_answers("2026-09", top=14, nearly=12))
    tidy(scene.session, secret=SECRET, now=scene.now)
    teams = [row for row in scene.rows(ReleasedBlock) if row["kind"] == "team"]
    assert [(row["first_month"], row["complete"]) for row in teams] == [("2026-09", 26)]


def test_answers_come_in_without_the_order_of_the_file(scene: Scene, clerk: Scope):
    here = group("2026-03")
    rows = [f"{here},{number % 10},9,9" for number in range(200)]
    bring_in(scene, clerk, files(rows, [f"{here},300"]))
    found = [row["q1"] for row in scene.rows(Response)]
    assert found != [number % 10 for number in range(200)]
    assert sorted(found) == sorted(number % 10 for number in range(200))


def test_the_trail_has_the_fact_and_nothing_of_the_file(scene: Scene, clerk: Scope):
    before = len(scene.rows(TrailEvent))
    bring_in(scene, clerk, month_of_answers("2026-03"))
    rows = sorted(scene.rows(TrailEvent), key=lambda row: row["position"])[before:]
    assert [(row["event"], row["detail"], row["subject_id"]) for row in rows] == [
        ("feedback:past-answers:brought-in", "", "")
    ]


def test_a_team_of_two_sites_is_named_with_its_site(scene: Scene, clerk: Scope):
    make_team(scene.session, "Getting Help", site="South")
    assert "several teams" in why_not(scene, clerk, month_of_answers("2026-03"))
    bring_in(scene, clerk, month_of_answers("2026-03", team="getting help (north)"))
    assert {row["team_id"] for row in scene.rows(Response)} == {scene.team_id}


def test_a_file_that_is_too_large_is_refused_in_words(scene: Scene, clerk: Scope):
    given = Files(b"x" * (LARGEST_FILE + 1), b"")
    with pytest.raises(DomainError, match="larger than 5 MB") as refusal:
        check_past(scene.session, given, scope=clerk, now=scene.now)
    assert refusal.value.field == "answers"


def test_whoever_is_no_clerk_brings_nothing_in(scene: Scene):
    with pytest.raises(NotFound):
        bring_in(scene, scene.scope, month_of_answers("2026-03"))
    assert scene.answers() == []
