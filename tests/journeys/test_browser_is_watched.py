"""A journey fails when its page reaches elsewhere, breaks a policy, or is not accessible."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.looking import require_accessible, require_no_sideways_scroll
from tests.journeys.watching import Watch

HEAD = "<!doctype html><html lang=en><title>Page</title><main><h1>Page</h1>"
SITE = "http://127.0.0.1:9"  # nothing listens there: the tests answer themselves
POLICY = "<meta http-equiv=Content-Security-Policy content=\"style-src 'none'\">"


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<img alt='' src=https://example.org/a.png>", "another machine: https://example.org"),
        ("<script>console.error('lost')</script>", "console error: lost"),
        ("<script>missing()</script>", "script error: missing is not defined"),
        (f"{POLICY}<p style=color:red>red", "Content Security Policy"),
    ],
)
def test_a_complaint_is_collected(browser: Browser, html: str, complaint: str):
    with browser.new_context() as context:
        watch = Watch.over(context)
        context.new_page().goto(f"data:text/html,{HEAD}{html}")
    assert any(complaint in fault for fault in watch.faults), watch.faults


@pytest.mark.parametrize("scripts", ["with", "without"])
def test_axe_finds_a_field_without_a_label(browser: Browser, scripts: str):
    pages = {"/sound": "<p>Sound", "/broken": "<input name=code>"}
    with browser.new_context(java_script_enabled=scripts == "with") as context:
        for path, html in pages.items():
            body = f"{HEAD}{html}"
            context.route(
                f"{SITE}{path}",
                lambda route, _, body=body: route.fulfill(body=body, content_type="text/html"),
            )
        page = context.new_page()
        page.goto(f"{SITE}/sound")
        require_accessible(page)
        page.goto(f"{SITE}/broken")
        with pytest.raises(AssertionError, match="label: "):
            require_accessible(page)


def test_a_page_wider_than_the_window_is_found(browser: Browser):
    with browser.new_context(viewport={"width": 320, "height": 600}) as context:
        page = context.new_page()
        page.goto(f"data:text/html,{HEAD}<p style=width:400px>Wide")
        with pytest.raises(AssertionError, match="in a window of 320"):
            require_no_sideways_scroll(page)
