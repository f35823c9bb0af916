"""Who is with you: making a record, finding one, and beginning a conversation."""

from playwright.sync_api import Page, expect


def make_record(page: Page) -> str:
    """Make a record of somebody new and return its code."""
    page.goto("/")
    page.get_by_role("link", name="Start a conversation").click()
    page.get_by_role("button", name="Make a new record").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("Record ")
    return heading.inner_text().removeprefix("Record ")


def find_record(page: Page, code: str) -> None:
    page.goto("/")
    page.get_by_label("Record code").fill(code)
    page.get_by_role("button", name="Find").click()


def begin(page: Page, about: str) -> str:
    """Begin a conversation on the record that is open, and return its address."""
    page.get_by_role("radio", name=about, exact=True).check()
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_role("heading", name="Start", level=1)).to_be_visible()
    return page.url.removesuffix("/start")
