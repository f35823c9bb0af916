"""What the grid pages say about where a grid stands here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from sdm_tool.domain.grid import Grid, GridAudience
from sdm_tool.domain.grid_file import Fault
from sdm_tool.domain.wording import and_list, ended, london_day, plain_date
from sdm_tool.persistence.organisation import CrisisContact
from sdm_tool.persistence.queries.organisations import TeamSeen, WaitSeen
from sdm_tool.services.grid_review import SpeaksAs
from sdm_tool.services.grid_standing import Standing, State
from sdm_tool.web.grid_presenters import ages_words, untold_wait, wait_words
from sdm_tool.web.linked_presenters import format_words
from sdm_tool.web.review_due_presenters import overdue_words

SPEAKS_AS = {
    SpeaksAs.CLINICIAN.value: "as a clinician",
    SpeaksAs.LIVED_EXPERIENCE.value: "from lived experience",
}
SPEAKS_TO = {
    GridAudience.YOUNG_PERSON: "young people",
    GridAudience.PARENT: "parents and carers",
    GridAudience.BOTH: "young people, parents and carers",
}


@dataclass(frozen=True, slots=True)
class GridLine:
    """One grid in the list."""

    title: str
    href: str
    versions: str
    version: str
    people: str
    state: str


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One fault of a grid file that did not load."""

    where: str
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class StandingShown:
    """Where a version stands here, in sentences."""

    state: str
    sentences: tuple[str, ...]
    is_withdrawn: bool
    is_in_use: bool
    is_open: bool
    """Whether it can still be approved."""
    in_use_href: str
    """Where the version stands that this one was published as; else empty."""
    overdue: str
    """Said of a version in use whose day to be looked at again is past; else empty."""


def present_line(grid: Grid, standing: Standing, *, is_demonstration: bool) -> GridLine:
    """Return one line of the list."""
    return GridLine(
        title=grid.title,
        href=f"/grids/{grid.slug}/{grid.version}",
        versions=f"/grids/{grid.slug}/versions",
        version=grid.version,
        people=". ".join(
            words
            for words in (
                format_words(grid),
                f"For {SPEAKS_TO[grid.audience]}, ages {ages_words(grid.ages)}",
            )
            if words
        ),
        state=state_words(grid, standing, is_demonstration=is_demonstration),
    )


def present_faults(faults: Iterable[Fault]) -> list[FaultLine]:
    """Return each fault with the last folder, the file and the line it is in."""
    return [
        FaultLine(f"{_short(fault.file)}, line {fault.line}", fault.rule, fault.message)
        for fault in faults
    ]


def present_standing(
    grid: Grid, standing: Standing, today: date, *, is_demonstration: bool
) -> StandingShown:
    """Say who wrote, approved and withdrew this version, when and with what interests."""
    sentences = [
        *_origin_sentences(standing),
        *(
            f"Approved by {_with_job(seen.display_name, seen.job_title)} "
            f"on {plain_date(london_day(seen.approved_at))}, {SPEAKS_AS[seen.speaks_as]}. "
            f"{_interests(seen.interests)}"
            for seen in standing.approvals
        ),
        *(
            f"{seen.display_name} asked for changes on {plain_date(london_day(seen.asked_at))}: "
            f"{ended(seen.words)}"
            for seen in standing.requests
        ),
    ]
    if standing.review_by is not None:
        sentences.append(f"To be looked at again by {plain_date(standing.review_by)}.")
    if standing.withdrawal is not None:
        taken = standing.withdrawal
        day = plain_date(london_day(taken.withdrawn_at))
        sentences.append(f"Withdrawn by {taken.display_name} on {day}: {taken.reason}")
    return StandingShown(
        state=state_words(grid, standing, is_demonstration=is_demonstration),
        sentences=tuple(sentences),
        is_withdrawn=standing.state is State.WITHDRAWN,
        is_in_use=standing.state is State.IN_USE,
        is_open=standing.state is State.NOT_APPROVED,
        in_use_href=f"/grids/{grid.slug}/{standing.published_as}/approval"
        if standing.state is State.APPROVED
        else "",
        overdue=overdue_words(standing.review_by, today) if standing.state is State.IN_USE else "",
    )


def state_words(grid: Grid | None, standing: Standing, *, is_demonstration: bool) -> str:
    """Return for example "Draft: two people have to approve it here".

    Without the grid at hand, nothing is said of whether it is a draft.
    """
    if standing.state is State.WITHDRAWN:
        return "Withdrawn here"
    if standing.state is State.IN_USE:
        names = and_list([seen.display_name for seen in standing.approvals])
        return f"In use here, approved by {names}"
    if standing.state is State.APPROVED:
        return f"Approved, and in use here as version {standing.published_as}"
    if is_demonstration and not standing.approvals and standing.origin is None:
        return "Draft, for demonstration"
    needed = "two people have to approve it here"
    if standing.approvals:
        other = next(iter({*SPEAKS_AS} - {seen.speaks_as for seen in standing.approvals}))
        needed = f"it still needs approval {SPEAKS_AS[other]}"
    if grid is None:
        return f"Not in use: {needed}"
    return f"{'Draft' if grid.is_draft else 'Published'}: {needed}"


def _origin_sentences(standing: Standing) -> list[str]:
    origin = standing.origin
    if origin is None:
        return []
    after = f", starting from version {origin.started_from}" if origin.started_from else ""
    return [
        *(
            f"Worked on by {author.display_name}{after}. {_interests(author.interests)}"
            for author in origin.authors
        ),
        f"What changed: {ended(origin.what_changed)}",
    ]


def _interests(words: str) -> str:
    return f"Interests: {ended(words)}" if words else "Interests: none."


def present_contacts(contacts: Iterable[CrisisContact]) -> tuple[str, ...]:
    """Return each crisis contact once, as a line."""
    lines = (f"{contact.situation}: {contact.contact}" for contact in contacts)
    return tuple(dict.fromkeys(lines))


def present_wait_lines(
    grid: Grid,
    teams: Iterable[TeamSeen],
    waits: Mapping[str, Mapping[str, WaitSeen]],
    today: date,
) -> dict[str, tuple[str, ...]]:
    """Return what these teams say about the wait for each option; `waits` is by team, then option.

    A team is named when there are several to tell apart.
    """
    named = {team.id: team.name for team in teams}
    found: dict[str, tuple[str, ...]] = {}
    for option in grid.options:
        said = [(named[team], waits[team][option.id]) for team in named if option.id in waits[team]]
        if len(named) == 1 or not said:
            found[option.id] = (wait_words(said[0][1], today) if said else untold_wait(option),)
        else:
            found[option.id] = tuple(f"{name}: {wait_words(wait, today)}" for name, wait in said)
    return found


def _short(file: str) -> str:
    return "/".join(PurePath(file).parts[-2:])


def _with_job(name: str, job_title: str) -> str:
    return f"{name}, {job_title}," if job_title else name
