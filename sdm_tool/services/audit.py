"""What audit leads read first: closed months, with nothing that gives a person away."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.disclosure import is_told, told_between
from sdm_tool.domain.months import Month, closes_on
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.record_standards import MEETINGS
from sdm_tool.domain.record_totals import TEAM
from sdm_tool.domain.review_due import ReviewDue, review_due
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.queries.audit import (
    OfferCount,
    find_blocks,
    find_offer_counts,
)
from sdm_tool.services.audit_choice import EARLIEST, Choice
from sdm_tool.services.audit_groups import Released, RespondentFigures, figures_of
from sdm_tool.services.audit_records_counted import find_stretch
from sdm_tool.services.audit_reviews import ReviewsMissed, reviews_missed
from sdm_tool.services.grids_in_use import reviews_due
from sdm_tool.trail.append import append_view
from sdm_tool.trail.events import Event


@dataclass(frozen=True, slots=True)
class Offers:
    """How often one form was offered, and how often not, by reason (empty: none was given)."""

    offered: int
    not_offered: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Offering:
    """The meetings of a team, or of the organisation, and what was offered at them."""

    name: str
    meetings: int
    by_respondent: Mapping[Respondent, Offers]


@dataclass(frozen=True, slots=True)
class Overview:
    """The first audit page. Nothing in it is of a month that is still open."""

    choice: Choice
    next_month: Month
    next_closes_on: date
    """The day from which `next_month` is read too."""
    figures: tuple[RespondentFigures, ...]
    offering: tuple[Offering, ...]
    """All chosen teams, A to Z: a row that came with its first meeting would tell of it."""
    together: Offering
    grids_overdue: int
    """How many grids in use should have been looked at again by today."""
    reviews: ReviewsMissed
    view_is_noted: bool
    """False when the trail could not take the visit: the page says so."""

    @property
    def is_empty(self) -> bool:
        """True when nothing may be told of the chosen months: none, or a few of everything."""
        return not any(figures.together.score for figures in self.figures) and not any(
            is_told(count)
            for held in (*self.offering, self.together)
            for count in (
                held.meetings,
                *(offers.offered for offers in held.by_respondent.values()),
                *(sum(offers.not_offered.values()) for offers in held.by_respondent.values()),
            )
        )


def overview(session: Session, choice: Choice, *, scope: Scope, now: datetime) -> Overview:
    """Return the chosen months of the chosen teams, and note the visit in the trail.

    Raises NotFound for someone who may not read audit pages.
    """
    first, last = choice.first, choice.last
    blocks = find_blocks(session, scope, first=choice.previous[0], last=last)
    released = Released(
        now=[block for block in blocks if block.first >= str(first)],
        before=[block for block in blocks if block.last < str(first)],
    )
    offers = offers_told(session, choice.first, choice.last, scope=scope)
    meetings = _meetings_told(session, choice, scope)
    today = london_day(now)
    newest = choice.closed[-1]
    of_teams: dict[str, list[OfferCount]] = {team: [] for team in choice.teams}
    for offer in offers:
        of_teams.get(offer.team_id, []).append(offer)
    return Overview(
        choice=choice,
        next_month=newest.plus(1),
        next_closes_on=closes_on(newest.plus(1)),
        figures=tuple(
            figures_of(who, released, offers, choice.teams, by_mode=choice.is_everything)
            for who in Respondent
        ),
        offering=tuple(
            _offering(name, meetings.get(team, 0), of_teams[team])
            for team, name in choice.teams.items()
        ),
        together=_offering(
            "",
            sum(count for team, count in meetings.items() if team in choice.teams),
            [offer for made in of_teams.values() for offer in made],
        ),
        grids_overdue=sum(
            review_due(version.review_by, today) is ReviewDue.OVERDUE
            for version in reviews_due(session)
        ),
        reviews=reviews_missed(session, choice, scope=scope),
        view_is_noted=note_view(session, scope, now),
    )


def offers_told(session: Session, first: Month, last: Month, *, scope: Scope) -> list[OfferCount]:
    """Return what may be told of the offers in these months, for every kind there ever was.

    Raises NotFound for someone who may not read audit pages.
    """
    before = {
        _kind(offer): offer.count
        for offer in find_offer_counts(session, scope, first=EARLIEST, last=first.plus(-1))
    }
    return [
        replace(offer, count=told_between(before.get(_kind(offer), 0), offer.count))
        for offer in find_offer_counts(session, scope, first=EARLIEST, last=last)
    ]


def _kind(offer: OfferCount) -> tuple[str, str, str, str]:
    return offer.team_id, offer.respondent, offer.mode, offer.reason


def _meetings_told(session: Session, choice: Choice, scope: Scope) -> dict[str, int]:
    """Return what may be told of the meetings in the chosen months, by team that ever met."""
    stretch = find_stretch(session, scope, (choice.first, choice.last), kinds=(TEAM,))
    return {team: tally.of[MEETINGS] for (_, team), tally in stretch.told.items()}


def note_view(session: Session, scope: Scope, now: datetime) -> bool:
    """Put the visit in the trail once a quarter of an hour; False when the store refuses.

    Reading is allowed then, with a warning: a full disk must not blind those who watch quality.
    """
    try:
        append_view(session, Event.AUDIT_VIEWED, by=scope.account_id, at=now)
    except DBAPIError:
        session.rollback()
        return False
    return True


def _offering(name: str, meetings: int, offers: Iterable[OfferCount]) -> Offering:
    counts = list(offers)
    return Offering(
        name=name,
        meetings=meetings,
        by_respondent={
            who: _offers([count for count in counts if count.respondent == who])
            for who in Respondent
        },
    )


def _offers(counts: Iterable[OfferCount]) -> Offers:
    offered, not_offered = 0, Counter[str]()
    for count in counts:
        if count.mode:
            offered += count.count
        else:
            not_offered[count.reason] += count.count
    return Offers(offered, not_offered)
