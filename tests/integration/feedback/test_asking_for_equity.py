"""What a young person says of themself is counted and is on no record; only where it is asked."""

import json

import pytest
from sqlalchemy.orm import Session

from sdm_tool.domain.band_releases import LEFT_OUT_BY_LOT
from sdm_tool.domain.collaborate import Mode
from sdm_tool.domain.equity import Equity
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Role
from sdm_tool.persistence.base import Base
from sdm_tool.persistence.feedback import BandTally, Invitation
from sdm_tool.services import feedback_lots
from sdm_tool.services.equity import switch_equity_band
from sdm_tool.services.feedback_closing import purge_expired
from tests.application import SECRET
from tests.client import Page
from tests.factories.people import make_account, scope_of
from tests.integration.feedback.conftest import Desk, Scene, expire
from tests.integration.feedback.test_handing_over import hand_over

ASIAN = "Asian or Asian British"
SAID = {Equity.ETHNIC_GROUP: ASIAN}
FOR_FAIRNESS = "For fairness, if the young person likes"
DEFAULTS = {"age", "communication need", "grouping", "interpreter"}


def switch(scene: Scene, *, is_on: bool = True, equity: Equity = Equity.ETHNIC_GROUP) -> None:
    """An administrator switches it, for the reason that every one needs."""
    by = make_account(scene.session, f"adams-{equity.name}-{is_on}", roles=[Role.ADMINISTRATOR])
    switch_equity_band(
        scene.session,
        equity,
        is_on=is_on,
        reason="The board asked.",
        scope=scope_of(by, [Role.ADMINISTRATOR]),
        now=scene.now,
    )


def counted(scene: Scene, equity: Equity = Equity.ETHNIC_GROUP) -> dict[str, tuple[int, ...]]:
    """Offered, left out by lot, and complete in each band."""
    return {
        row["band"]: (row["offered"], row["left_out"], row["complete"])
        for row in scene.rows(BandTally)
        if row["dimension"] == equity.value
    }


def tables_with(scene: Scene, word: str) -> set[str]:
    """Every table that holds the word anywhere."""
    return {
        mapper.class_.__tablename__
        for mapper in Base.registry.mappers
        if any(word in str(value) for row in scene.rows(mapper.class_) for value in row.values())
    }


def fairness_fields(page: Page) -> list[str]:
    return [field.get("name") for field in page.all("main .sdm-part select")]


def test_a_service_that_switched_nothing_on_asks_nothing(desk: Desk):
    for address in (desk.here, f"{desk.here}/yp"):
        page = desk.client.get(address)
        assert FOR_FAIRNESS not in page.text
        assert fairness_fields(page) == []
    desk.code_for("yp")
    assert {row["dimension"] for row in desk.scene.rows(BandTally)} == DEFAULTS


def test_what_was_said_is_counted_with_the_offer_and_with_the_answer(scene: Scene):
    switch(scene)
    offered = scene.offer("yp", equity=SAID)
    assert counted(scene) == {ASIAN: (1, 0, 0)}
    scene.answer(offered, 9, 9, 9)
    assert counted(scene) == {ASIAN: (1, 0, 1)}


def test_it_stands_in_the_invitation_and_the_counts_and_nowhere_else(scene: Scene):
    switch(scene)
    scene.answer(scene.offer("yp", equity=SAID), 9, 8, 9)
    assert tables_with(scene, ASIAN) == {"invitations", "band_tallies"}
    expire(scene)
    purge_expired(scene.session, secret=SECRET, now=scene.now)
    assert tables_with(scene, ASIAN) == {"band_tallies"}


def test_what_nobody_asked_is_counted_as_not_recorded(scene: Scene):
    switch(scene)
    scene.offer("yp")
    assert counted(scene) == {"not said": (1, 0, 0)}


def test_a_parent_is_never_counted_by_what_is_asked_of_young_people(scene: Scene):
    switch(scene)
    scene.offer("p1", equity=SAID)
    assert counted(scene) == {}


