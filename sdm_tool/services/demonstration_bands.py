"""Made-up fairness counts for the demonstration: who was asked, and what their bands told."""

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random

from sqlalchemy import insert
from sqlalchemy.orm import Session

from sdm_tool.domain.band_releases import LEFT_OUT_BY_LOT
from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.months import Month
from sdm_tool.persistence.feedback import BandTally
from sdm_tool.services.feedback_lots import LEFT_OUT
from sdm_tool.services.feedback_tallies import TOP

AGES = {"under 11": 0.05, "11 to 15": 0.55, "16 or 17": 0.34, "18 or over": 0.06}
GROUPINGS = {
    "getting-advice": 0.13,
    "getting-help": 0.46,
    "getting-more-help": 0.24,
    "getting-risk-support": 0.04,
    "not said": 0.13,
}
NEEDS, NEEDS_IF_TOP = 0.27, 0.23
INTERPRETER, INTERPRETER_IF_TOP = 0.09, 0.06
OLDER_IF_TOP = 0.05
"""So many of the younger ones who gave the highest numbers are made older instead."""
YOUNGEST_ASKED = "11 to 15"

BandKey = tuple[str, str, str, str]


class MadeBands:
    """Counts people one by one, as their bands would be counted; the same seed, the same people."""

    def __init__(self, seed: int) -> None:
        self._rng = Random(f"{seed} bands")  # noqa: S311  made-up numbers, not secrets
        self._tallies: dict[BandKey, Counter[str]] = {}

    def count(
        self,
        month: Month,
        respondent: Respondent,
        answers: Sequence[int | None] | None,
    ) -> None:
        """Count one person who was offered the form; `answers` is None when they sent none."""
        counts = Counter(_counts(answers))
        for dimension, band in self._draw(respondent, is_top=counts["top"] > 0).items():
            place = (str(month.quarter), respondent.value, dimension)
            if self._rng.random() < LEFT_OUT:
                self._raise((*place, band), {"left_out": 1})
                self._raise((*place, LEFT_OUT_BY_LOT), counts)
            else:
                self._raise((*place, band), counts)

    def _raise(self, key: BandKey, counts: Mapping[str, int]) -> None:
        self._tallies.setdefault(key, Counter()).update(counts)

    def write(self, session: Session) -> None:
        """Put all that was counted into the store."""
        names = ("offered", "left_out", "complete", "top", "sum_of_items", "incomplete")
        rows = [
            {
                **dict(zip(("quarter", "respondent", "dimension", "band"), key, strict=True)),
                **{name: tally[name] for name in names},
            }
            for key, tally in self._tallies.items()
        ]
        session.execute(insert(BandTally), rows)

    def _draw(self, respondent: Respondent, *, is_top: bool) -> Mapping[str, str]:
        age = self._rng.choices(list(AGES), list(AGES.values()))[0]
        if respondent is Respondent.YOUNG_PERSON and age == "under 11":
            age = YOUNGEST_ASKED
        if is_top and age == YOUNGEST_ASKED and self._rng.random() < OLDER_IF_TOP:
            age = "16 or 17"
        needs = NEEDS_IF_TOP if is_top else NEEDS
        interpreter = INTERPRETER_IF_TOP if is_top else INTERPRETER
        return {
            "age": age,
            "communication need": "yes" if self._rng.random() < needs else "not said",
            "grouping": self._rng.choices(list(GROUPINGS), list(GROUPINGS.values()))[0],
            "interpreter": "yes" if self._rng.random() < interpreter else "no",
        }


def _counts(answers: Sequence[int | None] | None) -> dict[str, int]:
    if answers is None:
        return {"offered": 1}
    items = [item for item in answers if item is not None]
    if len(items) < len(answers):
        return {"offered": 1, "incomplete": 1}
    return {
        "offered": 1,
        "complete": 1,
        "top": int(sum(items) == TOP),
        "sum_of_items": sum(items),
    }
