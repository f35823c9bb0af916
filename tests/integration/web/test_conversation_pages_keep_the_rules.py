"""Every page of a conversation keeps the client's rules, whatever state it is in."""

import pytest

from sdm_tool.services.conversation_status import cancel
from sdm_tool.services.conversations import change_mind
from tests.factories.conversations import LIMITS, small_grid
from tests.integration.web.conftest import Service
from tests.integration.web.conversation_paths import PAGES, PAGES_NOTED


@pytest.mark.parametrize("path", [*PAGES, *PAGES_NOTED])
def test_a_page_keeps_every_rule_before_anything_is_written(here: Service, path: str):
    here.client.get(f"{here.here}{path}")


@pytest.mark.parametrize("path", [*PAGES, *PAGES_NOTED])
def test_a_page_keeps_every_rule_when_all_is_written(whole: Service, path: str):
    whole.client.get(f"{whole.here}{path}")


@pytest.mark.parametrize(
    "path", ["", "/start", "/together", "/limits", "/decide", "/history", "/pause"]
)
def test_a_page_keeps_every_rule_without_a_grid(without_grid: Service, path: str):
    page = without_grid.client.get(f"{without_grid.here}{path}")
    if path != "/pause":
        assert "Practice" in page.text or path == "/history"


@pytest.mark.parametrize("path", [*PAGES, *PAGES_NOTED])
@pytest.mark.parametrize("end", ["cancelled", "replaced"])
def test_a_closed_conversation_can_be_read(whole: Service, path: str, end: str):
    close(whole, end)
    page = whole.client.get(f"{whole.here}{path}")
    if path != "/pause":
        assert ("Entered in error" if end == "cancelled" else "Replaced.") in page.text
    if not path.startswith(("/together/", "/cancel")):
        assert not [words for form in page.forms for words, _, _ in form.buttons if "Save" in words]


def close(service: Service, end: str) -> None:
    if end == "cancelled":
        cancel(
            service.session,
            service.conversation_id,
            reason="another child",
            scope=service.scope,
            now=service.clock.now,
        )
    else:
        form = service.client.get(service.here).form("/valid")
        service.client.submit(form)
        change_mind(
            service.session,
            service.conversation_id,
            grid=small_grid(),
            led_by="R. Okafor",
            scope=service.scope,
            now=service.clock.now,
        )


@pytest.mark.parametrize("path", ["/nothing", "/conversations/nothing", "/records/nothing"])
def test_what_is_not_there_says_what_to_do(here: Service, path: str):
    page = here.client.get(path, 404)
    assert page.h1 == "Page not found"
    assert page.link("Go to the home page") == "/"


@pytest.mark.parametrize(
    "path", ["/limits/nothing", "/together/words/nothing", "/together/not-open/nothing"]
)
def test_an_option_that_is_not_there_has_no_page(here: Service, path: str):
    here.client.get(f"{here.here}{path}", 404)


@pytest.mark.parametrize("number", ["0", "12", "99", "-1", "x", "1" * 5000, "001" + "0" * 5000])
def test_a_question_that_is_not_there_shows_them_all(here: Service, number: str):
    page = here.client.get(f"{here.here}/together?question={number}")
    assert len(page.all("th[scope=row] .sdm-question__n")) == 11


def test_the_limits_say_what_was_said(whole: Service):
    page = whole.client.get(f"{whole.here}/limits/group")
    assert page.one("#good-words").text == LIMITS.good.words
    assert "2 of 8 filled in" in page.text
