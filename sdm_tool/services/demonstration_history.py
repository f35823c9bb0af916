"""Two years of made-up conversations, spread over the teams as the made-up answers are."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from sdm_tool.domain.grid import Grid, GridAudience
from sdm_tool.domain.months import Month, month_of
from sdm_tool.domain.sections import YOUNG_PERSON, Outcome, Person
from sdm_tool.domain.status import Status
from sdm_tool.domain.wording import LONDON, london_day
from sdm_tool.services import demonstration_words as said
from sdm_tool.services.demonstration_chance import Chance
from sdm_tool.services.demonstration_service import TEAMS, MadeStaff, clinicians_of
from sdm_tool.services.demonstration_talks import Occasion, Told, make_told
from sdm_tool.services.demonstration_writing import AT_ONCE, Case, Writer

MONTHS = 24
A_MONTH = (9, 7, 8, 7, 5, 2)
"""About how many first conversations a month, by team."""
RECENT = timedelta(days=56)
AGES = tuple(zip(range(11, 18), (8, 10, 13, 17, 20, 18, 14), strict=True))
OLDEST = 17
OUTCOMES = (
    (Outcome.OPTIONS, 80.0),
    (Outcome.NOT_DECIDED, 12.0),
    (Outcome.NO_EXTRA_HELP, 8.0),
)
LOW_MOOD = "low-mood"
LOOKED_AGAIN = (((-5, 8), 80.0), ((8, 25), 14.0), ((30, 50), 6.0))
"""Days after the review date, and how often."""
PRINTED: tuple[tuple[int | None, float], ...] = (
    *((0, 82.0), (1, 4.0), (3, 4.0), (6, 2.0), (12, 3.0)),
    (None, 5.0),
)
"""Days after the meeting, and how often."""


@dataclass(slots=True)
class _Known:
    """Somebody made up, as their record will show them over the months."""

    record_id: str
    born: date
    people: tuple[Person, ...]
    grid: Grid | None
    last: datetime

    def age_on(self, day: date) -> int:
        return (day - self.born).days // 365


@dataclass(frozen=True)
class History:
    """Makes the conversations month by month, so that a record is older when it comes back."""

    writer: Writer
    rng: Chance
    grids: Sequence[Grid]
    now: datetime
    report: Callable[[str], None]
    months: int = MONTHS
    """How many whole months before this one."""
    afterwards: Chance = field(kw_only=True)
    """For what became of a conversation, apart from what was said in it."""
    known: dict[int, list[_Known]] = field(default_factory=lambda: defaultdict(list))

    def make(self) -> None:
        """Make everything up to now."""
        this_month = month_of(self.now)
        for index in range(self.months + 1):
            month = this_month.plus(index - self.months)
            for team, about in enumerate(A_MONTH):
                count = max(1, round(self.rng.gauss(about, about / 6)))
                moments = sorted(_moment(self.rng, month) for _ in range(count))
                for at in moments:
                    if at < self.now - timedelta(days=1):
                        self._one(team, at)
            if month.number in (3, 6, 9, 12):
                self.report(f"Conversations up to {month.title} are made.")

    def _one(self, team: int, at: datetime) -> None:
        clinician = self.rng.choice(clinicians_of(team))
        known = self._somebody(team, at, clinician)
        self._talk(known, team, clinician, at, replaces="")

    def _somebody(self, team: int, at: datetime, clinician: MadeStaff) -> _Known:
        """Return somebody who was here before, in a quarter of cases, else somebody new."""
        back = [
            known
            for known in self.known[team]
            if at - known.last > timedelta(days=45) and known.age_on(at.date()) <= OLDEST
        ]
        if back and self.rng.happens(0.25):
            return self.rng.choice(back)
        age = self.rng.weighted(AGES)
        born = at.date() - timedelta(days=age * 365 + self.rng.randrange(20, 340))
        record_id = self.writer.record(TEAMS[team].id, by=clinician.id, at=at)
        if self.rng.happens(0.05):
            others = [other.id for other in TEAMS if other.id != TEAMS[team].id]
            self.writer.share(record_id, self.rng.choice(others), by=clinician.id, at=at)
        people = self.rng.weighted(said.FAMILIES)
        known = _Known(record_id, born, people, self._grid(), at)
        self.known[team].append(known)
        return known

    def _grid(self) -> Grid | None:
        if self.rng.happens(0.07):
            return None
        weights = [
            (grid, 4.0 if grid.slug == LOW_MOOD else 1.0)
            for grid in self.grids
            if grid.audience is not GridAudience.PARENT  # nobody here is under 11
        ]
        return self.rng.weighted(weights)

    def _talk(
        self, known: _Known, team: int, clinician: MadeStaff, at: datetime, *, replaces: str
    ) -> None:
        known.last = at
        outcome = self.rng.weighted(OUTCOMES)
        review_on = self._review(known, outcome, at)
        occasion = Occasion(
            at=at,
            age=min(OLDEST, known.age_on(at.date())),
            people=known.people,
            led_by=f"{clinician.name}, {clinician.job}",
            grid=known.grid,
            outcome=outcome,
            review_on=review_on,
        )
        status = self._status(at)
        if status is Status.IN_PROGRESS and self.rng.happens(0.6):
            occasion = replace(occasion, outcome=None, review_on=None)
        case = Case(
            record_id=known.record_id,
            team_id=TEAMS[team].id,
            by=clinician.id,
            at=at,
            grid=known.grid,
            status=status,
            is_practice=not replaces and self.rng.happens(0.02),
            replaces=replaces,
            printed_after=self._printed_after(at),
        )
        told = self._with_gaps(make_told(self.rng, occasion))
        conversation_id = self.writer.conversation(told, case)
        is_over = review_on is not None and review_on < london_day(self.now)
        if is_over and status is Status.VALID:
            self._look_again(known, team, clinician, conversation_id, review_on)

    def _look_again(
        self,
        known: _Known,
        team: int,
        clinician: MadeStaff,
        conversation_id: str,
        review_on: date | None,
    ) -> None:
        """What came of a review whose day has passed: a newer conversation in its place."""
        late = self.afterwards.randrange(*self.afterwards.weighted(LOOKED_AGAIN))
        at = _at_work(self.rng, (review_on or london_day(self.now)) + timedelta(days=late))
        if at < self.now:
            self._talk(known, team, clinician, at, replaces=conversation_id)

    def _printed_after(self, at: datetime) -> timedelta | None:
        """Return when a copy was made: mostly at once, some days later, or never."""
        days = self.afterwards.weighted(PRINTED)
        after = None if days is None else AT_ONCE + timedelta(days=days)
        return None if after is not None and at + after >= self.now else after

    def _with_gaps(self, told: Told) -> Told:
        """Leave out the young person's own words in a few, where somebody else's stand."""
        others = {
            voice: said for voice, said in told.start.matters.items() if voice != YOUNG_PERSON
        }
        if not others or not self.afterwards.happens(0.15):
            return told
        return replace(told, start=replace(told.start, matters=others))

    def _review(self, known: _Known, outcome: Outcome, at: datetime) -> date | None:
        """Return a review date: always for safety first and without options, else for some."""
        needed = outcome is not Outcome.OPTIONS or bool(known.grid and known.grid.safety_first)
        is_recent = self.now - at < RECENT
        if not needed and not self.rng.happens(0.85 if is_recent else 0.1):
            return None
        weeks = self.rng.randrange(3, 9)
        if known.grid and known.grid.safety_first:
            weeks = self.rng.randrange(10, 24)
        return london_day(at) + timedelta(weeks=weeks)

    def _status(self, at: datetime) -> Status:
        unfinished = 0.18 if self.now - at < RECENT else 0.004
        if self.rng.happens(unfinished):
            return Status.IN_PROGRESS
        return Status.CANCELLED if self.rng.happens(0.03) else Status.VALID


def make_other_meetings(
    writer: Writer, rng: Chance, wanted: Mapping[tuple[str, Month], int]
) -> None:
    """Add the meetings that no conversation here was part of, so that offers fit what was held."""
    made = Counter(writer.meetings)
    for (team_id, month), count in wanted.items():
        team = next(place for place, team in enumerate(TEAMS) if team.id == team_id)
        staff = clinicians_of(team)
        left = count - made[team_id, month]
        while left > 0:
            several = min(left, rng.randrange(2, 6))
            clinician = rng.choice(staff)
            moments = sorted(_moment(rng, month) for _ in range(several))
            record_id = writer.record(team_id, by=clinician.id, at=moments[0])
            age, people = rng.weighted(AGES), rng.weighted(said.FAMILIES)
            for at in moments:
                led_by = f"{clinician.name}, {clinician.job}"
                occasion = Occasion(at, age, people, led_by, None, None, None)
                writer.meeting_alone(
                    rng, occasion, record_id=record_id, team_id=team_id, by=clinician.id
                )
            left -= several


def _moment(rng: Chance, month: Month) -> datetime:
    """Return a moment in working hours on a weekday of the month."""
    following = month.plus(1)
    first = month.first_day
    days = (following.first_day - first).days
    day = first + timedelta(days=rng.randrange(days))
    if day.weekday() > 4:  # noqa: PLR2004  Saturday or Sunday: a day of the week before
        day = day - timedelta(days=2) if day.day > 2 else day + timedelta(days=2)  # noqa: PLR2004
    return _at_work(rng, day)


def _at_work(rng: Chance, day: date) -> datetime:
    clock = time(rng.randrange(9, 17), rng.choice((0, 15, 30, 45)))
    return datetime.combine(day, clock, tzinfo=LONDON)
