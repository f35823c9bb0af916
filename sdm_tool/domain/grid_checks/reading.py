"""Reading age, by column and for the words over the whole grid."""

from collections.abc import Iterable

from sdm_tool.domain.grid_checks.draft import Draft, Passage
from sdm_tool.domain.grid_checks.findings import Place
from sdm_tool.domain.reading_age import AIM, LIMIT, reading_age


def check_reading(draft: Draft) -> None:
    """Warn where words ask for readers above 11; refuse above 14.

    The formula is for English: of other languages it is only said that nobody measured.
    """
    language = draft.root.leaf("language")
    if language is not None and language.value != "en":
        message = (
            "The words are checked in English only: reading age, words that push, counts of "
            "people and what safety forbids. Someone who reads this language has to check them."
        )
        draft.findings.warn(language, "reading.other-language", message)
        return
    _check(draft, draft.root, "The words over the grid", draft.grid_passages())
    for option in draft.options:
        own = [cell for cell in draft.cells() if cell.option_id == option.text("id")]
        answers = [passage for cell in own for passage in cell.passages]
        name = f"The column “{option.text('name')}”"
        _check(draft, option, name, [*draft.option_passages(option), *answers])


def _check(draft: Draft, place: Place, name: str, passages: Iterable[Passage]) -> None:
    told = list(passages)
    age = reading_age("\n\n".join(passage.words for passage in told))
    if age <= AIM:
        return
    hardest = max(told, key=lambda passage: reading_age(passage.words))
    message = (
        f"{name} asks for a reader of about {age:.1f}; aim for 11. Shorten sentences and words, "
        f"first in {hardest.path} (line {hardest.line})."
    )
    if age > LIMIT:
        draft.findings.fault(place, "reading.too-hard", message)
    else:
        draft.findings.warn(place, "reading.hard", message)
