"""Whatever is typed is kept and shown as typed, or refused by a rule that is said, with the text.

Lone surrogates cannot be sent: a browser puts the replacement character in their place.
"""

import pytest

from tests.client import Page
from tests.client.page import text_of
from tests.integration.web.conftest import Service

LIMIT = 2_000
KEPT = {
    "markup": "<script>alert(1)</script> <b>&amp; \" '",
    "a template": "{{7*7}} {% raw %} ${7*7} #{7*7}",
    "emoji": "🙂👩‍👧‍👦🏳️‍🌈 é ﷽",
    "right to left": "שלום abc العربية",
    "the most": "ŵ" * LIMIT,
    "lines": "one\n\n  two\n\tthree",
    "sql": "'; DROP TABLE records; --",
    "percent": "100 % %s %(x)s \\0 \\u0000",
}
REFUSED = {
    "one too many": ("x" * (LIMIT + 1), "This is 2,001 characters. Cut it to 2,000 or fewer."),
    "nul": ("a\x00b", "There is a character here that cannot be kept. Type the words again."),
    "replacement": (
        "a\ufffdb",
        "There is a character here that cannot be kept. Type the words again.",
    ),
    "turned about": (
        "a\u202eb",
        "There is a character here that cannot be kept. Type the words again.",
    ),
    "escape": ("a\x1bb", "There is a character here that cannot be kept. Type the words again."),
}
# Every page with text fields: its path, the words on its button, and its note fields.
NOTES = {
    "start": ("Save and go on", ("matters", "agenda_family", "needs", "people-0-matters")),
    "limits/group": ("Save and go on", ("good-words", "said-words")),
    "decide": ("Save what we decided", ("still_to_ask", "reservations-0-words")),
    "notes": ("Save the notes", ("kept_private", "safeguarding")),
}
LINES = {
    "start": ("Save and go on", ("problem", "place", "say_words", "led_by")),
    "decide": ("Save what we decided", ("basis_who", "actions-0-what")),
    "limits/group": ("Save and go on", ("good-why_not",)),
}
LINE_LIMIT = 200
# Whose words and whose task it is has to be said where any are written.
SOMEBODYS = {
    "start": {"people-0-word": "Mum"},
    "decide": {"reservations-0-voice": "yp", "actions-0-voice": "yp"},
}


def cases(fields: dict[str, tuple[str, tuple[str, ...]]]) -> list[tuple[str, str, str]]:
    return [(path, button, name) for path, (button, names) in fields.items() for name in names]


def send(service: Service, path: str, button: str, values: dict[str, str], status: int) -> Page:
    """Fill the form; a page that shows a control character again cannot be valid HTML."""
    form = service.client.get(f"{service.here}/{path}").form(button)
    has_control = any(character in "".join(values.values()) for character in "\x00\x1b")
    without = {"html"} if has_control else ()
    return service.client.submit(form, values, status, without=without)


def value_of(page: Page, name: str) -> str:
    field = page.one(f"[name='{name}']")
    return field.get("value") if field.tag == "input" else (field.text or "")


@pytest.mark.parametrize(("path", "button"), [(path, NOTES[path][0]) for path in NOTES])
@pytest.mark.parametrize("typed", KEPT.values(), ids=KEPT.keys())
def test_notes_are_kept_and_shown_as_typed(here: Service, path: str, button: str, typed: str):
    names = NOTES[path][1]
    send(here, path, button, dict.fromkeys(names, typed) | SOMEBODYS.get(path, {}), 303)
    page = here.client.get(f"{here.here}/{path}")
    assert [value_of(page, name) for name in names] == [typed] * len(names)
    assert not page.all("main script")


