"""The import contracts name every area of the site, so that a new one cannot slip past them."""

from tomllib import loads

from tests.repository.tracked import text, tracked_files


def test_every_area_of_the_site_is_in_the_contract():
    contracts = loads(text("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    [areas] = [contract for contract in contracts if contract["id"] == "areas"]
    listed = {name.strip(" ()") for name in areas["layers"][0].split("|")}
    folders = {path.parent.name for path in tracked_files("sdm_tool/web/*/routes.py")}
    assert folders <= listed
