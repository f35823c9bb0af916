"""Reading what a service answered about a grid version in its self-assessment."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.persistence.accounts import Account
from sdm_tool.persistence.grids import GridSelfAssessment


@dataclass(frozen=True, slots=True)
class AssessmentSeen:
    """One line that was answered, who answered it last, and when. `answer`: None for a note."""

    item: str
    answer: str | None
    note: str
    display_name: str
    answered_at: datetime


def find_assessments(session: Session, content_hash: str) -> dict[str, AssessmentSeen]:
    """Return what was answered about this very content, by line."""
    rows = session.execute(
        select(
            GridSelfAssessment.item,
            GridSelfAssessment.answer,
            GridSelfAssessment.note,
            Account.display_name,
            GridSelfAssessment.answered_at,
        )
        .join(Account, Account.id == GridSelfAssessment.account_id)
        .where(GridSelfAssessment.content_hash == content_hash)
    )
    return {row[0]: AssessmentSeen(*row) for row in rows}
