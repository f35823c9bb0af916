"""What the fairness page says of the records: the standards by band."""

from dataclasses import dataclass
from urllib.parse import urlencode

from sdm_tool.services.audit_fairness_words import DIMENSIONS
from sdm_tool.services.audit_records_by_band import RecordsByBand
from sdm_tool.web.audit.record_presenters import HEADS, GroupRow, present_groups


@dataclass(frozen=True, slots=True)
class RecordsTable:
    """The table, ready for its template; without rows where there is nothing that may be told."""

    heading: str
    about: str
    first_column: str
    heads: tuple[str, ...]
    rows: tuple[GroupRow, ...]
    link: str
    """To the page that says what each standard counts."""


def present_records_by_band(seen: RecordsByBand) -> RecordsTable:
    """Return the table in words."""
    name = DIMENSIONS[seen.dimension]
    quality = seen.quality
    return RecordsTable(
        heading=f"What the records show, by {name[0].lower()}{name[1:]}",
        about=_about(seen),
        first_column=name,
        heads=HEADS,
        rows=present_groups(seen.bands) if quality.is_told else (),
        link=f"/audit/records?{urlencode(quality.choice.address)}",
    )


def _about(seen: RecordsByBand) -> str:
    quality = seen.quality
    if not quality.is_told:
        return f"Too few valid conversations to say anything, {quality.choice.period}."
    return (
        f"All teams and all grids, {quality.choice.period}. Valid conversations: "
        f"{quality.conversations}. This is what was written down, not how people talked, and it is "
        "not divided by who answered."
    )
