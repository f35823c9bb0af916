"""Bringing in past CollaboRATE answers from files: checked first, then whole or not at all."""

import hashlib
import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.months import month_of, parse_month
from sdm_tool.domain.past_answers import Known, PastAnswers, read_past_answers
from sdm_tool.domain.permissions import Permission, Scope
from sdm_tool.instruments.collaborate import load_instrument
from sdm_tool.persistence.base import new_id
from sdm_tool.persistence.engine import lock_closing, writing
from sdm_tool.persistence.feedback import ImportedMonth, OfferTally, Response
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.feedback import MonthsTaken, find_months_taken
from sdm_tool.persistence.queries.organisations import find_teams
from sdm_tool.services.feedback_offers import require_installed
from sdm_tool.services.past_never_shown import NeverShown, never_shown
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

LARGEST_FILE = 5_000_000
TOO_LARGE = (
    "This file is larger than 5 MB, about 100,000 lines. Make several of it, each of whole months."
)
NOT_THE_SAME = "These are not the files that were checked. Choose the same two, or check these."
MEANWHILE = (
    "Something changed after the files were checked, and nothing was brought in. Check them again."
)


@dataclass(frozen=True, slots=True)
class Files:
    """The two files, as they were handed in."""

    answers: bytes
    offers: bytes

    @property
    def digest(self) -> str:
        """What the two are known by: any change of either gives another."""
        whole = hashlib.sha256(f"{len(self.answers)}\0".encode())
        whole.update(self.answers)
        whole.update(self.offers)
        return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class Checked:
    """What is said of files without a fault: how much there is, and nothing of what it says."""

    digest: str
    answers: int
    offered: int
    teams: int
    months: tuple[str, ...]
    never_shown: tuple[NeverShown, ...]
    """What bringing them in keeps from ever being shown."""


def check_past(session: Session, files: Files, *, scope: Scope, now: datetime) -> Checked:
    """Read the files as they would be brought in, and change nothing.

    PastFaultsError names every wrong row; DomainError for a file that is too large; NotFound for
    whoever may not do this.
    """
    past = _read(session, files, scope, now)
    return _checked(files, past, never_shown(session, past))


def bring_in_past(
    session: Session, files: Files, digest: str, *, scope: Scope, now: datetime
) -> Checked:
    """Bring in the files that were checked (`digest`): all of both, or nothing.

    Each month takes one pair of files, so nothing can come in twice. Refuses as `check_past`, and
    other files, and those that fit no more (DomainError). One trail event; nothing of the content.
    """
    if files.digest != digest:
        raise DomainError(NOT_THE_SAME, field="answers")
    past = _read(session, files, scope, now)
    try:
        with writing(session):
            lock_closing(session)
            why_not = _why_not(find_months_taken(session), now)
            if any(why_not(month) for month in past.months):
                raise DomainError(MEANWHILE)
            left_out = never_shown(session, past)
            _put(session, past)
            append(session, Event.ANSWERS_IMPORTED, by=scope.account_id, at=now)
    except IntegrityError as error:
        raise DomainError(MEANWHILE) from error
    return _checked(files, past, left_out)


def _read(session: Session, files: Files, scope: Scope, now: datetime) -> PastAnswers:
    if not scope.allows(Permission.PAPER_ENTER):
        raise NotFound
    require_installed()
    for name, content in (("answers", files.answers), ("offers", files.offers)):
        if len(content) > LARGEST_FILE:
            raise DomainError(TOO_LARGE, field=name)
    known = Known(_teams(session), _why_not(find_months_taken(session), now))
    return read_past_answers(files.answers, files.offers, known)


def _teams(session: Session) -> dict[str, str]:
    """Return the id of each team by "name" and by "name (site)"; "" for a name of several."""
    teams = find_teams(session)
    times = Counter(team.name.casefold() for team in teams)
    named = {team.name.casefold(): team.id for team in teams}
    named |= dict.fromkeys((name for name, count in times.items() if count > 1), "")
    return named | {f"{team.name} ({team.site_name})".casefold(): team.id for team in teams}


def _why_not(taken: MonthsTaken, now: datetime) -> Callable[[str], str]:
    """Return what says why a month cannot be brought in.

    What was released cannot be added to. And whoever has the file could subtract it from a figure
    that also holds answers given here, so a month comes from one file, or from this tool.
    """
    this_month = str(month_of(now))

    @cache
    def why_not(month: str) -> str:
        if month >= this_month:
            return "this month is not over: only past months can be brought in"
        if month in taken.imported:
            return "this month was brought in already"
        if month <= taken.last_closed:
            last = parse_month(taken.last_closed).title
            return f"figures up to {last} were released, and nothing can be added to them"
        if month in taken.used:
            return "people were asked with this tool in this month: it takes nothing from a file"
        return ""

    return why_not


def _put(session: Session, past: PastAnswers) -> None:
    instrument = load_instrument()
    rows: list[dict[str, object]] = [
        {
            "id": new_id(),
            "team_id": group.team_id,
            "cohort_month": group.month,
            "respondent": group.respondent.value,
            "mode": group.mode.value,
            "form_language": instrument.language,
            "scale_version": instrument.scale,
            "is_late": False,  # a file does not say
            "q1": answers.q1,
            "q2": answers.q2,
            "q3": answers.q3,
        }
        for group, answers in past.answers
    ]
    secrets.SystemRandom().shuffle(rows)
    if rows:
        session.execute(insert(Response), rows)
    session.execute(insert(ImportedMonth), [{"month": month} for month in past.months])
    session.execute(
        insert(OfferTally),
        [
            {
                "cohort_month": group.month,
                "team_id": group.team_id,
                "respondent": group.respondent.value,
                "mode": group.mode.value,
                "reason": "",
                "count": count,
            }
            for group, count in past.offered.items()
        ],
    )


def _checked(files: Files, past: PastAnswers, left_out: tuple[NeverShown, ...]) -> Checked:
    return Checked(
        digest=files.digest,
        answers=len(past.answers),
        offered=sum(past.offered.values()),
        teams=len({group.team_id for group in past.offered}),
        months=past.months,
        never_shown=left_out,
    )
