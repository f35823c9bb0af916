"""What changed between two versions is told once, in its part, and nothing else is."""

from dataclasses import replace

from hypothesis import given, settings

from sdm_tool.domain.grid import Ages, Answer, Contributor, Grid
from sdm_tool.domain.grid_compare import ChangeKind, ItemChange, Part, PartChange, compare
from sdm_tool.domain.word_changes import RunKind
from tests.factories.grids import minimal_grid
from tests.unit.grids.test_grid_content_survives_json import GRIDS

GRID = minimal_grid()
ADDED, REMOVED, CHANGED = ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.CHANGED


def only_part(after: Grid, before: Grid = GRID) -> PartChange:
    (part,) = compare(before, after).changed
    return part


def only_item(after: Grid, before: Grid = GRID) -> ItemChange:
    (item,) = only_part(after, before).items
    return item


def fields_of(item: ItemChange) -> dict[str, tuple[object, object]]:
    return {change.name: (change.before, change.after) for change in item.fields}


def with_option(option_id: str, **changes: object) -> Grid:
    options = [replace(each, **changes) if each.id == option_id else each for each in GRID.options]
    return replace(GRID, options=tuple(options))


def with_answer(option_id: str, question_id: str, answer: Answer) -> Grid:
    row = {**GRID.answers[option_id], question_id: answer}
    return replace(GRID, answers={**GRID.answers, option_id: row})


def said(grid: Grid) -> Grid:
    """The grid without rows that hold no answer: they say nothing."""
    return replace(grid, answers={each: row for each, row in grid.answers.items() if row})


@given(GRIDS)
@settings(max_examples=40)
def test_a_version_does_not_differ_from_itself(grid: Grid):
    comparison = compare(grid, grid)

    assert comparison.changed == ()
    assert comparison.same == tuple(Part)


@given(GRIDS, GRIDS)
@settings(max_examples=60)
def test_versions_that_differ_in_anything_are_never_told_to_be_the_same(before: Grid, after: Grid):
    after = replace(after, slug=before.slug, version=before.version)

    assert bool(compare(before, after).changed) == (said(before) != said(after))


@given(GRIDS, GRIDS)
@settings(max_examples=60)
def test_looking_the_other_way_round_tells_of_the_same_things(before: Grid, after: Grid):
    there, back = compare(before, after), compare(after, before)

    turned = {ADDED: REMOVED, REMOVED: ADDED, CHANGED: CHANGED}
    assert [{(item.key, turned[item.kind]) for item in part.items} for part in there.changed] == [
        {(item.key, item.kind) for item in part.items} for part in back.changed
    ]


def test_a_new_number_alone_changes_nothing():
    assert compare(GRID, replace(GRID, version="1.1")).changed == ()


def test_an_option_with_a_new_name_is_one_change():
    item = only_item(with_option("group", name="A weekly group"))

    assert (item.key, item.kind) == (("group",), CHANGED)
    assert fields_of(item) == {"name": ("Group meetings", "A weekly group")}


def test_a_name_that_moves_an_option_in_the_alphabet_does_not_reorder_anything():
    part = only_part(with_option("group", name="Zebra group"))

    assert part.part is Part.OPTIONS
    assert not part.is_reordered
    assert part.same == 1


def test_a_condition_that_was_taken_away_is_a_removal_inside_the_option():
    (change,) = only_item(with_option("group", only_if=None)).fields

    assert (change.name, change.kind) == ("only_if", REMOVED)


def test_an_option_that_was_added_brings_its_answers():
    grid = replace(
        GRID,
        options=GRID.options[:1],
        answers={GRID.options[0].id: GRID.answers[GRID.options[0].id]},
    )

    changed = {part.part: part for part in compare(grid, GRID).changed}

    added = GRID.options[1].id
    assert [(each.key, each.kind) for each in changed[Part.OPTIONS].items] == [((added,), ADDED)]
    assert {each.key[0] for each in changed[Part.ANSWERS].items} == {added}
    assert {each.kind for each in changed[Part.ANSWERS].items} == {ADDED}


def test_words_of_an_answer_are_told_apart_one_by_one():
    old = GRID.answers["group"]["who-where"]
    item = only_item(with_answer("group", "who-where", replace(old, text="A leader, for 9 weeks.")))

    (change,) = item.fields
    assert item.key == ("group", "who-where")
    assert [(run.kind, run.words) for run in change.runs] == [
        (RunKind.SAME, "A leader, for"),
        (RunKind.REMOVED, "8"),
        (RunKind.ADDED, "9"),
        (RunKind.SAME, "weeks."),
    ]


def test_an_answer_that_was_known_and_is_not_any_more():
    item = only_item(with_answer("group", "better", Answer(unknown="Nobody has looked.")))

    assert {change.name: change.kind for change in item.fields} == {
        "text": REMOVED,
        "unknown": ADDED,
    }


def test_a_number_of_a_figure_is_told_among_figures_alone():
    old = GRID.answers["group"]["how-many"]
    figure = replace(old.figures[0], with_option=70)
    grid = with_answer("group", "how-many", replace(old, figures=(figure,)))

    assert only_part(grid).part is Part.FIGURES
    item = only_item(grid)
    assert item.key == ("group", "how-many", "group-recovery")
    assert fields_of(item) == {"with_option": (67, 70)}


def test_a_source_that_an_answer_no_longer_names():
    old = GRID.answers["group"]["who-where"]
    item = only_item(with_answer("group", "who-where", replace(old, sources=())))

    assert fields_of(item) == {"sources": ("look-again", None)}


def test_questions_in_another_order_are_no_additions():
    part = only_part(replace(GRID, questions=GRID.questions[::-1]))

    assert part.part is Part.QUESTIONS
    assert part.is_reordered
    assert part.items == ()


def test_a_question_put_between_others_does_not_reorder_them():
    without = replace(GRID, questions=(*GRID.questions[:2], *GRID.questions[3:]))

    part = only_part(GRID, before=without)

    assert [(item.key, item.kind) for item in part.items] == [((GRID.questions[2].id,), ADDED)]
    assert not part.is_reordered


def test_what_was_removed_is_told_where_it_stood():
    without = replace(GRID, questions=GRID.questions[2:])
    reworded = replace(without.questions[0], text="Another question?")
    after = replace(without, questions=(reworded, *without.questions[1:]))

    keys = [item.key[0] for item in only_part(after).items]

    assert keys == [question.id for question in GRID.questions[:3]]


def test_ages_and_people_behind_a_grid_are_told_in_their_parts():
    reviewer = Contributor("A. Reviewer", "psychologist")
    after = replace(GRID, ages=Ages(12, 17), reviewers=(reviewer,))

    about, governance = compare(GRID, after).changed

    assert fields_of(about.items[0]) == {"ages": (Ages(11, 17), Ages(12, 17))}
    assert fields_of(governance.items[0]) == {"reviewers": (None, "A. Reviewer: psychologist")}
