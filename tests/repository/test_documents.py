"""The documents name what there is: every setting, every word, every command."""

import re
from tomllib import loads

import pytest

from tests.repository.tracked import named, text, tracked_files

WORDS = (
    "option grid", "option", "question", "answer", "figure", "record", "meeting", "conversation",
    "voice", "what matters", "leaning", "considered option", "limits", "decision", "action",
    "grouping", "summary", "invitation", "response", "audit", "trail", "organisation", "site",
    "team",
)  # fmt: skip
GUIDES = tracked_files("README.md", "DEVELOPERS.md", "CONTRIBUTING.md", "docs/*.md")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def settings_named_in(source: str) -> set[str]:
    return set(re.findall(r"\bSDM_[A-Z_]+\b", source))


def test_every_setting_is_documented_and_nothing_else():
    assert settings_named_in(text("docs/settings.md")) == settings_named_in(
        text("sdm_tool/config.py")
    )


@pytest.mark.parametrize("word", WORDS)
def test_the_glossary_explains_each_word_of_the_design(word: str):
    glossary = text("docs/glossary.md")
    assert re.search(rf"^(\|\s*|#+\s*|[-*]\s*)\W*{word}\b", glossary, re.IGNORECASE | re.MULTILINE)


def test_every_make_command_in_a_guide_exists():
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    named_in_guides = {
        target
        for guide in GUIDES
        for target in re.findall(r"`make ([a-z]+)", guide.read_text(encoding="utf-8"))
    }
    assert named_in_guides, "no guide names a make command"
    assert named_in_guides <= targets


def test_the_readme_starts_with_the_two_commands():
    assert {"make demo", "make test"} <= set(re.findall(r"make [a-z]+", text("README.md")))


@pytest.mark.parametrize("guide", GUIDES, ids=named)
def test_a_link_to_a_file_leads_somewhere(guide):
    for target in LINK.findall(guide.read_text(encoding="utf-8")):
        assert (guide.parent / target).exists(), f"{named(guide)} links to {target}"


def test_continuous_integration_runs_what_a_developer_runs():
    assert text(".ci/run").rstrip().endswith("\nmake test")


def test_every_dependency_says_why_it_is_here():
    listed = [line for line in text("pyproject.toml").splitlines() if re.match(r'  "[a-z]', line)]
    project = loads(text("pyproject.toml"))
    groups = [project["project"]["dependencies"], *project["dependency-groups"].values()]
    for requirement in [name for group in groups for name in group]:
        [line] = [line for line in listed if f'"{requirement}"' in line]
        assert re.search(r'",\s*# \w', line), f"{requirement} has no reason beside it"
