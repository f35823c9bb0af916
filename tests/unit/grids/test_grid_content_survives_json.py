"""A pinned grid comes back exactly as it was, and its hash speaks for every word of it."""

import json
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import (
    Ages,
    Answer,
    Contributor,
    Figure,
    Grid,
    GridAudience,
    Option,
    Question,
    Setting,
    Source,
    SourceKind,
)
from sdm_tool.domain.grid_json import canonical_json, content_hash, grid_from_json
from sdm_tool.domain.sections import Grouping
from tests.factories.grids import minimal_grid

WORDS = st.text(min_size=1, max_size=12)
DAYS = st.none() | st.dates()
SHORT = {"min_size": 0, "max_size": 2}
AGES = st.builds(Ages, st.integers(0, 25), st.integers(0, 25))


def some(values):
    return st.lists(values, **SHORT).map(tuple)


FIGURES = st.builds(
    Figure,
    *[WORDS, st.integers(0, 100), st.integers(0, 100)],
    *[WORDS] * 6,
    like_for_like=st.none() | WORDS,
)
ANSWERS = st.builds(Answer, WORDS, some(FIGURES), st.none() | WORDS, some(WORDS))
GRIDS = st.builds(
    Grid,
    ages=AGES,
    groupings=some(st.sampled_from(Grouping)),
    setting=st.sampled_from(Setting),
    audience=st.sampled_from(GridAudience),
    safety_first=st.booleans(),
    options=some(
        st.builds(
            Option,
            *[WORDS] * 4,
            st.none() | AGES,
            only_if=st.none() | WORDS,
            no_change=st.booleans(),
        )
    ),
    questions=some(st.builds(Question, WORDS, WORDS, st.none() | WORDS, st.booleans())),
    answers=st.dictionaries(WORDS, st.dictionaries(WORDS, ANSWERS, **SHORT), **SHORT),
    sources=some(
        st.builds(
            Source,
            *[WORDS, WORDS, st.none() | st.integers(1900, 2100), WORDS],
            kind=st.sampled_from(SourceKind),
        )
    ),
    authors=some(st.builds(Contributor, WORDS, WORDS)),
    reviewers=some(st.builds(Contributor, WORDS, WORDS)),
    published=DAYS,
    review_by=DAYS,
    **{entry.name: WORDS for entry in fields(Grid) if entry.type is str},
)


@given(GRIDS)
@settings(max_examples=60)
def test_a_grid_comes_back_exactly(grid):
    back = grid_from_json(canonical_json(grid))
    assert back == grid
    assert canonical_json(back) == canonical_json(grid)
    assert content_hash(back) == content_hash(grid)


def test_the_canonical_text_does_not_depend_on_the_order_in_the_file():
    grid = minimal_grid()
    turned = replace(
        grid,
        options=tuple(reversed(grid.options)),
        answers={option: dict(reversed(row.items())) for option, row in grid.answers.items()},
    )
    assert canonical_json(turned) == canonical_json(grid)


def test_the_canonical_text_is_sorted_ascii_without_spaces():
    text = canonical_json(minimal_grid(title="Café"))
    assert text.isascii()
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"))


@pytest.mark.parametrize(
    "change", [{"title": "Low moods"}, {"version": "1.1"}, {"published": date(2026, 11, 21)}]
)
def test_any_change_gives_another_hash(change):
    grid = minimal_grid()
    assert content_hash(replace(grid, **change)) != content_hash(grid)
    assert len(content_hash(grid)) == 64


def whole():
    return json.loads(canonical_json(minimal_grid()))


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "[]",
        "null",
        "[" * 100_000,
        json.dumps(whole() | {"ages": "11"}),
        json.dumps(whole() | {"extra": 1}),
        json.dumps(whole() | {"title": 5}),
        json.dumps(whole() | {"safety_first": 0}),
        json.dumps(whole() | {"setting": "moon"}),
        json.dumps(whole() | {"published": "soon"}),
        json.dumps(whole() | {"options": [{}]}),
        json.dumps({key: value for key, value in whole().items() if key != "slug"}),
    ],
)
def test_damaged_content_is_refused_in_words(damaged):
    with pytest.raises(DomainError, match="damaged"):
        grid_from_json(damaged)
