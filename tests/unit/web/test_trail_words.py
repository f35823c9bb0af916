"""What the trail pages say around the sentences: days in London, older events, a broken chain."""

from dataclasses import replace
from datetime import UTC, datetime

from sdm_tool.persistence.queries.trail import EventSeen
from sdm_tool.trail.events import Event
from sdm_tool.trail.verify import Verification
from sdm_tool.web.trail_pages.presenters import Line, older_link, present_check, present_events

SEEN = EventSeen(
    position=7,
    happened_at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC),
    event=Event.RECORD_VIEWED,
    actor_id="a",
    actor_name="R. Okafor",
    record_id="r",
    record_code="7KQ2M9XD",
    subject_id="",
    subject_name="",
    detail="",
)
LINES = [Line(9, "", "", ""), Line(8, "", "", "")]


def words_of(**changes: object) -> str:
    (line,) = present_events([replace(SEEN, **changes)])
    return line.words


def test_an_event_late_on_a_summer_evening_belongs_to_the_next_day():
    (line,) = present_events([SEEN])
    assert line.when == "2 July 2026, 00:30"


def test_a_record_is_named_by_its_printed_code_and_only_where_it_is_known():
    shown = present_events([SEEN, replace(SEEN, record_code="")])
    assert [line.code for line in shown] == ["7KQ2-M9XD", ""]


def test_a_refused_page_is_named_without_dots_or_underscores():
    words = words_of(event=Event.ACCESS_DENIED, detail="conversations.find_record")
    assert words == "R. Okafor was refused a page (conversations: find record)."


def test_the_installation_itself_made_the_first_account():
    words = words_of(event=Event.ACCOUNT_MADE, actor_id="", actor_name="", subject_name="T. Lind")
    assert words == "The installation began, with an account for T. Lind."


def test_older_events_keep_what_was_asked_for():
    link = older_link(LINES, {"person": "a b", "code": "", "before": "50"}, page=2)
    assert link == "/trail?person=a+b&before=8"


def test_a_page_that_is_not_full_leads_no_further():
    assert older_link(LINES, {}, page=3) == ""


def test_a_whole_trail_says_how_many_events_there_are():
    shown = present_check(Verification(events=12_345, first_broken=None, head="abc"))
    assert shown.is_whole
    assert shown.words.startswith("All 12,345 events are there.")
    assert shown.newest_link == "abc"


def test_a_broken_trail_names_the_event_and_what_still_stands():
    shown = present_check(Verification(events=1_233, first_broken=1_234, head="abc"))
    assert not shown.is_whole
    assert shown.heading == "The trail is broken"
    assert "Event 1,234 does not fit" in shown.words
    assert "The 1,233 events before it" in shown.words
