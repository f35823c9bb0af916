"""The page where paper forms are typed in: what is wrong stays on it, what is saved is gone."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from sdm_tool.domain.collaborate import Mode
from sdm_tool.domain.permissions import Role
from sdm_tool.persistence.accounts import HeldPost
from sdm_tool.persistence.feedback import Response
from tests.client import Page, PageClient
from tests.client.page import text_of
from tests.factories.people import make_account, sign_in
from tests.integration.feedback.conftest import Desk

HERE = "/paper-answers"


@dataclass
class Clerk:
    """The clerk's browser, and the desk of the clinician who printed the forms."""

    client: PageClient
    desk: Desk

    def code(self, person: str = "yp", mode: Mode = Mode.PAPER) -> str:
        return self.desk.scene.offer(person, mode).code

    def send(self, page: Page | None = None, status: int | None = None, **boxes: str) -> Page:
        """Fill boxes named `row1_code`, and save; from a page that was refused, or a fresh one."""
        form = (page or self.client.get(HERE)).form("Save these forms")
        values = {name.replace("_", "-"): value for name, value in boxes.items()}
        return self.client.submit(form, values, status)


@pytest.fixture
def clerk(desk: Desk) -> Clerk:
    make_account(desk.scene.session, "dean", roles=[Role.FEEDBACK_CLERK])
    client = desk.another_browser()
    sign_in(client, "dean")
    return Clerk(client, desk)


def boxes(page: Page, row: int) -> list[str]:
    """What stands in the boxes of a row."""
    names = (f"row{row}-{box}" for box in ("code", "q1", "q2", "q3"))
    return [page.one(f"#{name}").get("value") or "" for name in names]


def without_chance(page: Page) -> str:
    """The page without what differs at every opening: its form token."""
    return page.html.replace(page.all("input[name=csrf_token]")[-1].get("value"), "")


def row(number: int, code: str, *marks: str) -> dict[str, str]:
    names = (f"row{number}_{box}" for box in ("code", "q1", "q2", "q3"))
    return dict(zip(names, (code, *marks), strict=False))


def test_the_page_says_how_many_were_typed_in_and_nothing_of_them(clerk: Clerk):
    codes = clerk.code("yp"), clerk.code("p1")
    page = clerk.send(**row(1, codes[0], "9", "8", "7"), **row(4, codes[1], "6", "5", "4"))
    assert text_of(page.one(".sdm-saved")) == "Saved. 2 forms were typed in."
    assert clerk.desk.scene.answers() == [(6, 5, 4), (9, 8, 7)]
    assert [boxes(page, number) for number in range(1, 11)] == [["", "", "", ""]] * 10
    for code in codes:
        assert code not in page.html
    again = clerk.client.get(HERE)
    assert again.all(".sdm-saved") == []


def test_nothing_tells_a_used_code_from_an_unused_one(clerk: Clerk):
    code = clerk.code("yp")
    before = without_chance(clerk.client.get(HERE))
    first = clerk.send(**row(1, code, "9", "9", "9"))
    second = clerk.send(**row(1, code, "0", "0", "0"))
    assert without_chance(first) == without_chance(second)
    assert without_chance(clerk.client.get(HERE)) == before
    assert clerk.desk.scene.answers() == [(9, 9, 9)]


def test_an_invented_a_late_and_another_ways_code_are_answered_alike(clerk: Clerk):
    phone, late = clerk.code("yp", Mode.OWN_DEVICE), clerk.code("p1")
    clerk.desk.later(days=7)
    sign_in(clerk.client, "dean")
    said = set()
    for code in (phone, late, "CDFG 222 222"):
        page = clerk.send(**row(1, code, "9", "9", "9"), status=422)
        said.add(without_chance(page).replace(code, ""))
    assert len(said) == 1
    assert "Form 1: No paper form has this code, or it came too late, or" in said.pop()


def test_a_paused_code_reads_as_an_invented_one_and_the_paper_is_kept(clerk: Clerk):
    code = clerk.code("yp")
    wrong = code[:-1] + next(letter for letter in "CDFG" if letter != code[-1])
    for _ in range(10):
        clerk.send(**row(1, wrong, "9", "9", "9"), status=422)
    said = {
        without_chance(clerk.send(**row(1, typed, "9", "9", "9"), status=422)).replace(typed, "")
        for typed in (code, "CDFG 222 222")
    }
    assert len(said) == 1
    assert "keep the paper, empty this row, and try again in 15 minutes" in said.pop()
    for _ in range(4):  # the screen would lock in one go
        clerk.desk.later(minutes=4)
        clerk.client.get(HERE)
    clerk.send(**row(1, code, "9", "9", "9"))
    assert clerk.desk.scene.answers() == [(9, 9, 9)]


