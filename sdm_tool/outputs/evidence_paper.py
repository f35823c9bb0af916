"""The evidence sheet of a grid version: one set of plain values for the page and for the PDF."""

from dataclasses import asdict, dataclass

from sdm_tool.outputs.pdf_templates import render


@dataclass(frozen=True, slots=True)
class SheetFact:
    """A name and what is said under it. `href`: where the words lead; empty when nowhere."""

    name: str
    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One study or one guideline position."""

    title: str
    stamps: tuple[str, ...]
    """What must not be missed, such as "For staff, not on the grid"."""
    facts: tuple[SheetFact, ...]


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """Entries that stand together. `id` is where a link on the page leads."""

    id: str
    name: str
    notes: tuple[str, ...]
    entries: tuple[SheetEntry, ...]


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of the self-assessment: what it asks, how it stands, and why."""

    asks: str
    stands: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetPart:
    """Lines of one part of a published list."""

    name: str
    source: str
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSheet:
    """Everything the sheet says."""

    title: str
    marks: str
    """What every page of the paper says above the text: for staff, demonstration, draft."""
    state: str
    searched: tuple[str, ...]
    questions: tuple[str, ...]
    """In the order of the grid: records name them by their number, from 1."""
    studies: tuple[SheetGroup, ...]
    guidelines: SheetGroup
    agreed: tuple[SheetFact, ...]
    parts: tuple[SheetPart, ...]


def evidence_paper_html(sheet: EvidenceSheet) -> str:
    """The whole document for `PdfMaker.draw`."""
    return render("pdf/evidence.html", {"sheet": asdict(sheet)})
