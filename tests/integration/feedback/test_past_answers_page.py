"""Files of past answers through the page: checked, then brought in, and no answer on any page."""

import io

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from sdm_tool.domain.permissions import Role
from sdm_tool.services.past_answers import LARGEST_FILE, Files
from tests.client import Page, PageClient
from tests.client.page import text_of
from tests.factories.people import make_account, sign_in
from tests.integration.feedback.conftest import Desk
from tests.integration.feedback.past_files import files, group, month_of_answers

HERE = "/paper-answers/past"


@pytest.fixture
def clerk(desk: Desk) -> PageClient:
    make_account(desk.scene.session, "dean", roles=[Role.FEEDBACK_CLERK])
    client = desk.another_browser()
    sign_in(client, "dean")
    return client


def send(clerk: PageClient, given: Files, status: int, *, checked: Page | None = None) -> Page:
    page = checked or clerk.get(HERE)
    values = {
        "digest": page.one("input[name=digest]").get("value"),
        "answers": FileStorage(io.BytesIO(given.answers), "answers.csv"),
        "offers": FileStorage(io.BytesIO(given.offers), "offers.csv"),
    }
    return clerk.post(HERE, values, status)


def test_files_are_checked_and_then_brought_in(clerk: PageClient, desk: Desk):
    given = month_of_answers("2026-03")
    checked = send(clerk, given, 200)
    said = "26 forms came back of 40 that were offered, by 1 team, March 2026."
    assert said in checked.text
    assert desk.scene.answers() == []
    page = send(clerk, given, 303, checked=checked)
    assert text_of(page.one(".sdm-saved")) == f"Brought in. {said}"
    assert len(desk.scene.answers()) == 26


def test_no_page_shows_an_answer(clerk: PageClient, desk: Desk):
    here = group("2026-03")
    low = files([f"{here},9,9,9"] * 3 + [f"{here},0,0,1"], [f"{here},9"])
    high = files([f"{here},9,9,9"] * 3 + [f"{here},8,9,9"], [f"{here},9"])

    def said(page: Page) -> str:
        return text_of(page.one("main"))

    one, other = send(clerk, low, 200), send(clerk, high, 200)
    assert said(one) == said(other)
    send(clerk, low, 303, checked=one)
    assert "0,0,1" not in clerk.get(HERE).html


def test_every_wrong_line_is_named_and_nothing_changes(clerk: PageClient, desk: Desk):
    here = group("2026-03")
    given = files([f"{here},9,9,9", f"{here},77,9,9", "2026-03,Nobody,parent,paper,1,1,1"], [here])
    page = send(clerk, given, 422)
    places = [text_of(place) for place in page.all(".sdm-due__when")]
    assert places == ["Line 3, column q1", "Line 4, column team", "Line 2, column offered"]
    assert "77" not in page.text
    assert desk.scene.answers() == []


def test_other_files_than_those_checked_are_refused(clerk: PageClient, desk: Desk):
    checked = send(clerk, month_of_answers("2026-03"), 200)
    page = send(clerk, month_of_answers("2026-04"), 422, checked=checked)
    assert page.errors == [
        "These are not the files that were checked. Choose the same two, or check these."
    ]
    assert desk.scene.answers() == []


def test_both_files_are_needed(clerk: PageClient):
    page = clerk.post(HERE, {"digest": ""}, 422) if clerk.get(HERE) else None
    assert page.errors == ["Choose the file of answers.", "Choose the file of offers."]


def answer_to(client: PageClient, given: Files) -> TestResponse:
    """What large files are answered with. Encoded here: the test client would leave a file open."""
    values = {
        "csrf_token": client.token,
        "answers": FileStorage(io.BytesIO(given.answers), "answers.csv"),
        "offers": FileStorage(io.BytesIO(given.offers), "offers.csv"),
    }
    boundary, body = encode_multipart(values)
    kind = f"multipart/form-data; boundary={boundary}"
    return client.flask.post(HERE, data=body, content_type=kind)


def test_a_file_of_more_than_5_mb_is_refused_in_words(clerk: PageClient):
    clerk.get(HERE)
    small = month_of_answers("2026-03")
    padded = small.answers + b"\n" * (LARGEST_FILE + 1 - len(small.answers))
    refused = answer_to(clerk, Files(padded, small.offers))
    assert refused.status_code == 422
    assert "larger than 5 MB" in refused.text


def test_much_more_than_that_is_refused_for_a_clerk_and_little_for_others(
    clerk: PageClient, desk: Desk
):
    clerk.get(HERE)
    desk.client.get("/account")
    for client, size in ((clerk, 3 * LARGEST_FILE), (desk.client, 2_000_000)):
        refused = answer_to(client, Files(b"\n" * size, b""))
        assert refused.status_code == 413
        assert "This is too much at once" in refused.text
