"""The project stands alone: no tracked file names a machine, a registry, or a folder outside."""

import re
from pathlib import Path

import pytest

from tests.repository.tracked import named, tracked_files

# Written so that this file does not name them either: [/] is a slash.
ELSEWHERE = {
    "a path of one machine": r"(?<![\w.])[/](?:work|root|opt)[/]\w",
    "somebody's home": r"(?<![\w.])[/](?:home|Users)[/]\w",
    "a folder beside the project": r"\.\.[/]shared\b",
    "a package registry's host": r"(?:pypi[.]org|pythonhosted[.]org|npmjs[.](?:org|com))\b",
    "a Debian mirror": r"deb[.]debian[.]org",
}
PICTURES = {".png", ".woff2", ".ttf", ".ico", ".jpg", ".pdf"}
# Text by others, kept as it came.
OTHERS = ("LICENSES/", "LICENSE", "tests/vendor/", "static/js/htmx-", "static/css/nhsuk-")
TEXTS = [
    path
    for path in tracked_files()
    if path.suffix not in PICTURES and not named(path).startswith(OTHERS)
]


@pytest.mark.parametrize("path", TEXTS, ids=named)
def test_a_file_names_nothing_outside_the_project(path: Path):
    source = path.read_text(encoding="utf-8")
    assert [what for what, pattern in ELSEWHERE.items() if re.search(pattern, source)] == []
