"""An administrator has young people asked of themselves, one thing at a time, with a reason."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from sdm_tool.domain.equity import Equity
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.persistence.organisation import Team
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.equity import find_equity_asked
from sdm_tool.services.equity import find_equity_bands, switch_equity_band
from tests.client import Page, PageClient
from tests.client.page import text_of
from tests.factories.people import MADE_AT, make_account, make_organisation, scope_of, sign_in

URL = "/settings/equity"
GENDER = f"{URL}/gender"
WHY = "The board asks whether girls are heard."


def lines(page: Page) -> list[str]:
    return [text_of(item) for item in page.all(".sdm-due li")]


def switch_on(desk: PageClient, reason: str = WHY) -> Page:
    return desk.submit(desk.get(GENDER).form("Start asking"), {"reason": reason})


def test_all_of_them_are_off_until_somebody_switches_one_on(desk: PageClient, store: Session):
    assert URL in [link.href for link in desk.get("/settings").links]
    page = desk.get(URL)
    assert lines(page) == [
        "Ethnic group: Off Never asked here.",
        "Gender: Off Never asked here.",
        "Care experience: Off Never asked here.",
    ]
    assert "data protection impact assessment" in page.text
    assert find_equity_asked(store) == frozenset()


def test_one_is_switched_on_with_its_reason_and_the_others_stay_off(
    desk: PageClient, store: Session
):
    page = switch_on(desk)
    assert page.url == GENDER
    assert "Saved at 10:00" in page.text
    assert lines(page) == [f"Switched on by R. Adams on 3 November 2026. {WHY}"]
    assert find_equity_asked(store) == {Equity.GENDER}


def test_switching_off_keeps_the_history_newest_first(desk: PageClient, store: Session):
    page = desk.submit(switch_on(desk).form("Stop asking"), {"reason": "Nobody looked at it."})
    assert lines(page) == [
        "Switched off by R. Adams on 3 November 2026. Nobody looked at it.",
        f"Switched on by R. Adams on 3 November 2026. {WHY}",
    ]
    assert find_equity_asked(store) == frozenset()


def test_no_reason_is_no_switch(desk: PageClient, store: Session):
    form = desk.get(GENDER).form("Start asking")
    for reason in ("", "   "):
        assert desk.submit(form, {"reason": reason}, status=422).errors == ["Say why."]
    assert find_equity_asked(store) == frozenset()


def test_a_page_left_open_does_not_switch_it_twice(desk: PageClient):
    form = desk.get(GENDER).form("Start asking")
    desk.submit(form, {"reason": WHY})
    page = desk.submit(form, {"reason": "Again"}, status=422)
    assert page.errors == ["It is switched on already. Look again."]
    assert len(lines(page)) == 1


def test_what_is_not_in_the_list_cannot_be_asked(desk: PageClient):
    desk.get(URL)
    for address in ("religion", "ethnic group", "GENDER"):
        desk.get(f"{URL}/{address}", 404)
        desk.post(f"{URL}/{address}/on", {"reason": WHY}, 404)


def test_the_trail_says_who_switched_what(desk: PageClient, store: Session, app: Flask):
    desk.submit(switch_on(desk).form("Stop asking"), {"reason": "Enough."})
    make_account(store, "gray", roles=[Role.INFORMATION_GOVERNANCE_OFFICER])
    officer = PageClient(app)
    sign_in(officer, "gray")
    said = officer.get("/trail").text
    assert "R. Adams switched on asking for an equity band (gender)." in said
    assert "R. Adams switched off asking for an equity band (gender)." in said
    assert WHY not in said


def test_only_an_administrator_may_see_or_switch(client: PageClient, store: Session, team: Team):
    make_account(store, "okafor", roles=[Role.CLINICIAN, Role.AUDIT_LEAD], teams=[team])
    sign_in(client, "okafor")
    client.get("/account")
    client.get(URL, 403)
    client.get(GENDER, 403)
    client.post(f"{GENDER}/on", {"reason": WHY}, 403)


@pytest.fixture
def administrator_of(session: Session) -> Scope:
    make_organisation(session)
    return scope_of(make_account(session, roles=[Role.ADMINISTRATOR]), [Role.ADMINISTRATOR])


def test_the_service_keeps_the_rules_on_both_stores(session: Session, administrator_of: Scope):
    def switch(scope: Scope = administrator_of, *, is_on: bool = True, reason: str = WHY) -> None:
        switch_equity_band(
            session, Equity.GENDER, is_on=is_on, reason=reason, scope=scope, now=MADE_AT
        )

    nobody = replace(administrator_of, permissions=frozenset())
    with pytest.raises(NotFound):
        switch(nobody)
    with pytest.raises(NotFound):
        find_equity_bands(session, nobody)
    with pytest.raises(DomainError, match="switched off already"):
        switch(is_on=False)
    with pytest.raises(DomainError, match="Say why"):
        switch(reason=" ")
    for is_on in (True, False, True):
        switch(is_on=is_on)
    assert find_equity_asked(session) == {Equity.GENDER}
    band = find_equity_bands(session, administrator_of)[1]
    assert [(seen.number, seen.is_on) for seen in band.switches] == [
        (3, True), (2, False), (1, True),
    ]  # fmt: skip
