"""Made-up clinics: who was asked, who answered, and all that the service ever shows of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from sdm_tool.domain.collaborate import Mode, Respondent
from sdm_tool.domain.releases import Counts
from sdm_tool.persistence.queries.audit import BlockSeen, OfferCount
from sdm_tool.persistence.queries.releases import MonthOfGroup
from sdm_tool.services.audit_groups import Group, Released, figures_of
from sdm_tool.services.audit_releases import Kind, blocks_ending

WHO = Respondent.YOUNG_PERSON
ASKED = (Mode.HAND_OVER, Mode.PAPER)
Cell = tuple[int, str, str]
"""A month, numbered from 1, a team and a way of asking."""


@dataclass(frozen=True)
class Clinic:
    """What really happened. `cells` holds every cell in which anybody was asked."""

    months: int
    teams: tuple[str, ...]
    cells: Mapping[Cell, Counts]

    def offered(self, team: str, months: range, mode: str = "") -> int:
        """How many were asked, which clinicians see; in one way of asking, or in all."""
        return sum(
            counts.offered
            for (month, of, way), counts in self.cells.items()
            if of == team and month in months and mode in ("", way)
        )


@dataclass(frozen=True, order=True)
class Shown:
    """Exact counts of a row of a page: charts are drawn finely enough to read them off."""

    kind: str
    name: str
    first: int
    last: int
    offered: int
    complete: int
    top: int
    incomplete: int


def make_clinic(chance: Random) -> Clinic:
    """Months, teams and ways of asking differ in how many answer, and in how they answer."""
    months, teams = chance.randint(2, 6), tuple("AB"[: chance.randint(1, 2)])
    cells = {}
    for team in teams:
        ways = chance.randint(1, 2)
        busy, answering, top = chance.randint(1, 40), chance.random(), chance.random()
        for mode in ASKED[:ways]:
            for month in range(1, months + 1):
                offered = chance.randint(0, busy)
                share = min(1.0, max(0.0, top + chance.gauss(0, 0.2)))
                if offered:
                    cells[month, team, mode.value] = _answered(chance, offered, answering, share)
    return Clinic(months, teams, cells)


def _answered(chance: Random, offered: int, answering: float, share: float) -> Counts:
    complete = sum(chance.random() < answering for _ in range(offered))
    top = sum(chance.random() < share for _ in range(complete))
    blank = sum(chance.random() < 0.03 for _ in range(offered - complete))
    return Counts(offered, complete, top, 27 * top + 20 * (complete - top), blank)


def released(clinic: Clinic) -> list[BlockSeen]:
    """Every block, as the service cuts them when one month after the other closes."""
    blocks: list[BlockSeen] = []
    waiting: dict[str, list[MonthOfGroup]] = {}
    for month in range(1, clinic.months + 1):
        for (at, team, mode), counts in clinic.cells.items():
            if at == month:
                held = MonthOfGroup(written(month), team, WHO.value, mode, counts)
                waiting.setdefault(team, []).append(held)
        for row in blocks_ending(written(month), waiting):
            sums = Counts(*(row[name] for name in Counts.__slots__))
            first, last = row["first_month"], row["last_month"]
            blocks.append(BlockSeen(WHO.value, row["kind"], row["name"], first, last, sums))
            if row["kind"] == Kind.TEAM:
                del waiting[row["name"]]
    return blocks


def shown(clinic: Clinic, blocks: list[BlockSeen]) -> set[Shown]:
    """Every row of every page, for every period that there ever was to choose."""
    pages = set()
    rows: set[Shown] = set()
    offers = [
        OfferCount(team, WHO.value, mode, "", counts.offered)
        for (_, team, mode), counts in clinic.cells.items()
    ]
    for first in range(1, clinic.months + 1):
        for last in range(first, clinic.months + 1):
            page = tuple(
                block
                for block in blocks
                if block.first >= written(first) and block.last <= written(last)
            )
            if page and page not in pages:
                pages.add(page)
                rows.update(_rows(page, offers, clinic))
    return rows


def _rows(page: tuple[BlockSeen, ...], offers: list[OfferCount], clinic: Clinic) -> Iterator[Shown]:
    figures = figures_of(
        WHO, Released(page, ()), offers, {team: team for team in clinic.teams}, by_mode=True
    )
    yield from (_row("team", group) for group in figures.teams if group.score)
    yield from (_row("mode", group) for group in figures.modes if group.score)


def _row(kind: str, group: Group) -> Shown:
    score = group.score
    first, last = (month.number for month in group.months)
    top = round(score.top_score * score.complete / 100)
    return Shown(
        kind, group.name, first, last, group.offered, score.complete, top, score.incomplete
    )


def written(month: int) -> str:
    return f"2026-{month:02d}"