def test_an_answer_that_there_is_not_makes_no_offer(scene: Scene):
    switch(scene)
    with pytest.raises(DomainError, match="Choose one of the answers"):
        scene.offer("yp", equity={Equity.ETHNIC_GROUP: "Martian"})
    assert scene.rows(Invitation) == []
    assert scene.rows(BandTally) == []


def test_one_left_out_by_lot_has_no_equity_band_in_the_invitation(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(feedback_lots, "LEFT_OUT", 1.0)
    switch(scene)
    offered = scene.offer("yp", equity=SAID)
    kept = json.loads(scene.invitations()[0]["bands"])
    assert set(kept.values()) == {LEFT_OUT_BY_LOT}
    scene.answer(offered, 9, 9, 9)
    assert counted(scene)[ASIAN] == (0, 1, 0)


def test_switching_off_stops_the_asking_and_keeps_what_was_counted(scene: Scene):
    switch(scene)
    first = scene.offer("yp", equity=SAID)
    switch(scene, is_on=False)
    scene.answer(first, 9, 9, 9)
    assert counted(scene) == {ASIAN: (1, 0, 1)}


def test_a_page_left_open_adds_nothing_once_it_is_switched_off(desk: Desk):
    switch(desk.scene)
    form = desk.client.get(f"{desk.here}/yp").form("Show the code")
    switch(desk.scene, is_on=False)
    desk.client.submit(form, {"ethnic_group": ASIAN}, status=200, without={"title"})
    assert counted(desk.scene) == {}
    assert ASIAN not in str(desk.scene.invitations())


def test_every_question_starts_as_not_asked_and_the_page_says_where_it_goes(desk: Desk):
    switch(desk.scene)
    switch(desk.scene, equity=Equity.GENDER)
    page = desk.client.get(f"{desk.here}/yp")
    assert fairness_fields(page) == ["ethnic_group", "gender"] * 2
    assert page.all("main .sdm-part option[selected][value]:not([value=''])") == []
    assert "written on no record" in page.text
    assert fairness_fields(desk.client.get(f"{desk.here}/p1")) == []


@pytest.mark.parametrize(
    ("button", "mode"), [("Show the code", Mode.OWN_DEVICE), ("Make the form", Mode.PAPER)]
)
def test_it_is_asked_with_the_code_and_with_the_form_on_paper(desk: Desk, button: str, mode: Mode):
    switch(desk.scene)
    form = desk.client.get(f"{desk.here}/yp").form(button)
    values = form.filled({"ethnic_group": ASIAN}).values
    answer = desk.client.flask.post(form.action, data=values)
    assert answer.status_code == 200
    assert [row["mode"] for row in desk.scene.invitations()] == [mode.value]
    assert counted(desk.scene) == {ASIAN: (1, 0, 0)}


def test_it_is_asked_before_the_tablet_is_handed_over_and_only_the_first_time(desk: Desk):
    switch(desk.scene)
    hand_over(desk, "yp", "p1", ethnic_group=ASIAN)
    assert counted(desk.scene) == {ASIAN: (1, 0, 0)}
    again = desk.sign_in().get(desk.here)
    assert fairness_fields(again) == []


def test_an_unknown_answer_that_is_sent_is_refused_beside_its_question(desk: Desk):
    switch(desk.scene)
    form = desk.client.get(f"{desk.here}/yp").form("Show the code")
    page = desk.client.submit(form, {"ethnic_group": "Martian"}, status=422)
    assert page.all("main details[open] select.nhsuk-select, main details[open] .nhsuk-form-group")
    assert desk.scene.invitations() == []


def test_the_trail_says_nothing_of_what_was_told(session: Session, scene: Scene):
    switch(scene)
    scene.offer("yp", equity=SAID)
    assert scene.events()[-2:] == [
        ("settings:equity-band:switched-on", "ethnic group"),
        ("feedback:offer:made", "own-device"),
    ]
