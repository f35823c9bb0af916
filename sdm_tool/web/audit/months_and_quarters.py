"""The months of the audit pages, on the way to the quarters of fairness and back."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.months import Month, parse_month

_MONTHS = frozenset({"from", "to"})


def months_alone(address: str) -> str:
    """Return what the fairness page takes of the address of another audit page: its months.

    Both from their question mark. A site or a team stays behind: bands are of the whole service.
    """
    asked = parse_qsl(address.removeprefix("?"))
    kept = {name: value for name, value in asked if name in _MONTHS}
    return f"?{urlencode(kept)}" if kept else ""


def asked_months(asked: Mapping[str, str]) -> tuple[Month, Month] | None:
    """Return the months that another audit page chose; None where the filters have no two."""
    try:
        return parse_month(asked.get("from", "")), parse_month(asked.get("to", ""))
    except DomainError:
        return None


def address_of_months(months: tuple[Month, Month] | None) -> str:
    """Return the address of another audit page, from its question mark, for the same months."""
    if months is None:
        return ""
    first, last = months
    return f"?{urlencode({'from': str(first), 'to': str(last)})}"
