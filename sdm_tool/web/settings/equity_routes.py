"""Routes for what young people are asked of themselves for the fairness page."""

from flask import render_template

from sdm_tool.domain.equity import Equity
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Permission
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services.equity import EquityBand, find_equity_bands, switch_equity_band
from sdm_tool.web.access import requires
from sdm_tool.web.database import database, now
from sdm_tool.web.settings.blueprint import Answer, form_page, saved, settings
from sdm_tool.web.settings.equity_presenters import EQUITY, address_of, present_band, present_bands
from sdm_tool.web.settings.forms import EquityReasonForm
from sdm_tool.web.signed_in import require_person


@settings.route(EQUITY)
@requires(Permission.ORGANISATION_SET)
def equity_bands() -> str:
    """List what may be asked, each on or off, and what asking it means."""
    bands = find_equity_bands(database(), require_person().scope)
    return render_template("settings/equity_bands.html", lines=present_bands(bands))


@settings.route(f"{EQUITY}/<equity>")
@requires(Permission.ORGANISATION_SET)
def equity_band(equity: str) -> Answer:
    """Show one: its question, its answers, who switched it and why, and the switch."""
    return _page(_find(equity), EquityReasonForm(formdata=None))


@settings.route(f"{EQUITY}/<equity>/on", methods=["POST"])
@requires(Permission.ORGANISATION_SET)
def switch_equity_band_on(equity: str) -> Answer:
    """Start asking."""
    return _switch(equity, is_on=True)


@settings.route(f"{EQUITY}/<equity>/off", methods=["POST"])
@requires(Permission.ORGANISATION_SET)
def switch_equity_band_off(equity: str) -> Answer:
    """Stop asking at once."""
    return _switch(equity, is_on=False)


def _switch(address: str, *, is_on: bool) -> Answer:
    band, form = _find(address), EquityReasonForm()
    if form.validate_on_submit():
        try:
            switch_equity_band(
                database(),
                band.equity,
                is_on=is_on,
                reason=form.reason.data,
                scope=require_person().scope,
                now=now(),
            )
        except DomainError as error:
            form.add_fault(error)
        else:
            return saved(f"{EQUITY}/{address}")
    return _page(_find(address), form)


def _find(address: str) -> EquityBand:
    equity = next((each for each in Equity if address_of(each) == address), None)
    if equity is None:
        raise NotFound
    bands = find_equity_bands(database(), require_person().scope)
    return next(band for band in bands if band.equity is equity)


def _page(band: EquityBand, form: EquityReasonForm) -> Answer:
    return form_page("settings/equity_band.html", form, band=present_band(band))
