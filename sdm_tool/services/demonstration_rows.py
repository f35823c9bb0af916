"""Collects made-up rows and events, and writes each table in one go."""

import base64
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from sdm_tool.domain.documents import to_json
from sdm_tool.persistence.accounts import Account, AccountRole, AccountTeam
from sdm_tool.persistence.base import Base
from sdm_tool.persistence.conversations import (
    Conversation,
    SectionDraft,
    SectionVersion,
    StatusChange,
)
from sdm_tool.persistence.grids import PinnedGrid
from sdm_tool.persistence.organisation import (
    CrisisContact,
    OptionWait,
    Organisation,
    Site,
    Team,
)
from sdm_tool.persistence.records import ConversationMeeting, Meeting, Record, RecordTeam
from sdm_tool.persistence.resources import Resource, ResourceGrid
from sdm_tool.services.demonstration_chance import Chance
from sdm_tool.trail.bulk import Happened, append_all
from sdm_tool.trail.events import Event

# Parents before children, as foreign keys need them.
ORDER: tuple[type[Base], ...] = (
    Organisation, Site, Team, Account, AccountRole, AccountTeam, CrisisContact, OptionWait,
    Resource, ResourceGrid, PinnedGrid, Record, RecordTeam, Meeting, Conversation,
    ConversationMeeting, StatusChange, SectionVersion, SectionDraft,
)  # fmt: skip


@dataclass(frozen=True)
class Rows:
    """What is to be written. Ids come from the seed, so that the same seed makes the same store."""

    rng: Chance
    tables: dict[type[Base], list[dict[str, object]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    events: list[Happened] = field(default_factory=list)
    numbers: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))

    def new_id(self) -> str:
        """Return an id of the usual shape."""
        return base64.urlsafe_b64encode(self.rng.randbytes(16)).rstrip(b"=").decode()

    def add(self, kind: type[Base], /, **values: object) -> None:
        """Add a row; every row of a table names the same columns."""
        self.tables[kind].append(values)

    def happened(
        self,
        event: Event,
        by: str,
        at: datetime,
        *,
        record: str = "",
        subject: str = "",
        detail: str = "",
    ) -> None:
        """Add an event to the trail."""
        self.events.append(Happened(event, by, at, record, subject, detail))

    def save_section(
        self, subject: str, section: str, content: object, *, by: str, at: datetime, record: str
    ) -> None:
        """Add the next version of a section, and its event."""
        self.numbers[subject, section] += 1
        self.add(
            SectionVersion,
            id=self.new_id(),
            subject_id=subject,
            section=section,
            number=self.numbers[subject, section],
            content=to_json(content),
            saved_at=at,
            saved_by=by,
        )
        self.happened(Event.SECTION_SAVED, by, at, record=record, subject=subject, detail=section)

    def write(self, session: Session) -> None:
        """Insert everything, the trail last. Inside a writing transaction."""
        connection = session.connection()
        for kind in ORDER:
            rows, table = self.tables.get(kind), kind.__table__
            if rows and isinstance(table, Table):
                connection.execute(insert(table), rows)
        append_all(session, self.events)
