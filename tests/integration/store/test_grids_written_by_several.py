"""Several people write and approve grids at once: nobody's work is lost, one version comes out."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.persistence.engine import make_sessions
from sdm_tool.persistence.grids import GridDraft, GridPublication
from sdm_tool.services.grid_drafts import (
    change_draft,
    get_draft,
    join_draft,
    send_for_review,
    start_draft,
)
from sdm_tool.services.grid_review import SpeaksAs, approve_version
from sdm_tool.services.grid_standing import State, standing_of
from sdm_tool.services.grids import Catalogue, load_catalogue, usable_grids
from tests.factories.conversations import MET_AT
from tests.factories.grids import grid_files
from tests.factories.people import make_account, make_organisation, scope_of

PEOPLE = ("okafor", "singh", "patel", "jones")


@pytest.fixture
def files(tmp_path: Path) -> Catalogue:
    grid_files(tmp_path)
    return load_catalogue([tmp_path])


@pytest.fixture
def people(session: Session) -> list[Scope]:
    make_organisation(session)
    roles = [Role.CONTENT_EDITOR, Role.APPROVER]
    return [scope_of(make_account(session, name, roles=roles), roles) for name in PEOPLE]


@pytest.fixture
def at_once(engine: Engine, people: list[Scope]) -> Iterator[Callable[..., list[object]]]:
    """Call with what each person does with a session of their own; what came of it comes back."""
    with ThreadPoolExecutor(len(PEOPLE)) as pool:

        def _at_once(*tasks: Callable[[Session], object]) -> list[object]:
            together = Barrier(len(tasks), timeout=30)

            def run(task: Callable[[Session], object]) -> object:
                with make_sessions(engine)() as own:
                    together.wait()
                    try:
                        return task(own)
                    except DomainError as error:
                        return error

            return list(pool.map(run, tasks))

        yield _at_once


def the_draft(session: Session, files: Catalogue, scope: Scope) -> str:
    return start_draft(session, files, files.grids[0], interests="None", scope=scope, now=MET_AT)


def approval(files: Catalogue, grid: Grid, scope: Scope, speaks_as: SpeaksAs):
    def task(session: Session) -> Grid | None:
        return approve_version(
            session,
            files,
            grid,
            speaks_as=speaks_as,
            interests="None",
            review_by=date(2027, 11, 1),
            scope=scope,
            now=MET_AT,
        )

    return task


def test_two_who_approve_at_once_publish_one_version(
    session: Session, files: Catalogue, people: list[Scope], at_once: Callable[..., list[object]]
):
    grid = files.grids[0]

    came = at_once(
        approval(files, grid, people[0], SpeaksAs.CLINICIAN),
        approval(files, grid, people[1], SpeaksAs.LIVED_EXPERIENCE),
    )

    published = [each for each in came if isinstance(each, Grid)]
    assert len(published) == 1
    assert came.count(None) == 1
    assert usable_grids(session, files) == (published[0],)
    assert standing_of(session, grid).state is State.APPROVED


def test_four_who_approve_at_once_still_publish_one_version(
    session: Session, files: Catalogue, people: list[Scope], at_once: Callable[..., list[object]]
):
    grid = files.grids[0]

    came = at_once(
        *(
            approval(files, grid, person, list(SpeaksAs)[number % 2])
            for number, person in enumerate(people)
        )
    )

    assert sum(isinstance(each, Grid) for each in came) == 1
    assert sum(isinstance(each, DomainError) for each in came) == 2
    assert session.scalar(select(func.count()).select_from(GridPublication)) == 1


def test_drafts_that_are_started_at_once_have_their_own_numbers(
    session: Session, files: Catalogue, people: list[Scope], at_once: Callable[..., list[object]]
):
    at_once(*(lambda own, who=person: the_draft(own, files, who) for person in people))

    numbers = session.scalars(select(GridDraft.version)).all()
    assert sorted(numbers) == ["1.1", "1.2", "1.3", "1.4"]


def test_parts_that_are_written_at_once_are_all_kept(
    session: Session, files: Catalogue, people: list[Scope], at_once: Callable[..., list[object]]
):
    draft_id = the_draft(session, files, people[0])
    for person in people[1:]:
        join_draft(session, draft_id, interests="None", scope=person, now=MET_AT)

    def writes(scope: Scope, key: str) -> Callable[[Session], object]:
        return lambda own: change_draft(
            own,
            draft_id,
            lambda grid, _evidence: grid.update({key: f"Words in {key}."}),
            scope=scope,
            now=MET_AT,
        )

    keys = ("funder", "interests", "for_whom", "not_for")
    at_once(*(writes(person, key) for person, key in zip(people, keys, strict=True)))

    session.rollback()
    grid = get_draft(session, draft_id).documents.grid
    assert [grid[key] for key in keys] == [f"Words in {key}." for key in keys]


def test_a_version_is_sent_once_and_then_read_as_it_was_sent(
    session: Session, files: Catalogue, people: list[Scope], at_once: Callable[..., list[object]]
):
    draft_id = the_draft(session, files, people[0])

    def sends(own: Session) -> Grid:
        return send_for_review(
            own, files, draft_id, what_changed="Nothing yet.", scope=people[0], now=MET_AT
        )

    sent = sends(session)

    standing = standing_of(session, sent)
    assert standing.origin is not None
    assert standing.origin.what_changed == "Nothing yet."
    assert [author.display_name for author in standing.origin.authors] == ["R. Okafor"]
    assert sent.version == "1.1"
