"""The text for the record system is one press away, and says when the browser keeps it back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.pages.accounts import sign_in

CODE = re.compile(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$")


@pytest.mark.parametrize(
    ("permissions", "told"),
    [
        (["clipboard-read", "clipboard-write"], "Copied"),
        ([], "The text is selected. Copy it as you copy any other text."),
    ],
)
def test_one_press_copies_the_text(scripted_page: Page, permissions: list[str], told: str):
    page = scripted_page
    page.context.grant_permissions(permissions)
    sign_in(page, "clinician")
    page.get_by_role("link", name=CODE).first.click()
    page.get_by_role("button", name="Yes").click()
    page.get_by_role("link", name="Copy for the record system").click()
    text = page.get_by_label("Plain text")

    page.get_by_role("button", name="Copy", exact=True).click()

    expect(page.get_by_role("status").filter(has_text=told)).to_be_visible()
    assert text.evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)") == (
        text.input_value()
    )
    if permissions:
        assert page.evaluate("navigator.clipboard.readText()") == text.input_value()
