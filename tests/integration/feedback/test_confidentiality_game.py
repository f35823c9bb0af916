"""Staff with every screen, and somebody with the database, try to find out who answered what.

The pages of the form itself are tried in test_private_form.py (the same pages) and in
test_answering.py (the same statements); releases in tests/unit/audit/test_reidentification_game.py.
"""

import re

import pytest
from sqlalchemy import select

from sdm_tool.domain.permissions import Role
from sdm_tool.persistence.base import Base
from sdm_tool.persistence.feedback import Response, SpentInvitation
from sdm_tool.persistence.organisation import Team
from sdm_tool.services.feedback_closing import close_month
from sdm_tool.services.records import make_record
from tests.application import SECRET
from tests.client import PageClient
from tests.factories.audit_rows import NEARLY, TOP, plant_answers
from tests.factories.people import make_account, sign_in
from tests.integration.feedback.conftest import Desk, Scene, make_scene, meet

VISITS = 30
CHANCE = 0.75
"""A correlation of 30 pairs in no order is further from 0 than this once in a million times."""
CLINICIAN_PAGES = ("/", "/conversations/start")
AUDIT_PAGES = ("/audit", "/audit/charts", "/audit/scores.csv", "/audit/blocks.csv")


@pytest.fixture
def busy_desk(desk: Desk) -> Desk:
    """A closed month with a score behind the open one, and a second, newer record."""
    session = desk.scene.session
    team = session.get_one(Team, desk.scene.team_id)
    plant_answers(session, team, [TOP, NEARLY] * 20, offered=60)
    return desk


def read(client: PageClient, address: str) -> str:
    """What anybody would compare: the token of a form says when it was signed."""
    text = client.flask.get(address).get_data(as_text=True)
    return re.sub(r'(name="csrf_token"[^>]*value=)"[^"]*"', r"\1", text)


def as_role(desk: Desk, role: Role) -> PageClient:
    make_account(desk.scene.session, role.value, roles=[role])
    client = desk.another_browser()
    sign_in(client, role.value)
    return client


def test_no_list_and_no_figure_moves_when_somebody_answers(busy_desk: Desk):
    desk = busy_desk
    offered, other = desk.scene.offer("yp"), desk.scene.offer("p1")
    record, talk = f"/records/{desk.scene.record_id}", desk.scene.conversation_id
    readers = [
        (desk.client, (*CLINICIAN_PAGES, record, f"/conversations/{talk}/history", desk.here)),
        (as_role(desk, Role.AUDIT_LEAD), AUDIT_PAGES),
    ]

    def seen() -> dict[str, str]:
        return {address: read(client, address) for client, own in readers for address in own}

    before = seen()
    desk.scene.answer(offered, 9, 9, 9)
    desk.scene.answer(other, 0, 1, 2)

    assert seen() == before
    assert "40" in before["/audit"]


def order_of(scene: Scene) -> list[int]:
    """The visits in the order in which the store gives their answers back."""
    return [row["q1"] * 10 + row["q2"] for row in scene.rows(Response)]


def correlation(ranks: list[int]) -> float:
    """Spearman's, of what was found with 0, 1, 2 ..."""
    squares = sum((rank - place) ** 2 for place, rank in enumerate(ranks))
    return 1 - 6 * squares / (len(ranks) * (len(ranks) ** 2 - 1))


def answer_visit_after_visit(scene: Scene) -> None:
    for visit in range(VISITS):
        scene.later(minutes=20)
        record_id = make_record(
            scene.session, team_id=scene.team_id, local_number="", secret=SECRET,
            scope=scene.scope, now=scene.now,
        )  # fmt: skip
        at = meet(scene.session, scene.scope, scene.team_id, record_id, now=scene.now)
        at.answer(at.offer("yp"), visit // 10, visit % 10, 5)


def test_answers_do_not_stand_in_the_order_of_the_visits(session):
    scene = make_scene(session)
    answer_visit_after_visit(scene)
    found = order_of(scene)
    assert sorted(found) == list(range(VISITS))
    by_id = [
        row["q1"] * 10 + row["q2"] for row in sorted(scene.rows(Response), key=lambda r: r["id"])
    ]
    assert abs(correlation(by_id)) < CHANCE
    assert abs(correlation(found)) < CHANCE

    close_month(session, "2026-11")
    closed = order_of(scene)
    assert sorted(closed) == list(range(VISITS))
    assert abs(correlation(closed)) < CHANCE


def test_that_order_would_be_noticed():
    assert correlation(list(range(VISITS))) == 1
    assert correlation(list(range(VISITS))[::-1]) == pytest.approx(-1)


def test_nothing_in_the_store_leads_from_an_answer_to_a_person(scene: Scene):
    scene.answer(scene.offer("yp"), 9, 8, 7)
    (answer,) = scene.rows(Response)
    tables = {
        table.name: [tuple(row) for row in scene.session.execute(select(table))]
        for table in Base.metadata.sorted_tables
        if table.name != "responses"
    }
    assert [name for name, rows in tables.items() if answer["id"] in str(rows)] == []
    persons = {scene.record_id, scene.meeting_id, scene.conversation_id, scene.scope.account_id}
    (invitation,), (spent,) = scene.invitations(), scene.rows(SpentInvitation)
    persons |= {invitation["id"], invitation["link_hash"], invitation["lookup"], spent["key"]}
    assert {str(value) for value in answer.values()} & persons == set()
    assert len(persons) == 8


@pytest.mark.parametrize("address", AUDIT_PAGES)
def test_nothing_that_leaves_leads_to_a_person(busy_desk: Desk, address: str):
    desk = busy_desk
    desk.scene.answer(desk.scene.offer("yp"), 9, 8, 7)
    taken = read(as_role(desk, Role.AUDIT_LEAD), address)
    (invitation,) = desk.scene.invitations()
    secrets = [desk.scene.record_id, desk.scene.meeting_id, desk.scene.conversation_id]
    secrets += [str(row["id"]) for row in desk.scene.rows(Response)]
    secrets += [str(invitation[name]) for name in ("id", "lookup", "link_hash")]
    assert len(taken) > 100
    assert [secret for secret in secrets if secret in taken] == []
