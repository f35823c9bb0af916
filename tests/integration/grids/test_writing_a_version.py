"""A content editor writes a version: every part saves as typed, and what stops it is named."""

import json
from io import BytesIO

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.grid_document import document_of, from_kept_form
from sdm_tool.domain.permissions import Role
from sdm_tool.persistence.grids import GridDraft, PinnedGrid
from sdm_tool.resources import option_grids_folder
from tests.client import PageClient
from tests.client.page import Form, Page, text_of
from tests.integration.grids.conftest import Browser


@pytest.fixture
def editor(browser: Browser) -> PageClient:
    return browser("editor", Role.CONTENT_EDITOR)


@pytest.fixture
def draft(editor: PageClient) -> str:
    """The address of a new version of the grid about low mood."""
    return start(editor)


def start(client: PageClient) -> str:
    page = client.get("/grids/low-mood/0.1/new-version")
    return client.submit(page.form("/new-version"), {"interests": "None"}).url


def form_of(client: PageClient, url: str) -> Form:
    """The form of a part, not the one that takes it off the grid."""
    return next(form for form in client.get(url).forms if form.action == url)


def save(client: PageClient, url: str, values: dict[str, object], status: int = 303) -> Page:
    return client.submit(form_of(client, url), values, status)


def stored(store: Session, draft: str) -> dict[str, object]:
    store.rollback()
    row = store.get_one(GridDraft, draft.rsplit("/", 1)[-1])
    return from_kept_form(row.grid)


def test_a_new_version_is_a_copy_with_the_next_number_that_nobody_checked(
    editor: PageClient, draft: str, store: Session
):
    page = editor.get(draft)

    assert page.h1 == "Low mood, version 0.2"
    assert "Started from version 0.1." in page.text
    assert "Nothing stops review" in page.text
    grid = stored(store, draft)
    assert (grid["reviewers"], grid["published"], grid["review_by"]) == ([], None, None)
    assert "Low mood" in editor.get("/grid-drafts").text


def test_two_new_versions_have_two_numbers(editor: PageClient, draft: str):
    assert editor.get(start(editor)).h1 == "Low mood, version 0.3"


def test_starting_needs_interests(editor: PageClient):
    page = editor.get("/grids/low-mood/0.1/new-version")

    page = editor.submit(page.form("/new-version"), {"interests": ""}, 422)

    assert page.errors == ["Write your interests, or None."]


def test_an_answer_is_saved_and_shown_as_families_will_see_it(
    editor: PageClient, draft: str, store: Session
):
    url = f"{draft}/answers/being-active/asks"
    page = save(editor, url, {"text": "It asks for an hour each week."})

    assert "It asks for an hour each week." in text_of(page.one("#beside"))
    assert "Saved at" in page.text
    answers = stored(store, draft)["answers"]
    assert answers["being-active"]["asks"]["text"] == "It asks for an hour each week."


def test_what_stops_review_is_said_beside_the_answer_and_on_the_draft(
    editor: PageClient, draft: str
):
    url = f"{draft}/answers/being-active/asks"
    page = save(editor, url, {"text": "Bad effects are rare."})

    assert "1 thing stops review" in page.text
    assert "rare" in text_of(page.one("#beside"))
    overview = editor.get(draft)
    assert "1 thing stops review" in overview.text
    assert editor.get(overview.link("being-active, asks")).h1.startswith("Being more active")


def test_a_wrong_number_in_a_figure_is_named_and_the_figure_is_still_drawn(
    editor: PageClient, draft: str
):
    url = f"{draft}/answers/cbt-group/how-many"
    page = save(editor, url, {"figures-0-with_option": "66"})

    assert "The record says 66.7 of 100, so write 67, not 66." in page.text
    assert "66 of 100 recovered" in page.text


def test_a_figure_is_added_from_a_record_and_taken_away_by_emptying_it(
    editor: PageClient, draft: str, store: Session
):
    url = f"{draft}/answers/cbt-group/how-many"
    page = editor.get(url)
    empty = {name: "" for name in page.form(url).values if name.startswith("figures-0-")}

    save(editor, url, empty)

    assert "figures" not in stored(store, draft)["answers"]["cbt-group"]["how-many"]


