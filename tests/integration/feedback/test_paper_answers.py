"""Paper forms are typed in by a clerk, and nobody learns from it whether a code was used."""

import pytest
from sqlalchemy import Engine, event

from sdm_tool.domain.collaborate import Answers, Mode
from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.persistence.feedback import Response
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services.paper_answers import NO_SUCH_CODE, TWICE, PaperForm, note_opening, type_in
from tests.application import SECRET
from tests.factories.people import make_account, scope_of
from tests.integration.feedback.conftest import Scene, expire, meet


@pytest.fixture
def clerk(scene: Scene) -> Scope:
    roles = (Role.FEEDBACK_CLERK,)
    return scope_of(make_account(scene.session, "dean", roles=roles), roles)


def type_forms(scene: Scene, clerk: Scope, *forms: tuple[str, tuple[int | None, ...]]):
    batch = [PaperForm(code, Answers(*numbers)) for code, numbers in forms]
    return type_in(scene.session, batch, scope=clerk, secret=SECRET, now=scene.now)


def test_a_paper_form_counts_for_its_month_team_and_mode(scene: Scene, clerk: Scope):
    young_person, mum = scene.offer("yp", Mode.PAPER), scene.offer("p1", Mode.PAPER)
    scene.later(days=3)
    assert type_forms(scene, clerk, (young_person.code, (9, 8, 7)), (mum.code, (1, None, 3))) == {}
    assert scene.answers() == [(1, None, 3), (9, 8, 7)]
    rows = scene.rows(Response)
    assert {row["mode"] for row in rows} == {"paper"}
    assert {row["cohort_month"] for row in rows} == {"2026-11"}
    assert not any(row["is_late"] for row in rows)


def test_the_first_answers_of_a_form_stay_and_nothing_says_so(scene: Scene, clerk: Scope):
    code = scene.offer("yp", Mode.PAPER).code
    assert type_forms(scene, clerk, (code, (9, 9, 9))) == {}
    assert type_forms(scene, clerk, (code, (0, 0, 0))) == {}
    assert scene.answers() == [(9, 9, 9)]


def test_a_used_and_an_unused_code_run_the_same_statements(
    scene: Scene, clerk: Scope, engine: Engine
):
    code = scene.offer("yp", Mode.PAPER).code
    said: list[str] = []

    @event.listens_for(engine, "before_cursor_execute")
    def _note(_connection, _cursor, statement, *_rest):
        said.append(statement)

    scene.session.rollback()
    type_forms(scene, clerk, (code, (9, 9, 9)))
    first, said[:] = list(said), []
    scene.session.rollback()
    type_forms(scene, clerk, (code, (9, 9, 9)))
    assert said == first
    assert len(first) > 5


def test_one_wrong_code_keeps_nothing_of_the_batch(scene: Scene, clerk: Scope):
    good = scene.offer("yp", Mode.PAPER).code
    faults = type_forms(scene, clerk, (good, (9, 9, 9)), ("CDFG 222 222", (1, 1, 1)))
    assert faults == {1: NO_SUCH_CODE}
    assert scene.answers() == []


def test_a_code_of_another_way_of_asking_is_like_an_invented_one(scene: Scene, clerk: Scope):
    phone = scene.offer("yp", Mode.OWN_DEVICE)
    late = scene.offer("p1", Mode.PAPER)
    assert type_forms(scene, clerk, (phone.code, (9, 9, 9))) == {0: NO_SUCH_CODE}
    assert scene.open_typed(phone.code)
    expire(scene)
    assert type_forms(scene, clerk, (late.code, (9, 9, 9))) == {0: NO_SUCH_CODE}
    assert scene.answers() == []


def test_a_paper_form_opens_on_no_screen(scene: Scene):
    paper = scene.offer("yp", Mode.PAPER)
    assert scene.open_typed(paper.code) is None
    assert scene.open(paper) is None


def test_a_code_twice_in_a_batch_is_refused_at_both(scene: Scene, clerk: Scope):
    code = scene.offer("yp", Mode.PAPER).code
    spaced = code.replace(" ", "-").lower()
    faults = type_forms(scene, clerk, (code, (9, 9, 9)), (spaced, (9, 9, 9)))
    assert faults == {0: TWICE, 1: TWICE}
    assert scene.answers() == []


def test_what_is_no_code_is_named(scene: Scene, clerk: Scope):
    faults = type_forms(scene, clerk, ("CDFG", (9, 9, 9)))
    assert "10 characters" in faults[0]


def test_ten_wrong_tries_pause_a_code_and_say_nothing(scene: Scene, clerk: Scope):
    code = scene.offer("yp", Mode.PAPER).code
    for _ in range(10):
        type_forms(scene, clerk, (f"{code[:4]} 222 222", (9, 9, 9)))
    assert type_forms(scene, clerk, (code, (9, 9, 9))) == {0: NO_SUCH_CODE}
    scene.later(minutes=15)
    assert type_forms(scene, clerk, (code, (9, 9, 9))) == {}


def test_a_batch_that_is_sent_again_changes_nothing_more(scene: Scene, clerk: Scope):
    first = scene.offer("yp", Mode.PAPER).code
    scene.later(days=1)
    at = meet(scene.session, scene.scope, scene.team_id, scene.record_id, now=scene.now)
    forms = [(first, (9, 9, 9)), (at.offer("yp", Mode.PAPER).code, (2, 2, 2))]
    type_forms(scene, clerk, forms[0])
    type_forms(scene, clerk, *forms)
    type_forms(scene, clerk, *forms)
    assert scene.answers() == [(2, 2, 2), (9, 9, 9)]


def test_the_trail_has_the_opening_and_nothing_of_the_forms(scene: Scene, clerk: Scope):
    code = scene.offer("yp", Mode.PAPER).code
    note_opening(scene.session, scope=clerk, now=scene.now)
    assert scene.events()[-1] == ("feedback:paper-answers:opened", "")
    before = scene.rows(TrailEvent)
    type_forms(scene, clerk, (code, (9, 9, 9)), ("CDFG 222 222", (1, 1, 1)))
    type_forms(scene, clerk, (code, (9, 9, 9)))
    assert scene.rows(TrailEvent) == before


def test_a_clinician_types_nothing_in(scene: Scene):
    code = scene.offer("yp", Mode.PAPER).code
    with pytest.raises(NotFound):
        type_forms(scene, scene.scope, (code, (9, 9, 9)))
    with pytest.raises(NotFound):
        note_opening(scene.session, scope=scene.scope, now=scene.now)
    assert scene.answers() == []
