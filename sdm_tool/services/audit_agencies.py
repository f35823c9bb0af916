"""Top Scores by agency: the teams' released blocks added up, so that nothing new is told."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.equity import NOT_SAID
from sdm_tool.domain.months import Month
from sdm_tool.domain.permissions import Scope
from sdm_tool.persistence.queries.audit import find_blocks
from sdm_tool.persistence.queries.organisations import find_teams
from sdm_tool.services.audit import offers_told
from sdm_tool.services.audit_choice import names_a_to_z
from sdm_tool.services.audit_groups import Group, Released, figures_of
from sdm_tool.services.audit_releases import Kind


def figures_of_agencies(
    session: Session, respondent: Respondent, months: tuple[Month, Month], *, scope: Scope
) -> Mapping[str, Group]:
    """Return the figures of each agency whose teams ever offered the form, by its name.

    Its `parts` are those teams, A to Z. It holds the blocks that lie whole within `months`, which
    the overview shows team by team; a team without one is not in the figures. The agency is the
    one that the team has today. Raises NotFound for someone who may not read audit pages.
    """
    first, last = months
    blocks = find_blocks(
        session, scope, first=first, last=last, respondent=respondent, kind=Kind.TEAM
    )
    offers = offers_told(session, first, last, scope=scope)
    known = find_teams(session)
    agencies = {team.id: team.agency or NOT_SAID for team in known}
    teams: dict[str, dict[str, str]] = {}
    for team, name in names_a_to_z(known).items():
        teams.setdefault(agencies[team], {})[team] = name
    found = {
        agency: figures_of(respondent, Released(blocks, ()), offers, members, by_mode=False)
        for agency, members in teams.items()
    }
    return {
        agency: replace(figures.together, name=agency, parts=figures.teams)
        for agency, figures in found.items()
        if figures.teams
    }