def test_what_a_script_sends_is_saved_and_answered_with_the_view_alone(
    editor: PageClient, draft: str, store: Session
):
    url = f"{draft}/options/family-therapy"
    form = form_of(editor, url).filled({"line": "You meet someone, all together."})

    part = editor.fragment(url, form.values)

    assert "You meet someone, all together." in part.text
    again = form.filled(
        {"seen": part.one("[name=seen]").get("value"), "line": "You meet, all of you."}
    )
    assert "You meet, all of you." in editor.fragment(url, again.values).text


def test_words_saved_by_somebody_else_meanwhile_are_not_overwritten(
    editor: PageClient, draft: str, store: Session
):
    url = f"{draft}/questions/asks"
    opened = form_of(editor, url)
    save(editor, url, {"text": "What does it ask of us?"})

    page = editor.submit(opened, {"text": "What will it cost us?"}, 422)

    assert "Somebody else changed this part" in page.errors[0]
    assert "What will it cost us?" in page.html
    assert "What does it ask of us?" in json.dumps(stored(store, draft))


def test_two_people_who_write_different_parts_both_keep_their_words(
    editor: PageClient, draft: str, store: Session
):
    one, other = f"{draft}/questions/asks", f"{draft}/about"
    first, second = form_of(editor, one), form_of(editor, other)

    editor.submit(first, {"text": "What does it ask?"})
    editor.submit(second, {"title": "Feeling low"})

    grid = stored(store, draft)
    assert grid["title"] == "Feeling low"
    assert "What does it ask?" in [question["text"] for question in grid["questions"]]


def test_opening_a_part_and_saving_it_changes_nothing(
    editor: PageClient, draft: str, store: Session
):
    before = stored(store, draft)
    for part in (
        "about",
        "options/cbt-with-medicine",
        "questions/what",
        "answers/cbt-with-medicine/how-many",
        "answers/keep-as-is/better",
    ):
        save(editor, f"{draft}/{part}", {})
    assert stored(store, draft) == before


def test_a_new_option_stops_review_until_everything_about_it_is_written(
    editor: PageClient, draft: str
):
    page = editor.submit(editor.get(draft).form("/options"), {"name": "Art therapy"})
    assert page.h1 == "Option: Art therapy"
    assert "things stop review" in page.text
    overview = editor.get(draft)
    assert "Art therapy" in overview.text
    refused = editor.submit(overview.form("/send"), {"what": "A new option"}, 422)
    assert refused.errors == ["It cannot be sent for review yet. Mend what is listed."]


def test_an_option_is_taken_off_but_never_the_one_of_changing_nothing(
    editor: PageClient, draft: str, store: Session
):
    url = f"{draft}/options/cbt-group"
    editor.submit(editor.get(url).form("/remove"), {})

    grid = stored(store, draft)
    assert "cbt-group" not in [option["id"] for option in grid["options"]]
    assert "cbt-group" not in grid["answers"]
    editor.get(url, 404)
    keep = f"{draft}/options/keep-as-is"
    assert not [form for form in editor.get(keep).forms if "remove" in form.action]
    refused = editor.post(f"{keep}/remove", {}, 422)
    assert "Every grid keeps the option" in refused.text


def test_both_files_are_written_as_text_and_the_number_stays(
    editor: PageClient, draft: str, store: Session
):
    url = f"{draft}/text"
    page = editor.get(url)
    text = page.form(url).values["grid"].replace("title: Low mood", "title: Feeling low")
    text = text.replace("version: '0.2'", "version: '9.9'")

    page = editor.submit(page.form(url), {"grid": text})

    assert "Feeling low, version 0.2" in page.text
    assert stored(store, draft)["version"] == "0.2"


def test_text_that_cannot_be_read_is_not_saved_and_every_fault_named(
    editor: PageClient, draft: str, store: Session
):
    before, url = stored(store, draft), f"{draft}/text"

    page = save(editor, url, {"grid": "slug: low-mood\nslug: again\ntitle: !!python/x y\n"}, 422)

    assert "grid.yaml, line 2" in page.text
    assert "grid.yaml, line 3" in page.text
    assert stored(store, draft) == before


def test_sending_fixes_the_content_and_closes_the_draft(
    editor: PageClient, draft: str, store: Session
):
    save(editor, f"{draft}/about", {"title": "Feeling low"})

    page = editor.submit(editor.get(draft).form("/send"), {"what": "A plainer title."})

    assert page.h1 == "Approval of “Feeling low”, version 0.2"
    assert "Worked on by R. Editor, starting from version 0.1. Interests: None." in page.text
    assert "What changed: A plainer title." in page.text
    editor.get(draft, 404)
    store.rollback()
    assert store.scalar(select(PinnedGrid.title)) == "Feeling low"


