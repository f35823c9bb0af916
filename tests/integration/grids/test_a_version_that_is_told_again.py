"""Easy read and other languages in the service: started, shown, stale, withdrawn and printed."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.grid_document import Document, from_kept_form
from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.persistence.accounts import Account
from sdm_tool.persistence.conversations import Conversation
from sdm_tool.persistence.grids import GridDraft
from sdm_tool.persistence.organisation import Team
from sdm_tool.services.grid_standing import withdraw_version
from sdm_tool.services.grids import Catalogue, load_catalogue, usable_grids
from sdm_tool.services.public_grids import turn_on
from tests.client import PageClient
from tests.client.page import Page, text_of
from tests.factories.conversations import MET_AT, begin_conversation
from tests.factories.grids import (
    HEBREW,
    as_yaml,
    easy_read_content,
    grid_content,
    hebrew_content,
    minimal_evidence_yaml,
)
from tests.factories.people import make_account, scope_of
from tests.factories.publications import publish
from tests.integration.grids.conftest import Browser
from tests.integration.outputs.reading_pdf import faults_of, tags_of, words_of

SOURCE, EASY, RIGHT_TO_LEFT = (f"low-mood-example{which}" for which in ("", "-easy-read", "-he"))
MADE_FROM = {"made_from": {"slug": SOURCE, "version": "0.1"}, "version": "0.1"}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """A version, and the same in easy read and from right to left."""
    folder = tmp_path_factory.mktemp("grids")
    for content in (
        grid_content(version="0.1"),
        easy_read_content(**MADE_FROM),
        hebrew_content(**MADE_FROM),
    ):
        place = Path(folder) / content["slug"]
        place.mkdir()
        (place / "grid.yaml").write_bytes(as_yaml(content))
        (place / "evidence.yaml").write_bytes(minimal_evidence_yaml())
    return load_catalogue((folder,))


@pytest.fixture
def app(open_app: Callable[..., Flask], sqlite_url: str, files: Catalogue) -> Flask:
    return open_app(sqlite_url, files)


@pytest.fixture
def clinician(browser: Browser) -> PageClient:
    return browser("okafor", Role.CLINICIAN)


@pytest.fixture
def editor(browser: Browser) -> PageClient:
    return browser("editor", Role.CONTENT_EDITOR)


@pytest.fixture
def withdrawer(store: Session) -> Scope:
    return scope_of(make_account(store, "shah", roles=[Role.APPROVER]), [Role.APPROVER])


def in_use(store: Session, files: Catalogue) -> dict[str, str]:
    return {grid.slug: grid.version for grid in usable_grids(store, files)}


def start(client: PageClient, status: int = 303, **values: str) -> Page:
    form = client.get(f"/grids/{SOURCE}/0.1/new-version").form("Start the new version")
    return client.submit(form, {"interests": "None", **values}, status)


def stored(store: Session, page: Page) -> Document:
    store.rollback()
    return from_kept_form(store.get_one(GridDraft, page.url.rsplit("/", 1)[-1]).grid)


def test_easy_read_is_started_from_a_version_and_linked_to_it(editor: PageClient, store: Session):
    page = start(editor, retold="easy-read")

    draft = stored(store, page)
    assert (draft["slug"], draft["version"]) == (EASY, "0.2")
    assert draft["format"] == "easy-read"
    assert draft["made_from"] == {"slug": SOURCE, "version": "0.1"}
    assert "Easy read has a picture here" in page.text


def test_another_language_is_started_with_the_words_to_translate(
    editor: PageClient, store: Session
):
    page = start(editor, retold="other-language", language="CY")

    draft = stored(store, page)
    assert (draft["slug"], draft["language"]) == (f"{SOURCE}-cy", "cy")
    assert "“We do not know” is still in English." in page.text


def test_a_language_nobody_named_is_refused_beside_its_field(editor: PageClient):
    page = start(editor, 422, retold="other-language", language="xx")

    assert page.errors == ["Write the two letters of the language, such as cy for Welsh."]


def test_a_picture_is_chosen_in_the_form_of_an_answer(editor: PageClient, store: Session):
    draft = start(editor, retold="easy-read").url
    address = f"{draft}/answers/group/what"
    form = next(each for each in editor.get(address).forms if each.action == address)

    page = editor.submit(form, {"picture": "home", "picture_alt": "A house."})

    picture = stored(store, editor.get(draft))["answers"]["group"]["what"]["picture"]
    assert picture == {"shows": "home", "alt": "A house."}
    assert [image.get("alt") for image in page.named("img")] == ["A house."]


def test_what_was_sent_for_review_is_found_by_those_who_approve(
    editor: PageClient, browser: Browser
):
    draft = start(editor, retold="easy-read").url
    text = editor.get(f"{draft}/text").form("Save")
    editor.submit(text, {"grid": as_yaml(easy_read_content(**MADE_FROM)).decode()})
    editor.submit(editor.get(draft).form("/send"), {"what": "Made plainer."})

    page = browser("singh", Role.APPROVER).get("/grids")

    waiting = page.one("section[aria-labelledby='waiting']")
    assert text_of(waiting) == (
        "Waiting for approval Low mood, an example (easy read), version 0.2"
    )


def test_what_differs_from_the_source_stops_the_review(editor: PageClient):
    draft = start(editor, retold="easy-read").url
    told = easy_read_content(ages={"from": 5, "to": 10}, **MADE_FROM)
    text = editor.get(f"{draft}/text").form("Save")
    editor.submit(text, {"grid": as_yaml(told).decode()})

    page = editor.get(draft)
    assert page.one("#found").text == "1 thing stops review"
    assert "It speaks to other people: ages and audience have to be" in page.text
    page = editor.submit(page.form("/send"), {"what": "Made plainer."}, 422)
    assert "It speaks to other people" in page.errors[0]


def test_the_page_of_a_version_leads_to_the_same_told_in_other_ways(
    clinician: PageClient, store: Session, files: Catalogue
):
    for slug in (SOURCE, EASY, RIGHT_TO_LEFT):
        publish(store, files, slug)

    page = clinician.get(f"/grids/{SOURCE}/1.0")

    assert page.link("Easy read") == f"/grids/{EASY}/1.0"
    assert page.link("In Hebrew (עברית)") == f"/grids/{RIGHT_TO_LEFT}/1.0"
    told = clinician.get(f"/grids/{EASY}/1.0")
    assert "Made from version 0.1 of “Low mood, an example”." in told.text
    assert "out of date" not in told.text


def test_easy_read_stands_in_one_column_with_pictures_and_a_line_for_each_sentence(
    clinician: PageClient,
):
    page = clinician.get(f"/grids/{EASY}/0.1")

    table = page.one("table")
    assert table.get("class") == "sdm-grid sdm-easy"
    cell = page.all("#question-what td")[0]
    assert [text_of(line) for line in cell.iter("p")][1:] == [
        "You meet in a group.",
        "This is the answer about what.",
    ]
    assert [image.get("alt") for image in cell.iter("img")] == ["Two people talk."]


def test_a_language_from_right_to_left_is_marked_as_such(clinician: PageClient):
    page = clinician.get(f"/grids/{RIGHT_TO_LEFT}/0.1")

    table = page.one("table")
    assert (table.get("lang"), table.get("dir")) == ("he", "rtl")
    assert "We do not know" not in text_of(table)
    assert "of 100" not in text_of(table)
    assert page.one("html").get("lang") == "en"


def test_it_goes_stale_when_its_source_moves(
    clinician: PageClient, store: Session, files: Catalogue
):
    for slug in (SOURCE, EASY):
        publish(store, files, slug)
    assert "moved on" not in clinician.get("/grids-to-review").text

    publish(store, files, SOURCE, draft="1.1")

    page = clinician.get(f"/grids/{EASY}/1.0")
    assert "Version 2.0 is in use now, so something here may be out of date." in page.text
    due = clinician.get("/grids-to-review")
    assert "Told again from a version that has moved on" in due.text
    assert in_use(store, files)[EASY] == "1.0"


def test_what_was_withdrawn_is_not_used_in_other_words(
    clinician: PageClient, store: Session, files: Catalogue, withdrawer: Scope
):
    source = publish(store, files, SOURCE)
    publish(store, files, EASY)

    withdraw_version(store, source, reason="A study fell.", scope=withdrawer, now=MET_AT)

    assert in_use(store, files) == {}
    page = clinician.get(f"/grids/{EASY}/1.0")
    assert "That version was withdrawn here, so this one is not used either." in page.text


def test_what_tells_a_withdrawn_version_again_is_withdrawn_everywhere(
    browser: Browser, store: Session, files: Catalogue, withdrawer: Scope
):
    source, told = publish(store, files, SOURCE), publish(store, files, EASY)
    turn_on(store, EASY, scope=withdrawer, now=MET_AT)
    anyone = PageClient(browser("okafor", Role.CLINICIAN).flask.application)
    assert anyone.get(f"/public/grids/{EASY}").h1 == "Low mood, an example (easy read)"

    withdraw_version(store, source, reason="A study fell.", scope=withdrawer, now=MET_AT)

    anyone.get(f"/public/grids/{EASY}", 404)
    approver = browser("singh", Role.APPROVER)
    page = approver.get(f"/grids/{EASY}/{told.version}/approval")
    assert "The version it was made from was withdrawn: A study fell." in page.text
    waiting = approver.get(f"/grids/{RIGHT_TO_LEFT}/0.1/approval")
    assert not [form for form in waiting.forms if form.action.endswith("/approve")]
    pdf = approver.download(f"/grids/{EASY}/1.0/paper.pdf", "application/pdf")
    assert "The version it was made from was withdrawn" in words_of(pdf)


def test_a_public_page_says_that_it_was_made_from_an_older_one(
    clinician: PageClient, store: Session, files: Catalogue, withdrawer: Scope
):
    publish(store, files, SOURCE)
    publish(store, files, EASY)
    turn_on(store, EASY, scope=withdrawer, now=MET_AT)

    publish(store, files, SOURCE, draft="1.1")

    anyone = PageClient(clinician.flask.application)
    assert "Something here may be out of date." in anyone.get(f"/public/grids/{EASY}").text


def test_a_conversation_says_that_the_source_moved_on(
    clinician: PageClient, store: Session, files: Catalogue
):
    publish(store, files, SOURCE)
    account = store.scalars(select(Account).where(Account.username == "okafor")).one()
    scope = scope_of(account, [Role.CLINICIAN], store.scalars(select(Team)).all())
    begun = begin_conversation(store, scope, grid=publish(store, files, EASY))
    record = store.get_one(Conversation, begun).record_id
    clinician.get(f"/records/{record}/confirm")
    clinician.post(f"/records/{record}/confirm", {})

    publish(store, files, SOURCE, draft="1.1")

    page = clinician.get(f"/conversations/{begun}/together")
    assert "Version 2.0 is in use now, so something here may be out of date." in page.text


def test_a_conversation_says_why_the_source_was_withdrawn_and_asks_what_to_do(
    clinician: PageClient, store: Session, files: Catalogue, withdrawer: Scope
):
    source = publish(store, files, SOURCE)
    account = store.scalars(select(Account).where(Account.username == "okafor")).one()
    scope = scope_of(account, [Role.CLINICIAN], store.scalars(select(Team)).all())
    begun = begin_conversation(store, scope, grid=publish(store, files, EASY))
    record = store.get_one(Conversation, begun).record_id
    clinician.get(f"/records/{record}/confirm")
    clinician.post(f"/records/{record}/confirm", {})

    withdraw_version(store, source, reason="A study fell.", scope=withdrawer, now=MET_AT)

    page = clinician.get(f"/conversations/{begun}/together")
    why = "The version it was made from was withdrawn: A study fell."
    assert f"This grid version was withdrawn: {why}" in page.text
    assert "Choose what to do about the withdrawn grid" in page.text
    assert page.text.count("withdrawn") == 3


def test_large_print_stands_upright_with_every_word(clinician: PageClient, files: Catalogue):
    pdf = clinician.download(f"/grids/{SOURCE}/0.1/paper.pdf?large=yes", "application/pdf")

    assert faults_of(pdf) == []
    words = words_of(pdf)
    for said in ("If you need help now", "Group meetings", "67 of 100 got better", "Our notes"):
        assert said in words
    grid = files.find(SOURCE)
    assert grid is not None
    for question in grid.questions:
        assert question.text in words


def test_easy_read_on_paper_has_its_pictures_with_their_words(clinician: PageClient):
    pdf = clinician.download(f"/grids/{EASY}/0.1/paper.pdf", "application/pdf")

    assert faults_of(pdf) == []
    alternatives = [tag.alt for tag in tags_of(pdf) if tag.alt == "Two people talk."]
    assert len(alternatives) == 2 + 2 * 10


def test_paper_from_right_to_left_is_in_its_language(clinician: PageClient):
    for how in ("all=yes", "large=yes"):
        pdf = clinician.download(f"/grids/{RIGHT_TO_LEFT}/0.1/paper.pdf?{how}", "application/pdf")
        assert faults_of(pdf) == []
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert str(opened.Root.Lang) == "he"
        assert HEBREW.split()[0] in words_of(pdf)
