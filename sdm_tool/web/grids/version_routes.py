"""Routes for the versions of a grid, and for what changed between two of them."""

from flask import render_template, request

from sdm_tool.domain.grid_compare import compare as compare_grids
from sdm_tool.domain.permissions import Permission
from sdm_tool.services.grid_standing import standings_of
from sdm_tool.services.grid_versions import KnownVersion, find_versions
from sdm_tool.web.access import requires
from sdm_tool.web.database import database
from sdm_tool.web.fragments import see_other
from sdm_tool.web.grids.blueprint import Answer, get_catalogue, get_grid, grids, is_demonstration
from sdm_tool.web.grids.compare_presenters import present_comparison
from sdm_tool.web.grids.forms import CompareForm
from sdm_tool.web.grids.version_presenters import present_versions


@grids.route("/grids/<slug>/versions")
@requires(Permission.GRID_READ)
def versions(slug: str) -> str:
    """List every version of a grid that is known here, newest first."""
    known = find_versions(database(), get_catalogue(), slug)
    standings = standings_of(database(), [version.content_hash for version in known])
    return render_template(
        "grids/versions.html",
        slug=slug,
        title=known[0].title,
        lines=present_versions(slug, known, standings, is_demonstration=is_demonstration()),
        form=_form(known),
    )


@grids.route("/grids/<slug>/compare")
@requires(Permission.GRID_READ)
def compare(slug: str) -> Answer:
    """Show what changed from one version to another; without two numbers, the list of versions."""
    numbers = [request.args.get(name, "") for name in ("from", "to")]
    if not all(numbers):
        return see_other(f"/grids/{slug}/versions")
    before, after = (get_grid(slug, number) for number in numbers)
    comparison = compare_grids(before, after)
    return render_template(
        "grids/compare.html",
        slug=slug,
        before=before,
        after=after,
        comparison=present_comparison(comparison, before, after),
        form=_form(find_versions(database(), get_catalogue(), slug)),
    )


def _form(known: tuple[KnownVersion, ...]) -> CompareForm:
    form = CompareForm(request.args)
    form.offer(known)
    return form
