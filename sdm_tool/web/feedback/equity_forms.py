"""What a young person may be asked of themself, as fields beside an offer."""

from collections.abc import Collection

from wtforms.fields import Field

from sdm_tool.domain.equity import QUESTIONS, Equity, YoungPersonSaid
from sdm_tool.web.forms.base import SdmForm
from sdm_tool.web.forms.fields import Select

NOT_ASKED = "Not asked"


def equity_fields(asked: Collection[Equity], form_name: str) -> dict[str, Select]:
    """Return a field for each that is asked, "Not asked" first. `form_name` keeps ids apart."""
    return {
        _name(equity): Select(
            equity.value.capitalize(),
            options={"": NOT_ASKED, **_options(equity)},
            default="",
            description=f"“{QUESTIONS[equity].words}”",
            id=f"{form_name}_{_name(equity)}",
        )
        for equity in Equity
        if equity in asked
    }


def shown_equity(form: SdmForm) -> list[Field]:
    """Return the fields that a form has of these, in the order of the list."""
    return [form[_name(equity)] for equity in Equity if _name(equity) in form]


def read_equity(form: SdmForm, *, agrees: bool) -> YoungPersonSaid:
    """Return what the young person said. What was left at "Not asked" is not in it."""
    told = {
        equity: form[_name(equity)].data
        for equity in Equity
        if _name(equity) in form and form[_name(equity)].data
    }
    return YoungPersonSaid(agrees, told)


def _options(equity: Equity) -> dict[str, str]:
    return {answer: answer[0].upper() + answer[1:] for answer in QUESTIONS[equity].answers}


def _name(equity: Equity) -> str:
    return equity.name.lower()
