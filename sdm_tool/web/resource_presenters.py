"""What pages say about another place for help: the same to families and to who keeps the list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sdm_tool.domain.grid import Ages
from sdm_tool.domain.resources import (
    CHECK_HOLDS_FOR,
    OLDEST,
    Cost,
    ResourceDetails,
    ResourceKind,
    is_check_old,
)
from sdm_tool.domain.wording import plain_date
from sdm_tool.persistence.queries.resources import ResourceSeen

KIND_WORDS = {
    ResourceKind.HELPLINE: "Helpline or crisis help",
    ResourceKind.INFORMATION: "Information",
    ResourceKind.PEER_SUPPORT: "Peer support: people who have been through the same",
    ResourceKind.SELF_HELP: "Self-help",
}
COST_WORDS = {Cost.FREE: "Free", Cost.COSTS_MONEY: "It costs money"}


@dataclass(frozen=True, slots=True)
class ResourceShown:
    """A resource in words; what the service did not say is empty."""

    name: str
    about: str
    kind: str
    web_address: str
    phone: str
    place: str
    people: str
    """The ages it is for, and the area."""
    cost: str
    access: str


def present_resource(details: ResourceDetails) -> ResourceShown:
    """Return what a resource says, but for the check."""
    cost = COST_WORDS[details.cost]
    return ResourceShown(
        name=details.name,
        about=details.about,
        kind=KIND_WORDS[details.kind],
        web_address=details.web_address,
        phone=details.phone,
        place=details.place,
        people=f"{for_ages(details.ages)}, in {details.region}",
        cost=f"{cost}: {details.cost_words}" if details.cost_words else cost,
        access=details.access,
    )


def present_resources(
    resources: Iterable[ResourceSeen], today: date
) -> list[tuple[ResourceShown, str]]:
    """Return each other place for help, with the words about its check."""
    return [(present_resource(seen.details), present_check(seen, today)) for seen in resources]


def present_check(seen: ResourceSeen, today: date) -> str:
    """Say when a resource was checked, and that the check is old when it is."""
    if seen.checked_on is None:
        return "Not checked yet."
    day = f"Checked on {plain_date(seen.checked_on)}."
    if is_check_old(seen.checked_on, today):
        days = CHECK_HOLDS_FOR.days
        return f"{day} That is more than {days} days ago. Some of it may have changed since."
    return day


def for_ages(ages: Ages) -> str:
    """Return for example "Ages 11 to 17", "Ages 16 and over" or "Any age"."""
    if ages.oldest == OLDEST:
        return f"Ages {ages.youngest} and over" if ages.youngest else "Any age"
    if not ages.youngest:
        return f"Ages up to {ages.oldest}"
    if ages.youngest == ages.oldest:
        return f"Age {ages.youngest}"
    return f"Ages {ages.youngest} to {ages.oldest}"
