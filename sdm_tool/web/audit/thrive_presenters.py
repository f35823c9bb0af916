"""What the THRIVE view says. Every number comes from cells already written to leave the service."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sdm_tool.domain.disclosure import HIDDEN_COUNT
from sdm_tool.domain.months import Quarter
from sdm_tool.domain.sections import Grouping
from sdm_tool.domain.thrive import NOT_RECORDED, shares
from sdm_tool.domain.wording import and_list, plain_date
from sdm_tool.outputs.grouping_chart import quarter_bars
from sdm_tool.persistence.queries.waits_told import TeamWait
from sdm_tool.services.audit_choice import ALL_TEAMS, Choice
from sdm_tool.services.audit_thrive import GridWaits, ThriveView
from sdm_tool.web.grouping_words import GROUPING_FEELS, GROUPINGS

NONE_RECORDED = "No grouping recorded"
NOT_TOLD = "Not told"
HELD_BACK = "Held back"
A_TO_Z = tuple(sorted(Grouping, key=lambda each: GROUPINGS[each]))


@dataclass(frozen=True, slots=True)
class CountRow:
    """One grouping or agency: its two wordings (or its name), and a cell for each quarter."""

    name: str
    feels: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The bars of one grouping, with what they show as a sentence."""

    name: str
    finding: str
    drawing: Markup


@dataclass(frozen=True, slots=True)
class WaitCell:
    """What a team says about one option, and when it was checked."""

    words: str
    as_of: str


@dataclass(frozen=True, slots=True)
class WaitsTable:
    """The waits of one grid: options in rows, teams in columns."""

    key: str
    title: str
    rows: tuple[tuple[str, tuple[WaitCell, ...]], ...]
    said: str


@dataclass(frozen=True, slots=True)
class ThrivePage:
    """The page, ready to be put into its template."""

    about: str
    period: str
    note: str
    quarters: tuple[str, ...]
    groupings: tuple[CountRow, ...]
    pictures: tuple[Picture, ...]
    movement_to: tuple[str, ...]
    movement: tuple[CountRow, ...]
    """From each grouping (rows) to each (columns), in all of the quarters together."""
    agencies: tuple[CountRow, ...]
    wait_teams: tuple[str, ...]
    waits: tuple[WaitsTable, ...]
    without_waits: str
    view_is_noted: bool


def present_thrive(view: ThriveView, choice: Choice) -> ThrivePage:
    """Return the whole page in words."""
    if not view.quarters:
        about = f"No quarter of {choice.period} is closed yet, so no grouping is counted."
    else:
        first, last = view.quarters[0], view.quarters[-1]
        about = (
            "All teams, whole quarters that your months touch: "
            f"{first.months[0].title} to {last.months[-1].title}."
        )
        if choice.last.quarter > last:
            about += f" {choice.last.quarter.title} is not closed yet."
    return ThrivePage(
        about=about,
        period=choice.period,
        note=_note(choice),
        quarters=tuple(_short(quarter) for quarter in view.quarters),
        groupings=_grouping_rows(view),
        pictures=_pictures(view) if view.quarters else (),
        movement_to=tuple(GROUPINGS[each] for each in A_TO_Z),
        movement=tuple(_movement(view.movement)),
        agencies=tuple(_agency_rows(view)),
        wait_teams=tuple(choice.teams.values()),
        waits=tuple(
            _waits(place, each, choice.teams) for place, each in enumerate(view.waits, start=1)
        ),
        without_waits=_without_waits(view),
        view_is_noted=view.view_is_noted,
    )


def _note(choice: Choice) -> str:
    if choice.part == ALL_TEAMS:
        return ""
    return (
        f"You asked for {choice.part}: the waits are its own. Groupings, movement and agencies "
        "are counted for all teams together, for a team’s own would tell of too few people."
    )


def _grouping_rows(view: ThriveView) -> tuple[CountRow, ...]:
    of_quarters = [
        dict(zip(cells, shares(tuple(cells.values())), strict=True))
        for cells in view.groupings.values()
    ]

    def row(name: str, feels: str, key: str) -> CountRow:
        counts = [cells[key] for cells in view.groupings.values()]
        whole = [share[key] for share in of_quarters]
        return CountRow(name, feels, tuple(map(_with_share, counts, whole)))

    return (
        *(row(GROUPINGS[each], GROUPING_FEELS[each], each) for each in A_TO_Z),
        row(NONE_RECORDED, "", NOT_RECORDED),
    )


def _with_share(count: str, share: int | None) -> str:
    return count if share is None else f"{count} ({share}%)"


def _pictures(view: ThriveView) -> tuple[Picture, ...]:
    highest = max(
        (
            int(cell)
            for cells in view.groupings.values()
            for key, cell in cells.items()
            if key != NOT_RECORDED and cell != HIDDEN_COUNT
        ),
        default=0,
    )
    pictures = []
    for each in A_TO_Z:
        cells = [of_quarter[each] for of_quarter in view.groupings.values()]
        finding = _finding(cells, view.quarters)
        drawing = quarter_bars(view.quarters, cells, highest, f"{GROUPINGS[each]}: {finding}")
        # Its texts are escaped where it is drawn.
        pictures.append(Picture(GROUPINGS[each], finding, Markup(drawing)))  # noqa: S704
    return tuple(pictures)


def _finding(cells: Sequence[str], quarters: Sequence[Quarter]) -> str:
    first, last = (f"{_said(cells[place])} in {quarters[place].title}" for place in (0, -1))
    said = first if len(cells) == 1 else f"{first}; {last}"
    return f"{said[0].upper()}{said[1:]}."


def _said(cell: str) -> str:
    if cell == "0":
        return "none"
    return "none or a few" if cell == HIDDEN_COUNT else f"about {cell}"


def _movement(steps: Mapping[tuple[Grouping, Grouping], str]) -> Iterator[CountRow]:
    for start in A_TO_Z if steps else ():
        cells = (_step(steps[start, end], stayed=start is end) for end in A_TO_Z)
        yield CountRow(GROUPINGS[start], "", tuple(cells))


def _step(cell: str, *, stayed: bool) -> str:
    return f"{cell} stayed" if stayed else cell


def _agency_rows(view: ThriveView) -> Iterator[CountRow]:
    for name in next(iter(view.agencies.values()), {}):
        yield CountRow(name, "", tuple(cells[name] for cells in view.agencies.values()))


def _waits(place: int, grid: GridWaits, teams: Mapping[str, str]) -> WaitsTable:
    cells = len(grid.options) * len(teams)
    told = sum(len(said) for _, said in grid.options)
    return WaitsTable(
        key=f"waits-{place}",
        title=grid.title,
        rows=tuple(
            (name, tuple(_wait(said.get(team)) for team in teams)) for name, said in grid.options
        ),
        said=f"{told} of {cells} told, {cells - told} not told",
    )


def _wait(said: TeamWait | None) -> WaitCell:
    if said is None:
        return WaitCell(NOT_TOLD, "")
    as_of = f"as of {plain_date(said.as_of)}"
    if not said.is_offered:
        return WaitCell("Not offered", as_of)
    if said.weeks is None:
        return WaitCell("Offered, wait not known", as_of)
    return WaitCell(f"{said.weeks} {'week' if said.weeks == 1 else 'weeks'}", as_of)


def _without_waits(view: ThriveView) -> str:
    if not view.grids_without_waits:
        return ""
    return f"No wait is told for any option of {and_list(view.grids_without_waits)}."


def _short(quarter: Quarter) -> str:
    first, _, last = quarter.months
    return f"{first.title[:3]} to {last.title[:3]} {last.year}"
