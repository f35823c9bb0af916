"""Files and functions stay small enough to read at a sitting."""

import ast
from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.repository.tracked import named, tracked_files

CODE = tracked_files("sdm_tool/*.py")
# A migration is a list of columns; it is read once.
EVERYTHING = [path for path in tracked_files("*.py") if "versions" not in path.parts]
LONGEST_FILE = 500
LONGEST_FUNCTION = 50


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("path", EVERYTHING, ids=named)
def test_a_file_and_its_functions_are_short(path: Path):
    assert lines_of(path) <= LONGEST_FILE
    functions = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lengths = {node.name: node.end_lineno - node.lineno + 1 for node in functions}
    assert {n: length for n, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_most_files_are_shorter_still():
    sizes = [lines_of(path) for path in CODE]
    assert median(sizes) <= 100
    assert quantiles(sizes, n=20)[-1] <= 300
