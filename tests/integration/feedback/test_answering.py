"""What becomes of answers, as seen by whoever gives them and by whoever holds the database."""

import pytest
from sqlalchemy import Engine, event

from sdm_tool.domain.band_releases import LEFT_OUT_BY_LOT
from sdm_tool.domain.collaborate import Mode, Respondent
from sdm_tool.domain.errors import DomainError
from sdm_tool.persistence.engine import make_engine, make_sessions
from sdm_tool.persistence.feedback import Response, SpentInvitation
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services import feedback_lots
from tests.integration.feedback.conftest import Scene, expire, make_scene, meet


def test_an_answer_is_kept_with_nothing_that_leads_to_a_person(scene: Scene):
    offered = scene.offer("yp")
    scene.later(hours=1)
    scene.answer(offered, 9, 8, 7)
    (row,) = scene.rows(Response)
    response_id = row.pop("id")
    assert row == {
        "team_id": scene.team_id,
        "cohort_month": "2026-11",
        "respondent": "young-person",
        "mode": "own-device",
        "form_language": "en",
        "scale_version": "0-9",
        "is_late": False,
        "q1": 9,
        "q2": 8,
        "q3": 7,
    }
    (invitation,) = scene.invitations()
    (spent,) = scene.rows(SpentInvitation)
    assert response_id not in str(invitation)
    assert invitation["id"] not in str(spent)
    assert set(spent) == {"key"}


def test_answering_leaves_no_event(scene: Scene):
    offered = scene.offer("yp")
    before = scene.rows(TrailEvent)
    scene.later(minutes=5)
    scene.answer(offered, 9, 9, 9)
    assert scene.rows(TrailEvent) == before


def test_opening_a_form_any_number_of_times_spends_nothing(scene: Scene):
    offered = scene.offer("yp")
    forms = {scene.open(offered) for _ in range(20)} | {scene.open_typed(offered.code)}
    assert len(forms) == 1
    scene.answer(offered, 1, 2, 3)
    assert scene.answers() == [(1, 2, 3)]


def test_the_first_answer_is_the_one_kept(scene: Scene):
    offered = scene.offer("yp")
    scene.answer(offered, 9, 9, 9)
    scene.answer(offered, 0, 0, 0)
    scene.answer(offered, 9, 9, 9)
    assert scene.answers() == [(9, 9, 9)]
    assert set(scene.band_counts().values()) == {(1, 1)}


def test_a_used_form_opens_as_an_unused_one(scene: Scene):
    offered = scene.offer("yp")
    before = scene.open(offered), scene.open_typed(offered.code)
    scene.answer(offered, 9, 9, 9)
    assert (scene.open(offered), scene.open_typed(offered.code)) == before


def test_a_used_and_an_unused_invitation_run_the_same_statements(scene: Scene, engine: Engine):
    offered = scene.offer("yp")
    form = scene.open(offered)
    assert form
    said: list[str] = []

    @event.listens_for(engine, "before_cursor_execute")
    def _note(_connection, _cursor, statement, *_rest):
        said.append(statement)

    scene.session.rollback()
    scene.send(form.ticket, 9, 9, 9)
    first, said[:] = list(said), []
    scene.session.rollback()
    scene.send(form.ticket, 9, 9, 9)
    assert said == first
    assert len(first) > 5


def test_two_people_answer_on_their_own(scene: Scene):
    young_person, mum = scene.offer("yp"), scene.offer("p1")
    assert scene.open(young_person).respondent is Respondent.YOUNG_PERSON
    assert scene.open(mum).respondent is Respondent.PARENT
    scene.answer(mum, 1, 1, 1)
    scene.answer(young_person, 2, 2, 2)
    found = {row["respondent"]: row["q1"] for row in scene.rows(Response)}
    assert found == {"parent": 1, "young-person": 2}


def test_an_expired_invitation_opens_nothing_and_keeps_nothing(scene: Scene):
    offered = scene.offer("yp")
    form = scene.open(offered)
    expire(scene)
    assert scene.open(offered) is None
    assert scene.open_typed(offered.code) is None
    scene.send(form.ticket, 9, 9, 9)
    assert scene.answers() == []


@pytest.mark.parametrize(
    "change", ["", "x", ".", "{id}", "{id}.", "{id}.{proof}0", "{other}.{proof}"]
)
def test_a_ticket_that_was_changed_opens_nothing(scene: Scene, change: str):
    ticket, other = scene.open(scene.offer("yp")).ticket, scene.open(scene.offer("p1")).ticket
    parts = {
        "id": ticket.split(".")[0],
        "proof": ticket.split(".")[1],
        "other": other.split(".")[0],
    }
    scene.send(change.format(**parts), 9, 9, 9)
    assert scene.answers() == []


def test_an_answer_after_48_hours_is_late(scene: Scene):
    in_time, late = scene.offer("yp"), scene.offer("p1")
    scene.later(hours=48)
    scene.answer(in_time, 9, 9, 9)
    scene.later(seconds=1)
    scene.answer(late, 9, 9, 9)
    found = {row["respondent"]: row["is_late"] for row in scene.rows(Response)}
    assert found == {"young-person": False, "parent": True}


