"""The tablet in the family's hands: the private form, turn by turn."""

from playwright.sync_api import Page, expect

ITEMS = 3


def start(page: Page, who: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(who)
    expect(page.get_by_text("This is only for you.")).to_be_visible()
    page.get_by_role("link", name="I have the tablet. Start").click()


def answer(page: Page, *numbers: int) -> None:
    """Choose a number for each item, first to last, and send."""
    items = page.get_by_role("main").get_by_role("group")
    expect(items).to_have_count(ITEMS)
    for place, number in enumerate(numbers):
        items.nth(place).get_by_role("radio").nth(number).check()
    page.get_by_role("button", name="Send my answers").click()
