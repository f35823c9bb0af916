"""A version is approved by two, one of each kind; what they approved is what is used."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.grids import PinnedGrid
from sdm_tool.persistence.organisation import Organisation
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services.grid_review import SpeaksAs, approve_version, last_review_day
from sdm_tool.services.grid_standing import State, standing_of, withdraw_version
from sdm_tool.services.grid_versions import get_version
from sdm_tool.services.grids import Catalogue, is_usable, load_catalogue, usable_grids
from tests.factories.conversations import MET_AT, count_rows
from tests.factories.grids import grid_files, minimal_grid
from tests.factories.people import make_account, scope_of

Approve = Callable[..., Grid | None]
GRID = minimal_grid()
NOTHING = Catalogue((), ())
IN_A_YEAR = date(2027, 11, 3)


def reviewer(store: Session, username: str) -> Scope:
    account = make_account(store, username, roles=[Role.APPROVER], job_title="nurse")
    return scope_of(account, [Role.APPROVER])


@pytest.fixture
def okafor(store: Session) -> Scope:
    return reviewer(store, "okafor")


@pytest.fixture
def singh(store: Session) -> Scope:
    return reviewer(store, "singh")


@pytest.fixture
def files(tmp_path: Path) -> Catalogue:
    """The small grid in three versions, as files."""
    for number in ("1.0", "1.1", "1.10"):
        grid_files(tmp_path, version=number)
    return load_catalogue([tmp_path])


@pytest.fixture
def approve(store: Session, files: Catalogue) -> Approve:
    """Call with a scope, and with as whom, which grid and until when where that matters."""

    def _approve(
        scope: Scope,
        speaks_as: SpeaksAs = SpeaksAs.CLINICIAN,
        grid: Grid = GRID,
        review_by: date = IN_A_YEAR,
    ) -> Grid | None:
        return approve_version(
            store,
            files,
            grid,
            speaks_as=speaks_as,
            interests="None",
            review_by=review_by,
            scope=scope,
            now=MET_AT,
        )

    return _approve


@pytest.fixture
def publish(approve: Approve, okafor: Scope, singh: Scope) -> Callable[..., Grid]:
    """Call to have a version approved by both; the version in use comes back."""

    def _publish(grid: Grid = GRID) -> Grid:
        assert approve(okafor, SpeaksAs.CLINICIAN, grid) is None
        published = approve(singh, SpeaksAs.LIVED_EXPERIENCE, grid)
        assert published is not None
        return published

    return _publish


def withdraw(
    store: Session, scope: Scope, reason: str = "The figures changed.", grid: Grid = GRID
) -> None:
    withdraw_version(store, grid, reason=reason, scope=scope, now=MET_AT)


def test_a_version_nobody_looked_at_is_not_approved(store: Session):
    standing = standing_of(store, GRID)
    assert (standing.state, standing.approvals, standing.withdrawal) == (
        State.NOT_APPROVED,
        (),
        None,
    )


def test_the_second_approval_publishes_a_version(
    store: Session, approve: Approve, okafor: Scope, singh: Scope
):
    assert approve(singh, SpeaksAs.LIVED_EXPERIENCE) is None
    assert standing_of(store, GRID).state is State.NOT_APPROVED
    assert not is_usable(store, GRID)

    published = approve(okafor, SpeaksAs.CLINICIAN)

    assert published is not None
    assert (published.version, published.published, published.review_by) == (
        "2.0",
        MET_AT.date(),
        IN_A_YEAR,
    )
    assert [(r.name, r.role) for r in published.reviewers] == [
        ("R. Okafor", "approved it here as a clinician"),
        ("R. Singh", "approved it here from lived experience"),
    ]
    assert is_usable(store, published)
    standing = standing_of(store, published)
    assert standing.state is State.IN_USE
    assert {approval.display_name for approval in standing.approvals} == {"R. Singh", "R. Okafor"}
    before = standing_of(store, GRID)
    assert (before.state, before.published_as) == (State.APPROVED, "2.0")
    assert not is_usable(store, GRID)


def test_what_is_published_differs_in_number_dates_and_reviewers_alone(
    publish: Callable[..., Grid],
):
    published = publish()
    assert replace(published, version=GRID.version, published=None, review_by=None) == replace(
        GRID, reviewers=published.reviewers
    )


def test_a_version_published_elsewhere_is_used_just_as_it_is(
    store: Session, tmp_path: Path, okafor: Scope, singh: Scope
):
    grid_files(tmp_path / "new", version="3.0", published="2026-10-01", review_by="2027-10-01")
    release = load_catalogue([tmp_path / "new"])
    (grid,) = release.grids
    for scope, speaks_as in ((okafor, SpeaksAs.CLINICIAN), (singh, SpeaksAs.LIVED_EXPERIENCE)):
        published = approve_version(
            store,
            release,
            grid,
            speaks_as=speaks_as,
            interests="",
            review_by=IN_A_YEAR,
            scope=scope,
            now=MET_AT,
        )
    assert published == grid
    assert standing_of(store, grid).state is State.IN_USE
    assert is_usable(store, grid)


def test_one_person_who_approves_twice_is_still_one(
    store: Session, approve: Approve, okafor: Scope
):
    approve(okafor)
    before = count_rows(store)
    with pytest.raises(DomainError, match="Another person is needed"):
        approve(okafor, SpeaksAs.LIVED_EXPERIENCE)
    assert count_rows(store) == before
    assert standing_of(store, GRID).state is State.NOT_APPROVED


def test_two_clinicians_are_not_enough(
    store: Session, approve: Approve, okafor: Scope, singh: Scope
):
    approve(okafor)
    with pytest.raises(DomainError, match="other kind of approval") as refusal:
        approve(singh, SpeaksAs.CLINICIAN)
    assert refusal.value.field == "speaks_as"
    assert standing_of(store, GRID).state is State.NOT_APPROVED


@pytest.mark.parametrize("day", [MET_AT.date(), date(2028, 11, 4), date(2025, 1, 1)])
def test_the_day_to_look_again_is_ahead_and_at_most_24_months(
    store: Session, approve: Approve, okafor: Scope, day: date
):
    before = count_rows(store)
    with pytest.raises(DomainError, match="at most 24 months") as refusal:
        approve(okafor, review_by=day)
    assert refusal.value.field == "review_by"
    assert count_rows(store) == before


def test_the_last_day_to_look_again_is_taken(store: Session, approve: Approve, okafor: Scope):
    approve(okafor, review_by=last_review_day(MET_AT.date()))
    assert len(standing_of(store, GRID).approvals) == 1


def test_an_approval_is_of_the_content_and_not_of_the_number(
    store: Session, approve: Approve, publish: Callable[..., Grid], okafor: Scope
):
    publish()
    changed = minimal_grid(title="Low mood, with a word changed")
    assert changed.version == GRID.version
    assert standing_of(store, changed).state is State.NOT_APPROVED
    with pytest.raises(DomainError, match="Give the changed grid a new version number"):
        approve(okafor, grid=changed)


def test_a_version_in_use_stays_until_a_newer_one_is_published(
    store: Session, files: Catalogue, approve: Approve, publish: Callable[..., Grid], okafor: Scope
):
    first = publish()
    newer = files.find(GRID.slug, "1.10")
    assert newer is not None
    assert usable_grids(store, files) == (first,)
    approve(okafor, grid=newer)
    assert usable_grids(store, files) == (first,)


def test_of_two_published_the_newer_is_used_until_it_is_withdrawn(
    store: Session, files: Catalogue, publish: Callable[..., Grid], singh: Scope
):
    first, newer = publish(), files.find(GRID.slug, "1.10")
    assert newer is not None
    second = publish(newer)
    assert second.version == "3.0"
    assert usable_grids(store, files) == (second,)
    withdraw(store, singh, "A figure is wrong.", second)
    assert usable_grids(store, files) == (first,)


def test_the_trail_says_who_approved_and_that_it_was_published(
    store: Session, publish: Callable[..., Grid]
):
    publish()
    store.rollback()
    events = store.scalars(select(TrailEvent.event).order_by(TrailEvent.position)).all()
    assert events == [
        "grid:version:pinned",
        "grid:version:approved",
        "grid:version:approved",
        "grid:version:pinned",
        "grid:version:published",
    ]


def test_a_withdrawn_version_is_used_nowhere_whoever_approved_it(
    store: Session, publish: Callable[..., Grid], singh: Scope
):
    published = publish()
    withdraw(store, singh, "  The figures changed. ", published)
    standing = standing_of(store, published)
    assert standing.state is State.WITHDRAWN
    assert len(standing.approvals) == 2
    assert standing.withdrawal is not None
    assert standing.withdrawal.reason == "The figures changed."
    assert standing.withdrawal.display_name == "R. Singh"
    assert not is_usable(store, published)


def test_what_was_published_is_withdrawn_under_the_number_in_use(
    store: Session, publish: Callable[..., Grid], singh: Scope
):
    publish()
    with pytest.raises(DomainError, match="Withdraw that one"):
        withdraw(store, singh)


def test_the_demonstration_uses_drafts_and_nothing_withdrawn(store: Session, okafor: Scope):
    with writing(store):
        store.get_one(Organisation, 1).is_demonstration = True
    assert is_usable(store, GRID)
    withdraw(store, okafor)
    assert not is_usable(store, GRID)


def test_a_version_is_withdrawn_once_and_keeps_its_first_reason(
    store: Session, okafor: Scope, singh: Scope
):
    withdraw(store, okafor)
    with pytest.raises(DomainError, match="withdrawn already"):
        withdraw(store, singh, "Another reason.")
    withdrawal = standing_of(store, GRID).withdrawal
    assert withdrawal is not None
    assert (withdrawal.reason, withdrawal.display_name) == ("The figures changed.", "R. Okafor")


def test_a_withdrawn_version_is_never_approved_again(
    store: Session, approve: Approve, okafor: Scope
):
    withdraw(store, okafor)
    with pytest.raises(DomainError, match="A new version has to be made"):
        approve(okafor)


@pytest.mark.parametrize("reason", ["", " \n "])
def test_withdrawing_without_a_reason_writes_nothing(store: Session, okafor: Scope, reason: str):
    before = count_rows(store)
    with pytest.raises(DomainError, match="Say why") as refusal:
        withdraw(store, okafor, reason)
    assert refusal.value.field == "reason"
    assert count_rows(store) == before


def test_a_version_without_its_files_is_read_as_it_was_fixed(
    store: Session, approve: Approve, okafor: Scope
):
    approve(okafor)
    assert get_version(store, NOTHING, GRID.slug, GRID.version) == GRID
    assert store.scalars(select(PinnedGrid.title)).all() == [GRID.title]


@pytest.mark.parametrize(
    ("slug", "version"), [(GRID.slug, "9.9"), ("nothing", GRID.version), ("", "")]
)
def test_a_version_that_nobody_ever_had_is_not_found(
    store: Session, approve: Approve, okafor: Scope, slug: str, version: str
):
    approve(okafor)
    with pytest.raises(NotFound):
        get_version(store, NOTHING, slug, version)


def test_of_two_versions_the_higher_number_is_the_newest_whatever_the_order(store: Session):
    versions = [minimal_grid(version=number) for number in ("1.9", "1.10", "1.2")]
    for ordered in (versions, versions[::-1]):
        catalogue = Catalogue(tuple(ordered), ())
        assert [grid.version for grid in catalogue.newest()] == ["1.10"]
        found = catalogue.find(GRID.slug)
        assert found is not None
        assert found.version == "1.10"
