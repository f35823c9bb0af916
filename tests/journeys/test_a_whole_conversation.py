"""A clinician, a young person and her mum go from signing in to what the audit lead reads.

Each part is one step of the conversation: what is given, what they do, what they then see.
"""

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.journeys.pages import feedback
from tests.journeys.pages.accounts import sign_in, sign_out, unlock
from tests.journeys.pages.conversation import Conversation
from tests.journeys.pages.records import begin, make_record
from tests.journeys.pages.summary import print_pdf

TODAY = date.today()  # noqa: DTZ011  what the people in the room read on the wall
LOOK_AGAIN = TODAY + timedelta(days=28)
FRIENDS = "I want to feel like seeing my friends."
KEEP_AN_EYE = "Someone keeps an eye on how she is."
GROUP = "CBT in a group"
AS_IT_IS = "Keep things as they are for now"
OURS = "Walks with Nan"


def test_a_conversation_goes_from_signing_in_to_the_audit(browser_page: Page):
    sign_in(browser_page, "clinician")
    code = make_record(browser_page)
    conversation = Conversation(browser_page, begin(browser_page, "Low mood"))
    what_is_still_needed_is_listed(conversation)
    they_say_who_is_here_and_what_matters(conversation)
    they_look_at_the_grid_together(conversation)
    they_bring_an_option_of_their_own(conversation)
    they_talk_about_limits(conversation)
    they_decide(conversation)
    it_is_called_valid(conversation)
    the_young_person_takes_a_paper_home(conversation, code)
    the_record_system_gets_a_copy(conversation, code)
    what_was_saved_is_told_in_words(conversation)
    both_answer_in_private_and_the_clinician_comes_back(conversation)
    the_audit_lead_reads_on(browser_page)


def what_is_still_needed_is_listed(conversation: Conversation) -> None:
    conversation.open()
    conversation.expect_needed(
        "What matters, in someone's own words", "At least one option talked about",
        "What was decided",
    )  # fmt: skip
    expect(conversation.page.get_by_role("button", name="call it valid")).to_have_count(0)


def they_say_who_is_here_and_what_matters(conversation: Conversation) -> None:
    page = conversation.page
    conversation.follow("Start")
    page.get_by_label("What matters to you?").fill(FRIENDS)
    conversation.choose("How much say do you want today?", "I want us to decide together")
    page.get_by_label("How old is the young person").fill("14")
    mum = conversation.group("Who is with the young person?")
    mum.get_by_label("What does the family call them?").fill("Mum")
    mum.get_by_label("A parent or carer").check()
    mum.get_by_label("Here today").check()
    mum.get_by_label("What matters to them?").fill(KEEP_AN_EYE)
    conversation.part("Time alone")
    conversation.choose("Time alone with the clinician", "Offered, and had")
    conversation.press("Save and go on")

    conversation.open()
    here = page.get_by_role("complementary", name="Who is here").get_by_role("listitem")
    expect(here.filter(has_text="Young person")).to_be_visible()
    expect(here.filter(has_text="Mum")).to_be_visible()
    expect(page.get_by_text("I want us to decide together")).to_be_visible()
    expect(page.get_by_text("Offered, and had")).to_have_count(0)  # the family reads this page


def they_look_at_the_grid_together(conversation: Conversation) -> None:
    page = conversation.page
    conversation.follow("Together")
    expect(
        page.get_by_text("Options stand in A to Z order. The order means nothing.")
    ).to_be_visible()
    conversation.mark("How many people does it help?", "Young person", "Mum")
    conversation.open("together")
    marked = page.get_by_role("row").filter(has_text="How many people does it help?")
    expect(marked.get_by_role("checkbox", name="Mum")).to_be_checked()

    page.get_by_role("link").filter(has_text=f"See it as 100 people: {GROUP}").first.click()
    hundreds = page.get_by_role("img").locator("visible=true")
    expect(hundreds).to_have_count(2)
    expect(page.get_by_role("img", name="67 of 100 recovered")).to_be_visible()
    page.get_by_role("link", name=f"Close the 100 people of {GROUP}").click()
    expect(hundreds).to_have_count(0)

    conversation.part("Options:")
    page.get_by_label("Family therapy").uncheck()
    show = page.get_by_role("button", name="Show these")
    if show.is_visible():
        show.click()
    expect(page.get_by_text("Put away for now:")).to_contain_text("Family therapy")
    expect(page.locator("td").filter(has_text="meet a therapist together").first).to_be_hidden()

    page.get_by_role("link", name="One question at a time").click()
    page.get_by_role("link", name="Question 2").click()
    expect(page.get_by_role("row").filter(has_text="Who with, where")).to_be_visible()
    expect(
        page.get_by_role("row").filter(has_text="What is it, and what would I do?")
    ).to_have_count(0)
    page.get_by_role("link", name="Question 1").click()
    page.get_by_role("link", name="All questions").click()

    conversation.say_about(GROUP, "Young person", "Draws me", "Meeting people who get it.")
    conversation.say_about(GROUP, "Mum", "Puts me off", "It is far.")


def they_bring_an_option_of_their_own(conversation: Conversation) -> None:
    conversation.open("together")
    conversation.bring_option("Our own option", OURS, "Out of the house twice a week.")
    expect(conversation.page.get_by_role("heading", name=OURS)).to_be_visible()


