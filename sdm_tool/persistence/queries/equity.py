"""Reading which equity bands the service asks for, who switched that and why."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.equity import Equity
from sdm_tool.persistence.accounts import Account
from sdm_tool.persistence.feedback import EquitySwitch


@dataclass(frozen=True, slots=True)
class EquitySwitchSeen:
    """That it was switched on or off."""

    equity: Equity
    number: int
    is_on: bool
    reason: str
    switched_at: datetime
    by: str
    """The name of whoever switched it."""


def find_equity_switches(session: Session) -> list[EquitySwitchSeen]:
    """Return every time that one was switched, the oldest first. Empty: none was ever asked."""
    switch = EquitySwitch
    rows = session.execute(
        select(
            switch.dimension,
            switch.number,
            switch.is_on,
            switch.reason,
            switch.switched_at,
            Account.display_name,
        )
        .join(Account, Account.id == switch.switched_by)
        .order_by(switch.dimension, switch.number)
    )
    return [EquitySwitchSeen(Equity(row[0]), *row[1:]) for row in rows]


def find_equity_asked(session: Session) -> frozenset[Equity]:
    """Return what the service asks now. Nothing, until somebody switched it on."""
    rows = session.execute(
        select(EquitySwitch.dimension, EquitySwitch.is_on).order_by(
            EquitySwitch.dimension, EquitySwitch.number
        )
    )
    last = {row.dimension: row.is_on for row in rows}  # a later switch takes the place
    return frozenset(Equity(dimension) for dimension, is_on in last.items() if is_on)
