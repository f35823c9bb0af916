"""Options of their own, options not open to them, and options the team does not offer."""

from datetime import date

from sdm_tool.services.waits import WaitSaid, set_waits
from tests.client.page import text_of
from tests.factories.conversations import small_grid
from tests.integration.web.conftest import Service


def bring(here: Service, name: str, line: str = "") -> None:
    form = here.client.get(f"{here.here}/together/own-option").form("Add this option")
    here.client.submit(form, {"name": name, "line": line})


def test_the_words_of_an_own_option_can_be_put_right(here: Service):
    bring(here, "Dog wlaking", "Twice a week")
    page = here.client.get(f"{here.here}/together")
    (link,) = [a for a in page.named("a") if text_of(a) == "Change the words of Dog wlaking"]
    form = here.client.get(link.get("href")).form("Save")
    assert form.values["name"] == "Dog wlaking"
    assert form.values["line"] == "Twice a week"
    page = here.client.submit(form, {"name": "Dog walking"})
    assert "Dog walking" in page.text
    assert "wlaking" not in page.text


def test_an_own_option_cannot_take_the_name_of_another(here: Service):
    bring(here, "Swimming")
    bring(here, "Dog walking")
    form = here.client.get(f"{here.here}/together/own-option/own-2").form("Save")
    page = here.client.submit(form, {"name": "swimming"}, 422)
    assert page.errors == ["You have an option with this name already."]
    here.client.get(f"{here.here}/together/own-option/own-3", 404)


def test_decide_says_what_the_team_does_not_offer_and_what_is_not_open(here: Service):
    grid = small_grid()
    set_waits(
        here.session,
        {"group": WaitSaid(is_offered=False)},
        team_id=here.team.id,
        grid=grid,
        as_of=date(2026, 11, 2),
        scope=here.scope,
        now=here.clock.now,
    )
    bring(here, "Swimming", "On Mondays")
    form = here.client.get(f"{here.here}/together/not-open/own-1").form("Save")
    here.client.submit(form, {"reason": "the wait is too long"})
    page = here.client.get(f"{here.here}/decide")
    hints = {
        box.get("value"): text_of(page.one(f"#{box.get('aria-describedby')}"))
        for box in page.all("input[name=chosen]")
    }
    assert "This team does not offer it. The service told us on 2 November 2026." in hints["group"]
    assert hints["own-1"] == "On Mondays. Not open to you now, because the wait is too long."
    assert "offer" not in hints["keep-as-is"]