def test_sending_says_what_changed(editor: PageClient, draft: str):
    page = editor.submit(editor.get(draft).form("/send"), {"what": " "}, 422)
    assert "Say what changed and why" in page.errors[0]


def test_an_author_cannot_approve_and_says_so(browser: Browser):
    both = browser("editor", Role.CONTENT_EDITOR, Role.APPROVER)
    draft = start(both)
    page = both.submit(both.get(draft).form("/send"), {"what": "Nothing yet."})

    assert "You worked on this version" in page.text
    assert not [form for form in page.forms if form.action.endswith("/approve")]
    refused = both.post(
        page.url.replace("/approval", "/approve"),
        {
            "speaks_as": "clinician",
            "interests": "None",
            "review_by-day": "1",
            "review_by-month": "11",
            "review_by-year": "2027",
        },
        422,
    )
    assert refused.errors == ["You worked on this version, so another person has to approve it."]


def test_somebody_else_works_on_it_after_saying_their_interests(
    browser: Browser, editor: PageClient, draft: str
):
    other = browser("other", Role.CONTENT_EDITOR)
    page = other.get(draft)
    assert not [form for form in page.forms if form.action.endswith("/send")]
    assert "interests" in other.get(f"{draft}/about", 422).text

    page = other.submit(page.form("/join"), {"interests": "Shares in a publisher"})

    assert "R. Other. Interests: Shares in a publisher" in page.text
    assert other.get(f"{draft}/about").h1 == "About the grid"


def test_a_draft_is_thrown_away(editor: PageClient, draft: str):
    page = editor.submit(editor.get(draft).form("/throw-away"), {})

    assert "Nothing is being written now." in page.text
    editor.get(draft, 404)


def test_a_version_comes_out_as_two_files_and_goes_in_again_as_a_draft(
    editor: PageClient, store: Session
):
    files = {
        name: editor.flask.get(f"/grids/low-mood/0.1/files/{name}").data
        for name in ("grid.yaml", "evidence.yaml")
    }
    folder = option_grids_folder() / "low-mood"
    assert files == {name: (folder / name).read_bytes() for name in files}

    page = bring_in(editor, files["grid.yaml"], files["evidence.yaml"])

    assert page.h1 == "Low mood, version 0.2"
    assert "Brought in from files." in page.text
    brought = stored(store, page.url)
    original = document_of(files["grid.yaml"].decode(), "grid.yaml")
    assert brought == original | {"version": "0.2"}


def test_a_file_with_faults_is_refused_whole_with_every_fault_named(
    editor: PageClient, store: Session
):
    folder = option_grids_folder() / "low-mood"
    faulty = (folder / "grid.yaml").read_text().replace("setting: nhs", "setting: moon")
    faulty = faulty.replace("country: England", "country: 7")

    page = bring_in(editor, faulty.encode(), (folder / "evidence.yaml").read_bytes(), 422)

    assert page.errors[0] == "This grid was not brought in. Mend what is listed."
    assert page.text.count("Stops review. Rule:") >= 2
    store.rollback()
    assert store.scalar(select(GridDraft.id)) is None


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"\x00", b"- a\n- b\n", b"a: &x [*x]\n"])
def test_a_file_that_is_no_grid_is_refused_in_words(editor: PageClient, raw: bytes):
    page = bring_in(editor, raw, raw, 422)
    assert page.errors


def test_a_clinician_cannot_write(browser: Browser, draft: str):
    clinician = browser("jones", Role.CLINICIAN)
    clinician.get(draft, 403)
    clinician.get("/grid-drafts", 403)
    assert "Make a new version" not in clinician.get("/grids/low-mood/0.1/approval").text


def bring_in(client: PageClient, grid: bytes, evidence: bytes, status: int = 303) -> Page:
    client.get("/grid-drafts/import")
    sent = {
        "interests": "None",
        "grid": [(BytesIO(grid), "grid.yaml")],
        "evidence": [(BytesIO(evidence), "evidence.yaml")],
    }
    return client.post("/grid-drafts/import", sent, status)
