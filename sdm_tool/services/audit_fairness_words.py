"""The words of the fairness page and its file: what each band, and what is missing, is called."""

from sdm_tool.domain.equity import NOT_SAID
from sdm_tool.domain.fairness import SEVERAL, Dimension, in_order
from sdm_tool.domain.sections import Grouping

COMPARED = " teams"
"""What the words about comparing end with, and should not here."""
NOT_RECORDED = "Not recorded"
DIMENSIONS = {
    Dimension.AGE: "Age band",
    Dimension.INTERPRETER: "Interpreter",
    Dimension.COMMUNICATION_NEED: "Communication need",
    Dimension.GROUPING: "Grouping",
    Dimension.AGENCY: "Agency",
    Dimension.ETHNIC_GROUP: "Ethnic group",
    Dimension.GENDER: "Gender",
    Dimension.CARE_EXPERIENCE: "Care experience",
}
MISSING = {
    Dimension.INTERPRETER: "no",
    Dimension.COMMUNICATION_NEED: NOT_SAID,
}
"""Where nothing written down may also mean that there was none; elsewhere it is NOT_SAID."""
_BANDS = {
    (Dimension.INTERPRETER, "yes"): "An interpreter took part",
    (Dimension.INTERPRETER, "no"): "None recorded",
    (Dimension.COMMUNICATION_NEED, "yes"): "A need is recorded",
    (Dimension.COMMUNICATION_NEED, NOT_SAID): "None recorded",
    (Dimension.GROUPING, Grouping.THRIVING): "Thriving",
    (Dimension.GROUPING, Grouping.GETTING_ADVICE): "Getting Advice",
    (Dimension.GROUPING, Grouping.GETTING_HELP): "Getting Help",
    (Dimension.GROUPING, Grouping.GETTING_MORE_HELP): "Getting More Help",
    (Dimension.GROUPING, Grouping.GETTING_RISK_SUPPORT): "Getting Risk Support",
    (Dimension.GROUPING, SEVERAL): "More than one",
}


def band_name(dimension: Dimension, band: str) -> str:
    """Return what to call one band. An agency keeps the name that the service gave it."""
    plain = NOT_RECORDED if band == NOT_SAID else band[:1].upper() + band[1:]
    return _BANDS.get((dimension, band), plain)


def cell_name(dimension: Dimension, bands: tuple[str, ...]) -> str:
    """Return what to call bands that are counted together, or the one band."""
    names = [band_name(dimension, band) for band in in_order(dimension, bands)]
    return names[0] if len(names) == 1 else f"{'; '.join(names)} (together)"
