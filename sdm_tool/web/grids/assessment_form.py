"""The form of the self-assessment: one answer and one note for each line that people judge."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from wtforms.fields import Field, HiddenField

from sdm_tool.domain.self_assessment import ANSWERABLE, PARTS, Criterion, Judgement
from sdm_tool.domain.self_assessment_seen import Seen
from sdm_tool.persistence.queries.grid_assessments import AssessmentSeen
from sdm_tool.services.grid_assessment import Answered
from sdm_tool.web.forms.base import SdmForm
from sdm_tool.web.forms.fields import Choice, Note
from sdm_tool.web.grids.sheet_presenters import JUDGEMENTS, NOT_ANSWERED

_UNANSWERED = "not-answered"
_ANSWERS = {**{each.value: words for each, words in JUDGEMENTS.items()}, _UNANSWERED: NOT_ANSWERED}


class AssessmentForm(SdmForm):
    """An answer and a note for each line that is asked; a note alone for one to be checked."""

    opened = HiddenField()
    """When it was opened: what others answered since is not overwritten."""

    def opened_at(self, now: datetime) -> datetime:
        """Return when it was opened; one that does not say is as old as can be."""
        try:
            opened = datetime.fromisoformat(self.opened.data or "")
        except ValueError:
            return datetime.min.replace(tzinfo=UTC)
        return min(opened, now) if opened.tzinfo else datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class LineAsked:
    """One line on the form. `answer` is None where only a note may be written."""

    words: str
    seen: str
    answer: Field | None
    note: Field


@dataclass(frozen=True, slots=True)
class PartAsked:
    """The lines of one part that people write about."""

    name: str
    lines: tuple[LineAsked, ...]


def assessment_form(kept: Mapping[str, AssessmentSeen], now: datetime) -> AssessmentForm:
    """Return the form with what was answered before; nothing else is chosen."""
    data = {"opened": now.isoformat()}
    for line in ANSWERABLE:
        answer = kept.get(line.id)
        data[_answer_name(line)] = (answer and answer.answer) or _UNANSWERED
        data[_note_name(line)] = answer.note if answer else ""
    form: AssessmentForm = _FORM(data=data)
    return form


def answers_in(form: AssessmentForm) -> dict[str, Answered]:
    """Return what was written about each line, by its id."""
    return {
        line.id: Answered(_judgement(form, line), form[_note_name(line)].data)
        for line in ANSWERABLE
    }


def parts_of(form: AssessmentForm, seen: Mapping[str, Seen]) -> tuple[PartAsked, ...]:
    """Return the lines part by part, with what the tool sees beside each."""
    found = []
    for part in PARTS:
        lines = tuple(
            LineAsked(
                words=line.words,
                seen=seen[line.id].note if line.id in seen else "",
                answer=form[_answer_name(line)] if line.asked else None,
                note=form[_note_name(line)],
            )
            for line in part.criteria
            if line in ANSWERABLE
        )
        found.append(PartAsked(part.name, lines))
    return tuple(part for part in found if part.lines)


def _judgement(form: AssessmentForm, line: Criterion) -> Judgement | None:
    said = form[_answer_name(line)].data if line.asked else None
    return Judgement(said) if said and said != _UNANSWERED else None


def _answer_name(line: Criterion) -> str:
    return f"{line.id}-answer"


def _note_name(line: Criterion) -> str:
    return f"{line.id}-note"


def _fields() -> dict[str, Field]:
    fields: dict[str, Field] = {}
    for line in ANSWERABLE:
        if line.asked:
            fields[_answer_name(line)] = Choice(line.words, options=_ANSWERS)
        fields[_note_name(line)] = Note("What did you see?" if line.asked else "Note")
    return fields


_FORM = type("AssessmentForm", (AssessmentForm,), _fields())
