"""Switching on and off what young people are asked of themselves for the fairness page."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.equity import Equity
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Permission, Scope
from sdm_tool.persistence.engine import lock_trail, writing
from sdm_tool.persistence.feedback import EquitySwitch
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.equity import EquitySwitchSeen, find_equity_switches
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event


@dataclass(frozen=True, slots=True)
class EquityBand:
    """One of what may be asked, with every time that it was switched, the newest first."""

    equity: Equity
    switches: tuple[EquitySwitchSeen, ...]

    @property
    def is_on(self) -> bool:
        """Whether it is asked now. Off until somebody switched it on."""
        return bool(self.switches) and self.switches[0].is_on


def find_equity_bands(session: Session, scope: Scope) -> list[EquityBand]:
    """Return all that may be asked, in the order of the list.

    NotFound for someone who may not set the organisation.
    """
    _require(scope)
    seen = find_equity_switches(session)
    return [
        EquityBand(equity, tuple(each for each in reversed(seen) if each.equity is equity))
        for equity in Equity
    ]


def switch_equity_band(
    session: Session, equity: Equity, *, is_on: bool, reason: str, scope: Scope, now: datetime
) -> None:
    """Start or stop asking, from this moment on. What was counted before stays.

    DomainError without a reason (field "reason"), and when it is so already: somebody else may have
    switched it. NotFound for someone who may not set the organisation.
    """
    _require(scope)
    if not reason.strip():
        raise DomainError("Say why.", field="reason")
    with writing(session):
        # One at a time, so that of two at once the later one finds the switch of the first.
        lock_trail(session)
        band = next(each for each in find_equity_bands(session, scope) if each.equity is equity)
        if band.is_on == is_on:
            raise DomainError(f"It is switched {'on' if is_on else 'off'} already. Look again.")
        session.add(
            EquitySwitch(
                dimension=equity.value,
                number=len(band.switches) + 1,
                is_on=is_on,
                reason=reason.strip(),
                switched_at=now,
                switched_by=scope.account_id,
            )
        )
        session.flush()
        event = Event.EQUITY_BAND_SWITCHED_ON if is_on else Event.EQUITY_BAND_SWITCHED_OFF
        append(session, event, by=scope.account_id, at=now, detail=equity.value)


def _require(scope: Scope) -> None:
    if not scope.allows(Permission.ORGANISATION_SET):
        raise NotFound
