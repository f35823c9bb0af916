"""One offer for each person at each meeting, counted, in the trail, and never in practice."""

import pytest
from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import Mode
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.feedback import NotOffered
from sdm_tool.domain.permissions import Role
from sdm_tool.domain.sections import MeetingSection
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.feedback import FeedbackOffer, Invitation, OfferTally
from sdm_tool.persistence.organisation import Organisation
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services import feedback_offers
from sdm_tool.services.feedback_people import find_people, read_meeting
from tests.application import SECRET
from tests.factories.people import make_account, make_team, scope_of
from tests.integration.feedback.conftest import (
    PEOPLE,
    Scene,
    make_scene,
    meet,
    tell_meeting,
)


def do_not_offer(scene: Scene, person: str, reason: NotOffered) -> None:
    feedback_offers.do_not_offer(
        scene.session,
        scope=scene.scope,
        meeting_id=scene.meeting_id,
        person=person,
        reason=reason,
        now=scene.now,
    )


def test_an_offer_is_counted_and_in_the_trail(scene: Scene):
    scene.offer("yp")
    scene.offer("p1")
    assert scene.offer_counts() == {
        ("young-person", "own-device", ""): 1,
        ("parent", "own-device", ""): 1,
    }
    assert scene.events()[-2:] == [("feedback:offer:made", "own-device")] * 2


def test_a_person_is_offered_it_once_at_a_meeting(scene: Scene):
    first = scene.offer("yp")
    with pytest.raises(DomainError, match="already recorded"):
        scene.offer("yp", Mode.HAND_OVER)
    assert [row["mode"] for row in scene.invitations()] == ["own-device"]
    assert scene.offer_counts() == {("young-person", "own-device", ""): 1}
    assert scene.open(first)


def test_the_next_meeting_is_another_offer(scene: Scene):
    scene.offer("yp")
    scene.later(days=7)
    next_time = meet(scene.session, scene.scope, scene.team_id, scene.record_id, now=scene.now)
    assert next_time.meeting_id != scene.meeting_id
    next_time.offer("yp")
    assert scene.offer_counts() == {("young-person", "own-device", ""): 2}


def test_why_somebody_was_not_offered_it_is_counted_and_in_the_trail(scene: Scene):
    do_not_offer(scene, "yp", NotOffered.TOO_DISTRESSED)
    assert scene.offer_counts() == {("young-person", "", "too-distressed"): 1}
    assert scene.events()[-1] == ("feedback:offer:not-made", "too-distressed")
    assert scene.invitations() == []
    with pytest.raises(DomainError, match="already recorded"):
        scene.offer("yp")
    with pytest.raises(DomainError, match="already recorded"):
        do_not_offer(scene, "yp", NotOffered.NO_TIME)


def test_an_offer_cannot_be_turned_into_none(scene: Scene):
    scene.offer("yp")
    with pytest.raises(DomainError, match="already recorded"):
        do_not_offer(scene, "yp", NotOffered.NO_TIME)


def test_somebody_without_a_form_is_neither_offered_it_nor_not(scene: Scene):
    for refuse in (
        lambda: scene.offer("p2"),
        lambda: do_not_offer(scene, "p2", NotOffered.OTHER),
    ):
        with pytest.raises(DomainError, match="no form for supporters"):
            refuse()
    assert scene.rows(FeedbackOffer) == []


def test_practice_records_nothing(practice: Scene):
    before = practice.events()
    for refuse in (
        lambda: practice.offer("yp"),
        lambda: do_not_offer(practice, "yp", NotOffered.NO_TIME),
    ):
        with pytest.raises(DomainError, match="practice"):
            refuse()
    for table in (FeedbackOffer, Invitation, OfferTally):
        assert practice.rows(table) == []
    assert practice.events() == before


def test_from_18_the_young_persons_yes_is_needed_and_kept(session: Session):
    scene = make_scene(session, age=18)
    with pytest.raises(DomainError, match="18 or over"):
        scene.offer("p1")
    scene.offer("p1", agrees=True)
    scene.offer("yp")
    kept = {row["person"]: row["young_person_agreed"] for row in scene.rows(FeedbackOffer)}
    assert kept == {"p1": True, "yp": None}


def test_another_teams_meeting_is_not_there(scene: Scene):
    other = make_team(scene.session, "Getting More Help")
    stranger = make_account(scene.session, "stranger", teams=[other])
    scene.scope = scope_of(stranger, [Role.CLINICIAN], [other])
    with pytest.raises(NotFound):
        scene.offer("yp")


def test_an_invitation_lives_as_long_as_the_organisation_says(scene: Scene):
    with writing(scene.session):
        scene.session.get_one(Organisation, 1).invitation_days = 2
    offered = scene.offer("yp")
    scene.later(days=2, seconds=-1)
    assert scene.open(offered)
    scene.later(seconds=1)
    assert scene.open(offered) is None


def test_staff_read_only_who_was_offered_it(scene: Scene):
    offered = scene.offer("yp")
    do_not_offer(scene, "p1", NotOffered.NO_TIME)

    def seen() -> list[object]:
        meeting = read_meeting(scene.session, scene.scope, scene.meeting_id)
        return [
            (p.asked.key, p.offer and p.offer.was_offered, p.can_be_asked, p.can_take_tablet)
            for p in find_people(scene.session, meeting, scene.now)
        ]

    before = seen()
    assert before == [
        ("yp", True, False, False),
        ("p1", False, False, False),
        ("p2", None, False, False),
    ]
    scene.answer(offered, 9, 9, 9)
    assert seen() == before


def test_what_is_typed_but_not_done_counts_too(scene: Scene):
    tell_meeting(scene, MeetingSection(age=10, people=PEOPLE))
    with pytest.raises(DomainError, match="aged 11 and over"):
        scene.offer("yp")


def test_a_new_code_is_the_same_invitation(scene: Scene):
    lost = scene.offer("yp")
    scene.answer(lost, 9, 9, 9)
    expires = scene.invitations()[0]["expires_at"]
    scene.later(days=1)
    new = feedback_offers.make_new_code(
        scene.session,
        scope=scene.scope,
        meeting_id=scene.meeting_id,
        person="yp",
        secret=SECRET,
        now=scene.now,
    )
    assert scene.open(lost) is None
    assert scene.open_typed(lost.code) is None
    assert scene.open_typed(new.code)
    scene.answer(new, 0, 0, 0)
    assert scene.answers() == [(9, 9, 9)]
    assert new.expires_at == expires == scene.invitations()[0]["expires_at"]
    assert scene.offer_counts() == {("young-person", "own-device", ""): 1}
