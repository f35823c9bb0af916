"""The steps a version goes through here, from draft to withdrawal, and how far it is in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_file import Fault
from sdm_tool.domain.wording import ended, london_day, plain_date
from sdm_tool.services.grid_review import SpeaksAs
from sdm_tool.services.grid_standing import Standing, State
from sdm_tool.web.review_due_presenters import due_words

DONE, WAITING, NOT_YET = "Done", "Waiting", "Not yet"
_READING = "reading."


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, how far it is, and what can be said of it."""

    name: str
    state: str
    words: str


def present_steps(
    grid: Grid, standing: Standing, findings: Iterable[Fault], newer: str, today: date
) -> tuple[Step, ...]:
    """Return every step in its order; `newer` is the number of a later version in use, or empty.

    The checks stand for what a machine can tell of evidence and readability. People approve the
    rest: one clinician, and one young person, parent or carer.
    """
    told = tuple(findings)
    hard = [found for found in told if found.rule.startswith(_READING)]
    others = len(told) - len(hard)
    return (
        Step("Draft", DONE, _drafted(grid, standing)),
        Step("Evidence check", DONE, f"The checks hold nothing back. {_to_look_at(others)}"),
        _review("Clinical review", SpeaksAs.CLINICIAN, standing),
        _review("Young person and parent review", SpeaksAs.LIVED_EXPERIENCE, standing),
        Step("Access and readability check", DONE, _readable(hard)),
        _published(grid, standing),
        _review_due(standing, today),
        _ended(standing, newer),
    )


def _drafted(grid: Grid, standing: Standing) -> str:
    if standing.origin is None:
        return f"It came as files, written by {ended(grid.authors[0].name)}"
    names = ", ".join(author.display_name for author in standing.origin.authors)
    return f"Written here by {ended(names)}"


def _to_look_at(count: int) -> str:
    if not count:
        return "They point at nothing to look at again."
    things = "1 thing" if count == 1 else f"{count} things"
    return f"They point at {things} to look at again."


def _readable(hard: list[Fault]) -> str:
    if not hard:
        return "No column asks for a reader above 11. Whether it can be used, people have to try."
    return " ".join(found.message for found in hard)


def _review(name: str, kind: SpeaksAs, standing: Standing) -> Step:
    for seen in standing.approvals:
        if seen.speaks_as == kind:
            day = plain_date(london_day(seen.approved_at))
            return Step(name, DONE, f"Approved by {seen.display_name} on {day}.")
    if standing.state is State.WITHDRAWN:
        return Step(name, NOT_YET, "It was withdrawn before.")
    if standing.requests:
        return Step(name, WAITING, "Changes were asked for.")
    return Step(name, WAITING, "Nobody has approved it as this yet.")


def _published(grid: Grid, standing: Standing) -> Step:
    if standing.published_as:
        return Step("Published", DONE, f"In use here as version {standing.published_as}.")
    if grid.published is not None:
        words = f"It says that it was published on {plain_date(grid.published)}; not here yet."
        return Step("Published", NOT_YET, words)
    return Step("Published", NOT_YET, "The second approval publishes it.")


def _review_due(standing: Standing, today: date) -> Step:
    if standing.review_by is None:
        return Step("Looked at again", NOT_YET, "The second approver chooses the day.")
    return Step("Looked at again", WAITING, ended(due_words(standing.review_by, today)))


def _ended(standing: Standing, newer: str) -> Step:
    name = "Replaced or withdrawn"
    if standing.withdrawal is not None:
        taken = standing.withdrawal
        day = plain_date(london_day(taken.withdrawn_at))
        return Step(name, DONE, f"Withdrawn by {taken.display_name} on {day}.")
    if newer:
        return Step(name, DONE, f"Version {newer} is in use instead.")
    return Step(name, NOT_YET, "Neither.")
