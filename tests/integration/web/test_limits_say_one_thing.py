"""What was talked about is not also "We did not talk about this"."""

import pytest

from tests.integration.web.conftest import Service

BOTH = "You kept words and also ticked “We did not talk about this”. Keep one of them."


@pytest.mark.parametrize("kept", [{"good-words": "You meet others"}, {"good-said_grid": "y"}])
def test_words_and_not_talked_about_are_refused_together(here: Service, kept: dict[str, str]):
    form = here.client.get(f"{here.here}/limits/group").form("Save and go on")
    page = here.client.submit(form, {**kept, "good-not_discussed": "y"}, 422)
    assert page.errors == [BOTH]
    filled = page.form("Save and go on").values
    assert {name: filled[name] for name in kept} == kept
    assert not here.kept("limits/group").good.not_discussed


def test_a_reason_stands_with_not_talked_about(here: Service):
    form = here.client.get(f"{here.here}/limits/group").form("Save and go on")
    here.client.submit(form, {"good-not_discussed": "y", "good-why_not": "No time"})
    assert here.kept("limits/group").good.why_not == "No time"
