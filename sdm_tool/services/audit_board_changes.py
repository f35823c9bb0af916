"""What teams changed, as a board reads it: each change under the letter that the charts give it."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from sdm_tool.domain.months import parse_month
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.wording import london_day, plain_date
from sdm_tool.outputs.board_paper import BoardChange, BoardChanges
from sdm_tool.persistence.queries.audit import ChangeSeen, find_changes
from sdm_tool.services.audit_choice import Choice
from sdm_tool.services.audit_over_time_shown import LETTERS

MOST_CHANGES = 3
"""Of several teams: their charts have no letters, so the latest will do."""
MOST_LONG_CHANGES = 8
LONGEST_CHANGE, SHORTER_CHANGE, SHORTEST_CHANGE = 200, 90, 80


def board_changes(session: Session, choice: Choice, *, scope: Scope) -> BoardChanges:
    """Return every change of one team that has a letter, or the latest of several teams.

    Words that are too long are cut, the sooner the more changes there are. Raises NotFound for
    someone who may not read audit pages.
    """
    noted = find_changes(session, scope, choice.teams.keys())
    if choice.team_id:
        listed = _lettered(noted, choice)
        more = f"And {len(noted) - len(listed)} later ones without a letter, on the audit page."
    else:
        listed = [
            BoardChange("", _words(change, choice, SHORTER_CHANGE))
            for change in noted[: -MOST_CHANGES - 1 : -1]
        ]
        more = f"And {len(noted) - len(listed)} earlier ones, on the audit page."
    return BoardChanges(tuple(listed), more if len(noted) > len(listed) else "")


def _lettered(noted: Sequence[ChangeSeen], choice: Choice) -> list[BoardChange]:
    longest = LONGEST_CHANGE if len(noted) <= MOST_LONG_CHANGES else SHORTEST_CHANGE
    return [
        BoardChange(letter, _words(change, choice, longest))
        for letter, change in zip(LETTERS, noted, strict=False)
    ]


def _words(change: ChangeSeen, choice: Choice, longest: int) -> str:
    words = change.words
    if len(words) > longest:
        words = f"{words[:longest].rstrip()}…"
    return (
        f"{choice.teams[change.team_id]}, {parse_month(change.month).title}: {words} "
        f"({change.noted_by}, {plain_date(london_day(change.noted_at))})"
    )
