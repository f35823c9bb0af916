"""The bench measures what it says. Its time limits are for a quiet machine, and not held here."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sdm_tool import config
from sdm_tool.app import create_app
from sdm_tool.bench.largest_grid import begin_largest, largest_texts
from sdm_tool.bench.pages import edit_over_hello, save_over_hello, together_over_hello
from sdm_tool.bench.report import LIMITS, Measured, document
from sdm_tool.bench.summary_pdf import measure_summary_pdf, ordinary_summary
from sdm_tool.bench.timing import multiple
from sdm_tool.bench.visitor import find_talk, sign_in, sign_in_as
from sdm_tool.bench.weight import page_weight_kb
from sdm_tool.services.demonstration import fill_store
from sdm_tool.services.grids import Catalogue


@pytest.fixture
def app(tmp_path: Path, catalogue: Catalogue):
    fill_store(
        tmp_path / "store.sqlite", grids=catalogue.newest(), now=datetime.now(UTC), report=str,
        months=1,
    )  # fmt: skip
    app = create_app(config.demonstration_settings(tmp_path), catalogue=catalogue)
    yield app
    app.extensions["sdm_sessions"].kw["bind"].dispose()


def test_pages_and_saves_are_measured_and_the_page_is_light(app):
    conversation_id, option = find_talk(app)
    visitor = sign_in(app, conversation_id)
    assert together_over_hello(visitor, conversation_id, rounds=3) > 1
    assert save_over_hello(visitor, conversation_id, option, rounds=3) > 1
    largest, draft = begin_largest(app, conversation_id)
    assert together_over_hello(visitor, largest, rounds=3) > 1
    assert page_weight_kb(visitor, f"/conversations/{largest}/together") <= LIMITS["page_weight_kb"]
    assert edit_over_hello(sign_in_as(app, "editor"), draft, rounds=3) > 1
    path = f"/conversations/{conversation_id}/together"
    assert 40 < page_weight_kb(visitor, path) <= LIMITS["page_weight_kb"]


def test_the_largest_grid_is_as_large_as_grids_may_be():
    grid = largest_texts().read().grid

    assert (len(grid.options), len(grid.questions)) == (12, 20)
    answers = [answer.text for row in grid.answers.values() for answer in row.values()]
    assert sum(len(words.split()) for words in answers) == 2_000


def test_the_ordinary_summary_is_measured_beside_a_plain_one_of_as_many_pages(app):
    times_as_long, first = measure_summary_pdf(ordinary_summary(app), rounds=1)
    assert times_as_long > 0
    assert first > 0


def test_a_multiple_compares_medians():
    times = {"slow": 0, "quick": 0}

    def count(name: str) -> None:
        times[name] += 1
        sum(range(200_000 if name == "slow" else 20_000))

    assert multiple(lambda: count("slow"), lambda: count("quick"), rounds=9) > 2
    assert times == {"slow": 9, "quick": 9}


def test_the_document_has_every_number_and_its_limit():
    measured = [Measured(name, limit + 1, limit) for name, limit in LIMITS.items()]
    printed = json.loads(json.dumps(document(measured)))
    assert printed.keys() == {"machine", "commit", "ratios"}
    assert printed["ratios"].keys() == LIMITS.keys()
    assert printed["ratios"]["together_page"] == {"value": 9.0, "limit": 8.0}
    assert not any(one.is_within for one in measured)
