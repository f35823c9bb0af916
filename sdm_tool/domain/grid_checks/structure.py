"""Structure that reaches across a grid: ids, the no-change option, one answer for every cell."""

from collections import Counter
from dataclasses import asdict

from sdm_tool.domain.grid_checks.draft import Cell, Draft
from sdm_tool.domain.grid_checks.values import day_of
from sdm_tool.domain.grid_formats import ENGLISH
from sdm_tool.domain.grid_tree import Branch

SAFE_NO_CHANGE = "No new treatment for now: assessment, safety plan and check-ins go on"
DEFAULT_QUESTIONS = (
    "what",
    "who-where",
    "better",
    "how-many",
    "downsides",
    "if-not",
    "asks",
    "ends",
    "self-help",
    "sure",
    "wait",
)
_SAFETY_FIRST_SLUGS = ("self-harm", "eating")


def check_structure(draft: Draft) -> None:
    """Note clashing ids, absent answers and questions, and dates and ages that cannot be."""
    _ids_stand_once(draft, draft.options)
    _ids_stand_once(draft, draft.questions)
    _names_stand_once(draft)
    _one_no_change_option(draft)
    _default_questions(draft)
    _every_cell_answered(draft)
    for cell in draft.cells():
        _says_something(draft, cell)
    _ages_in_order(draft, draft.root)
    for option in draft.options:
        _ages_in_order(draft, option)
    _dates_in_order(draft)
    _safety_first_where_due(draft)
    _words_around_in_the_language(draft)


def _ids_stand_once(draft: Draft, entries: tuple[Branch, ...]) -> None:
    seen: set[str] = set()
    for entry in entries:
        leaf = entry.leaf("id")
        if leaf is None or not entry.text("id"):
            continue
        if entry.text("id") in seen:
            message = f"The id “{leaf.value}” is here twice. Give each its own."
            draft.findings.fault(leaf, "structure.duplicate-id", message)
        seen.add(entry.text("id"))


def _names_stand_once(draft: Draft) -> None:
    seen: set[str] = set()
    for option in draft.options:
        leaf, name = option.leaf("name"), option.text("name").casefold()
        if leaf is not None and name in seen:
            message = "Two options have this name. Give each its own, so that A to Z is clear."
            draft.findings.fault(leaf, "option.same-name", message)
        seen.add(name)


def _one_no_change_option(draft: Draft) -> None:
    marked = [option for option in draft.options if option.value("no_change") is True]
    options = draft.root.entries.get("options", draft.root)
    if not marked and draft.options:
        message = "One option must keep things as they are. Mark it with “no_change: true”."
        draft.findings.fault(options, "option.no-change", message)
    for option in marked[1:]:
        message = "Only one option may carry “no_change: true”. Take it off this one."
        draft.findings.fault(option.leaf("no_change") or option, "option.no-change", message)
    for option in marked:
        is_english = draft.root.text("language") == "en"
        if is_english and draft.safety_first and option.text("name") != SAFE_NO_CHANGE:
            message = f"With safety first, name this option “{SAFE_NO_CHANGE}”."
            draft.findings.fault(option.leaf("name") or option, "safety.no-change-name", message)


def _default_questions(draft: Draft) -> None:
    present = Counter(question.text("id") for question in draft.questions)
    questions = draft.root.entries.get("questions", draft.root)
    for question_id in DEFAULT_QUESTIONS:
        if question_id not in present:
            message = (
                f"The usual question “{question_id}” is not asked. Add it, or be sure why not."
            )
            draft.findings.warn(questions, "question.missing", message)


def _every_cell_answered(draft: Draft) -> None:
    answers = draft.root.branch("answers")
    options = [option.text("id") for option in draft.options if option.text("id")]
    questions = {question.text("id"): question for question in draft.questions}
    for option_id, row in answers.entries.items():
        if option_id not in options:
            message = (
                f"No option has the id “{option_id[:80]}”. Mend the id or delete these answers."
            )
            draft.findings.fault(row, "answer.unknown-option", message)
    for option_id in dict.fromkeys(options):
        if not isinstance(answers.entries.get(option_id, answers), Branch):
            continue  # already named: its answers are not names with values
        row = answers.branch(option_id)
        for question_id, question in questions.items():
            if question_id:
                _cell_answered(draft, row, question_id, question)
        for question_id, answer in row.entries.items():
            if question_id not in questions:
                message = f"No question has the id “{question_id[:80]}”. Mend the id or delete it."
                draft.findings.fault(answer, "answer.unknown-question", message)


def _cell_answered(draft: Draft, row: Branch, question_id: str, question: Branch) -> None:
    answer = row.entries.get(question_id)
    by_service = question.text("answered_by") == "service"
    if by_service and answer is not None:
        message = "Each service answers this question for itself. Delete this answer."
        draft.findings.fault(answer, "answer.by-service", message)
    if not by_service and answer is None:
        place = Branch(row.line, row.child_path(question_id), {})
        message = "There is no answer here. Write one, or say under “unknown” what is not known."
        draft.findings.fault(place, "answer.missing", message)


def _says_something(draft: Draft, cell: Cell) -> None:
    if not any(key in cell.answer.entries for key in ("text", "unknown")) and not cell.figures:
        message = (
            "This answer is empty. Write it, or say under “unknown” what is not known and why."
        )
        draft.findings.fault(cell.answer, "answer.empty", message)


def _ages_in_order(draft: Draft, holder: Branch) -> None:
    ages = holder.branch("ages")
    youngest, oldest = ages.value("from"), ages.value("to")
    if isinstance(youngest, int) and isinstance(oldest, int) and youngest > oldest:
        draft.findings.fault(ages, "structure.ages", "The youngest age is above the oldest.")


def _dates_in_order(draft: Draft) -> None:
    published, review_by = draft.root.leaf("published"), draft.root.leaf("review_by")
    first, last = day_of(published), day_of(review_by)
    if first is None or review_by is None:
        return
    if last is None or last <= first:
        message = "A published grid needs a review date after the date it was published."
        draft.findings.fault(review_by, "structure.review-date", message)


def _safety_first_where_due(draft: Draft) -> None:
    slug = draft.root.text("slug")
    if slug.startswith(_SAFETY_FIRST_SLUGS) and not draft.safety_first:
        place = draft.root.leaf("safety_first") or draft.root
        message = "A grid about self-harm or eating puts safety first. Write “safety_first: true”."
        draft.findings.fault(place, "safety.first", message)


def _words_around_in_the_language(draft: Draft) -> None:
    language = draft.root.leaf("language")
    if language is None or language.value == "en":
        return
    if "phrases" not in draft.root.entries:
        message = (
            "A grid in another language brings the words around it, such as “We do not know”, "
            "under phrases. Bring them in that language."
        )
        draft.findings.fault(language, "language.phrases", message)
    around = draft.root.branch("phrases")
    for name, words in asdict(ENGLISH).items():
        leaf = around.leaf(name)
        if leaf is not None and leaf.value == words:
            message = f"“{words}” is still in English."
            draft.findings.fault(leaf, "language.not-translated", message)
