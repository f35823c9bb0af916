"""Tests come in one order in every worker: a set has another order in each, and none would run."""

import ast
from collections.abc import Iterator

from tests.repository.tracked import named, tracked_files


def unordered_parameters(tree: ast.AST) -> Iterator[int]:
    """Yield the lines where `parametrize` or `params=` is handed a set."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "parametrize":
            yield from (call.lineno for values in call.args[1:2] if _is_set(values))
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "fixture":
            yield from (
                k.value.lineno for k in call.keywords if k.arg == "params" and _is_set(k.value)
            )


def _is_set(node: ast.AST) -> bool:
    if isinstance(node, ast.BinOp):
        return _is_set(node.left) or _is_set(node.right)
    is_call = isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("set", "frozenset")
    return is_call or isinstance(node, ast.Set | ast.SetComp)


def test_no_test_takes_its_cases_from_a_set():
    found = {
        f"{named(path)}:{line}"
        for path in tracked_files("tests/*.py")
        for line in unordered_parameters(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == set()
