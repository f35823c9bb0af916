"""Standards for the record of a shared decision: what counts, and what it cannot show.

Each standard is a function from the facts of one valid conversation to a finding. They rest on
the PRSB Shared Decision Making Standard v1.0 (2021) and on NICE NG197 and NG204, and where they go
further that is this tool's own rule. None of them shows that a talk was good.
"""

from datetime import timedelta
from enum import StrEnum

from sdm_tool.domain.record_facts import RecordFacts
from sdm_tool.domain.sections import Outcome

EARLIEST_LOOK = timedelta(days=14)
"""Before the review date: clinics run on weeks, and a visit brought forward is still the review."""
LATEST_LOOK = timedelta(days=28)
"""After it: room for one visit that was missed and made good, not for a review forgotten."""
SOON = timedelta(days=7)
"""NG197 1.2.18 asks for a take-away at once or very soon; a week is our reading of that."""


class Finding(StrEnum):
    """What the record of one conversation shows of one standard."""

    MET = "met"
    NOT_MET = "not-met"
    NOT_RECORDED = "not-recorded"
    """It was asked and nothing was written: of the whole, and not met."""
    DOES_NOT_APPLY = "does-not-apply"
    """Not of the whole."""


def own_words(facts: RecordFacts) -> Finding:
    """PRSB "what matters to the person", NG197 1.2.17: something stands under the young person.

    A parent's words under their own name do not count. Does not apply when the young person was
    not there. Cannot show whose words they really are.
    """
    if not facts.presence.young_person:
        return Finding.DOES_NOT_APPLY
    return _met(when=facts.start.own_words)


def no_change(facts: RecordFacts) -> Finding:
    """NG197 1.2.10, no treatment or no change included: its limits were begun.

    Does not apply without a grid, which is where the option stands. Cannot show that it was a real
    choice.
    """
    if facts.options.no_change is None:
        return Finding.DOES_NOT_APPLY
    return _met(when=facts.options.no_change)


def balanced(facts: RecordFacts) -> Finding:
    """PRSB "risks communicated" and "benefits"; the honest limit is this tool's own rule.

    Every option looked at has a good point, a hard point, and one of: how likely by when, what if
    it does not help, what is not known. Said in their words or the grid's; "not discussed" is not
    said. Cannot show that it was understood.
    """
    return _met(when=0 < facts.options.looked_at == facts.options.balanced)


def limits_of_chosen(facts: RecordFacts) -> Finding:
    """This tool's own rule: each option chosen says success, how likely by when, and what if not.

    Does not apply when no option was chosen. Cannot show that the hope was realistic.
    """
    if facts.outcome is not Outcome.OPTIONS:
        return Finding.DOES_NOT_APPLY
    return _met(when=0 < facts.options.chosen == facts.options.chosen_with_limits)


def review_set(facts: RecordFacts) -> Finding:
    """PRSB "planned review", NG197 1.2.14: a date to look again stands in the record."""
    return _met(when=facts.review.review_on is not None)


def review_kept(facts: RecordFacts) -> Finding:
    """A later meeting of it, or the talk that took its place, from 14 days before to 28 after.

    Asked once, when those 28 days are over. Does not apply without a date, nor when another talk
    took its place sooner than that: its review is the newer one's. Not in sight: a meeting that
    nobody linked, a telephone call, and a date that was moved.
    """
    review = facts.review
    if review.review_on is None:
        return Finding.DOES_NOT_APPLY
    first, last = review.review_on - EARLIEST_LOOK, review.review_on + LATEST_LOOK
    replaced = review.replaced_on
    if replaced is not None and (replaced < first or replaced not in review.looked_again):
        return Finding.DOES_NOT_APPLY
    return _met(when=any(first <= day <= last for day in review.looked_again))


def summary_same_day(facts: RecordFacts) -> Finding:
    """NG197 1.2.18, at once: a copy was printed on the day of the newest meeting.

    Any copy counts, the parent's too. Cannot show that it was handed over or read, nor a copy
    that was not printed here.
    """
    return _met(when=facts.summary_on == facts.met_on)


def summary_soon(facts: RecordFacts) -> Finding:
    """NG197 1.2.18, very soon: a copy was printed on that day or in the seven days after."""
    return _met(when=facts.summary_on is not None and facts.summary_on <= facts.met_on + SOON)


def summary_ever(facts: RecordFacts) -> Finding:
    """NG197 1.2.17 and 1.2.18: a copy was printed on that day, or later and before the count."""
    return _met(when=facts.summary_on is not None)


def needs_recorded(facts: RecordFacts) -> Finding:
    """NG204, needs and preferences: something stands under communication needs, "none" too.

    An empty box is not recorded: it cannot be told from a question that was not asked.
    """
    return Finding.MET if facts.start.needs else Finding.NOT_RECORDED


def needs_met(facts: RecordFacts) -> Finding:
    """What was needed was in place: "yes" alone. "Partly" is not met, an empty answer not recorded.

    Does not apply without needs. Cannot show that the young person would say the same.
    """
    if not facts.start.needs:
        return Finding.DOES_NOT_APPLY
    if not facts.start.needs_met:
        return Finding.NOT_RECORDED
    return _met(when=facts.start.needs_met == "yes")


def everyone_heard(facts: RecordFacts) -> Finding:
    """PRSB "what matters" and "decision issues": something of each one there was written down.

    That is the young person and everybody who came with them: words under what matters, a mark or
    a leaning at the grid, or where they see it differently. Having decided, an action and the
    family's one agenda do not count: none is one person's voice. Cannot show that it was weighed.
    """
    if not facts.presence.young_person and not facts.presence.others:
        return Finding.DOES_NOT_APPLY
    return _met(when=facts.presence.unheard == 0)


def time_alone(facts: RecordFacts) -> Finding:
    """NG204 1.5.2: time alone was offered, taken or not.

    Does not apply when the young person was not there, or came alone.
    """
    if not facts.presence.young_person or not facts.presence.others:
        return Finding.DOES_NOT_APPLY
    if not facts.start.time_alone:
        return Finding.NOT_RECORDED
    return _met(when=facts.start.time_alone.startswith("offered"))


def decided_differently(facts: RecordFacts) -> Finding:
    """Another outcome or other options than the conversation that this one took the place of.

    The family's own options are the same when their names are. Does not apply to a conversation
    that took no other's place, or that of one entered in error.
    """
    if facts.other_than_before is None:
        return Finding.DOES_NOT_APPLY
    return _met(when=facts.other_than_before)


def _met(*, when: bool) -> Finding:
    return Finding.MET if when else Finding.NOT_MET
