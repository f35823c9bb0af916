"""A content editor writes the evidence of a version in forms: every value as it was published."""

import pytest

from sdm_tool.domain.grid_document import Document, document_of, yaml_of
from sdm_tool.domain.permissions import Role
from tests.client import PageClient
from tests.client.page import Form, Page, text_of
from tests.integration.grids.conftest import Browser

FIGURE = "dep-tads-comb-12w"
POSITION = "ng134-mild-watch-wait"


@pytest.fixture
def editor(browser: Browser) -> PageClient:
    return browser("editor", Role.CONTENT_EDITOR)


@pytest.fixture
def draft(editor: PageClient) -> str:
    """The address of a new version of the grid about low mood."""
    page = editor.get("/grids/low-mood/0.1/new-version")
    return editor.submit(page.form("/new-version"), {"interests": "None"}).url


def form_of(client: PageClient, url: str) -> Form:
    """The form of a part, not the one that takes it out."""
    return next(form for form in client.get(url).forms if form.action == url)


def save(client: PageClient, url: str, values: dict[str, object], status: int = 303) -> Page:
    return client.submit(form_of(client, url), values, status)


def exported(client: PageClient, draft: str) -> str:
    return client.flask.get(f"{draft}/files/evidence.yaml").get_data(as_text=True)


def entry(client: PageClient, draft: str, kind: str, source_id: str) -> Document:
    document = document_of(exported(client, draft), "evidence.yaml")
    return next(each for each in document[kind] if each["id"] == source_id)


RECORD = {
    "presentation": "depression",
    "option": "CBT in a group",
    "outcome": "Recovered by the end",
    "kind": "benefit",
    "direction": "higher-is-better",
    "intervention_per_100": "48.40",
    "comparator_per_100": "35",
    "intervention_events": "",
    "intervention_total": "120",
    "comparator": "usual care",
    "timeframe": "12 weeks",
    "population": "Ages 12 to 17, 120 people",
    "certainty": "No rating seen",
    "study": "group-2019",
    "citation": "A. Writer. A trial of groups.",
    "year": "2019",
    "url": "https://example.org/trial",
    "verified": "y",
    "display": "family",
    "display_why": "One trial with a comparison",
    "note": "None",
}
FIGURE_VALUES = {
    "evidence": "cbt-group-2019",
    "with_option": "48",
    "with_comparator": "35",
    "happened": "got better",
    "did_not": "did not get better",
    "after": "12 weeks",
    "compared_with": "usual care",
    "people": "120 people aged 12 to 17",
    "how_sure": "One small study, so the number could change.",
}


def add_record(client: PageClient, draft: str, values: dict[str, object]) -> Page:
    page = client.get(f"{draft}/evidence")
    page = client.submit(page.form("Add a record"), {"record_id": "cbt-group-2019"})
    return save(client, page.url, values)


def test_the_list_says_which_answers_rest_on_each_piece(editor: PageClient, draft: str):
    page = editor.get(editor.get(draft).link("Evidence"))

    assert page.h1 == "Evidence"
    assert "Evidence records: 24" in page.text
    assert "Guideline positions: 17" in page.text
    used = editor.get(page.link(FIGURE))
    assert used.h1 == f"Evidence record: {FIGURE}"
    answer = editor.get(
        used.link("CBT with a medicine (fluoxetine): How many people does it help?")
    )
    assert editor.get(answer.link(FIGURE)).h1 == f"Evidence record: {FIGURE}"


def test_opening_the_evidence_and_saving_it_changes_nothing(editor: PageClient, draft: str):
    before = exported(editor, draft)
    document = document_of(before, "evidence.yaml")
    for kind in ("evidence", "guidelines"):
        for each in document[kind][::6]:
            save(editor, f"{draft}/{kind}/{each['id']}", {})
    save(editor, f"{draft}/how-found", {})

    assert exported(editor, draft) == before


def test_a_record_without_a_citation_can_be_chosen_and_is_named(editor: PageClient, draft: str):
    page = editor.get(f"{draft}/evidence")
    editor.submit(page.form("Add a record"), {"record_id": "cbt-group-2019"})

    page = save(editor, f"{draft}/answers/cbt-group/what", {"sources": ["cbt-group-2019"]})

    assert "cbt-group-2019" in page.text
    assert editor.get(f"{draft}/about").h1 == "About the grid"


def test_what_the_form_does_not_show_of_the_statements_stays(editor: PageClient, draft: str):
    text = editor.get(f"{draft}/text").form("Save")
    evidence = document_of(text.values["evidence"], "evidence.yaml")
    evidence["consensus"] = [
        "We agreed on this by letter.",
        {"about": "waiting", "statement": "Ask.", "who": "The group"},
    ]
    editor.submit(text, {"evidence": yaml_of(evidence)})

    save(editor, f"{draft}/how-found", {"searched": "By hand, in 2026."})

    kept = document_of(exported(editor, draft), "evidence.yaml")
    assert kept["searched"] == "By hand, in 2026."
    assert kept["consensus"] == evidence["consensus"]


