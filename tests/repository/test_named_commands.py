"""Every sdm-tool command that a document names is there, with the group it belongs to."""

import re

import pytest

from sdm_tool.cli import make_parser
from tests.repository.tracked import named, text, tracked_files

DOCUMENTS = tracked_files("*.md")
COMMAND = re.compile(r"\bsdm-tool ([a-z]+)(?: ([a-z]+)\b)?")


def commands_named_in(document: str) -> set[tuple[str, ...]]:
    """Return what stands in code after sdm-tool: a command, or a group and its command."""
    in_code = re.findall(r"```.*?```|`[^`\n]+`", text(document), re.DOTALL)
    return {tuple(filter(None, found)) for code in in_code for found in COMMAND.findall(code)}


def has_help(words: tuple[str, ...]) -> bool:
    with pytest.raises(SystemExit) as ended:
        make_parser().parse_args([*words, "--help"])
    return ended.value.code == 0


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_command_named_in_a_document_exists(document):
    assert [words for words in commands_named_in(named(document)) if not has_help(words)] == []


def test_the_readme_names_the_commands_of_a_real_service():
    assert {("init",), ("serve",)} <= commands_named_in("README.md")


def test_a_command_that_is_not_there_would_be_noticed():
    assert not has_help(("rank",))
    assert not has_help(("grids", "rank"))
