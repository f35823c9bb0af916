"""Words are saved as people type, and the page says so only when it is true."""

import re

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from tests.journeys.pages.accounts import lock_from_elsewhere, sign_in, unlock
from tests.journeys.pages.conversation import Conversation
from tests.journeys.pages.records import begin, make_record

AFTER_TYPING = 3_000
LONGEST_WAIT = 15_000
NO_CONNECTION = "Not saved: no connection. Keep this page open."
WORDS = "I want to sleep again."


@pytest.fixture
def start(scripted_page: Page) -> Conversation:
    """Start, open, with a clock that the test moves."""
    sign_in(scripted_page, "clinician")
    make_record(scripted_page)
    conversation = Conversation(scripted_page, begin(scripted_page, "Low mood"))
    scripted_page.clock.install()
    conversation.open("start")
    return conversation


def test_saved_is_said_only_after_the_server_saved(start: Conversation):
    page, held = start.page, list[Route]()
    page.route("**/start", lambda route: held.append(route))  # noqa: PLW0108  it wants a function with a name
    matters(start).fill(WORDS)
    with page.expect_request("**/start"):
        page.clock.run_for(AFTER_TYPING)
    expect(page.get_by_role("status")).to_have_text("Saving")

    with page.expect_response("**/start"):
        held.pop().continue_()
    start.expect_saved()
    page.unroute("**/start")
    start.open("start")
    expect(matters(start)).to_have_value(WORDS)


def test_words_wait_for_the_connection(start: Conversation):
    page = start.page
    page.context.set_offline(True)
    matters(start).fill(WORDS)
    page.clock.run_for(AFTER_TYPING)
    told = page.get_by_text(NO_CONNECTION)
    expect(told).to_be_in_viewport()
    expect(page.get_by_text("Saved at")).to_have_count(0)

    page.context.set_offline(False)
    page.clock.run_for(AFTER_TYPING)
    start.expect_saved()
    expect(told).to_have_count(0)
    start.open("start")
    expect(matters(start)).to_have_value(WORDS)


def test_the_button_waits_for_words_on_their_way(start: Conversation):
    """Else older words, arriving last, would be kept in place of newer ones."""
    page, sent, held = start.page, list[str](), list[Route]()
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    page.route("**/start", lambda route: held.append(route) if not held else route.fallback())
    matters(start).fill("I want")
    with page.expect_request("**/start"):
        page.clock.run_for(AFTER_TYPING)
    matters(start).fill(WORDS)
    start.press_while_waiting("Save and go on")
    page.clock.run_for(AFTER_TYPING)
    assert len(sent) == 1

    held[0].continue_()
    expect(page).to_have_url(re.compile("/together$"))
    start.open("start")
    expect(matters(start)).to_have_value(WORDS)


def test_the_button_keeps_the_page_while_there_is_no_connection(start: Conversation):
    page = start.page
    page.context.set_offline(True)
    matters(start).fill(WORDS)
    page.clock.run_for(AFTER_TYPING)
    expect(page.get_by_text(NO_CONNECTION)).to_be_visible()
    start.press_while_waiting("Save and go on")
    expect(page.locator("form[aria-busy]")).to_have_count(0)
    expect(matters(start)).to_have_value(WORDS)
    expect(page.get_by_text(NO_CONNECTION)).to_be_in_viewport()

    page.context.set_offline(False)
    start.press("Save and go on")
    expect(page).to_have_url(re.compile("/together$"))
    start.open("start")
    expect(matters(start)).to_have_value(WORDS)


def test_a_server_that_does_not_answer_is_no_connection(start: Conversation):
    page, held = start.page, list[Route]()
    page.route("**/start", lambda route: held.append(route))  # noqa: PLW0108  it wants a function with a name
    matters(start).fill(WORDS)
    with page.expect_request("**/start"):
        page.clock.run_for(AFTER_TYPING)
    page.clock.run_for(LONGEST_WAIT)
    expect(page.get_by_text(NO_CONNECTION)).to_be_in_viewport()


def test_a_date_is_sent_whole(start: Conversation):
    page, sent = start.page, list[str]()
    start.open("decide")
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    date = page.get_by_role("group", name="When will we look again?")
    date.get_by_label("Day").fill("17")
    page.keyboard.press("Tab")
    page.clock.run_for(AFTER_TYPING * 2)
    assert sent == []
    expect(page.get_by_text("Not saved")).to_have_count(0)

    date.get_by_label("Month").fill("12")
    date.get_by_label("Year").fill("2099")
    with page.expect_response("**/decide"):
        page.clock.run_for(AFTER_TYPING)
    start.expect_saved()


def test_what_is_not_saved_is_said_where_people_look(start: Conversation):
    page = start.page
    start.open("together")
    page.get_by_role("row").filter(has_text="How sure are we?").scroll_into_view_if_needed()
    page.context.set_offline(True)
    page.get_by_role("row").filter(has_text="How sure are we?").get_by_label("Young person").check()
    page.clock.run_for(100)
    expect(page.get_by_text(NO_CONNECTION)).to_be_in_viewport()
    page.context.set_offline(False)
    page.clock.run_for(AFTER_TYPING)
    start.expect_saved()


def test_words_typed_into_a_locked_page_come_back(start: Conversation):
    page = start.page
    lock_from_elsewhere(page)
    matters(start).fill(WORDS)
    page.clock.run_for(AFTER_TYPING)
    unlock(page)
    expect(page.get_by_role("heading", name="Start", level=1)).to_be_visible()
    expect(matters(start)).to_have_value(WORDS)


def test_a_form_sent_from_a_locked_page_is_finished_after_unlocking(browser_page: Page):
    sign_in(browser_page, "clinician")
    make_record(browser_page)
    conversation = Conversation(browser_page, begin(browser_page, "Low mood"))
    lock_from_elsewhere(browser_page)
    matters(conversation).fill(WORDS)
    conversation.press("Save and go on")
    unlock(browser_page)
    conversation.open("start")
    expect(matters(conversation)).to_have_value(WORDS)


def matters(conversation: Conversation):
    return conversation.page.get_by_label("What matters to you?")


def test_words_that_are_not_added_yet_hold_up_leaving(start: Conversation):
    page, asked = start.page, list[str]()
    start.open("together")
    page.get_by_role("link", name="Add words about CBT in a group").click()
    start.choose("Whose words are they?", "Young person")
    start.choose("What kind?", "Puts me off")
    page.get_by_label("In their own words").fill("I hate groups")

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    page.get_by_role("link", name="Go on to Limits").click(no_wait_after=True)
    expect(page.get_by_label("In their own words")).to_have_value("I hate groups")
    start.press("Add words")
    expect(page.get_by_role("main").get_by_text("I hate groups")).to_be_visible()
    page.get_by_role("link", name="Go on to Limits").click()
    expect(page).to_have_url(re.compile("/limits$"))
    assert asked == ["beforeunload"]