def test_a_new_record_can_be_a_figure_once_everything_about_it_is_written(
    editor: PageClient, draft: str
):
    page = editor.get(f"{draft}/evidence")
    page = editor.submit(page.form("Add a record"), {"record_id": "cbt-group-2019"})
    assert page.h1 == "Evidence record: cbt-group-2019"
    assert "things stop review" in page.text
    assert "cbt-group-2019, Who was studied" in text_of(page.one("#beside"))

    page = save(editor, page.url, RECORD)
    assert "Nothing stops review" in page.text
    assert "48 of 100 with it and 35 of 100 compared" in page.text

    cell = f"{draft}/answers/cbt-group/better"
    page = save(editor, cell, {f"figures-0-{key}": value for key, value in FIGURE_VALUES.items()})
    assert "Nothing stops review" in page.text
    assert "48 of 100 got better" in page.text


def test_a_number_keeps_every_digit_it_was_published_with(editor: PageClient, draft: str):
    add_record(editor, draft, RECORD | {"comparator_per_100": "0.0000001"})

    assert "intervention_per_100: 48.40\n" in exported(editor, draft)
    assert "comparator_per_100: 0.0000001\n" in exported(editor, draft)
    url = f"{draft}/evidence/cbt-group-2019"
    assert form_of(editor, url).values["intervention_per_100"] == "48.40"


def test_what_is_empty_is_left_out_and_a_number_nobody_saw_is_null(editor: PageClient, draft: str):
    page = add_record(editor, draft, RECORD | {"population": ""})

    record = entry(editor, draft, "evidence", "cbt-group-2019")
    assert "population" not in record
    assert record["intervention_events"] is None
    assert list(record)[:3] == ["id", "presentation", "option"]
    assert "cbt-group-2019, Who was studiedThis is empty." in text_of(page.one("#beside"))
    assert "1 thing stops review" in page.text


@pytest.mark.parametrize("typed", ["48,4", "about 48", "48.4%", "1e2", "007", "½"])
def test_a_wrong_number_is_refused_beside_its_field_and_kept_there(
    editor: PageClient, draft: str, typed: str
):
    url = f"{draft}/evidence/{FIGURE}"
    before = exported(editor, draft)

    page = save(editor, url, {"intervention_per_100": typed, "outcome": "Other words"}, 422)

    assert page.errors[0].startswith("Write only a number")
    assert "Write only a number" in text_of(page.one("#intervention_per_100-error"))
    assert page.one("#intervention_per_100").get("value") == typed
    assert page.one("#outcome").get("value") == "Other words"
    assert exported(editor, draft) == before
    sent = form_of(editor, url).filled({"intervention_per_100": typed})
    assert "Not saved yet. Write only a number" in editor.fragment(url, sent.values, 422).text


def test_what_a_script_sends_is_saved_and_answered_with_what_stands_beside(
    editor: PageClient, draft: str
):
    url = f"{draft}/evidence/{FIGURE}"
    form = form_of(editor, url).filled({"verified": None, "note": "Look again."})

    part = editor.fragment(url, form.values)

    assert "Saved at" in part.text
    assert "stops review" in part.text or "stop review" in part.text
    assert entry(editor, draft, "evidence", FIGURE)["verified"] is False
    again = form.filled({"seen": part.one("[name=seen]").get("value"), "note": "Seen again."})
    assert "Saved at" in editor.fragment(url, again.values).text


def test_evidence_that_an_answer_rests_on_cannot_be_taken_out(editor: PageClient, draft: str):
    before, url = exported(editor, draft), f"{draft}/evidence/{FIGURE}"

    page = editor.get(url)
    assert "It cannot be taken out while an answer rests on it." in page.text
    assert not [form for form in page.forms if form.action.endswith("/remove")]
    refused = editor.post(f"{url}/remove", {}, 422)

    assert "CBT with a medicine (fluoxetine): How many people does it help?" in refused.text
    assert exported(editor, draft) == before


@pytest.mark.parametrize("kind", ["evidence", "guidelines"])
def test_evidence_that_nothing_rests_on_is_taken_out(editor: PageClient, draft: str, kind: str):
    field, button = {
        "evidence": ("record_id", "Add a record"),
        "guidelines": ("position_id", "Add a guideline position"),
    }[kind]
    page = editor.get(f"{draft}/evidence")
    made = editor.submit(page.form(button), {field: "not-needed"})
    assert "No answer rests on it yet." in made.text

    page = editor.submit(made.form("/remove"), {})

    assert page.h1 == "Evidence"
    assert "not-needed" not in page.text
    assert "not-needed" not in exported(editor, draft)
    editor.get(made.url, 404)


