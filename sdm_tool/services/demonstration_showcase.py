"""The conversations that the demonstration's own clinician finds on the first page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.sections import Outcome, Person
from sdm_tool.domain.status import Status
from sdm_tool.domain.wording import LONDON, london_day
from sdm_tool.services.demonstration_chance import Chance
from sdm_tool.services.demonstration_history import LOW_MOOD
from sdm_tool.services.demonstration_ordinary import MUM, ordinary_told
from sdm_tool.services.demonstration_service import CLINICIAN, TEAMS
from sdm_tool.services.demonstration_talks import Occasion, Told, make_told
from sdm_tool.services.demonstration_unkind import PEOPLE, make_unkind
from sdm_tool.services.demonstration_writing import Case, Writer

SAFETY_FIRST = "self-harm"
NAMED = 6
"""How many of the records made first are named on the command line."""
LED_BY = f"{CLINICIAN.name}, {CLINICIAN.job}"
TEAM = TEAMS[0].id
NAN = Person("p1", "Nan", is_parent=True)
FOSTER_CARER = Person("p1", "Foster carer", is_parent=True)
AUNTIES = (Person("p1", "Auntie", is_parent=True), Person("p2", "Auntie", is_parent=True))


@dataclass(frozen=True)
class Showcase:
    """Makes them around `now`, so that the first page is alive on the day of making."""

    writer: Writer
    rng: Chance
    grids: Sequence[Grid]
    now: datetime

    def make(self) -> None:
        """Make all of them; those to name first, and an ordinary one before the others."""
        low_mood = self._grid(LOW_MOOD)
        if low_mood is None:
            raise DomainError(
                "The low mood grid does not load, and the demonstration needs it. "
                "Run `sdm-tool grids check` to see why."
            )
        self._ordinary(low_mood)
        self._valid(low_mood)
        self._reviews_due(low_mood)
        self._in_progress(low_mood)

    def _ordinary(self, grid: Grid) -> None:
        at = self._past(3)
        told = ordinary_told(at, LED_BY, self._day(25))
        self._add(told, grid, at)

    def _valid(self, low_mood: Grid) -> None:
        """Valid ones of other kinds: shares refused, safety first, no grid, unkind words."""
        at = self._past(9)
        refused = self._told(low_mood, at, age=16, review_on=self._day(33))
        if refused.decide:
            decide = replace(
                refused.decide, share_words=False, share_marks=False, share_reservations=False
            )
            refused = replace(refused, decide=decide)
        self._add(refused, low_mood, at)
        safety_first = self._grid(SAFETY_FIRST)
        if safety_first:
            told = self._told(safety_first, self._past(6), age=15, review_on=self._day(8))
            self._add(told, safety_first, self._past(6))
        told = self._told(None, self._past(12), age=11, review_on=self._day(16))
        self._add(told, None, self._past(12))
        at = self._past(2)
        unkind = self._told(low_mood, at, age=17, review_on=self._day(40), people=PEOPLE)
        self._add(make_unkind(unkind), low_mood, at)
        told = self._told(
            low_mood, self._past(5), age=13, review_on=self._day(4), outcome=Outcome.NOT_DECIDED
        )
        self._add(told, low_mood, self._past(5))

    def _reviews_due(self, grid: Grid) -> None:
        """One review a few days late, one yesterday, one today, each with another family."""
        for days_ago, due, people in (
            (45, -6, (NAN,)),
            (38, -1, AUNTIES),
            (29, 0, (FOSTER_CARER,)),
        ):
            at = self._past(days_ago)
            told = self._told(
                grid, at, age=12 + days_ago % 5, review_on=self._day(due), people=people
            )
            self._add(told, grid, at)

    def _in_progress(self, grid: Grid) -> None:
        """Stopped after Start, before Decide, in mid-sentence, and one for practice."""
        whole = self._told(grid, self._past(8), age=15, outcome=None)
        started = Told(meeting=whole.meeting, start=whole.start)
        self._add(whole, grid, self._past(8), status=Status.IN_PROGRESS)
        self._add(started, grid, self._past(1), status=Status.IN_PROGRESS)
        practice = self._told(grid, self._past(4), age=14, outcome=None)
        self._add(practice, grid, self._past(4), status=Status.IN_PROGRESS, is_practice=True)
        at = self._past(1, hour=16)
        half = self._told(grid, at, age=16, outcome=None)
        record_id = self.writer.record(TEAM, by=CLINICIAN.id, at=at)
        conversation_id = self._write(half, grid, at, record_id, status=Status.IN_PROGRESS)
        unfinished = replace(half.start, agenda_clinician="What school has tried, and what")
        self.writer.draft(
            conversation_id, "start", unfinished, by=CLINICIAN.id, at=at + timedelta(minutes=50)
        )

    def _told(
        self,
        grid: Grid | None,
        at: datetime,
        *,
        age: int,
        review_on: date | None = None,
        outcome: Outcome | None = Outcome.OPTIONS,
        people: tuple[Person, ...] = (MUM,),
    ) -> Told:
        return make_told(self.rng, Occasion(at, age, people, LED_BY, grid, outcome, review_on))

    def _add(
        self,
        told: Told,
        grid: Grid | None,
        at: datetime,
        *,
        status: Status = Status.VALID,
        is_practice: bool = False,
    ) -> None:
        record_id = self.writer.record(TEAM, by=CLINICIAN.id, at=at)
        self._write(told, grid, at, record_id, status=status, is_practice=is_practice)

    def _write(
        self,
        told: Told,
        grid: Grid | None,
        at: datetime,
        record_id: str,
        *,
        status: Status,
        is_practice: bool = False,
    ) -> str:
        case = Case(record_id, TEAM, CLINICIAN.id, at, grid, status, is_practice)
        return self.writer.conversation(told, case)

    def _grid(self, slug: str) -> Grid | None:
        return next((grid for grid in self.grids if grid.slug == slug), None)

    def _past(self, days: int, hour: int = 14) -> datetime:
        """Return a moment that many days ago; `now` is never reached, however early it is."""
        day = london_day(self.now) - timedelta(days=days)
        return datetime(day.year, day.month, day.day, hour, 30, tzinfo=LONDON)

    def _day(self, days: int) -> date:
        return london_day(self.now) + timedelta(days=days)
