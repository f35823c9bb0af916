"""Every version that is known here stands in one list, from files or kept, newest first."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.persistence.engine import writing
from sdm_tool.services.grid_review import SpeaksAs, approve_version
from sdm_tool.services.grid_standing import withdraw_version
from sdm_tool.services.grids import Catalogue, load_catalogue, pin
from tests.client.page import text_of
from tests.factories.conversations import MET_AT
from tests.factories.grids import grid_files, minimal_grid
from tests.factories.people import make_account, scope_of
from tests.integration.grids.conftest import Browser

GRID = minimal_grid()
URL = "/grids/low-mood-example/versions"


def numbered(version: str, **changes: object) -> Grid:
    return replace(GRID, version=version, **changes)


def load(app: Flask, *grids: Grid) -> None:
    app.extensions["sdm_catalogue"] = Catalogue(grids, ())


@pytest.fixture
def scope(store: Session) -> Scope:
    account = make_account(store, "singh", roles=[Role.APPROVER])
    return scope_of(account, [Role.APPROVER])


def keep(store: Session, scope: Scope, *grids: Grid) -> None:
    with writing(store):
        for grid in grids:
            pin(store, grid, by=scope.account_id, now=MET_AT)


def lines(page) -> list[str]:
    return [text_of(line) for line in page.all("ol li")]


@contextmanager
def counted(store: Session) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        statements.append(statement)

    engine = store.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def test_versions_from_files_and_kept_ones_stand_newest_first(
    browser: Browser, app: Flask, store: Session, scope: Scope
):
    load(app, numbered("1.10", published=date(2026, 11, 1)), numbered("1.2"))
    keep(store, scope, numbered("1.9"), numbered("1.2"))

    shown = lines(browser("okafor", Role.CLINICIAN).get(URL))

    assert [line.split()[1] for line in shown] == ["1.10", "1.9", "1.2"]
    assert "Published: two people have to approve it here. Published on 1 November" in shown[0]
    assert "Not used here yet." in shown[0]
    assert "Not in use: two people have to approve it here." in shown[1]
    assert "Its file is no longer here." in shown[1]
    assert "Draft: two people have to approve it here. Kept here since" in shown[2]


def test_a_version_says_who_approved_it_and_when_it_was_withdrawn(
    browser: Browser, app: Flask, store: Session, scope: Scope, tmp_path: Path
):
    for number in ("1.0", "1.1"):
        grid_files(tmp_path, version=number)
    files = app.extensions["sdm_catalogue"] = load_catalogue([tmp_path])
    other = scope_of(make_account(store, "patel", roles=[Role.APPROVER]), [Role.APPROVER])
    for each, speaks_as in ((scope, SpeaksAs.CLINICIAN), (other, SpeaksAs.LIVED_EXPERIENCE)):
        approve_version(
            store,
            files,
            numbered("1.1"),
            speaks_as=speaks_as,
            interests="None",
            review_by=date(2027, 11, 1),
            scope=each,
            now=MET_AT,
        )
    withdraw_version(store, numbered("1.0"), reason="Wrong.", scope=scope, now=MET_AT)

    newest, approved, oldest = lines(browser("okafor", Role.CLINICIAN).get(URL))

    assert "Version 2.0" in newest
    assert "In use here, approved by R. Patel and R. Singh." in newest
    assert "Its file is no longer here" not in newest
    assert "Approved, and in use here as version 2.0" in approved
    assert "Withdrawn here. Withdrawn on" in oldest


def test_a_file_that_was_changed_under_its_number_is_told(
    browser: Browser, app: Flask, store: Session, scope: Scope
):
    keep(store, scope, GRID)
    load(app, replace(GRID, decision="Something else?"))

    assert (
        "The changed file needs a new version number."
        in lines(browser("okafor", Role.CLINICIAN).get(URL))[0]
    )


def test_every_version_leads_to_its_words_and_its_approval(
    browser: Browser, app: Flask, store: Session, scope: Scope
):
    load(app, GRID)
    keep(store, scope, numbered("0.9", title="Low mood, as it was"))
    client = browser("okafor", Role.CLINICIAN)
    page = client.get(URL)

    assert "It was called “Low mood, as it was”." in page.text
    assert client.get(page.link("Version 0.9")).h1 == "Low mood, as it was"
    approval = client.get(page.link("Approval of version 0.9"))
    assert approval.h1 == "Approval of “Low mood, as it was”, version 0.9"


def test_one_version_alone_has_nothing_to_be_compared_with(browser: Browser, app: Flask):
    load(app, GRID)
    page = browser("okafor", Role.CLINICIAN).get(URL)

    assert "Only one version is known here" in page.text
    assert not page.all("main form")


def test_a_grid_that_nobody_knows_is_not_found(browser: Browser):
    assert (
        browser("okafor", Role.CLINICIAN).get("/grids/nothing/versions", 404).h1 == "Page not found"
    )


def test_the_list_of_grids_and_the_approval_lead_to_the_versions(browser: Browser, app: Flask):
    load(app, GRID)
    client = browser("okafor", Role.CLINICIAN)
    heading = "Versions of “Low mood, an example”"

    assert client.get(client.get("/grids").link("Versions of Low mood, an example")).h1 == heading
    approval = client.get("/grids/low-mood-example/1.0/approval")
    assert client.get(approval.link("Versions")).h1 == heading


def test_a_hundred_kept_versions_cost_no_more_statements_than_one_and_no_content(
    browser: Browser, app: Flask, store: Session, scope: Scope
):
    client = browser("okafor", Role.CLINICIAN)
    load(app)
    keep(store, scope, GRID)
    with counted(store) as few:
        client.get(URL)
    keep(store, scope, *(numbered(f"2.{number}") for number in range(99)))

    with counted(store) as many:
        page = client.get(URL)

    assert len(lines(page)) == 100
    assert len(many) == len(few)
    assert not [statement for statement in many if re.search(r"\bcontent\b", statement)]
