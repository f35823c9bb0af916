"""A meeting with a young person, Mum and an advocate, and what a person with the database sees."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.app import create_app
from sdm_tool.config import Settings
from sdm_tool.domain.collaborate import Answers, Mode
from sdm_tool.domain.equity import Equity, YoungPersonSaid
from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.domain.sections import Grouping, MeetingSection, Person, StartSection
from sdm_tool.persistence.base import Base
from sdm_tool.persistence.engine import make_sessions, writing
from sdm_tool.persistence.feedback import BandTally, Invitation, OfferTally, Response
from sdm_tool.persistence.records import Meeting
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services import feedback_answers, feedback_lots, feedback_offers
from sdm_tool.services.conversations import start_conversation
from sdm_tool.services.feedback_offers import Offered
from sdm_tool.services.grids import Catalogue
from sdm_tool.services.records import make_record
from sdm_tool.services.sections import Place, open_section, save_section
from tests.application import SECRET, close
from tests.client import Page, PageClient
from tests.client.page import text_of
from tests.clock import Clock
from tests.databases import Stores
from tests.factories.people import (
    make_account,
    make_organisation,
    make_team,
    scope_of,
    sign_in,
)

NO_GRIDS = Catalogue((), ())
MET_AT = datetime(2026, 11, 19, 14, 30, tzinfo=UTC)
PEOPLE = (
    Person("p1", "Mum", is_parent=True),
    Person("p2", "Advocate", is_parent=False),
)


@dataclass
class Scene:
    """One meeting, and the acts of the people around it."""

    session: Session
    scope: Scope
    team_id: str
    record_id: str
    conversation_id: str
    meeting_id: str
    now: datetime = MET_AT

    def offer(
        self,
        person: str = "yp",
        mode: Mode = Mode.OWN_DEVICE,
        *,
        agrees: bool = False,
        equity: Mapping[Equity, str] | None = None,
    ) -> Offered:
        return feedback_offers.offer(
            self.session,
            scope=self.scope,
            meeting_id=self.meeting_id,
            person=person,
            mode=mode,
            secret=SECRET,
            now=self.now,
            said=YoungPersonSaid(agrees, equity or {}),
        )

    def open(self, offered: Offered) -> feedback_answers.OpenForm | None:
        return feedback_answers.open_by_link(
            self.session, offered.link_secret, secret=SECRET, now=self.now
        )

    def open_typed(self, code: str) -> feedback_answers.OpenForm | None:
        return feedback_answers.open_by_code(self.session, code, secret=SECRET, now=self.now)

    def answer(self, offered: Offered, *numbers: int | None) -> None:
        form = self.open(offered)
        assert form is not None
        self.send(form.ticket, *numbers)

    def send(self, ticket: str, *numbers: int | None) -> None:
        feedback_answers.answer_by_ticket(
            self.session, ticket, Answers(*numbers), secret=SECRET, now=self.now
        )

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)

    def rows(self, table: type[Base]) -> list[dict[str, object]]:
        """Return a whole table, as someone with the database reads it."""
        self.session.rollback()
        found = self.session.execute(select(*table.__table__.columns)).mappings()
        return [dict(row) for row in found]

    def answers(self) -> list[tuple[int | None, ...]]:
        return sorted((r["q1"], r["q2"], r["q3"]) for r in self.rows(Response))

    def offer_counts(self) -> dict[tuple[str, str, str], int]:
        return {
            (row["respondent"], row["mode"], row["reason"]): row["count"]
            for row in self.rows(OfferTally)
        }

    def band_counts(self) -> dict[tuple[str, str], tuple[int, int]]:
        return {
            (row["dimension"], row["band"]): (row["complete"], row["top"])
            for row in self.rows(BandTally)
            if row["complete"]
        }

    def band_offers(self) -> dict[tuple[str, str], tuple[int, int, int]]:
        """Offered, left out and incomplete of each band."""
        return {
            (row["dimension"], row["band"]): (row["offered"], row["left_out"], row["incomplete"])
            for row in self.rows(BandTally)
        }

    def events(self) -> list[tuple[str, str]]:
        rows = sorted(self.rows(TrailEvent), key=lambda row: row["position"])
        return [(row["event"], row["detail"]) for row in rows]

    def invitations(self) -> list[dict[str, object]]:
        return self.rows(Invitation)


def make_scene(session: Session, *, age: int | None = 15, is_practice: bool = False) -> Scene:
    make_organisation(session, is_demonstration=True)
    team = make_team(session)
    account = make_account(session, teams=[team])
    scope = scope_of(account, [Role.CLINICIAN], [team])
    record_id = make_record(
        session, team_id=team.id, local_number="", secret=SECRET, scope=scope, now=MET_AT
    )
    return meet(session, scope, team.id, record_id, age=age, is_practice=is_practice)


def meet(
    session: Session,
    scope: Scope,
    team_id: str,
    record_id: str,
    *,
    age: int | None = 15,
    is_practice: bool = False,
    now: datetime = MET_AT,
) -> Scene:
    """Start a conversation at a meeting now, with everyone of PEOPLE there."""
    conversation_id = start_conversation(
        session,
        record_id,
        grid=None,
        led_by="R. Okafor",
        is_practice=is_practice,
        scope=scope,
        now=now,
    )
    meeting_id = session.scalars(
        select(Meeting.id).where(Meeting.record_id == record_id).order_by(Meeting.held_at.desc())
    ).first()
    assert meeting_id
    scene = Scene(session, scope, team_id, record_id, conversation_id, meeting_id, now)
    tell_meeting(scene, MeetingSection(held_on=now.date(), age=age, people=PEOPLE))
    _tell(scene, "start", StartSection(needs="Breaks", grouping=Grouping.GETTING_HELP))
    return scene


def tell_meeting(scene: Scene, section: MeetingSection) -> None:
    _tell(scene, "meeting", section, meeting_id=scene.meeting_id)


def _tell(scene: Scene, name: str, section: object, meeting_id: str | None = None) -> None:
    place = Place(scene.conversation_id, name, type(section), meeting_id=meeting_id)
    base = open_section(scene.session, place, scene.scope).base
    save_section(
        scene.session, place, section, base=base, is_done=True, scope=scene.scope, now=scene.now
    )


@pytest.fixture(autouse=True)
def _nobody_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lots would make one count in five another; the tests of lots draw them."""
    monkeypatch.setattr(feedback_lots, "LEFT_OUT", 0.0)


