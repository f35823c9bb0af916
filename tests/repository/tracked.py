"""The files that git tracks here."""

import subprocess
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent.parent


@cache
def tracked_files(*patterns: str) -> tuple[Path, ...]:
    """Return the tracked files that match any of the patterns (all without one), in order."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", *patterns],
        cwd=CHECKOUT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    names = (name for name in listed.stdout.split("\0") if name)
    return tuple(path for path in map(CHECKOUT.joinpath, sorted(names)) if path.is_file())


def named(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def text(name: str) -> str:
    return (CHECKOUT / name).read_text(encoding="utf-8")