@pytest.mark.parametrize("case", cases(NOTES), ids=lambda case: case[-1])
@pytest.mark.parametrize(("typed", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_kept_is_said_beside_the_field_and_stays(
    here: Service, case: tuple[str, str, str], typed: str, words: str
):
    path, button, name = case
    page = send(here, path, button, SOMEBODYS.get(path, {}) | {name: typed}, 422)
    assert page.errors == [words]
    # HTML cannot hold NUL: a browser shows the replacement character, or nothing.
    shown = {typed, typed.replace("\x00", "\ufffd"), typed.replace("\x00", "")}
    assert value_of(page, name) in shown
    field = page.one(f"[name='{name}']")
    assert text_of(page.one(f"[id='{field.get('id')}-error']")) == f"Error: {words}"
    linked = page.all(".nhsuk-error-summary a")
    assert [link.get("href") for link in linked] == [f"#{field.get('id')}"]


@pytest.mark.parametrize(("path", "button", "name"), cases(LINES))
def test_a_line_has_its_own_limit(here: Service, path: str, button: str, name: str):
    page = send(here, path, button, {name: "x" * (LINE_LIMIT + 1)}, 422)
    assert page.errors == ["This is 201 characters. Cut it to 200 or fewer."]
    assert value_of(page, name) == "x" * (LINE_LIMIT + 1)
    field = page.one(f"[name='{name}']")
    assert field.get("aria-describedby", "").endswith("-error")
    send(here, path, button, {name: "x" * LINE_LIMIT} | SOMEBODYS.get(path, {}), 303)


@pytest.mark.parametrize(("path", "button"), [(path, LINES[path][0]) for path in LINES])
@pytest.mark.parametrize("typed", ["<script>x</script>", "{{7*7}}", "🙂", "שלום", "100 %s"])
def test_a_line_is_kept_and_shown_as_typed(here: Service, path: str, button: str, typed: str):
    names = LINES[path][1]
    send(here, path, button, dict.fromkeys(names, typed) | SOMEBODYS.get(path, {}), 303)
    page = here.client.get(f"{here.here}/{path}")
    assert [value_of(page, name) for name in names] == [typed] * len(names)


def test_line_ends_of_every_kind_are_one_kind(here: Service):
    """Browsers send CRLF; a note grows by nothing when it is saved again."""
    send(here, "notes", "Save the notes", {"kept_private": "a\r\nb\rc\nd"}, 303)
    assert here.kept("notes").kept_private == "a\nb\nc\nd"


def test_a_note_at_its_limit_may_have_line_ends(here: Service):
    """2,000 characters as counted on the page, though CRLF makes more of them on the way."""
    typed = "\n".join(["x" * 99] * 20)
    assert len(typed) == LIMIT - 1
    sent = typed.replace("\n", "\r\n")
    send(here, "notes", "Save the notes", {"kept_private": sent}, 303)
    assert here.kept("notes").kept_private == typed


def test_a_note_that_begins_with_an_empty_line_keeps_it(here: Service):
    send(here, "notes", "Save the notes", {"kept_private": "\n\na"}, 303)
    page = here.client.get(f"{here.here}/notes")
    assert here.client.submit(page.form("Save the notes")).status == 200
    assert here.kept("notes").kept_private == "\n\na"


def test_bytes_that_are_no_text_are_kept_as_their_numbers(here: Service):
    here.client.get(f"{here.here}/notes")
    body = f"csrf_token={here.client.token}&base=0&kept_private=a%ED%A0%80b%FF".encode()
    kind = "application/x-www-form-urlencoded"
    answer = here.client.flask.post(f"{here.here}/notes", data=body, content_type=kind)
    assert answer.status_code == 303
    assert here.kept("notes").kept_private == "a%ED%A0%80b%FF"


@pytest.mark.parametrize("base", ["", "x", "-1", "9" * 30, "9" * 5_000, "²", "1.5"])
@pytest.mark.parametrize(("path", "field"), [("start", "meeting_base"), ("notes", "base")])
def test_a_meddled_version_number_loses_nothing(here: Service, path: str, field: str, base: str):
    form = here.client.get(f"{here.here}/{path}").form("Save")
    answer = here.client.flask.post(form.action, data=form.filled({field: base}).values)
    assert answer.status_code in (303, 422)


@pytest.mark.parametrize(
    ("path", "field", "value"),
    [
        ("start", "say", "everything"),
        ("start", "grouping", "severe"),
        ("start", "alongside", "severe"),
        ("decide", "basis", "because"),
        ("decide", "chosen", "nothing"),
        ("decide", "decided_by", "nobody"),
        ("decide", "outcome", "maybe"),
    ],
)
def test_a_choice_that_was_not_offered_is_refused(here: Service, path: str, field: str, value: str):
    page = send(here, path, "Save", {field: value}, 422)
    assert len(page.errors) == 1


@pytest.mark.parametrize("voice", ["p9", "<b>", "x\x00", "c" * 500])
def test_words_of_a_voice_that_is_not_here_are_refused(here: Service, voice: str):
    typed = {"reservations-0-voice": voice, "reservations-0-words": "Not sure"}
    page = send(here, "decide", "Save what we decided", typed, 422)
    assert page.errors


def test_a_form_of_a_megabyte_is_refused_in_words(here: Service):
    page = send(here, "notes", "Save the notes", {"kept_private": "x" * 1_100_000}, 413)
    assert page.h1


def test_a_question_that_is_not_on_the_grid_cannot_be_marked(here: Service):
    here.client.get(here.here)
    here.client.get(f"{here.here}/together")
    data = {"question": "nothing", "voices": "yp"}
    here.client.post(f"{here.here}/together/marks", data, 404)


@pytest.mark.parametrize("typed", ["<b>x</b>", "x" * 81, "", "🙂"])
def test_an_option_of_their_own_is_shown_as_typed_or_refused(here: Service, typed: str):
    is_kept = 0 < len(typed) <= 80
    status = 303 if is_kept else 422
    page = send(here, "together/own-option", "Add this option", {"name": typed}, status)
    if is_kept:
        assert typed in page.text
    else:
        assert value_of(page, "name") == typed
        assert len(page.errors) == 1
