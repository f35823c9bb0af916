"""A made-up service of any size to measure the audit pages on."""

from datetime import datetime
from secrets import randbelow

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from sdm_tool.bench.audit_rows import (
    TEAMS,
    put_meetings,
    put_offers,
    put_responses,
    record_id,
    team_id,
)
from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.months import last_closed_months
from sdm_tool.domain.permissions import Role
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.accounts import Account, AccountRole
from sdm_tool.persistence.audit import RecordTotal
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.feedback import (
    ClosedCount,
    ClosedMonth,
    OfferTally,
    ReleasedBlock,
    Response,
)
from sdm_tool.persistence.organisation import Organisation, Site, Team
from sdm_tool.persistence.records import Meeting, Record
from sdm_tool.services.audit_releases import Kind, release_month
from sdm_tool.services.demonstration_service import PASSWORD
from sdm_tool.services.passwords import hash_password
from sdm_tool.services.record_totals import count_records, months_to_count

AUDIT_LEAD = "audit"
LEAD_ID = "lead"
MONTHS = 24
_COUNTED = (Response, OfferTally, ClosedMonth, ClosedCount, ReleasedBlock, RecordTotal, Meeting)
BLOCK_TEAMS, BLOCK_MONTHS = 400, 250
"""With two kinds of respondent, 200,000 blocks."""


def make_service(session: Session, now: datetime) -> None:
    """Put in 30 teams, a record each, and an audit lead with the demonstration's password."""
    with writing(session):
        lead = Account(
            id=LEAD_ID,
            username=AUDIT_LEAD,
            display_name="A. Lead",
            password_hash=hash_password(PASSWORD),
            must_change_password=False,
            created_at=now,
        )
        session.add_all([Organisation(name="Measured"), Site(id="site", name="Everywhere"), lead])
        session.flush()
        session.add(AccountRole(account_id=LEAD_ID, role=Role.AUDIT_LEAD))
        session.add_all(_named_team(team_id(number)) for number in range(TEAMS))
        session.flush()
        session.add_all(
            Record(
                id=record_id(number),
                code=f"{number:08d}",
                owning_team_id=team_id(number),
                created_at=now,
                created_by=LEAD_ID,
            )
            for number in range(TEAMS)
        )


def put_answers(session: Session, count: int, now: datetime) -> None:
    """Put in `count` answers over 24 closed months and the next, with as many meetings, and offers.

    All closed months are released and counted but the last, which waits to be closed.
    """
    closed = last_closed_months(london_day(now), MONTHS)
    months = (*closed, closed[-1].plus(1))
    with writing(session):
        put_responses(session, count, months)
        put_meetings(session, count, months, started_by=LEAD_ID)
        put_offers(session)
        for month in closed[:-1]:
            release_month(session, str(month))
        for month in months_to_count(session, london_day(now))[:-1]:
            count_records(session, month, draw=randbelow)


def forget_answers(session: Session) -> None:
    """Take all of it away again, but for the service."""
    with writing(session):
        for rows in (
            Response,
            OfferTally,
            ClosedMonth,
            ClosedCount,
            ReleasedBlock,
            RecordTotal,
            Meeting,
        ):
            session.execute(delete(rows))


def put_blocks(
    session: Session, now: datetime, teams: int = BLOCK_TEAMS, months: int = BLOCK_MONTHS
) -> int:
    """Put in released blocks of many more teams, long ago; return how many."""
    last = last_closed_months(london_day(now), 1)[0].plus(-2 * MONTHS)
    rows = [
        {
            "respondent": respondent.value,
            "kind": Kind.TEAM.value,
            "name": f"old-{team}",
            "first_month": str(last.plus(-ago)),
            "last_month": str(last.plus(-ago)),
            "offered": 60 + team % 7,
            "complete": 30 + ago % 20,
            "top": 9 + team % 9,
            "sum_of_items": 700,
            "incomplete": 1,
        }
        for respondent in Respondent
        for team in range(teams)
        for ago in range(months)
    ]
    with writing(session):
        session.add_all(_named_team(f"old-{team}") for team in range(teams))
        session.flush()
        session.execute(insert(ReleasedBlock), rows)
    return len(rows)


def _named_team(identifier: str) -> Team:
    return Team(id=identifier, site_id="site", name=f"Team {identifier}", agency="CAMHS")
