"""A grid is written, refused, mended, reviewed by two, published, used, and withdrawn."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.pages.accounts import sign_in, sign_out
from tests.journeys.pages.conversation import Conversation
from tests.journeys.pages.records import begin, make_record

GRID = "Sleep"
CELL = "answers/keep-as-is/asks"
PLAIN = "It asks you to keep going as you do now, and to tell someone when it gets harder."


def test_a_grid_is_written_reviewed_published_used_and_withdrawn(browser_page: Page):
    page = browser_page
    sign_in(page, "editor")
    draft = start_a_version(page)
    write(page, f"{draft}/{CELL}", "It asks nothing. Bad effects are rare.")
    expect(page.get_by_role("region", name="What families will see")).to_contain_text("rare")
    expect(page.get_by_role("link", name=re.compile("stops? review"))).to_be_visible()

    send(page, draft)
    expect(page.get_by_role("alert")).to_contain_text("It cannot be sent for review yet.")

    write(page, f"{draft}/{CELL}", PLAIN)
    expect(page.get_by_role("link", name="Nothing stops review")).to_be_visible()
    send(page, draft)
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Approval of “{GRID}”")
    approval = page.url
    expect(page.get_by_role("button", name="Approve this version here")).to_have_count(0)

    approve(page, approval, "approver", "A clinician who knows this difficulty")
    expect(page.get_by_text("it still needs approval from lived experience")).to_be_visible()
    approve(page, approval, "approver2", "A young person, parent or carer who has lived with it")
    expect(page.get_by_text(re.compile("In use here, approved by"))).to_be_visible()
    in_use = page.url

    conversation = talk_with_it(page)
    expect(page.get_by_text(PLAIN).first).to_be_attached()
    expect(page.get_by_text("Draft.", exact=True)).to_have_count(0)

    sign_out(page)
    sign_in(page, "approver")
    page.goto(in_use)
    page.get_by_label("Why is it withdrawn?").fill("A study was corrected.")
    page.get_by_role("button", name="Withdraw this version").click()
    expect(page.get_by_role("heading", name="Withdrawn here")).to_be_visible()

    sign_out(page)
    sign_in(page, "clinician")
    conversation.open("together")
    page.get_by_role("button", name="Yes, this is who is with me").click()
    expect(
        page.get_by_text("This grid version was withdrawn: A study was corrected.")
    ).to_be_visible()


def test_saving_while_what_was_typed_before_is_being_saved_keeps_the_last_words(
    scripted_page: Page,
):
    page = scripted_page
    sign_in(page, "editor")
    address = f"{start_a_version(page)}/{CELL}"
    page.goto(address)
    box, save = page.get_by_label("Words", exact=True), page.get_by_role("button", name="Save")

    for words in ("First words.", "Second words.", "Third words."):
        with page.expect_request("**/answers/**"):
            box.fill(words)
        box.fill(f"{words} And more.")
        save.click()

    seen = page.get_by_role("region", name="What families will see")
    expect(seen).to_contain_text("Third words. And more.")
    expect(seen).not_to_contain_text("Not saved")
    page.goto(address)
    expect(box).to_have_value("Third words. And more.")


def test_a_question_is_moved_with_the_keyboard_and_the_button_keeps_the_focus(
    browser_page: Page,
):
    page = browser_page
    sign_in(page, "editor")
    start_a_version(page)
    first = page.get_by_role("button", name="Move down").first
    text = re.escape((first.text_content() or "").removeprefix("Move down: "))
    up = page.get_by_role("button", name=re.compile(f"Move up ?: {text}"))
    down = page.get_by_role("button", name=re.compile(f"Move down ?: {text}"))

    for _ in range(2):
        down.press("Enter")
        expect(down).to_be_focused()
    expect(up).to_have_id("up-3")

    up.press("Enter")
    expect(up).to_be_focused()
    up.press("Enter")
    expect(down).to_be_focused()


def start_a_version(page: Page) -> str:
    page.goto("/grids")
    page.get_by_role("link", name=GRID, exact=True).click()
    page.get_by_role("link", name="See the approval of this grid").click()
    page.get_by_role("link", name="Make a new version").click()
    page.get_by_label("Money, work or ties").fill("None")
    page.get_by_role("button", name="Start the new version").click()
    expect(page.get_by_role("heading", name="Send it for review")).to_be_visible()
    return page.url


def write(page: Page, address: str, words: str) -> None:
    """Type an answer and save it; where scripts run, what was typed first is being saved too."""
    page.goto(address)
    box = page.get_by_label("Words", exact=True)
    box.fill("Something else first.")
    box.fill(words)
    page.get_by_role("button", name="Save", exact=True).click()
    seen = page.get_by_role("region", name="What families will see")
    expect(seen).to_contain_text(words)
    expect(seen).to_contain_text("Saved at")
    page.goto(address)
    expect(box).to_have_value(words)


def send(page: Page, draft: str) -> None:
    page.goto(draft)
    page.get_by_label("What changed, and why?").fill("Plainer words about keeping things.")
    page.get_by_role("button", name="Send for review").click()


def approve(page: Page, address: str, who: str, speaks_as: str) -> None:
    sign_out(page)
    sign_in(page, who)
    page.goto(address)
    page.get_by_label(speaks_as).check()
    page.get_by_label("Money, work or ties").fill("None")
    page.get_by_role("button", name="Approve this version here").click()


def talk_with_it(page: Page) -> Conversation:
    sign_out(page)
    sign_in(page, "clinician")
    make_record(page)
    conversation = Conversation(page, begin(page, GRID))
    conversation.open("together")
    return conversation
