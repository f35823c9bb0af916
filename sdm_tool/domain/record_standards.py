"""The standards of the record in the order of the page, and how many records meet each."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from sdm_tool.domain import record_quality as quality
from sdm_tool.domain.disclosure import rounded_from
from sdm_tool.domain.record_facts import RecordFacts
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


@dataclass(slots=True)
class Tally:
    """Some conversations: how many, what each standard finds by its key, and what was decided."""

    conversations: int = 0
    meetings: int = 0
    """Those that were held, whatever became of their conversations."""
    met: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    choices: Counter[str] = field(default_factory=Counter)

    def count(self, facts: RecordFacts) -> None:
        """Count one more conversation, by every standard but that of a review kept."""
        self.conversations += 1
        self.outcomes[facts.outcome or ""] += 1
        if facts.outcome is Outcome.OPTIONS:
            self.choices.update(facts.choices)
        for standard in COUNTED:
            if standard.key != _REVIEW_KEPT:
                self._find(standard, facts)

    def count_review(self, facts: RecordFacts) -> None:
        """Count whether the review of a conversation was kept, now that its time is over."""
        self._find(next(each for each in STANDARDS if each.key == _REVIEW_KEPT), facts)

    def add(self, other: "Tally") -> None:
        """Count all of another tally too."""
        self.conversations += other.conversations
        self.meetings += other.meetings
        for mine, more in zip(self.counters, other.counters, strict=True):
            mine.update(more)

    def rounded(self, phase: int) -> "Tally":
        """Return every total as `rounded_from` writes it with the phase."""
        return Tally(
            rounded_from(self.conversations, phase),
            rounded_from(self.meetings, phase),
            *(
                Counter({name: rounded_from(total, phase) for name, total in totals.items()})
                for totals in self.counters
            ),
        )

    def since(self, before: "Tally") -> "Tally":
        """Return what has come to these totals since others; which were counted earlier."""
        return Tally(
            self.conversations - before.conversations,
            self.meetings - before.meetings,
            *(
                Counter({name: late[name] - early[name] for name in late})
                for late, early in zip(self.counters, before.counters, strict=True)
            ),
        )

    def _find(self, standard: Standard, facts: RecordFacts) -> None:
        finding = standard.find(facts)
        self.of[standard.key] += finding is not Finding.DOES_NOT_APPLY
        self.met[standard.key] += finding is Finding.MET

    @property
    def counters(self) -> tuple[Counter[str], ...]:
        """What was met, of what, the outcomes and the choices."""
        return self.met, self.of, self.outcomes, self.choices
