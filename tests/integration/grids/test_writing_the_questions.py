"""A content editor adds, moves and takes off the questions of a version."""

from itertools import pairwise

import pytest

from sdm_tool.domain.grid_document import Document, document_of
from sdm_tool.domain.grid_edit import MOST_QUESTIONS
from sdm_tool.domain.permissions import Role
from tests.client import PageClient
from tests.client.page import Page
from tests.integration.grids.conftest import Browser

NEW = "Who has tried it here?"


@pytest.fixture
def editor(browser: Browser) -> PageClient:
    return browser("editor", Role.CONTENT_EDITOR)


@pytest.fixture
def draft(editor: PageClient) -> str:
    """The address of a new version of the grid about low mood."""
    page = editor.get("/grids/low-mood/0.1/new-version")
    return editor.submit(page.form("/new-version"), {"interests": "None"}).url


def grid_of(client: PageClient, draft: str) -> Document:
    raw = client.flask.get(f"{draft}/files/grid.yaml").get_data(as_text=True)
    return document_of(raw, "grid.yaml")


def ids(client: PageClient, draft: str) -> list[str]:
    return [question["id"] for question in grid_of(client, draft)["questions"]]


def add(client: PageClient, draft: str, words: str = NEW) -> Page:
    return client.submit(client.get(draft).form("Add a question"), {"text": words})


def test_a_new_question_stops_review_until_every_option_answers_it(editor: PageClient, draft: str):
    page = add(editor, draft)

    assert page.h1 == f"Question: {NEW}"
    assert "things stop review" in page.text
    assert "Nothing is written under it yet." in page.text
    grid = grid_of(editor, draft)
    assert grid["questions"][-1] == {"id": "who-has-tried-it-here", "text": NEW}
    for option in grid["options"]:
        url = f"{draft}/answers/{option['id']}/who-has-tried-it-here"
        form = next(form for form in editor.get(url).forms if form.action == url)
        page = editor.submit(form, {"text": "Ask your team. They can tell you."})
    assert "Nothing stops review" in page.text


def test_a_question_without_words_is_refused_beside_its_field(editor: PageClient, draft: str):
    page = editor.submit(editor.get(draft).form("Add a question"), {"text": " "}, 422)

    assert page.errors == ["Write the question."]
    assert page.one("#text-error")


def test_there_is_an_end_to_questions(editor: PageClient, draft: str):
    for number in range(len(ids(editor, draft)), MOST_QUESTIONS):
        editor.post(f"{draft}/questions", {"text": f"Question {number}?"})

    page = editor.submit(editor.get(draft).form("Add a question"), {"text": "One more?"}, 422)

    assert page.errors == ["A grid asks 20 questions at most."]
    assert len(ids(editor, draft)) == MOST_QUESTIONS


def test_a_question_that_was_moved_stands_elsewhere_in_the_file_and_for_families(
    editor: PageClient, draft: str
):
    before = ids(editor, draft)
    texts = {each["id"]: each["text"] for each in grid_of(editor, draft)["questions"]}
    third = before[2]

    editor.submit(editor.get(draft).form(f"Move up: {texts[third]}"), {})
    editor.submit(editor.get(draft).form(f"Move down: {texts[before[0]]}"), {})

    moved = [third, before[0], before[1], *before[3:]]
    assert ids(editor, draft) == moved
    editor.submit(editor.get(draft).form("/send"), {"what": "Another order."})
    read = editor.get("/grids/low-mood/0.2").text
    places = [read.rindex(texts[each]) for each in moved]
    assert all(one < other for one, other in pairwise(places))


def test_moving_leads_back_to_the_button_that_moves_on(editor: PageClient, draft: str):
    before = ids(editor, draft)

    def press(question_id: str, way: str) -> str:
        address = editor.post_and_stay(f"{draft}/questions/{question_id}/{way}", {})
        button = address.partition("#")[2]
        assert editor.get(draft).one(f"#{button}")
        return button

    assert press(before[2], "up") == "up-2"
    assert press(before[2], "up") == "down-1"
    assert press(before[-2], "down") == f"up-{len(before)}"
    editor.post_and_stay(f"{draft}/questions/{before[2]}/up", {})
    assert ids(editor, draft)[0] == before[2]


def test_the_first_question_cannot_go_up_nor_the_last_one_down(editor: PageClient, draft: str):
    buttons = [words for form in editor.get(draft).forms for words, _, _ in form.buttons]
    ups = [words for words in buttons if words.startswith("Move up")]
    downs = [words for words in buttons if words.startswith("Move down")]

    assert len(ups) == len(downs) == len(ids(editor, draft)) - 1


def test_a_question_is_taken_off_with_its_answers_and_says_how_many_go(
    editor: PageClient, draft: str
):
    url = f"{draft}/questions/asks"
    page = editor.get(url)
    count = len(grid_of(editor, draft)["options"])
    assert f"The {count} answers to it in this draft go too." in page.text

    page = editor.submit(page.form("/remove"), {})

    grid = grid_of(editor, draft)
    assert "asks" not in [question["id"] for question in grid["questions"]]
    assert not [row for row in grid["answers"].values() if "asks" in row]
    assert "Nothing stops review" in page.text
    editor.get(url, 404)


def test_somebody_who_is_not_an_author_is_refused(browser: Browser, editor: PageClient, draft: str):
    other, before = browser("other", Role.CONTENT_EDITOR), grid_of(editor, draft)
    other.get(draft)
    for path in ("questions", "questions/asks/remove", "questions/asks/up"):
        assert "interests" in other.post(f"{draft}/{path}", {"text": NEW}, 422).text
    assert grid_of(editor, draft) == before
