"""Autosave, Done, what is refused with the words kept, and two people at once, in the pages."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from sdm_tool.domain.sections import Outcome, StartSection
from sdm_tool.persistence.conversations import SectionVersion
from tests.factories.conversations import write
from tests.integration.web.conftest import Service

THEIRS = "Keep what R. Bell wrote, and let mine go"


def test_autosave_says_when_it_was_saved_and_the_page_shows_it_again(here: Service):
    form = here.client.get(f"{here.here}/notes").form("Save the notes")
    saved = here.client.fragment(form.action, form.filled({"kept_private": "A"}).values)
    assert saved.text == "Saved at 10:00"
    assert here.client.get(f"{here.here}/notes").one("#kept_private").text == "A"


def test_typing_on_start_saves_both_its_sections_again_and_again(here: Service):
    """The meeting and Start are one page: nobody is told that she changed it herself."""
    form = here.client.get(f"{here.here}/start").form("Save and go on")
    for place in ("R", "Ro", "Room 4"):
        here.clock.move(timedelta(seconds=4))
        saved = here.client.fragment(
            form.action, form.filled({"place": place, "problem": place}).values
        )
        assert saved.text.startswith("Saved at")
    done = here.client.submit(form, {"place": "Room 4", "problem": "Room 4"})
    assert done.url.endswith("/together")
    assert here.kept("meeting").place == "Room 4"
    numbers = here.session.scalars(
        select(SectionVersion.number).where(SectionVersion.section == "meeting")
    )
    assert max(numbers) == 2


def test_a_whole_conversation_by_its_forms_becomes_valid(here: Service):
    page = here.client.get(f"{here.here}/start")
    page = here.client.submit(
        page.form("Save and go on"),
        {
            "matters": "Sleeping again",
            "people-0-word": "Mum",
            "people-0-is_here": "y",
            "responsible": "Dr A. Bell",
        },
    )
    assert page.url.endswith("/together")
    page = here.client.get(f"{here.here}/limits/group")
    page = here.client.submit(
        page.form("Save and go on"), {"good-words": "Friends", "hard-said_grid": "y"}
    )
    page = here.client.get(f"{here.here}/decide")
    page = here.client.submit(
        page.form("Save what we decided"), {"chosen": "group", "decided_by": ["yp", "p1"]}
    )
    page = here.client.submit(page.form("/valid"))
    assert "Agreed on Tuesday 3 November 2026" in page.text


def test_what_is_missing_leads_to_its_field(here: Service):
    page = here.client.get(here.here)
    links = [link.href for link in page.links if link.href.startswith(f"{here.here}/")]
    targets = {href.partition("#")[::2] for href in links if "#" in href}
    assert targets
    for path, anchor in targets:
        if anchor:
            assert here.client.get(path).one(f"#{anchor}") is not None


def test_valid_pressed_on_an_old_page_says_what_is_missing_now(whole: Service):
    form = whole.client.get(whole.here).form("/valid")
    write(whole.session, whole.conversation_id, "start", StartSection(), scope=whole.scope)
    page = whole.client.submit(form, status=422)
    assert page.errors[0].startswith("Still needed: What this is about")
    assert page.h1.startswith("Conversation about")


def test_an_error_needs_its_reason(here: Service):
    form = here.client.get(f"{here.here}/cancel").form("Mark as")
    assert here.client.submit(form, status=422).errors == ["Say why, in a few words."]
    page = here.client.submit(form, {"reason": "another child"})
    assert "Entered in error: another child. It can be read, not changed." in page.text


def test_an_option_and_not_yet_at_once_are_named(here: Service):
    form = here.client.get(f"{here.here}/decide").form("Save what we decided")
    both = {"chosen": "group", "outcome": Outcome.NOT_DECIDED.value}
    page = here.client.submit(form, both, 422)
    assert page.errors == [
        "You ticked an option and also “not yet” or “no extra help”. Keep one of them."
    ]
    checked = {box.get("value") for box in page.all("input[checked]")}
    assert {"group", Outcome.NOT_DECIDED.value} <= checked


@pytest.mark.parametrize(
    ("typed", "is_taken"),
    [
        (("17", "12", "2026"), True),
        (("31", "2", "2026"), False),
        (("17", "", ""), False),
        (("17", "12", "26"), False),
        (("xx", "12", "2026"), False),
        (("²", "12", "2026"), False),
        (("", "", ""), True),
    ],
)
def test_a_date_is_a_real_one_or_is_named_and_kept(
    here: Service, typed: tuple[str, str, str], *, is_taken: bool
):
    form = here.client.get(f"{here.here}/decide").form("Save what we decided")
    parts = dict(zip(("review_on-day", "review_on-month", "review_on-year"), typed, strict=True))
    page = here.client.submit(form, parts, 303 if is_taken else 422)
    if not is_taken:
        assert page.errors == [
            "When will we look again?: put in a real date, for example 17 12 2026."
        ]
        assert tuple(page.one(f"#{name}").get("value") for name in parts) == typed


def test_the_second_to_save_sees_both_texts_and_chooses(here: Service):
    bell = here.colleague("bell")
    here.confirm(bell)
    mine, theirs = (client.get(f"{here.here}/notes") for client in (here.client, bell))
    bell.submit(theirs.form("Save the notes"), {"kept_private": "Bell’s words"})
    page = here.client.submit(mine.form("Save the notes"), {"kept_private": "Okafor’s words"})
    assert "R. Bell changed this at 10:00. See both, then choose" in page.text
    assert "Bell’s words" in page.text
    assert page.one("#kept_private").text == "Okafor’s words"
    kept = here.client.submit(page.form("/discard"), button=THEIRS)
    assert kept.one("#kept_private").text == "Bell’s words"


def test_a_script_is_told_who_changed_it_and_where_to_see_both(here: Service):
    bell = here.colleague("bell")
    here.confirm(bell)
    mine, theirs = (client.get(f"{here.here}/notes") for client in (here.client, bell))
    bell.submit(theirs.form("Save the notes"), {"kept_private": "B"})
    form = mine.form("Save the notes").filled({"kept_private": "A"})
    told = here.client.fragment(form.action, form.values, status=409)
    assert "R. Bell changed this at 10:00" in told.text
    assert told.link("See both, then choose") == f"{here.here}/notes"
    page = here.client.get(f"{here.here}/notes")
    page = here.client.submit(page.form("Save the notes"))
    assert here.kept("notes").kept_private == "A"
    assert "R. Bell" in here.client.get(f"{here.here}/history").text


@pytest.mark.parametrize("section", ["start", "decide", "limits/group"])
def test_every_section_can_show_two_texts(here: Service, section: str):
    bell = here.colleague("bell")
    here.confirm(bell)
    field = {"start": "place", "decide": "basis_who", "limits/group": "good-words"}[section]
    mine, theirs = (client.get(f"{here.here}/{section}") for client in (here.client, bell))
    bell.submit(theirs.form("Save"), {field: "B words"})
    page = here.client.submit(mine.form("Save"), {field: "A words"})
    assert page.url.endswith(f"/{section}")
    assert "B words" in page.text
    page = here.client.submit(page.form("/discard"), button=THEIRS)
    assert page.url.endswith(f"/{section}")
    assert "changed this at" not in page.text


@pytest.mark.parametrize(
    "section",
    ["", "nothing", "together", "limits/", "limits/nothing", "limits/a\r\nb", "limits/group/x"],
)
def test_choosing_theirs_of_what_is_no_section_is_not_found(here: Service, section: str):
    here.client.post(f"{here.here}/discard", {"section": section}, 404)


def test_choosing_theirs_of_an_own_option_is_found(here: Service):
    form = here.client.get(f"{here.here}/together/own-option").form("Add this option")
    here.client.submit(form, {"name": "A dog"})
    here.client.post(f"{here.here}/discard", {"section": "limits/own-1"})
