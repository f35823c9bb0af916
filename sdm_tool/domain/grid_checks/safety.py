"""Safety first: what grids about self-harm and eating never hold, and what medicines always say."""

import re

from sdm_tool.domain.grid import about_self_harm
from sdm_tool.domain.grid_checks.draft import Cell, Draft
from sdm_tool.domain.grid_tree import Branch, Leaf

TOLD_ABOUT_SELF_HARM = frozenset(
    {"sh-shift-repeat", "sh-dbt-remission-612", "sh-dbt-completion", "sh-any-therapy"}
)
SHOWN_ABOUT_SELF_HARM = "sh-dbt-completion"
_SELF_HARM = "self-harm"
_ANTIDEPRESSANT_WARNING = "ssri-fda-suicidality"
_ANTIDEPRESSANT = re.compile(
    r"antidepressant|\bssri|fluoxetine|sertraline|citalopram|fluvoxamine|paroxetine", re.IGNORECASE
)
_MEDICINE = re.compile(
    r"\b(?:medicines?|medication|tablets?|pills?|drugs?|\w+(?:oxetine|azepam|idone|apine)|"
    r"sertraline|(?:es)?citalopram|melatonin|lithium)\b",
    re.IGNORECASE,
)
_NEVER_ABOUT_SELF_HARM = re.compile(
    r"\bcut(?:s|ting)?\b(?! (?:down|back|short|out|off))|\b(?:razors?|blades?|kni(?:fe|ves)|"
    r"scissors|lighters?|burn(?:s|ed|ing|t)?|scratch\w*|overdos\w*|paracetamol|ibuprofen|bleach|"
    r"poison\w*|ligatures?|noose|ropes?|hanging|hanged|strangl\w*|suffocat\w*|"
    r"wrists?|forearms?|arms?|thighs?|legs?|necks?|veins?|skin|"
    r"ice|ice cubes?|(?:elastic|rubber|hair) bands?|red (?:pens?|ink|marker)|pinch\w*)\b",
    re.IGNORECASE,
)
_NEVER_ABOUT_EATING = re.compile(
    r"\bBMI\b|body mass|\bcalor\w*|\bkcals?\b|\b(?:target|goal|healthy|ideal|lowest) weight\b|"
    r"\d\s*(?:kg|kilos?|kilograms?|lbs?|pounds?|stones?|st)\b|\b(?:kilograms?|kilos)\b",
    re.IGNORECASE,
)


def check_safety(draft: Draft) -> None:
    """Note what must not stand in a grid that puts safety first, and absent medicine warnings."""
    _self_harm_evidence(draft)
    _antidepressants_are_explained(draft)
    if not draft.safety_first:
        return
    for passage in draft.passages():
        if found := _NEVER_ABOUT_SELF_HARM.search(passage.words):
            message = f"“{found[0]}”: name no means, no place on the body and no substitute here."
            draft.findings.fault(passage, "safety.means", message)
        if found := _NEVER_ABOUT_EATING.search(passage.words):
            message = f"“{found[0]}”: name no weight, BMI or calories here."
            draft.findings.fault(passage, "safety.weights", message)
    if _is_about_self_harm(draft):
        _no_medicine_column(draft)


def _is_about_self_harm(draft: Draft) -> bool:
    slug, title = draft.root.text("slug"), draft.root.text("title")
    return about_self_harm(slug, title, safety_first=draft.safety_first)


def _self_harm_evidence(draft: Draft) -> None:
    for cell in draft.cells():
        for source in cell.sources:
            if _beyond_allowed(draft, source):
                message = "Of self-harm studies only four are told to families, and not this one."
                draft.findings.fault(source, "safety.evidence", message)
        for figure in cell.figures:
            place = figure.leaf("evidence")
            if place is not None and _shown_beyond_allowed(draft, place):
                message = f"Of self-harm only “{SHOWN_ABOUT_SELF_HARM}” may be a figure."
                draft.findings.fault(place, "safety.figure", message)


def _beyond_allowed(draft: Draft, source: Leaf) -> bool:
    record = draft.record(str(source.value))
    if record is None or source.value in TOLD_ABOUT_SELF_HARM:
        return False
    return _counts_as_self_harm(draft, record)


def _shown_beyond_allowed(draft: Draft, place: Leaf) -> bool:
    record = draft.record(str(place.value))
    if record is None or place.value == SHOWN_ABOUT_SELF_HARM:
        return False
    return _counts_as_self_harm(draft, record)


def _counts_as_self_harm(draft: Draft, record: Branch) -> bool:
    return _is_about_self_harm(draft) or record.text("presentation") == _SELF_HARM


def _no_medicine_column(draft: Draft) -> None:
    for option in draft.options:
        named = option.leaf("name")
        if named is not None and _MEDICINE.search(f"{option.text('name')} {option.text('id')}"):
            message = "No medicine is an option for self-harm. Take this column out."
            draft.findings.fault(named, "safety.medicine", message)


def _antidepressants_are_explained(draft: Draft) -> None:
    for option in draft.options:
        if not _ANTIDEPRESSANT.search(f"{option.text('name')} {option.text('line')}"):
            continue
        own = [cell for cell in draft.cells() if cell.option_id == option.text("id")]
        if own and not any(_tells_the_warning(cell) for cell in own):
            message = (
                f"An option with an antidepressant tells “{_ANTIDEPRESSANT_WARNING}”: thoughts or "
                "behaviour, no suicides in those trials, and what to watch for."
            )
            place = option.leaf("name") or option
            draft.findings.fault(place, "safety.antidepressant", message)


def _tells_the_warning(cell: Cell) -> bool:
    told = [leaf.value for leaf in cell.sources]
    shown = [figure.text("evidence") for figure in cell.figures]
    return _ANTIDEPRESSANT_WARNING in (*told, *shown)
