"""Every state of the journey's pages, on a phone, a tablet and a desk, looked at one by one.

axe finds nothing, nothing scrolls sideways, and every target is large enough for a finger.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.journeys import looking
from tests.journeys.pages import feedback
from tests.journeys.pages.accounts import lock_from_elsewhere, sign_in, sign_out, unlock
from tests.journeys.pages.conversation import Conversation
from tests.journeys.pages.records import begin, make_record

WINDOWS = ((768, 1024), (1280, 800), (320, 640))
"""Looked through in this order, so that everything is pressed on the smallest."""
LOCKS_ITSELF = ("meta-refresh",)
"""The tablet in the family's hands locks by itself: a limit that privacy needs (WCAG 2.2.1)."""
GROUP = "CBT in a group"


@dataclass
class Walk:
    """A walk through the pages; `faults` names each state, how wide it was and what is wrong in it.

    No script asks how wide the window is, so a state looks the same whether the window had this
    width from the start or was drawn to it.
    """

    page: Page
    faults: list[str] = field(default_factory=list)

    def look(self, state: str, *, without: tuple[str, ...] = ()) -> None:
        self.page.wait_for_load_state()  # styles and all
        for width, height in WINDOWS:
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.evaluate("scrollTo(0, 0)")  # what sticks to an edge covers what scrolls by
            self._look_once(f"{state} {width}", without)

    def _look_once(self, state: str, without: tuple[str, ...]) -> None:
        looking.keep_picture(self.page, state.replace(" ", "-"))
        for check in (
            lambda: looking.require_accessible(self.page, without=without),
            lambda: looking.require_no_sideways_scroll(self.page),
            lambda: looking.require_large_targets(self.page),
        ):
            try:
                check()
            except AssertionError as fault:
                self.faults.append(f"{state}: {fault}")

    def visit(self, state: str, address: str, status: int = 200) -> None:
        answer = self.page.goto(address)
        if answer is None or answer.status != status:
            self.faults.append(f"{state}: {address} did not answer with {status}")
        self.look(state)


def test_every_state_of_a_conversation_can_be_seen_read_and_pressed(scripted_page: Page):
    walk = Walk(scripted_page)
    sign_in(walk.page, "clinician")
    conversation = finding_a_record(walk)
    at_the_start(walk, conversation)
    around_the_grid(walk, conversation)
    about_limits(walk, conversation)
    deciding(walk, conversation)
    taking_it_home(walk, conversation)
    behind_the_scenes(walk, conversation)
    in_private(walk, conversation)
    assert not walk.faults, "\n\n".join(walk.faults)


def test_every_state_around_it_can_be_seen_read_and_pressed(scripted_page: Page):
    walk = Walk(scripted_page)
    at_the_door(walk)
    as_audit_lead(walk)
    as_feedback_clerk(walk)
    writing_a_grid(walk)
    approving_a_grid(walk)
    assert not walk.faults, "\n\n".join(walk.faults)


def at_the_door(walk: Walk) -> None:
    walk.visit("sign in", "/sign-in")
    walk.page.get_by_role("button", name="Sign in").click()
    walk.look("sign in refused")
    walk.visit("safety", "/safety")
    walk.visit("psychosis", "/psychosis")
    sign_in(walk.page, "clinician")
    walk.look("home")
    walk.visit("no such page", "/no-such-page", 404)
    pages = ("help", "grids", "grids-to-review", "account", "account/password")
    for name in (*pages, "grids/worry/0.1", "grids/worry/0.1/paper", "grids/sleep-easy-read/0.1"):
        walk.visit(name.replace("/", " "), f"/{name}")


def finding_a_record(walk: Walk) -> Conversation:
    walk.visit("who is with you", "/conversations/start")
    walk.page.get_by_role("button", name="Find the record").click()
    walk.look("no such record")
    make_record(walk.page)
    walk.look("new record")
    address = begin(walk.page, "Low mood")
    return Conversation(walk.page, address)


def at_the_start(walk: Walk, conversation: Conversation) -> None:
    page = walk.page
    for part in page.locator("main summary").all():
        part.click()
    walk.look("start, all parts open")
    page.get_by_label("How old is the young person").fill("fourteen")
    conversation.press("Save and go on")
    expect_focus_on_what_is_wrong(page)
    walk.look("start refused")
    page.get_by_label("How old is the young person").fill("14")
    page.get_by_label("What matters to you?").fill("Seeing my friends.")
    mum = conversation.group("Who is with the young person?")
    mum.get_by_label("What does the family call them?").fill("Mum")
    mum.get_by_label("A parent or carer").check()
    mum.get_by_label("Here today").check()
    conversation.press("Save and go on")


