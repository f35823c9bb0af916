"""Signing in, out, and back in after the lock."""

import re

from playwright.sync_api import Page, expect

PASSWORD = "demonstration"


def sign_in(page: Page, name: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("Sign-in name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()


def sign_out(page: Page) -> None:
    page.goto("/account")
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(re.compile("/sign-in$"))


def unlock(page: Page) -> None:
    expect(page.get_by_role("heading", name="Locked")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Unlock").click()


def lock_from_elsewhere(page: Page) -> None:
    """Lock the session as if it had been left alone, without touching the open page."""
    form = {"csrf_token": page.locator("[name=csrf_token]").first.input_value()}
    answer = page.request.post("/lock", form=form, headers={"Referer": page.url})
    assert answer.ok, answer.status_text
