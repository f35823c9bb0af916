"""The shared Summary page tells nobody's secrets; staff read the rest on a page of their own."""

from dataclasses import replace
from datetime import date

import pytest

from sdm_tool.persistence.organisation import CrisisContact
from tests.client import Page
from tests.factories.conversations import DECIDE, write
from tests.integration.web.conftest import Service

STAFF_PAGE = "Copies and who may have them (staff)"
REFUSED = "said no"
ALONE = "For the young person alone"


@pytest.fixture
def whole(whole: Service) -> Service:
    """All is written, and somebody checked the crisis contact, so that papers may be made."""
    contact = CrisisContact(
        position=1,
        situation="Life in danger now",
        contact="999",
        checked_on=date(2026, 11, 2),
        checked_by=whole.scope.account_id,
    )
    whole.session.rollback()
    whole.session.add(contact)
    whole.session.commit()
    return whole


@pytest.fixture
def refused(whole: Service) -> Service:
    """She said no to each part of the parent copy."""
    asked = replace(DECIDE, share_words=False, share_marks=False, share_reservations=False)
    write(whole.session, whole.conversation_id, "decide", asked, scope=whole.scope)
    return whole


def on_desk(page: Page) -> bool:
    return "Staff only" in page.text


def test_the_shared_page_says_only_that_a_copy_is_not_ready(refused: Service):
    page = refused.client.get(f"{refused.here}/summary")

    assert page.text.count("Not ready yet") == 1
    for words in (REFUSED, ALONE, "Printed", "Given"):
        assert words not in page.text
    assert page.link(STAFF_PAGE) == f"{refused.here}/copies"


def test_staff_read_why_and_where_to_put_it_right(refused: Service):
    page = refused.client.get(f"{refused.here}/copies")

    assert on_desk(page)
    assert REFUSED in page.text
    assert ALONE in page.text
    assert f"{refused.here}/notes" in [link.href for link in page.links]
    assert "Printed so far Nothing yet." in page.text


def test_the_page_of_a_blocked_copy_tells_no_more(refused: Service):
    page = refused.client.get(f"{refused.here}/summary/parent")

    assert "Not ready yet" in page.text
    assert REFUSED not in page.text
    assert page.link(STAFF_PAGE) == f"{refused.here}/copies"
    assert page.forms == []


def test_asking_for_a_blocked_copy_all_the_same_tells_no_more(refused: Service):
    form = refused.client.get(f"{refused.here}/summary/young-person").form("Make the paper")

    page = refused.client.submit(replace(form, action=f"{refused.here}/summary/parent"), {}, 422)

    assert page.h1 == "Not ready yet"
    assert REFUSED not in page.text


def test_what_was_printed_is_listed_for_staff(whole: Service):
    form = whole.client.get(f"{whole.here}/summary/private").form("Make the paper")
    page = whole.client.submit(form, {}, 200)

    assert "Print this page" in page.text
    assert f"Printed so far {ALONE}: Today" in whole.client.get(f"{whole.here}/copies").text
    assert ALONE not in whole.client.get(f"{whole.here}/summary").text


def test_a_copy_that_is_only_looked_at_is_not_printed(whole: Service):
    page = whole.client.get(f"{whole.here}/summary/young-person")

    assert page.all("article.sdm-paper--looked-at")
    assert "Use the button “Make the paper”." in page.text
    given = whole.client.submit(page.form("Make the paper"), {}, 200)
    assert not given.all("article.sdm-paper--looked-at")
    assert "Use the button" not in given.text


def test_a_paper_opens_beside_the_conversation(whole: Service):
    form = whole.client.get(f"{whole.here}/summary/young-person").one("main form")

    assert (form.get("target"), form.get("rel")) == ("_blank", "noopener")
