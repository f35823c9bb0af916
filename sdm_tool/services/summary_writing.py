"""Writing a summary: every sentence of it, for one audience."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sdm_tool.domain.codes import format_record_code
from sdm_tool.domain.copies import Audience, Parts, parts_of
from sdm_tool.domain.sections import CLINICIAN, YOUNG_PERSON, Outcome
from sdm_tool.domain.status import NO_EXTRA_HELP, NOT_DECIDED_YET, SAFETY_FIRST_NO_CHANGE
from sdm_tool.domain.voices import Voice
from sdm_tool.domain.wording import and_list, ended, long_date, plain_date, within_sentence
from sdm_tool.outputs.summary import (
    ActionRow,
    DecisionBox,
    HonestPart,
    SmallPrint,
    Summary,
    UrgentContact,
    WhatMatters,
)
from sdm_tool.persistence.organisation import CrisisContact
from sdm_tool.services.conversation_reading import ConversationRead
from sdm_tool.services.summary_points import citations, talked_about

ABOUT_YOU = (
    "This conversation is kept under the record code, without your name. "
    "The staff of your team can see it, and each look is written down. Ask to see it at any time."
)
WRONG = "Tell us and we will put it right. The first words are kept, with the change beside them."
FOR_A_PARENT = (
    "If you think your child may be in danger, ring 999 or go to A&E now. "
    "Do not wait for the next meeting."
)
DRAFT = "This paper uses a draft grid."
NOT_WRITTEN_YET = "not written down yet"
NOT_PUBLISHED = "It has been checked, and is not published yet."


@dataclass(frozen=True)
class SummaryWriter:
    """Everything one copy is written from."""

    conversation: ConversationRead
    audience: Audience
    for_name: str
    is_demonstration: bool
    contacts: Sequence[CrisisContact]
    checked_on: date | None
    phone: str

    def write(self) -> Summary:
        """Return the copy."""
        conversation = self.conversation
        meeting = conversation.meeting
        return Summary(
            audience=self.audience.value,
            title=f"Our conversation about {self._about}",
            date_text=long_date(meeting.held_on) if meeting.held_on else "No date written down",
            people_text=self._people(),
            status_line=conversation.status_line,
            record_code=format_record_code(conversation.seen.record_code),
            decision=self._decision(),
            small_print=self._small_print(),
            for_name=self.for_name,
            is_practice=conversation.seen.is_practice,
            is_demonstration=self.is_demonstration,
            notices=self._notices(),
            what_matters=self._what_matters(),
            options=tuple(option.row() for option in talked_about(conversation)),
            honest=self._honest(),
            actions=self._actions(),
            still_to_ask=_lines(conversation.decide.still_to_ask)
            if self._parts.still_to_ask
            else (),
            urgent_words=self._urgent_words(),
            urgent_contacts=tuple(
                UrgentContact(contact.situation, contact.contact) for contact in self.contacts
            ),
            urgent_checked=self._checked(),
        )

    @property
    def _about(self) -> str:
        return within_sentence(self.conversation.start.problem.strip()) or "what to do next"

    @cached_property
    def _parts(self) -> Parts:
        return parts_of(self.audience, self.conversation.decide)

    @cached_property
    def _voices(self) -> dict[str, Voice]:
        return {voice.key: voice for voice in self.conversation.voices}

    def _word(self, key: str) -> str:
        if key == YOUNG_PERSON:
            return "The young person" if self.audience is Audience.PARENT else "You"
        return self._voices[key].word if key in self._voices else "Someone"

    def _people(self) -> str:
        meeting = self.conversation.meeting
        here = [person.word for person in meeting.people if person.is_here]
        if meeting.young_person_here:
            here.insert(0, self.for_name if self._is_for_young_person else "The young person")
        led = meeting.led_by.split(",")[0].strip() or "a clinician"
        names = [name or "You" for name in (*here, led)]
        return f"{and_list(names)} {'was' if len(names) == 1 else 'were'} there."

    @property
    def _is_for_young_person(self) -> bool:
        return self.audience is not Audience.PARENT

    def _what_matters(self) -> tuple[WhatMatters, ...]:
        conversation = self.conversation
        questions = {q.id: q.text for q in conversation.grid.questions} if conversation.grid else {}
        shown = []
        for voice in conversation.voices:
            is_young = voice.key == YOUNG_PERSON
            may_words = self._parts.young_persons_words if is_young else self._parts.familys_words
            may_marks = self._parts.young_persons_marks if is_young else self._parts.familys_words
            words = _lines(conversation.start.matters.get(voice.key, "")) if may_words else ()
            marks = conversation.together.marks.get(voice.key, ()) if may_marks else ()
            if words or marks:
                is_reader = is_young and self._is_for_young_person
                whom = "you" if is_reader else self._word(voice.key)
                shown.append(
                    WhatMatters(
                        voice.shape,  # type: ignore[arg-type]  # the four shapes of voices_of
                        f"What matters to {whom[:1].lower() + whom[1:] if is_young else whom}",
                        words,
                        tuple(questions[mark] for mark in questions if mark in marks),
                        f"{self._word(voice.key)} said {_questions(len(marks))}",
                        is_reader=is_reader,
                    )
                )
        return tuple(shown)

    def _decision(self) -> DecisionBox:
        decide = self.conversation.decide
        review = f"We look again on {long_date(decide.review_on)}." if decide.review_on else ""
        if not review and self.conversation.safety_first:
            review = "When we look again: not agreed yet."
        return DecisionBox(
            decision=self._decided_words(),
            is_decided=not self.conversation.is_not_decided,
            lines=self._decision_lines(),
            review=review,
            change=f"{self._how_to_change()}{self._ring()}",
        )

    def _decided_words(self) -> str:
        decide = self.conversation.decide
        if decide.outcome is Outcome.NO_EXTRA_HELP:
            return ended(
                SAFETY_FIRST_NO_CHANGE if self.conversation.safety_first else NO_EXTRA_HELP
            )
        if decide.outcome is not Outcome.OPTIONS:
            return NOT_DECIDED_YET
        names = [option.name for option in self.conversation.options if option.id in decide.chosen]
        return ended(and_list(names))

    def _how_to_change(self) -> str:
        when = "before then" if self.conversation.decide.review_on else "on any day"
        if self.conversation.is_not_decided:
            return f"You can tell us what you think {when}."
        return f"You can change your mind {when}."

    def _ring(self) -> str:
        return f" Ring the team on {self.phone}." if self.phone else ""

    def _decision_lines(self) -> tuple[str, ...]:
        decide = self.conversation.decide
        lines = []
        if decide.decided_by and decide.outcome is not None:
            who = and_list([self._word(key) for key in self._voices if key in decide.decided_by])
            together = " together" if len(decide.decided_by) > 1 else ""
            is_open = decide.outcome is Outcome.NOT_DECIDED
            lines.append(f"{who} said: not yet." if is_open else f"{who} decided this{together}.")
        for said in decide.reservations:
            is_young = said.voice == YOUNG_PERSON
            allowed = (
                self._parts.young_persons_reservations if is_young else self._parts.familys_words
            )
            if allowed:
                who = self._word(said.voice)
                sees = "see" if who == "You" else "sees"
                lines.append(f"{who} {sees} it differently: “{said.words.strip()}”")
        return (*lines, *self._safety_lines())

    def _safety_lines(self) -> tuple[str, ...]:
        decide = self.conversation.decide
        if not self.conversation.safety_first:
            return ()
        whose = "Your" if self._is_for_young_person else "The young person’s"
        told = (("Who checks in", decide.check_in), (f"{whose} safety plan", decide.safety_plan))
        return tuple(ended(f"{name}: {words or NOT_WRITTEN_YET}") for name, words in told)

    def _honest(self) -> tuple[HonestPart, ...]:
        chosen = self.conversation.decide.chosen
        parts = (
            option.honest_part(with_success=self._parts.young_persons_words)
            for option in talked_about(self.conversation)
            if not chosen or option.option.id in chosen
        )
        return tuple(part for part in parts if part)

    def _actions(self) -> tuple[ActionRow, ...]:
        led = self.conversation.meeting.led_by.split(",")[0].strip()
        return tuple(
            ActionRow(
                led if action.voice == CLINICIAN and led else self._word(action.voice),
                action.what,
                plain_date(action.by_when) if action.by_when else "",
                self._voices[action.voice].shape if action.voice in self._voices else None,  # type: ignore[arg-type]
            )
            for action in self.conversation.decide.actions
        )

    def _notices(self) -> tuple[str, ...]:
        seen, grid = self.conversation.seen, self.conversation.grid
        notices = []
        if grid and grid.is_draft:
            checked = f"{grid.nobody_checked.capitalize()} has checked it yet."
            notices.append(f"{DRAFT} {NOT_PUBLISHED if grid.reviewers else checked}")
        if seen.replaced_by:
            notices.append("Replaced. A newer conversation holds what was decided since.")
        if seen.withdrawn_why:
            notices.append(ended(f"The grid used here was withdrawn: {seen.withdrawn_why}"))
        return tuple(notices)

    def _urgent_words(self) -> tuple[str, ...]:
        grid = self.conversation.grid
        lines = _lines(grid.urgent_help if grid else "")
        if self._is_for_young_person:
            return lines
        return (" ".join((FOR_A_PARENT, *lines[:1])), *lines[1:])

    def _checked(self) -> str:
        if self.checked_on is None:
            return "These contacts have not been checked."
        return f"Contacts checked on {plain_date(self.checked_on)}."

    def _small_print(self) -> SmallPrint:
        grid = self.conversation.grid
        who = {
            Audience.YOUNG_PERSON: "You. A parent or carer has a copy of their own if they asked.",
            Audience.PARENT: "A parent or carer. The young person has a copy of their own.",
            Audience.PRIVATE: "Only you.",
        }[self.audience]
        if grid is None:
            return SmallPrint(WRONG, who, ABOUT_YOU, "A conversation without an option grid.")
        state = (
            f"published on {plain_date(grid.published)}"
            if grid.published
            else "a draft that has been checked"
            if grid.reviewers
            else f"a draft that {grid.nobody_checked} has checked"
        )
        review = (
            f", to be looked at again by {plain_date(grid.review_by)}" if grid.review_by else ""
        )
        return SmallPrint(
            WRONG,
            who,
            ABOUT_YOU,
            f"The option grid {grid.title}, version {grid.version}, {state}{review}.",
            citations(self.conversation),
        )


def _questions(marked: int) -> str:
    return "this question matters:" if marked == 1 else "these questions matter:"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())
