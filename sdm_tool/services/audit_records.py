"""The quality of the record: how many valid conversations meet each standard, as it may be told."""

from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.disclosure import ToldPart, told_counts, told_part, told_shares
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.record_facts import OWN_OPTION
from sdm_tool.domain.record_standards import CHANGED, STANDARDS, Standard, Tally
from sdm_tool.domain.sections import Outcome
from sdm_tool.domain.status import NO_EXTRA_HELP, NOT_DECIDED_YET
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services.audit import note_view
from sdm_tool.services.audit_choice import Choice
from sdm_tool.services.audit_records_counted import Counted, count_records
from sdm_tool.services.audit_records_divided import groups_told, standard_by_group
from sdm_tool.services.audit_records_told import (
    By,
    ChosenTold,
    RecordQuality,
    RecordsPage,
    StandardTold,
)

OWN_OPTIONS = "An option the family brought"
AN_OPTION = "One option or more"


def record_quality(
    session: Session, choice: Choice, *, scope: Scope, now: datetime, grid: str = ""
) -> RecordQuality:
    """Return how many of the chosen valid conversations meet each standard.

    Practice, what was entered in error and what is still in progress are left out. Counted anew
    each time, in closed months: a record that was put right since counts as it stands now. Raises
    NotFound for a grid that no conversation is about, and for someone who may not read audit
    pages.
    """
    return quality_of(count_records(session, choice, grid, scope=scope, now=now))


def records_page(
    session: Session, choice: Choice, *, grid: str, by: str, scope: Scope, now: datetime
) -> RecordsPage:
    """Return the page, and note the visit in the trail. Raises what `record_quality` raises.

    NotFound also for something else to divide by than a team, a grid or a month.
    """
    divided_by = _by(by)
    counted = count_records(session, choice, grid, scope=scope, now=now)
    quality = quality_of(counted)
    return RecordsPage(
        quality=quality,
        by=divided_by,
        groups=groups_told(_named_parts(counted, divided_by), quality, is_whole=counted.is_whole),
        decided=_decided(counted, quality),
        changed=_told(counted, CHANGED),
        view_is_noted=note_view(session, scope, now),
    )


def _by(asked: str) -> By:
    try:
        return By(asked or By.TEAM)
    except ValueError as error:
        raise NotFound from error


def quality_of(counted: Counted) -> RecordQuality:
    """Return the standards over all that was counted, as they may be told."""
    return RecordQuality(
        choice=counted.choice,
        grids=counted.grids,
        grid=counted.grid,
        conversations=_conversations(counted),
        standards=tuple(StandardTold(standard, _told(counted, standard)) for standard in STANDARDS),
    )


def _conversations(counted: Counted) -> str:
    parts, place = counted.siblings or ([counted.total], 0)
    return told_counts([part.conversations for part in parts])[place]


def _told(counted: Counted, standard: Standard) -> ToldPart:
    if counted.siblings is None:
        return told_part(counted.total.part(standard), is_whole=counted.is_whole)
    parts, place = counted.siblings
    return standard_by_group([[part] for part in parts], standard, is_whole=False)[place]


def _named_parts(counted: Counted, by: By) -> list[tuple[str, list[Tally]]]:
    choice = counted.choice
    if by is By.TEAM:
        return [(name, [counted.sum(team=team)]) for team, name in choice.teams.items()]
    if by is By.GRID:
        slugs = [counted.grid] if counted.grid else list(counted.grids)
        return [(counted.grids[slug], [counted.sum(grid=slug)]) for slug in slugs]
    months = (choice.first.plus(place) for place in range(choice.months))
    return [(month.title, [counted.sum(month=month)]) for month in months]


def _decided(counted: Counted, quality: RecordQuality) -> tuple[ChosenTold, ...]:
    if quality.is_too_few:
        return ()
    total = counted.total
    named = (
        _options(counted, total) if counted.grid else [(AN_OPTION, total.outcomes[Outcome.OPTIONS])]
    )
    named.append((NOT_DECIDED_YET, total.outcomes[Outcome.NOT_DECIDED]))
    named.append((NO_EXTRA_HELP, total.outcomes[Outcome.NO_EXTRA_HELP]))
    told = told_shares([count for _, count in named], total.conversations)
    return tuple(ChosenTold(name, each) for (name, _), each in zip(named, told, strict=True))


def _options(counted: Counted, total: Tally) -> list[tuple[str, int]]:
    """Name each option of any version of the grid, A to Z, and say how often it was chosen."""
    names = {
        option.id: option.name
        for version in counted.versions
        if version.slug == counted.grid
        for option in version.options
    }
    listed = sorted(names.items(), key=lambda each: each[1].casefold())
    options = [(name, total.choices[option]) for option, name in listed]
    return [*options, (OWN_OPTIONS, total.choices[OWN_OPTION])]
