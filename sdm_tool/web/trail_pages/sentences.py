"""Every event of the trail as a sentence."""

from collections.abc import Mapping
from types import MappingProxyType

from sdm_tool.persistence.queries.trail import EventSeen
from sdm_tool.trail.events import Event

GONE = "something no longer here"

SENTENCES: Mapping[Event, str] = MappingProxyType(
    {
        Event.SIGNED_IN: "{who} signed in.",
        Event.SIGN_IN_REFUSED: "A wrong password was typed for {who}.",
        Event.SIGNED_OUT: "{who} signed out.",
        Event.LOCKED: "The screen of {who} was locked.",
        Event.UNLOCKED: "{who} unlocked the screen.",
        Event.PASSWORD_CHANGED: "{who} chose another password.",
        Event.ACCOUNT_MADE: "{who} made an account for {subject}.",
        Event.ACCOUNT_CHANGED: "{who} changed the account of {subject}{detail}.",
        Event.ACCOUNT_SWITCHED_OFF: "{who} switched off the account of {subject}.",
        Event.ACCOUNT_SWITCHED_ON: "{who} switched on the account of {subject}.",
        Event.FIRST_PASSWORD_GIVEN: "{who} gave {subject} a new first password.",
        Event.SITE_MADE: "{who} made the site {subject}.",
        Event.SITE_CHANGED: "{who} renamed the site {subject}.",
        Event.TEAM_MADE: "{who} made the team {subject}.",
        Event.TEAM_CHANGED: "{who} changed the team {subject}.",
        Event.ORGANISATION_CHANGED: "{who} changed the settings of the organisation.",
        Event.CRISIS_CONTACTS_CHANGED: "{who} changed the crisis contacts.",
        Event.CRISIS_CONTACTS_CHECKED: "{who} said that a crisis contact was checked.",
        Event.RESOURCES_CHANGED: "{who} changed the other places for help.",
        Event.RESOURCES_CHECKED: "{who} said that another place for help was checked.",
        Event.WAITS_CHANGED: "{who} changed what {subject} says about waits.",
        Event.PUBLIC_GRID_TURNED_ON: "{who} turned on the public page of {subject}.",
        Event.PUBLIC_GRID_TURNED_OFF: "{who} turned off the public page of {subject}.",
        Event.EQUITY_BAND_SWITCHED_ON: "{who} switched on asking for an equity band{detail}.",
        Event.EQUITY_BAND_SWITCHED_OFF: "{who} switched off asking for an equity band{detail}.",
        Event.GRID_DRAFT_STARTED: "{who} started a new version of a grid.",
        Event.GRID_DRAFT_IMPORTED: "{who} brought in a version of a grid from a file.",
        Event.GRID_DRAFT_JOINED: "{who} began to work on a draft of a grid.",
        Event.GRID_DRAFT_THROWN_AWAY: "{who} threw a draft of a grid away.",
        Event.GRID_SENT_FOR_REVIEW: "{who} sent {subject} for review.",
        Event.GRID_CHANGES_ASKED: "{who} asked for changes to {subject}.",
        Event.GRID_PUBLISHED: "{who} published {subject} here, with the second approval.",
        Event.GRID_PINNED: "The content of {subject} was fixed for good.",
        Event.GRID_APPROVED: "{who} approved {subject} for use here.",
        Event.GRID_ASSESSED: "{who} wrote in the self-assessment of {subject}.",
        Event.GRID_WITHDRAWN: "{who} withdrew {subject}.",
        Event.RECORD_MADE: "{who} made the record.",
        Event.RECORD_VIEWED: "{who} opened the record.",
        Event.RECORD_SHARED: "{who} let {subject} see the record.",
        Event.RECORD_UNSHARED: "{who} ended that {subject} sees the record.",
        Event.MEETING_STARTED: "{who} started a meeting.",
        Event.CONVERSATION_STARTED: "{who} started a conversation.",
        Event.SECTION_SAVED: "{who} saved a version of a section{detail}.",
        Event.STATUS_CHANGED: "{who} changed the status of a conversation{detail}.",
        Event.GRID_MOVED: "{who} moved a conversation to another version of its grid.",
        Event.SUMMARY_PRINTED: "{who} printed a summary{detail}.",
        Event.TEXT_COPIED: "{who} copied the text for the record system.",
        Event.HANDED_OVER: "{who} handed the tablet over for private answers.",
        Event.FEEDBACK_OFFERED: "{who} offered CollaboRATE{detail}.",
        Event.FEEDBACK_NOT_OFFERED: "{who} said why CollaboRATE was not offered.",
        Event.PAPER_OPENED: "{who} opened the page where paper answers are typed in.",
        Event.ANSWERS_IMPORTED: "{who} brought in past CollaboRATE answers from a file.",
        Event.AUDIT_VIEWED: "{who} read the audit pages{detail}.",
        Event.AUDIT_EXPORTED: "{who} took the audit figures away as a file.",
        Event.CHANGE_NOTED: "{who} wrote on the audit pages what {subject} changed.",
        Event.TARGET_SET: "{who} set a target for the Top Score.",
        Event.TARGET_TAKEN_BACK: "{who} took back the target for the Top Score.",
        Event.CHANGE_TAKEN_BACK: "{who} took back what was written of a change of {subject}.",
        Event.TRAIL_VIEWED: "{who} read the trail{detail}.",
        Event.ACCESS_DENIED: "{who} was refused a page{detail}.",
    }
)

WITHOUT_ACTOR: Mapping[Event, str] = MappingProxyType(
    {
        Event.SIGN_IN_REFUSED: "A sign-in was refused: no account has the name that was typed.",
        Event.ACCOUNT_MADE: "The installation began, with an account for {subject}.",
    }
)


def event_sentence(seen: EventSeen) -> str:
    """Say what happened. Raises KeyError for an event without a sentence, ValueError for no event.

    Where the record is known the page names it beside the sentence.
    """
    event = Event(seen.event)
    sentence = SENTENCES[event] if seen.actor_id else WITHOUT_ACTOR.get(event, SENTENCES[event])
    return sentence.format(
        who=_who(seen),
        subject=seen.subject_name or GONE,
        detail=f" ({_plain(seen.detail)})" if seen.detail else "",
    )


def _who(seen: EventSeen) -> str:
    if seen.actor_name:
        return seen.actor_name
    return "An account no longer here" if seen.actor_id else "Somebody not signed in"


def _plain(detail: str) -> str:
    return detail.replace("-", " ").replace("_", " ").replace(".", ": ")
