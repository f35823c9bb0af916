"""The report for a board: plain values and pictures for a paper of four pages at most."""

from dataclasses import asdict, dataclass, field

from sdm_tool.outputs.pdf_templates import render
from sdm_tool.outputs.pictures import Picture


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One group with its score; without one, `why_not` says why and the others are empty."""

    name: str
    complete: str = ""
    rate: str = ""
    top_score: str = ""
    interval: str = ""
    bar: Picture = field(default_factory=Picture)
    before: str = ""
    change: str = ""
    enough: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class BoardTable:
    """The groups of one kind of respondent, the last row all of them together."""

    heading: str
    rows: tuple[BoardRow, ...]
    notes: tuple[str, ...]
    """What became of the meetings; and where rows were left out, how many and where they are."""


@dataclass(frozen=True, slots=True)
class BoardPoint:
    """One point of a chart over time in numbers."""

    months: str
    answers: str
    top_score: str
    note: str
    """Why the point is marked; empty where it is not."""


@dataclass(frozen=True, slots=True)
class BoardChart:
    """A chart with its finding above it, and under it what it rests on."""

    heading: str
    finding: tuple[str, ...]
    picture: Picture
    points: tuple[BoardPoint, ...]
    """The latest points of a chart over time, oldest first; none of a funnel."""
    notes: tuple[str, ...]
    is_marked: bool = False
    """Whether one of those points is: without, no row says so."""


@dataclass(frozen=True, slots=True)
class BoardShare:
    """One standard of the record, and how many records met it."""

    name: str
    met: str
    of: str
    share: str
    interval: str


@dataclass(frozen=True, slots=True)
class BoardKind:
    """One kind of band: whether a band lies apart from the others, by who answered."""

    name: str
    young_people: str
    parents: str


@dataclass(frozen=True, slots=True)
class BoardFairness:
    """Fairness in short; no kinds where no quarter is closed, and `about` says so."""

    about: str
    kinds: tuple[BoardKind, ...]


@dataclass(frozen=True, slots=True)
class BoardChange:
    """What was done differently, with its letter on the charts; empty where they have none."""

    letter: str
    words: str


@dataclass(frozen=True, slots=True)
class BoardChanges:
    """What was done differently, in the order of the letters or the latest first."""

    listed: tuple[BoardChange, ...]
    more: str
    """How many are not here, and where they are; else empty."""


@dataclass(frozen=True, slots=True)
class BoardQuestions:
    """The questions as the forms put them, unchanged; empty where their text is not installed."""

    ends: str
    pairs: tuple[tuple[str, str], ...]
    """Each question on the young person's form and on the parent's, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPaper:
    """Everything the report says."""

    title: str
    marks: str
    about: str
    """Whose figures, which teams and which months: the filters it was made with."""
    made: str
    trail_head: str
    """The newest link of the trail when the report was made."""
    in_short: tuple[str, ...]
    tables: tuple[BoardTable, ...]
    charts: tuple[BoardChart, ...]
    records: tuple[BoardShare, ...]
    fairness: BoardFairness
    changes: BoardChanges
    cautions: tuple[str, ...]
    words: tuple[str, ...]
    questions: BoardQuestions
    credit: str


def board_paper_html(paper: BoardPaper) -> str:
    """The whole document for `PdfMaker.draw`."""
    return render("pdf/board.html", {"paper": asdict(paper)})