@pytest.fixture
def scene(session: Session) -> Scene:
    return make_scene(session)


@pytest.fixture
def practice(session: Session) -> Scene:
    return make_scene(session, is_practice=True)


def expire(scene: Scene) -> None:
    """Let every invitation run out, to the second."""
    with writing(scene.session):
        latest = max(row["expires_at"] for row in scene.invitations())
    scene.now = latest


@dataclass
class Desk:
    """A clinician's browser, and the scene behind it. The clock moves both."""

    client: PageClient
    scene: Scene
    clock: Clock

    @property
    def here(self) -> str:
        return f"/conversations/{self.scene.conversation_id}/feedback"

    def later(self, **time: float) -> None:
        self.scene.now = self.clock.move(timedelta(**time))

    def another_browser(self) -> PageClient:
        """A phone, or a computer where nobody is signed in."""
        return PageClient(self.client.flask.application)

    def sign_in(self) -> PageClient:
        """A second browser of the clinician, at the right record."""
        client = self.another_browser()
        sign_in(client)
        confirm = f"/records/{self.scene.record_id}/confirm"
        client.get(confirm)
        client.post(f"{confirm}?next={self.here}", {})
        return client

    def code_for(self, person: str = "yp") -> Page:
        form = self.client.get(f"{self.here}/{person}").form("Show the code")
        return self.client.submit(form, status=200, without={"title"})

    def state(self) -> list[str]:
        """What the staff page says about each person."""
        page = self.client.get(self.here)
        return [f"{text_of(row[0])}: {text_of(row[1])}" for row in page.all(".sdm-facts div")]


@pytest.fixture
def store(sqlite_url: str, stores: Stores) -> Iterator[Session]:
    with make_sessions(stores.open(sqlite_url))() as session:
        yield session


@pytest.fixture
def open_desk(
    store: Session, sqlite_url: str, open_app: Callable[..., Flask]
) -> Iterator[Callable[..., Desk]]:
    """Makes a desk: `open_desk(public_url=..., age=..., is_practice=..., prepare=...)`."""
    own: list[Flask] = []

    def make(
        *, public_url: str = "", prepare: Callable[[Flask], None] | None = None, **scene: Any
    ) -> Desk:
        made, clock = make_scene(store, **scene), Clock(MET_AT)
        if public_url or prepare:
            settings = Settings(
                sqlite_url, SECRET, public_url=public_url or "http://127.0.0.1:8000"
            )
            app = create_app(settings, clock=clock, catalogue=NO_GRIDS)
            own.append(app)
        else:
            app = open_app(sqlite_url, NO_GRIDS, clock=clock)
        if prepare:
            prepare(app)
        desk = Desk(PageClient(app), made, clock)
        desk.client = desk.sign_in()
        return desk

    yield make
    for app in own:
        close(app)


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    return open_desk()


@pytest.fixture
def practice_desk(open_desk: Callable[..., Desk]) -> Desk:
    return open_desk(is_practice=True)
