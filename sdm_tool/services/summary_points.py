"""What a summary says about each option that was talked about, and where that comes from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sdm_tool.domain import grid as grids
from sdm_tool.domain.limits_words import LIKELY, UNKNOWN, answers_behind, grid_answer, told
from sdm_tool.domain.sections import LimitsSection
from sdm_tool.domain.wording import ended
from sdm_tool.outputs.summary import Figure, HonestPart, OptionRow, arm_of_100
from sdm_tool.services.conversation_reading import ConversationRead, OptionSeen

NOT_DISCUSSED = "We did not talk about this."
GRID_PROMPTS = ("good", "hard", LIKELY, "if_not", "ends", UNKNOWN)


@dataclass(frozen=True, slots=True)
class TalkedAbout:
    """One option that was talked about, A to Z among the others."""

    conversation: ConversationRead
    option: OptionSeen
    limits: LimitsSection

    def row(self) -> OptionRow:
        """Return its good points, its hard points, and what is not known."""
        why_not_open = self.conversation.together.not_open.get(self.option.id, "")
        hard, not_known = self._told("hard"), self._told(UNKNOWN)
        # The grid may say the same of both; said once is enough, unless nothing else was hard.
        only_hard = tuple(words for words in hard if words not in not_known)
        return OptionRow(
            self.option.name,
            good=_as_sentences(self._told("good")),
            hard=_as_sentences(only_hard or hard),
            not_known=_as_sentences(not_known),
            note=ended(f"Not open to us now, because {why_not_open}") if why_not_open else "",
        )

    def honest_part(self, *, with_success: bool) -> HonestPart | None:
        """Return its honest note, or None when nothing of it was said.

        What success would look like is often the young person's own words: `with_success`.
        """
        prompts = ("success", LIKELY, "if_not", "ends", "said")
        texts = {
            prompt: " ".join(ended(words) for words in self._told(prompt))
            for prompt in prompts
            if with_success or prompt != "success"
        }
        figures = self._figures()
        if not figures and not any(texts.values()):
            return None
        return HonestPart(self.option.name, figures, **texts)

    def sources(self) -> Iterator[str]:
        """Yield the ids of what stands behind the grid's words that were said."""
        for prompt in GRID_PROMPTS:
            if getattr(self.limits, prompt).said_grid:
                for answer in answers_behind(self.conversation.grid, self.option.id, prompt):
                    yield from answer.sources
                    yield from (figure.evidence_id for figure in answer.figures)

    def _told(self, prompt: str) -> tuple[str, ...]:
        talk = getattr(self.limits, prompt)
        said = told(talk, self.conversation.grid, self.option.id, prompt)
        return said or ((NOT_DISCUSSED,) if talk.not_discussed else ())

    def _figures(self) -> tuple[Figure, ...]:
        if not self.limits.likely.said_grid:
            return ()
        answer = grid_answer(self.conversation.grid, self.option.id, LIKELY)
        return tuple(_drawn(figure) for figure in (answer.figures if answer else ()))


def talked_about(conversation: ConversationRead) -> tuple[TalkedAbout, ...]:
    """Return every option whose limits were begun, A to Z."""
    limits = conversation.limits
    return tuple(
        TalkedAbout(conversation, option, limits[option.id])
        for option in conversation.options
        if option.id in limits and limits[option.id].is_started
    )


def citations(conversation: ConversationRead) -> tuple[str, ...]:
    """Return each publication behind the grid's words that were said, once."""
    used = {source for option in talked_about(conversation) for source in option.sources()}
    listed = conversation.grid.sources if conversation.grid else ()
    return tuple(dict.fromkeys(source.citation for source in listed if source.id in used))


def _drawn(figure: grids.Figure) -> Figure:
    """Head each hundred with its own group: a figure may be about more than the option."""
    words = figure.happened, figure.did_not
    return Figure(
        (
            arm_of_100(_sentence_start(figure.after), figure.with_option, *words),
            arm_of_100(f"Compared with {figure.compared_with}", figure.with_comparator, *words),
        ),
        (ended(f"Who was studied: {figure.people}"), ended(f"How sure: {figure.how_sure}")),
    )


def _as_sentences(points: Iterable[str]) -> tuple[str, ...]:
    return tuple(ended(words) for words in points)


def _sentence_start(words: str) -> str:
    return words[:1].upper() + words[1:]
