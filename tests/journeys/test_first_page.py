"""The first page of the demonstration can be read by everyone, on any screen."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.looking import keep_picture, require_no_sideways_scroll


def test_the_first_page_is_accessible(browser_page: Page, axe: Callable[[Page], None]):
    browser_page.goto("/")
    expect(browser_page.get_by_text("Demonstration").first).to_be_visible()
    axe(browser_page)


def test_the_first_page_fits_the_screen(scripted_page: Page, width: int):
    scripted_page.set_viewport_size({"width": width, "height": 800})
    scripted_page.goto("/")
    keep_picture(scripted_page, f"first-page-{width}")
    require_no_sideways_scroll(scripted_page)