def around_the_grid(walk: Walk, conversation: Conversation) -> None:
    page = walk.page
    conversation.open("together")
    conversation.mark("What is it, and what would I do?", "Young person")
    walk.look("together")
    page.get_by_role("link").filter(has_text=f"See it as 100 people: {GROUP}").first.click()
    conversation.part("Options:")
    page.get_by_label("Family therapy").uncheck()
    page.get_by_role("link", name=f"Add words about {GROUP}").click()
    expect(page.get_by_role("heading", name="Add words about")).to_be_focused()
    walk.look("together, everything open")
    conversation.press("Add words")
    expect_focus_on_what_is_wrong(page)
    walk.look("words refused")
    walk.visit("one question", f"{conversation.address}/together?question=4")
    walk.visit("words", f"{conversation.address}/together/words/cbt-group")
    walk.visit("not open", f"{conversation.address}/together/not-open/cbt-group")
    walk.visit("own option", f"{conversation.address}/together/own-option")
    conversation.press("Add this option")
    walk.look("own option refused")
    conversation.open("together")
    conversation.bring_option("Our own option", "Walks with Nan", "Twice a week.")
    conversation.say_about("Walks with Nan", "Mum", "Puts me off", "Nan is often tired.")
    walk.look("own option said")


def about_limits(walk: Walk, conversation: Conversation) -> None:
    conversation.open("limits")
    walk.look("limits")
    conversation.tell_limits(GROUP, {"What is good about it?": "Others your age."})
    hard = conversation.prompt("What is hard about it?")
    hard.get_by_label("We said this").check()
    conversation.prompt("What would success look like?").get_by_label("We did not talk").check()
    walk.look("limits of an option")
    conversation.press("Save and go on")
    conversation.open()
    walk.look("steps, more needed")


def deciding(walk: Walk, conversation: Conversation) -> None:
    page = walk.page
    conversation.open("decide")
    page.get_by_label(GROUP).check()
    page.get_by_label("Not decided yet").check()
    conversation.part("Add someone’s words")
    conversation.part("Add something to do")
    walk.look("decide, all parts open")
    conversation.press("Save what we decided")
    expect_focus_on_what_is_wrong(page)
    walk.look("decide refused")
    page.get_by_label("Not decided yet").uncheck()
    conversation.write_date("When will we look again?", date.today() + timedelta(28))  # noqa: DTZ011  as said in the room
    conversation.press("Save what we decided")
    conversation.press("This is right: call it valid")
    expect(page.get_by_role("banner")).to_contain_text("Agreed on")
    walk.look("steps, valid")


def taking_it_home(walk: Walk, conversation: Conversation) -> None:
    for step in ("summary", "summary/young-person", "summary/parent", "copies", "copy", "pause"):
        walk.visit(step.replace("/", " "), f"{conversation.address}/{step}")
    conversation.open("summary/young-person")
    conversation.press("Show it as a page to print")
    expect(walk.page.get_by_role("button", name="Print this page")).to_be_visible()
    walk.look("page to print")
    conversation.open("together")
    walk.page.get_by_role("link", name="Pause").click()
    walk.look("paused")
    walk.page.keyboard.press("Enter")


def behind_the_scenes(walk: Walk, conversation: Conversation) -> None:
    for page in ("notes", "history", "cancel"):
        walk.visit(page, f"{conversation.address}/{page}")


def in_private(walk: Walk, conversation: Conversation) -> None:
    page = walk.page
    walk.visit("feedback", f"{conversation.address}/feedback")
    walk.visit("feedback of one person", f"{conversation.address}/feedback/p1")
    conversation.press("Show the code")
    walk.look("a code for a phone")
    conversation.open("feedback")
    conversation.press("Hand over the tablet")
    walk.look("give the tablet", without=LOCKS_ITSELF)
    feedback.start(page, "young person")
    walk.look("private questions", without=LOCKS_ITSELF)
    conversation.press("Send my answers")
    walk.look("private questions, asked again", without=LOCKS_ITSELF)
    conversation.press("No thanks")
    walk.look("tablet back")
    conversation.open()
    walk.look("locked")
    unlock(page)
    conversation.open("notes")
    lock_from_elsewhere(page)
    conversation.press("Save the notes")
    unlock(page)
    sign_out(page)
    walk.visit("typed code", "/f")


