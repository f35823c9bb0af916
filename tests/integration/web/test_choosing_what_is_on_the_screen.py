"""Together without scripts: the address says what is on the screen, and choosing keeps the rest."""

from tests.client import Page
from tests.integration.web.conftest import Service


def columns(page: Page) -> list[str]:
    """The options whose column is in sight."""
    return [
        head.get("data-sdm-part", "")
        for head in page.all("thead th[data-sdm-part]")
        if head.get("hidden") is None
    ]


def test_choosing_options_stays_at_the_question(here: Service):
    one = here.client.get(f"{here.here}/together?question=2")

    chosen = here.client.submit(one.form("Show these"), {"show": []})

    assert chosen.h1.endswith("question 2 of 11")
    assert columns(one) == ["group", "keep-as-is"]
    assert columns(chosen) == ["keep-as-is"]


def test_an_option_put_away_comes_back_at_the_question(here: Service):
    away = here.client.get(f"{here.here}/together?question=2&chosen=1")
    back = next(link for link in away.links if "show=group" in link.href)

    page = here.client.get(f"{here.here}/together{back.href}")

    assert page.h1.endswith("question 2 of 11")
    assert columns(away) == ["keep-as-is"]
    assert columns(page) == ["group", "keep-as-is"]


def test_an_open_figure_that_is_not_there_changes_nothing(here: Service):
    plain = here.client.get(f"{here.here}/together")

    assert here.client.get(f"{here.here}/together?open=nothing").text == plain.text