def test_the_month_is_the_invitations_and_not_the_answers(scene: Scene):
    scene.later(days=11)
    offered = scene.offer("yp")
    scene.later(days=2)
    assert scene.now.month == 12
    scene.answer(offered, 9, 9, 9)
    assert [row["cohort_month"] for row in scene.rows(Response)] == ["2026-11"]


def test_bands_are_counted_one_by_one_and_stand_on_no_response(scene: Scene):
    scene.answer(scene.offer("yp"), 9, 9, 9)
    scene.later(days=1)
    next_time = meet(scene.session, scene.scope, scene.team_id, scene.record_id, now=scene.now)
    next_time.answer(next_time.offer("yp"), 9, 9, 8)
    assert scene.band_counts() == {
        ("age", "11 to 15"): (2, 1),
        ("communication need", "yes"): (2, 1),
        ("grouping", "getting-help"): (2, 1),
        ("interpreter", "no"): (2, 1),
    }


def test_an_incomplete_answer_is_kept_and_counted_in_no_band(scene: Scene):
    scene.answer(scene.offer("yp"), 9, None, 9)
    assert scene.answers() == [(9, None, 9)]
    assert scene.band_counts() == {}
    assert scene.band_offers()["age", "11 to 15"] == (1, 0, 1)


def test_who_is_drawn_out_by_lot_is_left_out_of_the_bands_with_their_answer(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(feedback_lots, "LEFT_OUT", 1.0)
    scene.answer(scene.offer("yp"), 9, 9, 9)
    assert scene.answers() == [(9, 9, 9)]
    assert set(scene.band_counts().values()) == {(1, 1)}
    assert {band for _, band in scene.band_counts()} == {LEFT_OUT_BY_LOT}
    assert scene.band_offers()["age", "11 to 15"] == (0, 1, 0)
    assert scene.band_offers()["age", LEFT_OUT_BY_LOT] == (1, 0, 0)


def test_the_mode_is_the_offers(scene: Scene):
    scene.answer(scene.offer("yp", Mode.HAND_OVER), 5, 5, 5)
    assert [row["mode"] for row in scene.rows(Response)] == ["hand-over"]


def test_ten_wrong_tries_pause_a_code_and_say_nothing(scene: Scene):
    offered = scene.offer("yp")
    lookup = offered.code[:4]
    for _ in range(10):
        assert scene.open_typed(f"{lookup} 222 222") is None
    assert scene.open_typed(offered.code) is None
    assert scene.open(offered), "the printed link goes on working"
    scene.later(minutes=15)
    assert scene.open_typed(offered.code)


def test_nine_wrong_tries_do_not(scene: Scene):
    offered = scene.offer("yp")
    for _ in range(9):
        scene.open_typed(f"{offered.code[:4]} 222 222")
    assert scene.open_typed(offered.code)


def test_wrong_tries_at_one_code_leave_another_alone(scene: Scene):
    one, other = scene.offer("yp"), scene.offer("p1")
    for _ in range(10):
        scene.open_typed(f"{one.code[:4]} 222 222")
    assert scene.open_typed(other.code)


def test_a_typed_code_is_read_as_people_type_it(scene: Scene):
    offered = scene.offer("yp")
    assert scene.open_typed(f"  {offered.code.lower().replace(' ', '-')} ")


@pytest.mark.parametrize(
    "typed", ["", "   ", "CDFG", "CDFG HJK MNPQ", "CDFG HJK MN!", "0OIL 111 111"]
)
def test_what_is_no_code_at_all_is_refused_beside_the_field(scene: Scene, typed: str):
    with pytest.raises(DomainError) as refusal:
        scene.open_typed(typed)
    assert refusal.value.field == "code"


def test_a_stolen_database_alone_holds_no_way_in(scene: Scene):
    offered = scene.offer("yp")
    (row,) = scene.invitations()
    assert offered.link_secret not in str(row)
    assert offered.code.replace(" ", "")[4:] not in str(row)
    assert scene.open_typed(f"{row['lookup']} 222 222") is None
    for stolen in (row["link_hash"], row["id"], row["code_hash"]):
        scene.send(stolen, 9, 9, 9)
    assert scene.answers() == []


def test_sqlite_keeps_answers_by_their_random_ids_and_not_as_they_came(sqlite_url: str):
    engine = make_engine(sqlite_url)
    with make_sessions(engine)() as session:
        scene = make_scene(session)
        for _ in range(8):
            scene.later(days=1)
            at = meet(session, scene.scope, scene.team_id, scene.record_id, now=scene.now)
            at.answer(at.offer("yp"), 1, 2, 3)
        kept = [row["id"] for row in scene.rows(Response)]
    engine.dispose()
    assert len(kept) == 8
    assert kept == sorted(kept)