def as_audit_lead(walk: Walk) -> None:
    sign_out(walk.page)
    sign_in(walk.page, "audit")
    walk.look("home of an audit lead")
    page = walk.page
    walk.visit("audit", "/audit")
    walk.visit("audit of months not closed", "/audit?to=2999-01", 422)
    walk.visit("how to read the audit pages", "/help/audit")
    walk.visit("charts", "/audit/charts")
    page.get_by_label("Team", exact=True).select_option("Schools")
    page.get_by_role("button", name="Show these").click()
    page.get_by_text("Write down a change").click()
    page.get_by_role("button", name="Write it down").click()
    expect_focus_on_what_is_wrong(page)
    walk.look("a change to put right")
    page.get_by_text("Set a target of your own").click()
    page.get_by_role("button", name="Set this target").click()
    expect_focus_on_what_is_wrong(page)
    page.get_by_label("What Top Score do you aim for?").fill("60")
    page.get_by_label("Why this number?").fill("Half as many again as in our first year.")
    page.get_by_role("button", name="Set this target").click()
    expect(page.locator(":focus")).to_have_text("The target is set, and drawn on the chart.")
    walk.look("charts with a target")
    walk.visit("quality of the record", "/audit/records?by=month")
    walk.visit("fairness", "/audit/fairness?by=grouping")
    walk.visit("thrive view", "/audit/thrive")
    walk.visit("compare organisations", "/audit/compare")


def as_feedback_clerk(walk: Walk) -> None:
    page = walk.page
    sign_out(page)
    sign_in(page, "paper")
    walk.visit("paper answers", "/paper-answers")
    page.get_by_label("Form 1: Code").focus()
    for typed in ("CDFG", "9", "10", "", "CDFG 222 222", "9", "9", "9"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.get_by_role("button", name="Save these forms").click()
    expect_focus_on_what_is_wrong(page)
    expect(page.get_by_label("Form 2: Code")).to_have_value("CDFG 222 222")
    walk.look("paper answers to put right")
    walk.visit("past answers", "/paper-answers/past")
    page.get_by_role("button", name="Check the files").click()
    walk.look("past answers without files")


def expect_focus_on_what_is_wrong(page: Page) -> None:
    expect(page.locator(":focus").get_by_role("alert")).to_be_visible()


def writing_a_grid(walk: Walk) -> None:
    sign_out(walk.page)
    sign_in(walk.page, "editor")
    walk.visit("versions of a grid", "/grids/worry/versions")
    walk.visit("nothing being written", "/grid-drafts")
    walk.visit("bring in a grid", "/grid-drafts/import")
    walk.visit("approval", "/grids/worry/0.1/approval")
    walk.page.get_by_role("link", name="Make a new version").click()
    walk.page.get_by_label("Money, work or ties").fill("None")
    walk.page.get_by_role("button", name="Start the new version").click()
    walk.look("draft of a grid")
    draft = walk.page.url
    walk.visit("about a grid", f"{draft}/about")
    walk.visit("option of a grid", f"{draft}/options/keep-as-is")
    walk.visit("question of a grid", f"{draft}/questions/what")
    walk.visit("files of a grid", f"{draft}/text")
    walk.visit("evidence of a draft", f"{draft}/evidence")
    walk.page.get_by_text("Behind", exact=False).first.click()
    walk.look("evidence of a draft with its uses")
    walk.visit("evidence record", f"{draft}/evidence/anx-cams-cbt")
    walk.visit("guideline position", f"{draft}/guidelines/cg28-med-monitoring")
    walk.visit("how the evidence was found", f"{draft}/how-found")
    walk.visit("answer of a grid", f"{draft}/answers/keep-as-is/better")
    walk.page.get_by_label("Words", exact=True).fill("Bad effects are rare.")
    expect(walk.page.get_by_text("stops review").first).to_be_visible()
    walk.look("answer of a grid with a fault")
    walk.page.goto(draft)
    walk.page.get_by_text("Throw this draft away").click()
    walk.look("draft of a grid with a fault")
    walk.page.get_by_role("button", name="Throw it away for good").click()


def approving_a_grid(walk: Walk) -> None:
    sign_out(walk.page)
    sign_in(walk.page, "approver")
    walk.visit("approving", "/grids/worry/0.1/approval")
    walk.page.get_by_role("button", name="Approve this version here").click()
    walk.look("approving refused")
