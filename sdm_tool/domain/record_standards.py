"""The standards of the record in the order of the page, and how many records meet each."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sdm_tool.domain import record_quality as quality
from sdm_tool.domain.disclosure import rounded_from
from sdm_tool.domain.record_facts import OWN_OPTION, RecordFacts
from sdm_tool.domain.record_quality import Finding
from sdm_tool.domain.sections import Outcome


@dataclass(frozen=True, slots=True)
class Standard:
    """One line of the page."""

    key: str
    name: str
    short: str
    """The name at the head of a narrow column."""
    counts: str
    """What counts and of which conversations, and what it cannot show."""
    find: Callable[[RecordFacts], Finding]


STANDARDS = (
    Standard(
        "own-words",
        "What matters, in the young person’s own words",
        "Own words",
        "Something stands under what matters to the young person. Of conversations where they "
        "were there. It does not show whose words they are.",
        quality.own_words,
    ),
    Standard(
        "everyone-heard",
        "Everyone who was there was heard",
        "Everyone heard",
        "For the young person and each person with them, if they were there: what matters to them, "
        "a mark or a leaning at the grid, or where they see it differently. Having decided or "
        "having a task does not count. It does not show that anybody weighed it.",
        quality.everyone_heard,
    ),
    Standard(
        "time-alone",
        "Time alone was offered",
        "Time alone",
        "Offered, taken or not. Of conversations where the young person was there with somebody.",
        quality.time_alone,
    ),
    Standard(
        "needs-recorded",
        "Communication needs were written down",
        "Needs written",
        "Something stands there, “none” too. An empty box may mean that nobody asked.",
        quality.needs_recorded,
    ),
    Standard(
        "needs-met",
        "Communication needs were met",
        "Needs met",
        "“Yes” alone; “partly” and no answer are not met. Of conversations with needs written "
        "down. The young person may see it differently.",
        quality.needs_met,
    ),
    Standard(
        "no-change",
        "Keeping things as they are was talked about",
        "No change",
        "Something was said or ticked about that option. Of conversations with a grid. It does not "
        "show that it was a real choice.",
        quality.no_change,
    ),
    Standard(
        "balanced",
        "A benefit, a downside and an honest limit for every option looked at",
        "Honest limits",
        "A good point, a hard point, and one of: how likely by when, what if it does not help, "
        "what is not known. “We did not talk about this” does not count. It does not show that it "
        "was understood.",
        quality.balanced,
    ),
    Standard(
        "limits-of-chosen",
        "Limits said for every option chosen: success, how likely by when, what if not",
        "Limits of chosen",
        "All three, for each option chosen. Of conversations that chose an option.",
        quality.limits_of_chosen,
    ),
    Standard(
        "review-set",
        "Review date set",
        "Review set",
        "A date to look again stands in the record.",
        quality.review_set,
    ),
    Standard(
        "review-kept",
        "Review date kept",
        "Review kept",
        f"A linked meeting or conversation from {quality.EARLIEST_LOOK.days} days before the date "
        f"to {quality.LATEST_LOOK.days} days after, counted in the month in which that time was "
        "over. Of dates that no newer conversation had replaced before. A meeting that was not "
        "linked, or a telephone call, is not seen.",
        quality.review_kept,
    ),
    Standard(
        "summary-same-day",
        "Summary printed on the same day",
        "Summary same day",
        "Any copy, printed on the day of the newest meeting. It does not show that it was handed "
        "over or read.",
        quality.summary_same_day,
    ),
    Standard(
        "summary-soon",
        f"Summary printed within {quality.SOON.days} days",
        "Summary in a week",
        "The same day included.",
        quality.summary_soon,
    ),
    Standard(
        "summary-ever",
        "Summary printed at all",
        "Summary at all",
        "On the day of the newest meeting or at any time until the month was counted.",
        quality.summary_ever,
    ),
)


CHANGED = Standard(
    "changed",
    "Decided differently from the conversation before",
    "Changed",
    "Another outcome or another set of options. Of conversations that took the place of an earlier "
    "one. A changed mind is not a fault, and neither is keeping to a choice.",
    quality.decided_differently,
)
"""Not a standard that can be kept or missed, but counted in the same way."""
COUNTED = (*STANDARDS, CHANGED)

_REVIEW_KEPT = "review-kept"
"""The one standard that is found out later than the others: when the time of the review is over."""

CONVERSATIONS, MEETINGS = "conversations", "meetings"


def ended(outcome: Outcome) -> str:
    """Return the line of the conversations that ended in this way."""
    return f"ended: {outcome}"


def chose(option: str) -> str:
    """Return the line of the conversations that chose an option, by its id."""
    return f"chose: {option}"


@dataclass(slots=True)
class Tally:
    """Some conversations: by line, how many it is of, and how many of those meet it.

    A line is a standard by its key, an outcome, an option, or `CONVERSATIONS` or `MEETINGS`, which
    are of what they name and nothing meets.
    """

    met: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)

    def count(self, facts: RecordFacts) -> None:
        """Count one more conversation, by all but a review kept and the options."""
        self._add(CONVERSATIONS)
        for outcome in Outcome:
            self._add(ended(outcome), is_met=facts.outcome is outcome)
        for standard in COUNTED:
            if standard.key != _REVIEW_KEPT:
                self._find(standard, facts)

    def count_choices(self, facts: RecordFacts) -> None:
        """Count which options a conversation chose, of those it could choose."""
        chosen = facts.choices if facts.outcome is Outcome.OPTIONS else frozenset()
        for option in (*facts.could_choose, OWN_OPTION):
            self._add(chose(option), is_met=option in chosen)

    def count_review(self, facts: RecordFacts) -> None:
        """Count whether the review of a conversation was kept, now that its time is over."""
        self._find(next(each for each in STANDARDS if each.key == _REVIEW_KEPT), facts)

    def count_meetings(self, held: int) -> None:
        """Count so many meetings more that were held, whatever became of their conversations."""
        self.of[MEETINGS] += held

    def add(self, other: "Tally") -> None:
        """Count all of another tally too."""
        self.met.update(other.met)
        self.of.update(other.of)

    def by_lot(self, lot: Callable[[int], int]) -> "Tally":
        """Return what a lot leaves of those who meet a line and those who do not; all meetings."""
        left = Tally()
        for line, of in self.of.items():
            if line == MEETINGS:
                left.of[line] = of
                continue
            left.met[line] = lot(self.met[line])
            left.of[line] = left.met[line] + lot(of - self.met[line])
        return left

    def rounded(self, phases: Mapping[str, int]) -> "Tally":
        """Return both counts of every line as `rounded_from` writes them with the line's phase."""
        return Tally(
            *(
                Counter({line: rounded_from(total, phases[line]) for line, total in totals.items()})
                for totals in (self.met, self.of)
            )
        )

    def since(self, before: "Tally") -> "Tally":
        """Return what has come to these totals since others; which were counted earlier."""
        return Tally(
            Counter({line: total - before.met[line] for line, total in self.met.items()}),
            Counter({line: total - before.of[line] for line, total in self.of.items()}),
        )

    def _add(self, line: str, *, is_met: bool = False) -> None:
        self.of[line] += 1
        self.met[line] += is_met

    def _find(self, standard: Standard, facts: RecordFacts) -> None:
        finding = standard.find(facts)
        if finding is not Finding.DOES_NOT_APPLY:
            self._add(standard.key, is_met=finding is Finding.MET)
