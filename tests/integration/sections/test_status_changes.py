"""Valid, in progress again, entered in error, replaced: what each allows and what it writes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.sections import Leaning, LeaningKind
from sdm_tool.persistence.conversations import StatusChange
from sdm_tool.persistence.organisation import Team
from sdm_tool.persistence.queries.conversations import (
    find_conversations_of_record,
    get_conversation,
)
from sdm_tool.services import conversation_status, conversations, sections, together
from sdm_tool.services.conversation_reading import read_conversation
from sdm_tool.services.grids import withdraw
from sdm_tool.services.records import share_record
from tests.factories.conversations import (
    DECIDE,
    START,
    begin_conversation,
    count_rows,
    small_grid,
    write_all,
)
from tests.factories.grids import minimal_grid
from tests.factories.people import make_account, make_team, scope_of
from tests.integration.sections.conftest import Author, drafts, events, versions, words

CHANGED = "conversation:status:changed"
SAVED = "conversation:section:saved"


@pytest.fixture
def whole(okafor: Author) -> Author:
    write_all(okafor.session, okafor.conversation_id, scope=okafor.scope)
    return okafor


def make_valid(author: Author) -> None:
    conversation_status.make_valid(
        author.session, author.conversation_id, scope=author.scope, now=author.now
    )


def cancel(author: Author) -> None:
    conversation_status.cancel(
        author.session,
        author.conversation_id,
        reason="another child",
        scope=author.scope,
        now=author.now,
    )


def change_mind(author: Author) -> str:
    return conversations.change_mind(
        author.session,
        author.conversation_id,
        grid=small_grid(),
        led_by="R. Okafor",
        scope=author.scope,
        now=author.now,
    )


def meet_again(author: Author) -> None:
    conversations.meet_again(
        author.session,
        author.conversation_id,
        led_by="R. Okafor",
        scope=author.scope,
        now=author.now,
    )


def statuses(author: Author) -> list[tuple[int, str, str]]:
    rows = author.session.execute(
        select(StatusChange.number, StatusChange.status, StatusChange.reason).order_by(
            StatusChange.number
        )
    )
    return [tuple(row) for row in rows]


def test_what_is_missing_is_named_and_nothing_is_written(okafor: Author):
    okafor.types(words("A"))
    before, rows = events(okafor.session), count_rows(okafor.session)
    with pytest.raises(DomainError, match=r"Still needed: .*At least one option talked about"):
        make_valid(okafor)
    assert okafor.status() == "in-progress"
    assert events(okafor.session) == before
    assert count_rows(okafor.session) == rows


def test_a_whole_conversation_becomes_valid_with_one_event(whole: Author):
    before = events(whole.session)
    make_valid(whole)
    assert whole.status() == "valid"
    assert events(whole.session)[len(before) :] == [(CHANGED, whole.scope.account_id, "valid")]
    line = read_conversation(whole.session, whole.scope, whole.conversation_id).status_line
    assert line == "Agreed on Tuesday 3 November 2026"


def test_pressing_twice_agrees_once_and_keeps_the_day(whole: Author):
    make_valid(whole)
    before = count_rows(whole.session)
    make_valid(whole.later(60 * 24))
    assert count_rows(whole.session) == before


def test_valid_is_true_of_what_a_colleague_typed_as_well(whole: Author, bell: Author):
    """Her draft joins what was agreed; it does not undo it when she comes back."""
    bell.types(words("B"))
    make_valid(whole.later(2))
    bell.later(5).leaves()
    assert drafts(whole) == []
    assert whole.status() == "valid"


def test_valid_rests_on_the_record_and_not_on_a_draft_that_waits_for_a_choice(
    whole: Author, bell: Author
):
    whole.saves(replace(DECIDE, outcome=None, chosen=()), "decide")
    bell.types(DECIDE, "decide", base=1)
    with pytest.raises(DomainError, match="see both texts and choose"):
        make_valid(bell)
    assert bell.status() == "in-progress"


def test_changing_a_valid_one_makes_it_in_progress_and_keeps_its_history(whole: Author):
    make_valid(whole)
    before = events(whole.session)
    whole.later().saves(replace(START, problem="Low mood and sleep"), "start")
    assert whole.status() == "in-progress"
    assert statuses(whole) == [(1, "valid", ""), (2, "in-progress", "")]
    assert events(whole.session)[len(before) :] == [
        (CHANGED, whole.scope.account_id, "in-progress"),
        (SAVED, whole.scope.account_id, "start"),
    ]
    assert [version.number for version in versions(whole, "start")] == [1, 2, 3]


def test_what_the_parent_copy_may_show_leaves_the_decision_agreed(whole: Author):
    make_valid(whole)
    asked = replace(DECIDE, share_words=False, share_marks=True, share_reservations=True)
    whole.later().saves(asked, "decide")
    assert whole.status() == "valid"
    whole.later(2).saves(replace(asked, decided_by=("yp",)), "decide")
    assert whole.status() == "in-progress"


def test_a_draft_alone_changes_nothing_about_valid(whole: Author):
    make_valid(whole)
    whole.later().types(replace(START, problem="x"), "start")
    assert whole.status() == "valid"


def test_staff_notes_are_no_part_of_what_was_agreed(whole: Author):
    make_valid(whole)
    whole.later().saves(words("A"))
    assert whole.status() == "valid"


def test_an_error_keeps_its_reason_and_everything_in_it(whole: Author):
    before, told = events(whole.session), len(versions(whole, "start"))
    cancel(whole)
    assert statuses(whole) == [(1, "cancelled", "another child")]
    assert events(whole.session)[len(before) :] == [(CHANGED, whole.scope.account_id, "cancelled")]
    assert len(versions(whole, "start")) == told
    read = read_conversation(whole.session, whole.scope, whole.conversation_id)
    assert read.status_line == "Entered in error: another child"


def test_changing_ones_mind_starts_a_linked_one(whole: Author):
    make_valid(whole)
    newer = change_mind(whole.later(60))
    old, new = (
        get_conversation(whole.session, whole.scope, each)
        for each in (whole.conversation_id, newer)
    )
    assert (old.replaced_by, old.status) == (newer, "valid")
    assert (new.replaces_id, new.status) == (whole.conversation_id, "in-progress")


CHANGES = {
    "saving": lambda author: author.saves(words("A"), base=0),
    "typing": lambda author: author.types(words("A"), base=0),
    "marking": lambda author: together.mark_question(
        author.session,
        author.conversation_id,
        question="what",
        voices=frozenset({"yp"}),
        scope=author.scope,
        now=author.now,
    ),
    "saying": lambda author: together.add_words(
        author.session,
        author.conversation_id,
        Leaning("yp", "group", LeaningKind.DRAWS),
        scope=author.scope,
        now=author.now,
    ),
    "choosing theirs": lambda author: sections.discard_draft(
        author.session,
        sections.Place(author.conversation_id, "notes", type(words(""))),
        scope=author.scope,
    ),
    "calling it valid": make_valid,
    "calling it an error": cancel,
    "changing minds": change_mind,
    "meeting again": meet_again,
    "keeping a withdrawn grid": lambda author: conversation_status.go_on_with_withdrawn_grid(
        author.session,
        author.conversation_id,
        reason="nearly done",
        scope=author.scope,
        now=author.now,
    ),
    "moving to another version": lambda author: conversation_status.move_to_version(
        author.session,
        author.conversation_id,
        minimal_grid(version="2.0"),
        scope=author.scope,
        now=author.now,
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize(
    ("end", "words_of_refusal"),
    [(cancel, "entered in error"), (change_mind, "newer conversation")],
    ids=["cancelled", "replaced"],
)
def test_a_closed_one_refuses_every_change(whole: Author, end, words_of_refusal: str, change):
    end(whole)
    tomorrow = whole.later(60 * 24)
    before = count_rows(whole.session)
    with pytest.raises(DomainError, match=words_of_refusal):
        change(tomorrow)
    assert count_rows(whole.session) == before


@pytest.mark.parametrize("end", [cancel, change_mind])
def test_nothing_typed_before_changes_a_closed_one_later(whole: Author, bell: Author, end):
    bell.types(words("B"))
    end(whole.later(2))
    before = count_rows(whole.session)
    bell.later(5).leaves()
    assert count_rows(whole.session) == before
    assert [version.saved_by for version in versions(whole)] == [bell.scope.account_id]


def test_meeting_again_twice_adds_one_meeting(whole: Author):
    tomorrow = whole.later(60 * 24)
    meet_again(tomorrow)
    before = count_rows(whole.session)
    meet_again(tomorrow)
    assert count_rows(whole.session) == before
    read = read_conversation(whole.session, whole.scope, whole.conversation_id)
    assert len(read.meetings) == 2


def test_the_people_come_along_to_the_next_meeting(whole: Author):
    meet_again(whole.later(60 * 24))
    read = read_conversation(whole.session, whole.scope, whole.conversation_id)
    assert [person.word for person in read.meeting.people] == ["Mum"]
    assert read.meeting.age is None


def test_two_conversations_on_one_day_are_one_meeting(whole: Author):
    seen = get_conversation(whole.session, whole.scope, whole.conversation_id)
    other = begin_conversation(
        whole.session,
        whole.scope,
        record_id=seen.record_id,
        now=whole.now + timedelta(minutes=30),
    )
    reads = [
        read_conversation(whole.session, whole.scope, each)
        for each in (whole.conversation_id, other)
    ]
    assert reads[0].meetings == reads[1].meetings


def test_a_shared_record_counts_for_the_team_it_was_shared_with(whole: Author):
    """Someone in two teams, of which one was let in, does not count it for the other."""
    session = whole.session
    teams: list[Team] = sorted(
        (make_team(session, name, site="South") for name in ("East", "West")),
        key=lambda team: team.id,
    )
    account = make_account(session, "mbeki", teams=teams)
    scope = scope_of(account, ["clinician"], teams)
    record_id = get_conversation(session, whole.scope, whole.conversation_id).record_id
    share_record(session, record_id, teams[1].id, scope=whole.scope, now=whole.now)
    begin_conversation(session, scope, record_id=record_id, now=whole.now + timedelta(days=1))
    newest = find_conversations_of_record(session, scope, record_id)[0]
    assert newest.team_id == teams[1].id


def test_sharing_twice_is_one_event(whole: Author):
    team = make_team(whole.session, "East", site="South")
    record_id = get_conversation(whole.session, whole.scope, whole.conversation_id).record_id
    for _ in range(2):
        share_record(whole.session, record_id, team.id, scope=whole.scope, now=whole.now)
    assert [event for event, _, _ in events(whole.session)].count("record:team:added") == 1


def test_a_withdrawn_version_starts_nothing_new(whole: Author):
    withdraw(whole.session, small_grid(), reason="an error", scope=whole.scope, now=whole.now)
    before = count_rows(whole.session)
    with pytest.raises(DomainError, match="not approved for use here"):
        change_mind(whole)
    assert count_rows(whole.session) == before


def test_the_same_number_with_other_content_is_refused(whole: Author):
    """A version that people have used is never changed under them."""
    before = count_rows(whole.session)
    with pytest.raises(DomainError, match="changed after it was first used here"):
        begin_conversation(whole.session, whole.scope, grid=minimal_grid(title="Low mood, changed"))
    assert count_rows(whole.session)["pinned_grids"] == before["pinned_grids"]
