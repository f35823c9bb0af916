"""The organisation is changed in one page, and two people do not overwrite one another."""

import pytest
from sqlalchemy.orm import Session

from sdm_tool.persistence.queries.organisations import get_organisation
from tests.client import PageClient

URL = "/settings/organisation"


def test_a_change_is_kept_and_said_with_its_time(desk: PageClient, store: Session):
    form = desk.get(URL).form("Save the organisation")

    page = desk.submit(form, {"name": "Northside CAMHS", "nation": "Wales", "idle_minutes": "15"})

    assert "Saved at 10:00" in page.text
    kept = get_organisation(store)
    assert (kept.name, kept.nation, kept.idle_minutes) == ("Northside CAMHS", "Wales", 15)


def test_the_second_of_two_people_is_told_and_nothing_is_overwritten(
    desk: PageClient, store: Session
):
    seen_before = desk.get(URL).form("Save the organisation")
    desk.submit(seen_before, {"name": "First name"})

    page = desk.submit(seen_before, {"name": "Second name"}, 422)

    assert "Somebody else changed this" in page.errors[0]
    assert get_organisation(store).name == "First name"


@pytest.mark.parametrize(
    ("field", "value"), [("idle_minutes", "1"), ("idle_minutes", "16"), ("invitation_days", "15")]
)
def test_times_out_of_range_are_refused(desk: PageClient, store: Session, field: str, value: str):
    form = desk.get(URL).form("Save the organisation")

    desk.submit(form, {field: value}, 422)

    kept = get_organisation(store)
    assert (kept.idle_minutes, kept.invitation_days) == (5, 7)


def test_a_nameless_service_is_refused_beside_the_field(desk: PageClient):
    form = desk.get(URL).form("Save the organisation")

    page = desk.submit(form, {"name": "  "}, 422)

    assert page.errors == ["Type the name of your service."]
