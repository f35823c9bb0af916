"""The standards of the record in the order of the page, and how many records meet each."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from sdm_tool.domain import record_quality as quality
from sdm_tool.domain.disclosure import Part
from sdm_tool.domain.months import Month
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
    find: Callable[[RecordFacts, date], Finding]
    """Given the last day of the newest closed month."""


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
        f"to {quality.LATEST_LOOK.days} days after. Of dates for which that time was over when "
        "the newest closed month ended, and that no newer conversation had replaced before. A "
        "meeting that was not linked, or a telephone call, is not seen.",
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
        "On the day of the newest meeting or at any time after it.",
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

Key = TypeVar("Key")
Cell = tuple[str, str, Month]
"""The id of a team, the slug of a grid (empty without one), and a month."""


@dataclass(slots=True)
class Tally:
    """Conversations of one team, grid and month: how many, and what each standard finds."""

    conversations: int = 0
    met: list[int] = field(default_factory=lambda: [0] * len(COUNTED))
    of: list[int] = field(default_factory=lambda: [0] * len(COUNTED))
    outcomes: Counter[str] = field(default_factory=Counter)
    choices: Counter[str] = field(default_factory=Counter)

    def part(self, standard: Standard) -> Part:
        """Return how many meet a standard, of those that it applies to."""
        place = COUNTED.index(standard)
        return Part(self.met[place], self.of[place])

    def count(self, facts: RecordFacts, until: date) -> None:
        """Count one more conversation. `until` is the last day of the newest closed month."""
        self.conversations += 1
        self.outcomes[facts.outcome or ""] += 1
        if facts.outcome is Outcome.OPTIONS:
            self.choices.update(facts.choices)
        for place, standard in enumerate(COUNTED):
            finding = standard.find(facts, until)
            self.of[place] += finding is not Finding.DOES_NOT_APPLY
            self.met[place] += finding is Finding.MET

    def add(self, other: "Tally") -> None:
        """Count all of another tally too."""
        self.conversations += other.conversations
        self.outcomes.update(other.outcomes)
        self.choices.update(other.choices)
        self.met = [one + two for one, two in zip(self.met, other.met, strict=True)]
        self.of = [one + two for one, two in zip(self.of, other.of, strict=True)]


def tally(records: Iterable[RecordFacts], until: date) -> dict[Cell, Tally]:
    """Count the records by team, grid and month."""
    return tally_by(records, until, lambda facts: (facts.team_id, facts.grid_slug, facts.month))


def tally_by(
    records: Iterable[RecordFacts], until: date, part_of: Callable[[RecordFacts], Key]
) -> dict[Key, Tally]:
    """Count the records by whatever `part_of` says that each is a part of."""
    parts: dict[Key, Tally] = defaultdict(Tally)
    for facts in records:
        parts[part_of(facts)].count(facts, until)
    return parts
