"""Every part made by others is listed with its licence, and every licence is here in full."""

import re
from tomllib import loads

import pytest

from tests.repository.tracked import named, text, tracked_files

VENDORED = tracked_files(
    "static/css/nhsuk-frontend*", "static/js/*.min.js", "static/fonts/*", "tests/vendor/*.js"
)


def test_the_project_states_licences_whose_text_is_here():
    stated = set(loads(text("pyproject.toml"))["project"]["license"].split(" AND "))
    texts = {path.stem for path in tracked_files("LICENSES/*")}
    assert stated - {"Apache-2.0"} <= texts
    assert "Apache License" in text("LICENSE")


@pytest.mark.parametrize("path", tracked_files("LICENSES/*"), ids=named)
def test_every_licence_text_belongs_to_a_listed_part(path):
    assert path.name in text("NOTICE") + text("static/LICENCES.md")


@pytest.mark.parametrize("path", VENDORED, ids=named)
def test_every_vendored_file_is_listed(path):
    listed = re.findall(r"`([^`]+)`", text("static/LICENCES.md"))
    short = named(path).removeprefix("static/")
    assert any(short.startswith(entry.rstrip("*")) for entry in listed if "/" in entry)


def test_the_instrument_carries_its_own_notice():
    notice = text("sdm_tool/instruments/collaborate/NOTICE")
    assert "NonCommercial-NoDerivs 3.0" in notice
    assert "doi:10.1016/j.pec.2013.05.009" in notice
