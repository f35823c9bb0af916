"""A conversation without a grid, one about self-harm, and the wrong record opened by mistake."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.pages.accounts import sign_in, sign_out
from tests.journeys.pages.conversation import Conversation
from tests.journeys.pages.records import begin, find_record, make_record
from tests.journeys.pages.summary import print_pdf

LOOK_AGAIN = date.today() + timedelta(days=14)  # noqa: DTZ011  as people in the room would say it
NO_GRID = "Something else: a conversation without a grid"
SAFETY = ("Where the safety plan is kept, or why not", "Who checks in", "A date to look again")


def test_a_conversation_without_a_grid_may_end_undecided(browser_page: Page):
    conversation = given_a_conversation(browser_page, NO_GRID)
    browser_page.get_by_label("What is this about, in plain words?").fill("Moving school")
    browser_page.get_by_label("What matters to you?").fill("I do not want to lose my friends.")
    conversation.press("Save and go on")

    conversation.open("together")
    expect(browser_page.get_by_text("No options yet.")).to_be_visible()
    conversation.bring_option("Add an option", "Stay where I am", "Nothing changes for now.")
    conversation.bring_option("Add an option", "Visit the new school", "A look, no promise.")
    conversation.say_about("Stay where I am", "Young person", "Draws me", "I know everyone.")

    conversation.open("limits")
    conversation.tell_limits("Stay where I am", {
        "What is good about it?": "Friends stay close.",
        "What is hard about it?": "Mornings stay hard.",
    })  # fmt: skip
    conversation.press("Save and go on")
    conversation.open("decide")
    conversation.choose("What did you decide?", "Not decided yet")
    conversation.press("Save what we decided")
    conversation.expect_needed("A date to look again")

    conversation.open("decide")
    conversation.write_date("When will we look again?", LOOK_AGAIN)
    conversation.press("Save what we decided")
    conversation.press("This is right: call it valid")
    expect(browser_page.get_by_role("banner")).to_contain_text("Not decided yet")
    conversation.open("summary/young-person")
    paper = print_pdf(browser_page)
    for words in ("Not decided yet", "Stay where I am", "Mornings stay hard.", "lose my friends"):
        assert words in paper, paper


def test_a_conversation_about_self_harm_puts_safety_first(browser_page: Page):
    conversation = given_a_conversation(browser_page, "Self-harm")
    browser_page.get_by_label("What matters to you?").fill("I want the nights to be easier.")
    conversation.press("Save and go on")
    conversation.open("limits")
    conversation.tell_limits("Family therapy", {
        "What is good about it?": "We would talk about it at last.",
        "What is hard about it?": "It is hard to say in front of everyone.",
    })  # fmt: skip
    conversation.press("Save and go on")

    conversation.open("decide")
    expect(browser_page.get_by_label("No extra help for now")).to_have_count(0)
    go_on = "No new treatment for now: assessment, safety plan and check-ins go on"
    expect(browser_page.get_by_label(go_on)).to_be_visible()
    browser_page.get_by_label("Family therapy").check()
    conversation.press("Save what we decided")
    conversation.expect_needed(*SAFETY)

    browser_page.get_by_role("link", name=SAFETY[0]).click()
    plan = browser_page.get_by_label("Where is the safety plan kept?")
    expect(plan).to_be_visible()
    plan.fill("On her phone and with Mum")
    browser_page.get_by_label("Who checks in, and how?").fill("R. Okafor rings on Fridays")
    conversation.write_date("When will we look again?", LOOK_AGAIN)
    conversation.press("Save what we decided")
    conversation.press("This is right: call it valid")
    expect(browser_page.get_by_role("banner")).to_contain_text("Agreed on ")
    conversation.open("summary/young-person")
    paper = print_pdf(browser_page)
    assert "If things get worse" in paper
    assert "Life in danger" in paper


@pytest.mark.parametrize("way", ["its code", "its address"])
def test_a_record_is_shown_only_after_asking_who_is_here(browser_page: Page, way: str):
    conversation = given_a_conversation(browser_page, "Low mood")
    browser_page.get_by_label("What matters to you?").fill("Nobody else may read this.")
    browser_page.get_by_label("How old is the young person").fill("15")
    conversation.press("Save and go on")
    sign_out(browser_page)
    sign_in(browser_page, "clinician")

    line = browser_page.get_by_role("listitem").filter(has=browser_page.locator(
        f"a[href='{conversation.address.removeprefix(browser_page.url.rstrip('/'))}']"
    ))  # fmt: skip
    code = line.get_by_role("link").inner_text()
    if way == "its code":
        find_record(browser_page, code)
    else:
        conversation.open()
    expect(browser_page.get_by_role("heading", name="Is this who is with you?")).to_be_visible()
    card = browser_page.get_by_role("main")
    for words in (code, "15 at the last meeting", "Low mood", "Getting Help"):
        expect(card).to_contain_text(words)
    expect(card).not_to_contain_text("Nobody else may read this.")

    browser_page.get_by_role("link", name="No, find someone else").click()
    expect(browser_page.get_by_role("heading", name="Who is with you?")).to_be_visible()
    conversation.open()
    browser_page.get_by_role("button", name="Yes, this is who is with me").click()
    expect(browser_page.get_by_role("banner")).to_contain_text(re.compile(f"Record {code}, age 15"))


def given_a_conversation(page: Page, about: str) -> Conversation:
    sign_in(page, "clinician")
    make_record(page)
    return Conversation(page, begin(page, about))
