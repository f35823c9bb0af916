"""Two named people approve a version; a withdrawn one says why, and stays withdrawn."""

from flask import Flask
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role
from sdm_tool.services.grids import Catalogue, usable_grids
from tests.client import PageClient
from tests.client.page import Page, text_of
from tests.integration.grids.conftest import Browser

URL = "/grids/low-mood/0.1"
IN_USE = "/grids/low-mood/1.0"
SENT = {
    "speaks_as": "lived-experience",
    "interests": "None",
    "review_by-day": "1",
    "review_by-month": "11",
    "review_by-year": "2027",
}


def approve(
    client: PageClient, speaks_as: str = "clinician", interests: str = "None", status: int = 303
) -> Page:
    form = client.get(f"{URL}/approval").form("/approve")
    return client.submit(form, {"speaks_as": speaks_as, "interests": interests}, status)


def approve_by_both(browser: Browser) -> PageClient:
    """Approve as both; the browser of the second comes back."""
    approve(browser("okafor", Role.APPROVER))
    client = browser("singh", Role.APPROVER)
    approve(client, "lived-experience")
    return client


def withdraw(client: PageClient, reason: str, status: int = 303, url: str = URL) -> Page:
    return client.submit(
        client.get(f"{url}/approval").form("/withdraw"), {"reason": reason}, status
    )


def in_use(store: Session, catalogue: Catalogue) -> list[str]:
    store.rollback()
    return [grid.version for grid in usable_grids(store, catalogue) if grid.slug == "low-mood"]


def test_one_approval_is_not_enough(browser: Browser, store: Session, catalogue: Catalogue):
    page = approve(browser("okafor", Role.APPROVER), interests="A talk paid by a publisher")

    assert (
        "Approved by R. Okafor, Psychologist, on 3 November 2026, as a clinician. "
        "Interests: A talk paid by a publisher." in page.text
    )
    assert "it still needs approval from lived experience" in page.text
    assert in_use(store, catalogue) == []


def test_two_people_put_a_version_into_use(browser: Browser, store: Session, catalogue: Catalogue):
    client = approve_by_both(browser)

    page = client.get(f"{IN_USE}/approval")
    assert "In use here, approved by R. Okafor and R. Singh" in page.text
    assert "To be looked at again by 3 November 2028." in page.text
    assert in_use(store, catalogue) == ["1.0"]
    before = client.get(f"{URL}/approval")
    assert "Approved, and in use here as version 1.0" in before.text
    assert not [form for form in before.forms if "approve" in form.action]


def steps_of(page: Page) -> dict[str, str]:
    steps = [text_of(item) for item in page.all("section[aria-labelledby='steps'] li")]
    return dict(step.split(": ", 1) for step in steps)


def test_the_steps_of_a_version_say_how_far_it_is(browser: Browser):
    client = browser("reader", Role.CLINICIAN)
    assert list(steps_of(client.get(f"{URL}/approval"))) == [
        "Draft",
        "Evidence check",
        "Clinical review",
        "Young person and parent review",
        "Access and readability check",
        "Published",
        "Looked at again",
        "Replaced or withdrawn",
    ]
    approve(browser("okafor", Role.APPROVER))
    steps = steps_of(client.get(f"{URL}/approval"))
    assert steps["Clinical review"] == "done Approved by R. Okafor on 3 November 2026."
    assert steps["Young person and parent review"].startswith("waiting Nobody")
    assert steps["Published"] == "not yet The second approval publishes it."

    approve(browser("singh", Role.APPROVER), "lived-experience")
    steps = steps_of(client.get(f"{IN_USE}/approval"))
    assert steps["Young person and parent review"].startswith("done Approved by R. Singh")
    assert steps["Published"] == "done In use here as version 1.0."
    assert steps["Looked at again"] == "waiting To be looked at by 3 November 2028."
    assert steps["Replaced or withdrawn"] == "not yet Neither."

    withdraw(browser("shah", Role.APPROVER), "A study fell.", url=IN_USE)
    steps = steps_of(client.get(f"{IN_USE}/approval"))
    assert steps["Replaced or withdrawn"].startswith("done Withdrawn by R. Shah")


