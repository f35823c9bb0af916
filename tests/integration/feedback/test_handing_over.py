"""The tablet in the family's hands: one form after another, and no way to the staff side."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import structlog

from sdm_tool.log import log_requests
from sdm_tool.persistence.accounts import HeldPost, SignInSession
from sdm_tool.persistence.feedback import FeedbackOffer, Invitation, OfferTally, Response
from sdm_tool.persistence.trail import TrailEvent
from tests.client import Page
from tests.client.page import text_of
from tests.factories.people import PASSWORD
from tests.integration.feedback.conftest import Desk

FULL = {"q1": "9", "q2": "8", "q3": "7"}
OTHER = {"q1": "1", "q2": "2", "q3": "3"}


def hand_over(desk: Desk, *order: str, **values: str) -> Page:
    """Choose who gets the tablet, in this order, and press the button."""
    form = desk.client.get(desk.here).form("Hand over the tablet")
    turns = sorted(name for name in form.names if name.startswith("turn_"))
    chosen = dict(zip(turns, [*order, "", ""], strict=False))
    return desk.client.submit(form, {**chosen, **values})


def start(desk: Desk) -> Page:
    page = desk.client.get("/handover")
    return desk.client.get(page.link("I have the tablet. Start"))


def send(desk: Desk, answers: dict[str, str], button: str = "Send my answers") -> Page:
    return desk.client.submit(start(desk).form("Send my answers"), answers, button=button)


def unlock(desk: Desk, page: Page) -> Page:
    lock = desk.client.get(page.link("Staff: unlock"))
    return desk.client.submit(lock.form("Unlock"), {"password": PASSWORD})


def test_the_tablet_goes_round_and_comes_back_locked(desk: Desk):
    page = hand_over(desk, "yp", "p1")
    assert page.h1 == "Give the tablet to the young person"
    page = send(desk, FULL)
    assert page.h1 == "Thank you. Please pass it to Mum"
    page = send(desk, OTHER)
    assert page.h1 == "Thank you. Please give the tablet back"
    assert unlock(desk, page).url.endswith(desk.here)
    found = {row["respondent"]: row["q1"] for row in desk.scene.rows(Response)}
    assert found == {"young-person": 9, "parent": 1}
    assert {row["mode"] for row in desk.scene.rows(Response)} == {"hand-over"}


def test_the_order_is_the_one_chosen(desk: Desk):
    assert hand_over(desk, "p1", "yp").h1 == "Give the tablet to Mum"
    assert "your child's" in start(desk).text
    assert send(desk, FULL).h1 == "Thank you. Please pass it to the young person"
    assert "your child's" not in start(desk).text


def test_each_person_gets_a_fresh_form(desk: Desk):
    hand_over(desk, "yp", "p1")
    send(desk, FULL)
    assert start(desk).all("input[checked]") == []


def test_everyone_is_offered_it_at_the_start(desk: Desk):
    hand_over(desk, "yp", "p1")
    assert desk.scene.offer_counts() == {
        ("young-person", "hand-over", ""): 1,
        ("parent", "hand-over", ""): 1,
    }
    assert desk.scene.events()[-3:] == [
        ("feedback:offer:made", "hand-over"),
        ("feedback:offer:made", "hand-over"),
        ("feedback:tablet:handed-over", ""),
    ]


def test_after_its_start_the_hand_over_writes_nothing_but_answers(desk: Desk):
    hand_over(desk, "yp", "p1")
    trail, sessions = desk.scene.rows(TrailEvent), desk.scene.rows(SignInSession)
    desk.later(minutes=3)
    send(desk, FULL)
    desk.later(minutes=4)
    send(desk, OTHER)
    assert desk.scene.rows(TrailEvent) == trail
    for row in sessions:
        row["handover_meeting_id"] = None
    assert desk.scene.rows(SignInSession) == sessions


@pytest.mark.parametrize("button", ["Not now", "No thanks"])
def test_saying_no_looks_like_answering(desk: Desk, button: str):
    hand_over(desk, "yp", "p1")
    assert send(desk, FULL, button=button).h1 == "Thank you. Please pass it to Mum"
    assert send(desk, {}, button=button).h1 == "Thank you. Please give the tablet back"
    assert desk.scene.rows(Response) == []


def test_staff_see_the_same_whether_people_answered_or_said_no(desk: Desk):
    hand_over(desk, "yp", "p1")
    send(desk, FULL)
    unlock(desk, send(desk, {}, button="No thanks"))
    assert desk.state()[:2] == ["Young person: Offered", "Mum: Offered"]


def staff_addresses(desk: Desk) -> list[str]:
    conversation = f"/conversations/{desk.scene.conversation_id}"
    return [
        "/", desk.here, f"{desk.here}/yp", conversation, f"{conversation}/start",
        f"{conversation}/notes", f"{conversation}/history", "/account", "/account/password",
        "/records/find?code=XXXX", "/conversations/start", f"/records/{desk.scene.record_id}",
    ]  # fmt: skip


@pytest.mark.parametrize("moment", ["before the form", "at the form", "after the last form"])
def test_no_staff_page_can_be_reached(desk: Desk, moment: str):
    hand_over(desk, "yp")
    if moment == "at the form":
        start(desk)
    if moment == "after the last form":
        send(desk, FULL)
    for address in staff_addresses(desk):
        answer = desk.client.flask.get(address)
        assert answer.status_code == 303, address
        assert answer.location.startswith("/unlock"), address
        assert "Mum" not in answer.text


def test_nothing_that_the_family_sends_to_the_staff_side_is_done_or_held(desk: Desk):
    hand_over(desk, "yp")
    start(desk)
    cancel = f"/conversations/{desk.scene.conversation_id}/cancel"
    location = desk.client.post_and_stay(cancel, {"reason": "for fun"})
    assert location.startswith("/unlock")
    assert desk.scene.rows(HeldPost) == []


def test_pages_of_the_hand_over_name_no_record_and_no_staff(desk: Desk):
    pages = [hand_over(desk, "yp", "p1"), start(desk), desk.client.get("/safety")]
    pages.append(send(desk, FULL))
    for page in pages:
        for known in ("Okafor", desk.scene.record_id, "Record "):
            assert known not in page.text
        assert page.all("nav") == []
    for page in (pages[0], pages[1], pages[3]):
        assert text_of(page.one(".sdm-yours")) == "Private. This is only for you."
        assert page.one("meta[http-equiv=refresh]").get("content") == "600; url=/handover/over"


def test_going_back_after_sending_opens_the_next_persons_turn_only(desk: Desk):
    hand_over(desk, "yp", "p1")
    form = start(desk).form("Send my answers")
    desk.client.submit(form, FULL)
    page = desk.client.submit(form, OTHER)
    assert page.h1 == "Thank you. Please pass it to Mum"
    assert desk.scene.answers() == [(9, 8, 7)]


def test_a_form_sent_twice_at_once_is_kept_once_and_skips_nobody(desk: Desk):
    hand_over(desk, "yp", "p1")
    form = start(desk).form("Send my answers")
    twin = desk.another_browser()
    for cookie in ("sdm",):
        twin.flask.set_cookie(cookie, desk.client.flask.get_cookie(cookie).value)
    twin.token = desk.client.token
    twin.submit(form, FULL)
    assert desk.client.submit(form, FULL).h1 == "Thank you. Please pass it to Mum"
    assert desk.scene.answers() == [(9, 8, 7)]


def test_left_alone_for_ten_minutes_it_locks_and_keeps_nothing(desk: Desk):
    hand_over(desk, "yp", "p1")
    form = start(desk).form("Send my answers")
    desk.clock.move(timedelta(minutes=10, seconds=1))
    page = desk.client.submit(form, FULL)
    assert page.h1 == "Thank you. Please give the tablet back"
    assert desk.scene.rows(Response) == desk.scene.rows(HeldPost) == []
    assert desk.client.flask.get("/handover/questions").location == "/handover/over"


def test_the_page_that_locks_itself_ends_the_hand_over(desk: Desk):
    hand_over(desk, "yp")
    desk.client.get("/handover/over")
    assert desk.client.flask.get("/handover").location == "/handover/over"
    assert desk.client.flask.get("/").location.startswith("/unlock")
    safety = desk.client.get("/safety")
    assert "Okafor" not in safety.text
    assert safety.all("nav") == []


def test_after_unlocking_the_forms_are_gone(desk: Desk):
    hand_over(desk, "yp", "p1")
    lock = desk.client.get("/unlock")
    desk.client.submit(lock.form("Unlock"), {"password": PASSWORD})
    assert desk.client.flask.get("/handover/questions").location == "/handover/over"
    desk.client.get(desk.here)


def test_a_wrong_password_opens_nothing(desk: Desk):
    hand_over(desk, "yp")
    lock = desk.client.get("/unlock")
    desk.client.submit(lock.form("Unlock"), {"password": "let me in"}, status=422)
    assert desk.client.flask.get(desk.here).location.startswith("/unlock")
    assert desk.client.get("/handover").h1 == "Give the tablet to the young person"


def test_a_blank_is_asked_about_and_nobody_is_skipped(desk: Desk):
    hand_over(desk, "yp", "p1")
    form = start(desk).form("Send my answers")
    page = desk.client.submit(form, {"q1": "5"}, status=422)
    left_out = "Choose a number, or send again to leave it out."
    assert page.errors == [f"Question 2. {left_out}", f"Question 3. {left_out}"]
    page = desk.client.submit(page.form("Send my answers"))
    assert page.h1 == "Thank you. Please pass it to Mum"
    assert desk.scene.answers() == [(5, None, None)]


def test_handing_over_again_uses_the_same_invitation(desk: Desk):
    hand_over(desk, "yp")
    unlock(desk, send(desk, {}, button="Not now"))
    hand_over(desk, "yp")
    unlock(desk, send(desk, FULL))
    hand_over(desk, "yp")
    send(desk, OTHER)
    assert desk.scene.answers() == [(9, 8, 7)]
    assert desk.scene.offer_counts() == {("young-person", "hand-over", ""): 1}


def test_whoever_was_asked_on_their_own_device_is_not_on_the_list(desk: Desk):
    form = desk.client.get(desk.here).form("Hand over the tablet")
    desk.code_for("yp")
    page = desk.client.get(desk.here)
    choices = {option.get("value") for option in page.all("select option")}
    assert choices == {"", "p1"}
    refused = desk.client.submit(form, {"turn_1": "yp", "turn_2": ""}, status=422)
    assert refused.errors


@pytest.mark.parametrize(("order", "said"), [
    (("", ""), "Choose at least one person"), (("yp", "yp"), "Each person gets the tablet once"),
])  # fmt: skip
def test_nobody_or_somebody_twice_is_refused(desk: Desk, order: tuple[str, str], said: str):
    form = desk.client.get(desk.here).form("Hand over the tablet")
    page = desk.client.submit(form, {"turn_1": order[0], "turn_2": order[1]}, status=422)
    assert said in page.errors[0]
    assert desk.scene.rows(Invitation) == []
    desk.client.get(desk.here)


def test_practice_walks_the_same_way_and_keeps_nothing(practice_desk: Desk):
    desk = practice_desk
    assert hand_over(desk, "yp", "p1").h1 == "Give the tablet to the young person"
    assert desk.client.flask.get("/").location.startswith("/unlock")
    assert send(desk, FULL).h1 == "Thank you. Please pass it to Mum"
    assert send(desk, FULL).h1 == "Thank you. Please give the tablet back"
    for table in (Response, Invitation, FeedbackOffer, OfferTally):
        assert desk.scene.rows(table) == []
    assert desk.scene.events()[-1] == ("feedback:tablet:handed-over", "practice")


def test_a_stranger_finds_no_form_here(desk: Desk):
    hand_over(desk, "yp")
    stranger = desk.another_browser()
    assert stranger.flask.get("/handover").location == "/handover/over"
    assert stranger.get("/handover/over").h1 == "Thank you. Please give the tablet back"
    assert desk.client.get("/handover").h1 == "Give the tablet to the young person"


def test_no_request_of_the_family_leaves_a_line_in_the_log(open_desk: Callable[..., Desk]):
    desk = open_desk(prepare=log_requests)
    offered = desk.scene.offer("p1")
    with structlog.testing.capture_logs() as lines:
        hand_over(desk, "yp")
        staff_lines = [line["route"] for line in lines]
        send(desk, FULL)
        phone = desk.another_browser()
        form = phone.get("/f").form("Open the questions")
        page = phone.submit(form, {"code": offered.code})
        phone.submit(page.form("Send my answers"), FULL)
        phone.submit(form, {"code": "2222 222 222"}, status=422)
    structlog.reset_defaults()
    assert (
        [line["route"] for line in lines] == staff_lines == ["feedback.step", "feedback.hand_over"]
    )
    assert len(desk.scene.answers()) == 2
