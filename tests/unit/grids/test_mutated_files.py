"""Thousands of spoiled grid files: named faults or a whole grid, in time, and no code run.

`SDM_MUTATIONS=10000 .venv/bin/python -m pytest tests/unit/grids/test_mutated_files.py` tries more.
"""

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sdm_tool.resources import option_grids_folder
from tests.factories.grids import minimal_evidence_yaml, minimal_grid_yaml, read

COUNT = int(os.environ.get("SDM_MUTATIONS", "400"))
LONGEST_WAIT = 2.0  # seconds
SHIPPED = option_grids_folder() / "low-mood"
WRONG_VALUES = [
    b"[]", b"{}", b"12", b"-1", b"true", b"null", b"~", b"2026-01-01", b"1e400", b".nan", b"0x1F",
    b"[a, b]", b"{a: b}", b"{from: x, to: []}", b'""', b"'", b'"', b"|", b">-", b"@", b"`", b"%",
]  # fmt: skip
BYTES = [
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\x00",
    b"\x1b",
    b"\xe2\x80\xae",
    b"\t",
    b"\r",
    b"\x85",
]

Mutation = Callable[[random.Random, list[bytes]], None]


def wrong_type(chance: random.Random, lines: list[bytes]) -> None:
    at = chance.randrange(len(lines))
    name, colon, _ = lines[at].partition(b":")
    lines[at] = name + colon + b" " + chance.choice(WRONG_VALUES)


def deep_nesting(chance: random.Random, lines: list[bytes]) -> None:
    at, depth = chance.randrange(len(lines)), chance.choice((5, 40, 3_000, 200_000))
    name, colon, _ = lines[at].partition(b":")
    opening, closing = chance.choice(((b"[", b"]"), (b"{a: ", b"}"), (b"- ", b"")))
    lines[at] = name + colon + b" " + opening * depth + closing * depth


def alias(chance: random.Random, lines: list[bytes]) -> None:
    at = chance.randrange(len(lines))
    name, colon, value = lines[at].partition(b":")
    lines[at] = name + colon + chance.choice((b" &a", b" *a", b" &a [*a, *a]", b" <<: *a")) + value


def huge_text(chance: random.Random, lines: list[bytes]) -> None:
    at, size = chance.randrange(len(lines)), chance.choice((300, 20_000, 900_000))
    name, colon, _ = lines[at].partition(b":")
    word = chance.choice((b"w", b"word ", b"1 in 5 ", "é ".encode(), b"a. "))
    lines[at] = name + colon + b" " + word * (size // len(word))


def same_key_twice(chance: random.Random, lines: list[bytes]) -> None:
    at = chance.randrange(len(lines))
    lines.insert(chance.choice((at, chance.randrange(len(lines)))), lines[at])


def broken_bytes(chance: random.Random, lines: list[bytes]) -> None:
    at = chance.randrange(len(lines))
    middle = chance.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:middle] + chance.choice(BYTES) + lines[at][middle:]


def tag(chance: random.Random, lines: list[bytes]) -> None:
    at = chance.randrange(len(lines))
    name, colon, value = lines[at].partition(b":")
    run = chance.choice(
        (
            b" !!python/object/apply:os.system ['touch ran']",
            b" !!python/object/new:pathlib.Path [ran]",
            b" !!python/name:os.system",
            b" !!map", b" !!binary aGVsbG8=", b" !local", b" !<tag:yaml.org,2002:str>",
        )
    )  # fmt: skip
    lines[at] = name + colon + run + value


def lines_moved(chance: random.Random, lines: list[bytes]) -> None:
    at, there = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[at], lines[there] = lines[there], chance.choice((b"", b"  ", b"    ")) + lines[at]


def cut_off(chance: random.Random, lines: list[bytes]) -> None:
    del lines[max(1, chance.randrange(len(lines))) :]


def part_again(chance: random.Random, lines: list[bytes]) -> None:
    at = chance.randrange(len(lines))
    lines[at:at] = lines[at : at + 30] * chance.choice((1, 5, 60))


MUTATIONS: list[Mutation] = [
    wrong_type, deep_nesting, alias, huge_text, same_key_twice, broken_bytes, tag, lines_moved,
    cut_off, part_again,
]  # fmt: skip


@pytest.mark.parametrize("part", range(4))
def test_a_spoiled_file_gives_named_faults_or_a_grid(
    part: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    small = (minimal_grid_yaml(), minimal_evidence_yaml())
    shipped = ((SHIPPED / "grid.yaml").read_bytes(), (SHIPPED / "evidence.yaml").read_bytes())
    for number in range(part, COUNT, 4):
        chance = random.Random(number)  # noqa: S311  the same files every time
        files = list(shipped if number % 20 == 0 else small)
        spoiled = chance.randrange(2)
        lines = files[spoiled].split(b"\n")
        done = [chance.choice(MUTATIONS) for _ in range(chance.randint(1, 3))]
        for mutation in done:
            mutation(chance, lines)
        files[spoiled] = b"\n".join(lines)
        which = f"number {number}: {[mutation.__name__ for mutation in done]}"

        before = time.process_time()
        reading = read(*files)
        assert time.process_time() - before < LONGEST_WAIT, which
        faulty = any(fault.severity == "fault" for fault in reading.faults)
        assert (reading.grid is None) == faulty, which
        assert all(f.line >= 1 and f.rule and f.message for f in reading.faults), which
        assert list(tmp_path.iterdir()) == [], which