def test_what_is_in_use_says_when_it_was_published_and_is_no_draft(browser: Browser):
    page = approve_by_both(browser).get(IN_USE)

    assert "Draft." not in page.text
    assert "R. Singh: approved it here from lived experience" in page.text


def test_one_person_cannot_approve_twice(browser: Browser, store: Session, catalogue: Catalogue):
    client = browser("okafor", Role.APPROVER)
    page = approve(client)
    assert not [form for form in page.forms if form.action.endswith("/approve")]
    client.get("/account/password")

    page = client.post(f"{URL}/approve", SENT, 422)

    assert page.errors == ["You have approved this version already. Another person is needed."]
    assert in_use(store, catalogue) == []


def test_two_of_one_kind_are_told_which_is_missing(browser: Browser):
    approve(browser("okafor", Role.APPROVER))

    page = approve(browser("singh", Role.APPROVER), "clinician", status=422)

    assert "The other kind of approval is needed" in page.errors[0]


def test_an_approval_without_interests_or_kind_keeps_what_was_typed(browser: Browser):
    client = browser("okafor", Role.APPROVER)

    page = approve(client, "", "", 422)

    assert page.errors == ["Choose as whom you approve it.", "Write your interests, or None."]


def test_a_reviewer_may_ask_for_changes_and_everyone_reads_them(browser: Browser):
    client = browser("okafor", Role.APPROVER)
    form = client.get(f"{URL}/approval").form("/ask-for-changes")

    page = client.submit(form, {"words": "The downsides of the group are too short"})

    words = "R. Okafor asked for changes on 3 November 2026: The downsides of the group are too"
    assert words in page.text
    assert words in browser("jones", Role.CLINICIAN).get(f"{URL}/approval").text


def test_a_clinician_sees_who_approved_and_has_no_button(browser: Browser):
    approve(browser("okafor", Role.APPROVER))
    client = browser("jones", Role.CLINICIAN)

    page = client.get(f"{URL}/approval")

    assert "Approved by R. Okafor" in page.text
    assert not page.all("main form")


def test_a_clinician_cannot_approve_by_sending_the_form(browser: Browser):
    client = browser("jones", Role.CLINICIAN)
    client.get("/account/password")

    client.post(f"{URL}/approve", {}, 403)
    client.post(f"{URL}/withdraw", {"reason": "No."}, 403)


def test_withdrawing_needs_a_reason(browser: Browser, store: Session, catalogue: Catalogue):
    client = approve_by_both(browser)

    page = withdraw(client, "  ", 422, IN_USE)

    assert page.errors == ["Say why, in words that colleagues can act on."]
    assert in_use(store, catalogue) == ["1.0"]


def test_a_withdrawn_version_says_who_and_why_and_is_out_of_use(
    browser: Browser, store: Session, catalogue: Catalogue
):
    client = approve_by_both(browser)

    page = withdraw(client, "A study was corrected.", url=IN_USE)

    words = "Withdrawn by R. Singh on 3 November 2026: A study was corrected."
    assert words in page.text
    assert words in client.get(IN_USE).text
    assert "Withdrawn here" in client.get("/grids").text
    assert in_use(store, catalogue) == []


def test_a_withdrawn_version_cannot_be_approved_back(browser: Browser):
    client = browser("okafor", Role.APPROVER)
    client.get(f"{URL}/approval")
    withdraw(client, "A study was corrected.")
    client.get("/account/password")

    page = client.post(f"{URL}/approve", SENT, 422)

    assert "This version was withdrawn here" in page.errors[0]


def test_a_version_that_was_used_can_be_read_when_its_files_are_gone(browser: Browser, app: Flask):
    client = browser("okafor", Role.APPROVER)
    approve(client)
    app.extensions["sdm_catalogue"] = Catalogue((), ())

    assert client.get(URL).h1 == "Low mood"
    assert "No grids are loaded" in client.get("/grids").text
