"""What staff see and do at the Feedback step: offered or not offered, and nothing more."""

from collections.abc import Callable

import pytest

from sdm_tool.domain.permissions import Role
from sdm_tool.domain.sections import MeetingSection
from sdm_tool.persistence.feedback import FeedbackOffer, Invitation, OfferTally
from tests.factories.people import make_account, make_team, sign_in
from tests.integration.feedback.conftest import PEOPLE, Desk, tell_meeting

NOT_ASKED = [
    "Young person: Not asked yet Young person: own phone, paper, or not this time",
    "Mum: Not asked yet Mum: own phone, paper, or not this time",
    "Advocate: There is no form for supporters and advocates.",
]


def test_the_page_names_everyone_at_the_meeting(desk: Desk):
    assert desk.state() == NOT_ASKED


def test_offered_and_not_offered_are_all_it_says(desk: Desk):
    desk.code_for("yp")
    form = desk.client.get(f"{desk.here}/p1").form("Do not ask this time")
    page = desk.client.submit(form, {"reason": "too-distressed"})
    assert page.url == desk.here
    assert desk.state()[:2] == [
        "Young person: Offered Young person: make a new code",
        "Mum: Not offered",
    ]
    assert "too much" not in page.text


def test_an_answer_changes_nothing_that_staff_can_read(desk: Desk):
    desk.code_for("yp")
    offered = desk.scene.offer("p1")
    pages = (desk.here, f"{desk.here}/p1", f"/conversations/{desk.scene.conversation_id}")

    def seen() -> list[str]:
        return [desk.client.get(url).html.replace(desk.client.token, "") for url in pages]

    before = seen()
    desk.scene.answer(offered, 9, 9, 9)
    assert seen() == before


def test_a_code_is_shown_alone_while_only_this_machine_can_be_reached(desk: Desk):
    page = desk.code_for("yp")
    assert page.h1 == "Code for the young person"
    assert page.all(".sdm-sheet svg") == []
    assert "It works until 26 November 2026, 14:30" in page.text
    code = page.one("p.sdm-code").text
    assert desk.scene.open_typed(code)


def test_a_code_comes_with_a_picture_where_phones_can_reach_the_service(
    open_desk: Callable[..., Desk],
):
    desk = open_desk(public_url="http://sharing.example")
    page = desk.code_for("yp")
    picture = page.one(".sdm-sheet svg")
    assert picture.get("style") is None
    assert "Or open http://sharing.example/f and type:" in page.text
    assert "#" not in page.one("p.sdm-code").text


def test_a_code_is_not_shown_a_second_time(desk: Desk):
    code = desk.code_for("yp").one("p.sdm-code").text
    assert code not in desk.client.get(f"{desk.here}/yp").text
    form = desk.client.get(f"{desk.here}/yp").form("Make a new code")
    page = desk.client.submit(form, status=200, without={"title"})
    assert page.one("p.sdm-code").text != code
    assert desk.scene.open_typed(code) is None


def test_asking_twice_is_refused_in_words(desk: Desk):
    form = desk.client.get(f"{desk.here}/yp").form("Show the code")
    desk.client.submit(form, status=200, without={"title"})
    page = desk.client.submit(form, status=422)
    assert page.errors == ["This is already recorded for this person at this meeting."]


def test_a_reason_has_to_be_chosen_from_the_list(desk: Desk):
    form = desk.client.get(f"{desk.here}/yp").form("Do not ask this time")
    page = desk.client.submit(form, status=422)
    assert page.errors == ["Choose why not."]
    page = desk.client.submit(form, {"reason": "boring"}, status=422)
    assert len(page.errors) == 1
    assert desk.state() == NOT_ASKED


def test_nobody_is_chosen_as_the_reason_beforehand(desk: Desk):
    assert desk.client.get(f"{desk.here}/yp").all("input[checked]") == []


def test_from_18_the_page_asks_for_the_young_persons_yes(desk: Desk):
    tell_meeting(desk.scene, MeetingSection(age=18, people=PEOPLE))
    page = desk.client.get(f"{desk.here}/p1")
    form = page.form("Show the code")
    page = desk.client.submit(form, status=422)
    assert "18 or over" in page.errors[0]
    desk.client.submit(form, {"young_person_agrees": "y"}, status=200, without={"title"})
    assert desk.state()[1].startswith("Mum: Offered")


def test_a_child_under_11_cannot_be_asked_and_the_page_says_why(desk: Desk):
    tell_meeting(desk.scene, MeetingSection(age=10, people=PEOPLE))
    assert "aged 11 and over" in desk.state()[0]
    page = desk.client.get(f"{desk.here}/yp")
    assert [form for form in page.forms if "feedback" in form.action] == []


def test_somebody_who_was_not_there_is_not_found(desk: Desk):
    desk.client.get(f"{desk.here}/p7", status=404)


def test_an_empty_meeting_says_what_to_do(desk: Desk):
    tell_meeting(desk.scene, MeetingSection(age=15, young_person_here=False))
    page = desk.client.get(desk.here)
    assert "Nobody of the family is down as being here." in page.text
    assert page.link("Say who is here").endswith("/start")


def test_practice_offers_the_tablet_alone_and_records_nothing(practice_desk: Desk):
    page = practice_desk.client.get(practice_desk.here)
    assert "nothing is kept" in page.text
    assert [link for link in page.links if "their own phone" in link.text] == []
    form = practice_desk.client.get(f"{practice_desk.here}/yp").form("Show the code")
    refused = practice_desk.client.submit(form, status=422)
    assert "practice" in refused.errors[0]
    for table in (FeedbackOffer, Invitation, OfferTally):
        assert practice_desk.scene.rows(table) == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CLINICIAN])
def test_only_clinicians_reach_it(desk: Desk, role: Role):
    team_id = desk.scene.team_id
    make_account(desk.scene.session, "other", roles=[role], teams=[_Team(team_id)])
    other = desk.another_browser()
    sign_in(other, "other")
    other.get(desk.here, status=403)


def test_another_teams_clinician_finds_nothing(desk: Desk):
    team = make_team(desk.scene.session, "Another team")
    make_account(desk.scene.session, "stranger", teams=[team])
    stranger = desk.another_browser()
    sign_in(stranger, "stranger")
    stranger.get(desk.here, status=404)
    stranger.get("/f")  # for a token
    for act in ("hand-over", "yp/code", "yp/new-code", "yp/not-offered"):
        stranger.post(f"{desk.here}/{act}", {}, status=404)


def test_opening_the_page_purges_what_has_expired(desk: Desk):
    desk.code_for("yp")
    desk.later(days=8)
    desk.client = desk.sign_in()
    desk.client.get(desk.here)
    assert desk.scene.rows(Invitation) == []
    assert desk.state()[0] == "Young person: Offered"


class _Team:
    def __init__(self, id: str) -> None:
        self.id = id
