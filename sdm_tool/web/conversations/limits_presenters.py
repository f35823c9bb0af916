"""What Limits says: the prompts, and the grid's own words beside each."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.limits_words import GRID_ANSWERS, UNKNOWN, not_known
from sdm_tool.domain.sections import LIMITS_PROMPTS, LimitsSection
from sdm_tool.services.conversation_reading import ConversationRead
from sdm_tool.web.conversations.grid_cells import DrawnGrid

QUESTIONS = {
    "good": ("What is good about it?", "The good points you talked about."),
    "hard": ("What is hard about it?", "The hard points and side effects you talked about."),
    "success": ("What would success look like?", "In the young person’s own words if you can."),
    "likely": (
        "How likely is that, and by when?",
        "Your honest view for this young person. Say a date.",
    ),
    "if_not": ("What happens if it does not work?", "Who will say so, and what comes next."),
    "ends": ("How and when does it end?", "Name the ending now, even a rough one."),
    "unknown": ("What do we not know?", "“We do not know” is a good answer."),
    "said": (
        "The words said to the family",
        (
            "What you told them, as you said it. It goes on the paper if this is what they choose, "
            "or if nothing is chosen yet."
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt and the grid's words beside it."""

    key: str
    question: str
    hint: str
    grid_says: Markup | None


@dataclass(frozen=True, slots=True)
class Tab:
    """One option in the row of tabs."""

    name: str
    href: str
    state: str
    is_here: bool


def present_tabs(conversation: ConversationRead, href: str, here: str) -> list[Tab]:
    """Return every option A to Z with how much was said, in words."""
    return [
        Tab(
            option.name,
            f"{href}/limits/{option.id}",
            progress(conversation.limits.get(option.id, LimitsSection())),
            option.id == here,
        )
        for option in conversation.options
    ]


def progress(limits: LimitsSection) -> str:
    """Return how far the talk about an option got, in words."""
    if not limits.is_started:
        return "Not filled in yet"
    filled = sum(getattr(limits, prompt).is_answered for prompt in LIMITS_PROMPTS)
    total = len(LIMITS_PROMPTS)
    return "Complete" if filled == total else f"{filled} of {total} filled in"


def present_prompts(option_id: str, grid: Grid | None, drawn: DrawnGrid | None) -> list[Prompt]:
    """Return the prompts for an option; one without a grid answer stands alone."""
    answers = _answers(option_id, drawn) if drawn else {}
    cribs = {key: answers.get(question) for key, question in GRID_ANSWERS.items()}
    cribs[UNKNOWN] = _paragraphs(not_known(grid, option_id))
    return [
        Prompt(key, question, hint, cribs.get(key)) for key, (question, hint) in QUESTIONS.items()
    ]


def _paragraphs(sentences: tuple[str, ...]) -> Markup | None:
    drawn = Markup("\n").join(Markup("<p>{}</p>").format(words) for words in sentences)
    return drawn or None


def _answers(option_id: str, drawn: DrawnGrid) -> Mapping[str, Markup]:
    return {row.id: html for row in drawn.rows for option, html in row.cells if option == option_id}