def they_talk_about_limits(conversation: Conversation) -> None:
    page = conversation.page
    conversation.follow("Limits")
    conversation.tell_limits(GROUP, {"What is good about it?": "You meet others your age."})
    hard = conversation.prompt("What is hard about it?")
    expect(hard.get_by_label("We said this")).not_to_be_checked()
    hard.get_by_label("We said this").check()
    conversation.press("Save and go on")
    conversation.follow("Limits")
    conversation.tell_limits(AS_IT_IS, {
        "What is good about it?": "Nothing extra to do.",
        "What is hard about it?": "You have waited a long time already.",
        "What do we not know?": "How the next weeks will be.",
    })  # fmt: skip
    conversation.press("Save and go on")

    conversation.open("limits")
    expect(page.get_by_text("2 of 8 filled in")).to_be_visible()
    conversation.open()
    conversation.expect_needed("What was decided")


def they_decide(conversation: Conversation) -> None:
    page = conversation.page
    conversation.follow("Decide")
    expect(page.get_by_text(KEEP_AN_EYE)).to_be_visible()
    for box in conversation.group("What did you decide?").get_by_role("checkbox").all():
        expect(box).not_to_be_checked()
    page.get_by_label(GROUP).check()
    decided = conversation.group("Who decided?")
    decided.get_by_role("checkbox", name="Young person").check()
    decided.get_by_role("checkbox", name="Mum").check()
    page.get_by_label("under 16 and able to understand").check()
    differently = {"Whose words": "Mum", "In their own words": "I would still like one to one."}
    conversation.add("Add someone’s words", differently)
    to_do = {"Who": "Clinician", "Does what": "Asks for a place in the group and rings you"}
    conversation.add("Add something to do", to_do)
    conversation.write_date("By when?", TODAY + timedelta(days=7))
    conversation.write_date("When will we look again?", LOOK_AGAIN)
    conversation.press("Save what we decided")
    expect(page.get_by_text("Draft: we may still change this").first).to_be_visible()


def it_is_called_valid(conversation: Conversation) -> None:
    page = conversation.page
    expect(page.get_by_role("region", name="Still needed")).to_have_count(0)
    conversation.press("This is right: call it valid")
    expect(page.get_by_role("banner")).to_contain_text("Agreed on ")


def the_young_person_takes_a_paper_home(conversation: Conversation, code: str) -> None:
    page = conversation.page
    conversation.follow("Summary")
    page.get_by_role("link").filter(has_text="print: For the young person").first.click()
    expect(page.get_by_role("article")).to_contain_text(FRIENDS)
    paper = print_pdf(page, "Rowan")
    for words in (
        "For Rowan", FRIENDS, KEEP_AN_EYE, "Agreed on", GROUP, "You have waited a long time",
        "I would still like one to one.", "Asks for a place in the group", "If things get worse",
        f"{LOOK_AGAIN.day} {LOOK_AGAIN:%B %Y}", code, "Demonstration",
    ):  # fmt: skip
        assert words in paper, f"{words!r} is not on the paper:\n{paper}"
    conversation.open("summary")
    expect(page.get_by_text("Not ready yet")).to_have_count(1)  # nobody asked about Mum's copy
    page.get_by_role("link", name="Copies and who may have them").click()
    expect(page.get_by_role("main")).to_contain_text("For the young person: Today")


def the_record_system_gets_a_copy(conversation: Conversation, code: str) -> None:
    conversation.open()
    conversation.page.get_by_role("link", name="Copy for the record system").click()
    text = conversation.page.get_by_label("Plain text")
    for words in (f"Decision: {GROUP}", "Agreed by: Young person and Mum", "rings you", code):
        expect(text).to_have_value(re.compile(re.escape(words)))


def what_was_saved_is_told_in_words(conversation: Conversation) -> None:
    conversation.open()
    conversation.page.get_by_role("link", name="What was saved, and when").click()
    saved = conversation.page.get_by_role("main")
    for words in (
        f"Mum about {GROUP}. Puts me off: “It is far.”",
        "Clinician: Asks for a place in the group and rings you, by ",
        "The young person, under 16 and able to understand this decision",
        "Mum: How many people does it help?",
        "“We said this”, of what the grid says",
    ):
        expect(saved).to_contain_text(words)
    for stored in ("cbt-group", "competent-under-16", "p1", "p2"):
        expect(saved).not_to_contain_text(stored)


def both_answer_in_private_and_the_clinician_comes_back(conversation: Conversation) -> None:
    page = conversation.page
    conversation.follow("Feedback")
    conversation.press("Hand over the tablet")
    feedback.start(page, "young person")
    expect(page.get_by_role("link", name="All steps")).to_have_count(0)
    feedback.answer(page, 9, 8, 9)
    feedback.start(page, "Mum")
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    feedback.answer(page, 7, 7, 6)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")

    conversation.open()  # nothing leads back to the conversation but the password
    unlock(page)
    conversation.open("feedback")
    expect(page.get_by_role("main").get_by_text("Offered", exact=True)).to_have_count(2)


def the_audit_lead_reads_on(page: Page) -> None:
    sign_out(page)
    sign_in(page, "audit")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Audit").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("how well decisions are shared")
    expect(page.get_by_role("table").first).to_contain_text("Getting Help")
