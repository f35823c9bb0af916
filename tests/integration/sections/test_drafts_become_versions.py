"""Autosave overwrites one draft; Done, or leaving, makes a version with one trail event."""

from dataclasses import replace

import pytest

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Role
from sdm_tool.domain.sections import StartSection
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.conversations import get_conversation
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services import sections
from tests.factories.conversations import MEETING, START, count_rows
from tests.factories.people import make_account, make_team, scope_of
from tests.integration.sections.conftest import Author, drafts, events, versions, words

SAVED = "conversation:section:saved"


def test_autosave_keeps_one_draft_and_no_history(okafor: Author):
    before = events(okafor.session)
    for text in ("A", "A b", "A b c"):
        assert okafor.types(words(text)) is None
    assert [draft.content for draft in drafts(okafor)]
    assert len(drafts(okafor)) == 1
    assert okafor.sees().content == words("A b c")
    assert versions(okafor) == []
    assert events(okafor.session) == before


def test_done_makes_a_version_and_one_event(okafor: Author):
    before = events(okafor.session)
    okafor.types(words("A"))
    okafor.saves(words("A b"))
    assert [version.number for version in versions(okafor)] == [1]
    assert drafts(okafor) == []
    assert okafor.sees().content == words("A b")
    assert events(okafor.session)[len(before) :] == [(SAVED, okafor.scope.account_id, "notes")]


def test_leaving_a_section_makes_its_version(okafor: Author):
    okafor.types(words("A"))
    okafor.later(5).leaves()
    (version,) = versions(okafor)
    assert version.saved_at == okafor.now
    assert drafts(okafor) == []


def test_the_section_that_is_still_open_stays_a_draft(okafor: Author):
    okafor.types(words("A"))
    okafor.leaves("notes")
    assert len(drafts(okafor)) == 1
    assert versions(okafor) == []


def test_nothing_new_makes_no_version(okafor: Author):
    okafor.saves(words("A"))
    before = events(okafor.session)
    okafor.saves(words("A"))
    okafor.types(words("A"))
    okafor.leaves()
    assert len(versions(okafor)) == 1
    assert drafts(okafor) == []
    assert events(okafor.session) == before


def test_leaving_with_nothing_typed_writes_nothing(okafor: Author):
    before = count_rows(okafor.session)
    okafor.leaves()
    assert count_rows(okafor.session) == before


def test_every_version_stays(okafor: Author):
    for text in ("A", "B", "C"):
        okafor.saves(words(text))
    assert [version.number for version in versions(okafor)] == [1, 2, 3]
    assert '"kept_private":"A"' in versions(okafor)[0].content


def test_what_lists_show_follows_the_version_and_not_the_draft(okafor: Author):
    def listed() -> str:
        return get_conversation(okafor.session, okafor.scope, okafor.conversation_id).problem

    okafor.types(StartSection(problem="Sleep"), "start")
    assert listed() == "Low mood, an example"
    okafor.saves(START, "start")
    assert listed() == "Feeling low"


def test_the_meetings_words_belong_to_the_record_in_the_trail(okafor: Author):
    """Whoever asks the trail about a record finds every section that was saved about it."""
    okafor.saves(MEETING, "meeting")
    records = {
        event.record_id
        for event in okafor.session.query(TrailEvent)
        if event.event != "grid:version:pinned"
    }
    record_id = get_conversation(okafor.session, okafor.scope, okafor.conversation_id).record_id
    assert records == {record_id}


def test_a_meeting_of_another_conversation_cannot_be_written(okafor: Author):
    place = sections.Place(okafor.conversation_id, "meeting", type(MEETING), meeting_id="other")
    before = count_rows(okafor.session)
    with pytest.raises(DomainError, match="does not belong"):
        sections.save_section(
            okafor.session,
            place,
            MEETING,
            base=0,
            is_done=True,
            scope=okafor.scope,
            now=okafor.now,
        )
    assert count_rows(okafor.session) == before


def test_another_team_writes_nothing(okafor: Author):
    elsewhere = make_team(okafor.session, "Elsewhere")
    singh = make_account(okafor.session, "singh", teams=[elsewhere])
    stranger = replace(okafor, scope=scope_of(singh, [Role.CLINICIAN], [elsewhere]))
    before = count_rows(okafor.session)
    with pytest.raises(NotFound):
        stranger.saves(words("B"), base=0)
    assert count_rows(okafor.session) == before
