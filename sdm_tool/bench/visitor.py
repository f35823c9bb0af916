"""Somebody signed in who opens pages and saves, in process, without a browser."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from sdm_tool.domain.status import Status
from sdm_tool.persistence.conversations import Conversation, SectionVersion
from sdm_tool.persistence.grids import PinnedGrid
from sdm_tool.services.demonstration_service import CLINICIAN, PASSWORD

GRID = "low-mood"  # six options, eleven questions
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Unexpected(Exception):
    """A page did not answer as it should: there is nothing to measure."""


@dataclass(slots=True)
class Visitor:
    """Somebody signed in on one browser."""

    client: FlaskClient
    token: str = ""

    def get(self, path: str, **headers: str) -> TestResponse:
        """Return the page. Raises Unexpected unless it is one."""
        answer = self.client.get(path, headers=headers)
        if answer.status_code != 200:  # noqa: PLR2004  the status of a page
            raise Unexpected(f"{path} answered {answer.status}")
        return answer

    def send(self, path: str, form: Mapping[str, str]) -> None:
        """Send a form. Raises Unexpected unless it leads on."""
        answer = self.client.post(path, data={"csrf_token": self.token, **form})
        if answer.status_code != 303:  # noqa: PLR2004  the status that leads on
            raise Unexpected(f"{path} answered {answer.status} to a form")


def sign_in_as(app: Flask, username: str) -> Visitor:
    """Return a visitor who is signed in."""
    visitor = Visitor(app.test_client())
    visitor.token = _token(visitor.get("/sign-in"))
    visitor.send("/sign-in", {"username": username, "password": PASSWORD})
    visitor.token = _token(visitor.get("/account/password"))
    return visitor


def sign_in(app: Flask, conversation_id: str) -> Visitor:
    """Return a clinician who is signed in and has said that this is who is with them."""
    visitor = sign_in_as(app, CLINICIAN.username)
    asked = visitor.client.get(f"/conversations/{conversation_id}/together")
    confirm = visitor.get(asked.location)
    visitor.token = _token(confirm)
    visitor.send(asked.location, {})
    return visitor


def find_talk(app: Flask) -> tuple[str, str]:
    """Return a conversation in progress on the low mood grid, and an option talked about in it."""
    with app.extensions["sdm_sessions"]() as session:
        row = session.execute(
            select(Conversation.id, SectionVersion.section)
            .join(PinnedGrid, PinnedGrid.content_hash == Conversation.content_hash)
            .join(SectionVersion, SectionVersion.subject_id == Conversation.id)
            .where(
                PinnedGrid.slug == GRID,
                Conversation.status == Status.IN_PROGRESS.value,
                Conversation.started_by == CLINICIAN.id,
                Conversation.is_practice.is_(False),
                SectionVersion.section.startswith("limits/"),
                ~SectionVersion.section.startswith("limits/own-"),
            )
            .order_by(Conversation.changed_at.desc())
        ).first()
    if row is None:
        raise Unexpected("the demonstration store has no conversation in progress to measure on")
    return row[0], row[1].removeprefix("limits/")


def _token(page: TestResponse) -> str:
    found = _TOKEN.search(page.get_data(as_text=True))
    if found is None:
        raise Unexpected(f"no form on {page.request.path}")
    return found[1]