def test_a_wrong_number_is_refused_at_its_box_and_the_batch_stays(clerk: Clerk):
    codes = clerk.code("yp"), clerk.code("p1")
    page = clerk.send(
        **row(1, codes[0], "9", "9", "9"), **row(2, codes[1], "10", "-1", "x"), status=422
    )
    assert len(page.errors) == 3
    assert page.errors[0] == "Form 2: Number 1 has to be 0 to 9, or empty."
    assert page.one("#row2-q1").get("aria-describedby") == "row2-q1-error"
    assert boxes(page, 1) == [codes[0], "9", "9", "9"]
    assert boxes(page, 2) == [codes[1], "10", "-1", "x"]
    assert clerk.desk.scene.answers() == []
    clerk.send(page, **row(2, codes[1], "1", "1", "1"))
    assert clerk.desk.scene.answers() == [(1, 1, 1), (9, 9, 9)]


def test_a_blank_is_asked_about_once_in_each_row(clerk: Clerk):
    codes = clerk.code("yp"), clerk.code("p1")
    page = clerk.send(**row(1, codes[0], "9", "", "9"), status=422)
    assert page.errors == ["Form 1: Is number 2 blank on the form? Save again to leave it out."]
    page = clerk.send(page, **row(2, codes[1], "", "", ""), status=422)
    assert [error[:7] for error in page.errors] == ["Form 2:"] * 3
    clerk.send(page)
    kept = {(row["q1"], row["q2"], row["q3"]) for row in clerk.desk.scene.rows(Response)}
    assert kept == {(9, None, 9), (None, None, None)}


def test_numbers_without_a_code_are_not_lost(clerk: Clerk):
    page = clerk.send(**row(3, "", "9", "9", "9"), status=422)
    assert page.errors == ["Form 3: Type the feedback code."]
    assert boxes(page, 3) == ["", "9", "9", "9"]


def test_an_empty_batch_is_said_so(clerk: Clerk):
    assert clerk.send(status=422).errors == ["Nothing was typed in yet."]


def test_every_box_has_a_name_of_its_own_and_the_browser_remembers_none(clerk: Clerk):
    page = clerk.client.get(HERE)
    labels = [text_of(label) for label in page.all(".sdm-batch label")]
    assert labels[:4] == [
        "Form 1: Code",
        "Form 1: Number 1",
        "Form 1: Number 2",
        "Form 1: Number 3",
    ]
    assert len(labels) == len(set(labels)) == 40
    order = [box.get("name") for box in page.all(".sdm-batch input[type=text]")]
    assert order[:5] == ["row1-code", "row1-q1", "row1-q2", "row1-q3", "row2-code"]
    assert {box.get("autocomplete") for box in page.all(".sdm-batch input[type=text]")} == {"off"}


def test_the_opening_is_in_the_trail_once_for_a_sign_in(clerk: Clerk):
    code = clerk.code("yp")
    clerk.client.get(HERE)
    clerk.send(**row(1, code, "9", "9", "9"))
    clerk.client.get(HERE)
    opened = [name for name, _ in clerk.desk.scene.events() if "paper" in name]
    assert opened == ["feedback:paper-answers:opened"]


def test_what_meets_the_lock_is_kept_nowhere(clerk: Clerk):
    code = clerk.code("yp")
    page = clerk.client.get(HERE)
    clerk.desk.later(minutes=6)
    form = page.form("Save these forms")
    sent = form.filled({"row1-code": code, "row1-q1": "9", "row1-q2": "9", "row1-q3": "9"}).values
    assert clerk.client.post_and_stay(HERE, sent).startswith("/unlock")
    assert clerk.desk.scene.rows(HeldPost) == []
    assert clerk.desk.scene.answers() == []


def test_a_form_is_printed_with_a_code_and_nothing_about_the_person(desk: Desk):
    here = f"{desk.here}/yp"
    form = desk.client.get(here).form("Make the form to print")
    answer = desk.client.flask.post(form.action, data=form.filled({}).values)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert desk.scene.rows(Response) == []
    assert [row["mode"] for row in desk.scene.invitations()] == ["paper"]
    assert "Young person: Offered Young person: print the form anew" in desk.state()
    again = desk.client.get(here).form("Make the form anew")
    before = desk.scene.invitations()[0]["lookup"]
    answer = desk.client.flask.post(again.action, data=again.filled({}).values)
    assert answer.mimetype == "application/pdf"
    assert desk.scene.invitations()[0]["lookup"] != before


def test_on_paper_too_a_parent_is_asked_from_18_only_with_the_young_persons_yes(
    open_desk: Callable[..., Desk],
):
    desk = open_desk(age=18)
    form = desk.client.get(f"{desk.here}/p1").form("Make the form to print")
    page = desk.client.submit(form, status=422)
    assert "18 or over" in page.errors[0]
    assert page.one("#paper_agrees-error") is not None
    assert desk.scene.invitations() == []
