"""The settings page shows what this person may set, and what is still to be done."""

from flask import Flask
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role
from sdm_tool.persistence.organisation import Team
from tests.client import PageClient
from tests.factories.people import make_account, make_organisation, sign_in


def test_a_new_service_is_told_everything_that_is_missing(client: PageClient, store: Session):
    make_organisation(store)
    make_account(store, "adams", roles=[Role.ADMINISTRATOR])
    sign_in(client, "adams")

    page = client.get("/settings")

    assert "There is no team yet" in page.text
    assert "Nobody can lead a conversation yet" in page.text
    assert "No crisis contacts are set" in page.text
    assert "No grid is approved here yet" in page.text


def test_what_is_done_is_no_longer_listed(desk: PageClient, store: Session, team: Team):
    make_account(store, "okafor", roles=[Role.CLINICIAN], teams=[team])

    page = desk.get("/settings")

    assert "There is no team yet" not in page.text
    assert "Nobody can lead" not in page.text


def test_a_clinician_may_only_set_waits(client: PageClient, store: Session, team: Team):
    make_account(store, "okafor", roles=[Role.CLINICIAN], teams=[team])
    sign_in(client, "okafor")

    page = client.get("/settings")

    assert "/settings/waits" in [link.href for link in page.links]
    assert "/settings/staff" not in [link.href for link in page.links]
    for closed in ("/settings/staff", "/settings/teams", "/settings/contacts"):
        client.get(closed, 403)


def test_nobody_reads_settings_without_signing_in(app: Flask):
    answer = app.test_client().get("/settings/staff")

    assert answer.status_code == 303
    assert "/sign-in" in answer.location