def test_a_new_guideline_position_is_written_and_can_be_a_source(editor: PageClient, draft: str):
    page = editor.get(f"{draft}/evidence")
    page = editor.submit(page.form("Add a guideline position"), {"position_id": "ng1-walks"})
    values = {
        "guideline": "NG1",
        "title": "Low mood",
        "rec": "1.10",
        "year": "2024",
        "ages": "5-18",
        "presentation": "low-mood",
        "option": "walks",
        "strength": "consider",
        "paraphrase": "Walks may be tried.",
        "url": "https://example.org/ng1",
        "was_seen": "primary",
        "checked_on-day": "3",
        "checked_on-month": "11",
        "checked_on-year": "2026",
    }
    page = save(editor, page.url, values)

    assert "Nothing stops review" in page.text
    position = entry(editor, draft, "guidelines", "ng1-walks")
    assert (position["rec"], position["checked_on"], position["seen"], position["note"]) == (
        "1.10",
        "2026-11-03",
        "primary",
        None,
    )
    cell = f"{draft}/answers/being-active/asks"
    page = save(editor, cell, {"sources": ["ng1-walks"]})
    assert "Nothing stops review" in page.text
    assert "Behind 1 answer" in editor.get(f"{draft}/evidence").text


@pytest.mark.parametrize("typed", ["", "Two Words", FIGURE, POSITION, "-x", "a" * 81])
def test_an_id_that_cannot_be_is_refused_beside_its_field(
    editor: PageClient, draft: str, typed: str
):
    page = editor.get(f"{draft}/evidence")

    page = editor.submit(page.form("Add a record"), {"record_id": typed}, 422)

    assert page.errors
    assert text_of(page.one("#record_id-error"))
    assert page.one("#record_id").get("value") == typed


def test_words_about_the_evidence_saved_meanwhile_are_not_overwritten(
    editor: PageClient, browser: Browser, draft: str
):
    other = browser("other", Role.CONTENT_EDITOR)
    other.submit(other.get(draft).form("/join"), {"interests": "None"})
    url = f"{draft}/evidence/{FIGURE}"
    opened, elsewhere = form_of(editor, url), form_of(other, f"{draft}/how-found")
    save(other, url, {"outcome": "Theirs"})

    page = editor.submit(opened, {"outcome": "Mine"}, 422)

    assert "Somebody else changed this part" in page.errors[0]
    assert page.one("#outcome").get("value") == "Mine"
    other.submit(elsewhere, {"searched": "In two places."})
    assert entry(editor, draft, "evidence", FIGURE)["outcome"] == "Theirs"
    assert "searched: In two places." in exported(editor, draft)


def test_how_it_was_found_and_the_statements_are_written(editor: PageClient, draft: str):
    url = f"{draft}/how-found"
    form = form_of(editor, url)
    last = max(int(name.split("-")[1]) for name in form.values if name.endswith("-about"))
    changes = {
        "searched": "In one place, up to 3 November 2026.",
        "agreed-0-about": "",
        "agreed-0-statement": "",
        f"agreed-{last}-about": "asks/being-active",
        f"agreed-{last}-statement": "That walks need shoes.",
    }
    page = editor.submit(form, changes)

    assert "Nothing stops review" in page.text
    evidence = document_of(exported(editor, draft), "evidence.yaml")
    assert evidence["searched"] == "In one place, up to 3 November 2026."
    assert len(evidence["consensus"]) == last
    assert evidence["consensus"][-1] == {
        "about": "asks/being-active",
        "statement": "That walks need shoes.",
    }
    page = editor.submit(form_of(editor, url), {"searched": ""})
    assert "This is empty." in text_of(page.one("#beside"))


def test_somebody_who_is_not_an_author_is_refused(browser: Browser, draft: str):
    other = browser("other", Role.CONTENT_EDITOR)
    for path in ("evidence", f"evidence/{FIGURE}", "how-found"):
        assert "interests" in other.get(f"{draft}/{path}", 422).text
    for path in ("evidence", "guidelines", f"evidence/{FIGURE}", f"evidence/{FIGURE}/remove"):
        sent = {"record_id": "new", "position_id": "new", "outcome": "Mine"}
        assert "interests" in other.post(f"{draft}/{path}", sent, 422).text


def test_evidence_that_is_not_there_has_no_page(editor: PageClient, draft: str):
    editor.get(f"{draft}/evidence/none", 404)
    editor.get(f"{draft}/guidelines/{FIGURE}", 404)


def test_evidence_that_was_written_oddly_as_text_can_still_be_opened(
    editor: PageClient, draft: str
):
    odd = "evidence:\n- id: A B\n- id: 7\n- words\n- id: fine\n  outcome: [1, 2]\nguidelines: no\n"
    save(editor, f"{draft}/text", {"evidence": odd})

    page = editor.get(f"{draft}/evidence")

    assert editor.get(page.link("7")).h1 == "The two files"
    assert editor.get(f"{draft}/evidence/A%20B").h1 == "Evidence record: A B"
    fine = save(editor, editor.get(page.link("fine")).url, {"outcome": "Recovered"})
    assert "things stop review" in fine.text
    assert "Statement" not in editor.get(f"{draft}/how-found").h1
    assert editor.get(draft).link("fine, What was tried") == f"{draft}/evidence/fine"
