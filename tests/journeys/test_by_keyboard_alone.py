"""The same job with Tab, Space, Enter and the arrow keys: the focus is always to be seen."""

from playwright.sync_api import Page, expect

from tests.journeys.pages.accounts import PASSWORD
from tests.journeys.pages.keyboard import press, tab_to, write
from tests.journeys.pages.summary import PRINT, KeptPdf


def test_a_conversation_needs_no_pointer(scripted_page: Page):
    page = scripted_page
    page.set_viewport_size({"width": 1024, "height": 768})
    they_sign_in_and_make_a_record(page)
    they_say_what_matters(page)
    they_mark_and_open_a_number(page)
    they_talk_about_one_option(page)
    they_decide_and_print(page)


def they_sign_in_and_make_a_record(page: Page) -> None:
    page.goto("/sign-in")
    write(page, "Sign-in name", "clinician")
    write(page, "Password", PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_title("Your conversations – Shared decisions")
    press(page, "Skip to main content")
    press(page, "Start a conversation")
    expect_page(page, "Who is with you?")
    press(page, "Make a new record")
    expect(page.get_by_role("heading", name="Start a conversation")).to_be_visible()
    tab_to(page, "Behaviour at home")
    low_mood = page.get_by_role("radio", name="Low mood", exact=True)
    while not low_mood.is_checked():
        page.keyboard.press("ArrowDown")
    press(page, "Start")


def they_say_what_matters(page: Page) -> None:
    expect_page(page, "Start")
    write(page, "What matters to you?", "Sleep.")
    press(page, "I want to decide", "Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("I want us to decide together")).to_be_checked()
    press(page, "Save and go on")


def they_mark_and_open_a_number(page: Page) -> None:
    expect_page(page, "Low mood")
    press(page, "Options:")
    press(page, "Being more active", "Space")
    expect(page.get_by_text("Put away for now:")).to_contain_text("Being more active")
    press(page, "Young person", "Space")
    expect(page.get_by_role("status")).to_contain_text("Saved at")
    press(page, "See it as 100 people")
    expect(page.get_by_role("img", name="of 100").locator("visible=true")).to_have_count(2)
    press(page, "Close")
    expect(page.get_by_role("link", name="See it as 100 people").first).to_be_focused()
    press(page, "Add words about")
    expect(page.get_by_role("heading", name="Add words about")).to_be_focused()
    press(page, "Young person", "Space")
    press(page, "Draws me", "Space")
    write(page, "In their own words", "I could do that.")
    press(page, "Add words")
    expect(page.get_by_text("I could do that.", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Add words about").first).to_be_focused()
    press(page, "Go on to Limits")


def they_talk_about_one_option(page: Page) -> None:
    expect_page(page, "Limits")
    press(page, "Family therapy")
    expect_page(page, "Limits: Family therapy")
    for prompt, words in (("good", "We all come."), ("hard", "It takes evenings.")):
        write(page, f"What is {prompt} about it?", words)
    press(page, "Save and go on")
    expect_page(page, "Limits")
    press(page, "Go on to Decide")


def they_decide_and_print(page: Page) -> None:
    expect_page(page, "Decide")
    press(page, "Family therapy", "Space")
    press(page, "Save what we decided")
    expect_page(page, "Conversation about low mood")
    press(page, "This is right: call it valid")
    expect(page.get_by_role("banner")).to_contain_text("Agreed on ")
    press(page, "Summary")
    expect_page(page, "Summary")
    press(page, "Look at it and print")
    expect(page.get_by_label("Name to print at the top")).to_be_visible()
    tab_to(page, PRINT)
    with KeptPdf(page) as kept:
        page.keyboard.press("Enter")
    assert "Family therapy" in kept.words


def expect_page(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", name=heading, level=1, exact=True)).to_be_visible()
