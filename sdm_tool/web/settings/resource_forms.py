"""Forms for other places for help. Shape only: what is complete is a rule of the domain."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from wtforms import Form, IntegerField
from wtforms.fields import Field
from wtforms.validators import StopValidation
from wtforms.widgets import HiddenInput

from sdm_tool.domain.grid import Ages, Grid
from sdm_tool.domain.resources import (
    NOT_AN_ADDRESS,
    OLDEST,
    Cost,
    ResourceDetails,
    ResourceKind,
    is_web_address,
)
from sdm_tool.web.forms.base import SdmForm
from sdm_tool.web.forms.fields import Choice, Choices, Line, choices_from
from sdm_tool.web.forms.validators import Needed, WholeNumber
from sdm_tool.web.resource_presenters import COST_WORDS, KIND_WORDS

ADDRESS_LIMIT = 500
WHOLE_AGE = WholeNumber(0, OLDEST, f"Put in a whole number from 0 to {OLDEST}.")


class WholeAddress:
    """Empty, or a whole web address."""

    field_flags: ClassVar[dict[str, bool]] = {}

    def __call__(self, _form: Form, field: Field) -> None:
        """Refuse what a browser could not open safely."""
        if field.data and not is_web_address(field.data):
            raise StopValidation(NOT_AN_ADDRESS)


class CheckForm(SdmForm):
    """Which version of a resource was read before it was called checked."""

    row_version = IntegerField()


class ResourceForm(SdmForm):
    """A resource, with the version that was seen."""

    name = Line("Name", [Needed("Type its name.")])
    about = Line(
        "What it is",
        [Needed("Say in one plain sentence what it is.")],
        description="One plain sentence that a child of 11 can read.",
    )
    kind = Choice(
        "Kind",
        [Needed("Choose what kind it is.")],
        options={kind.value: words for kind, words in KIND_WORDS.items()},
        description=(
            "Beside a grid about self-harm families see helplines and information only, "
            "never peer support or self-help."
        ),
    )
    web_address = Line(
        "Web address",
        [WholeAddress()],
        limit=ADDRESS_LIMIT,
        description="The whole address, beginning with https:// or http://.",
    )
    phone = Line("Phone", description="A number to ring or to text, with the hours if it has any.")
    place = Line("Place", description="Where to go, for example a street and a town.")
    region = Line(
        "Area it serves",
        [Needed("Say which area it serves, for example England or Leeds.")],
        description="For example: England, or Leeds.",
    )
    youngest = Line(
        "Youngest age",
        [Needed("Put in the youngest age, for example 11."), WHOLE_AGE],
        description="The child’s or young person’s, also when it is for parents. 0: no lower end.",
        limit=10,
    )
    oldest = Line(
        "Oldest age",
        [Needed("Put in the oldest age, for example 17."), WHOLE_AGE],
        description=f"{OLDEST}: no upper end.",
        limit=10,
    )
    cost = Choice(
        "Cost",
        [Needed("Choose whether it is free.")],
        options={cost.value: words for cost, words in COST_WORDS.items()},
    )
    cost_words = Line(
        "More about the cost",
        description="Needed when it costs money, for example: £4 a month after two free weeks.",
    )
    access = Line(
        "Languages and access",
        description="If you know, for example: in Urdu and English; signed calls on weekdays.",
    )
    grid_slugs = Choices(
        "Grids it stands beside",
        description="Tick none to show it beside every grid of its ages.",
    )
    row_version = IntegerField(widget=HiddenInput())

    def offer_grids(self, grids: Iterable[Grid], kept: Iterable[str] = ()) -> None:
        """Offer these grids, and those that are kept and no longer loaded. Before validation."""
        titles = {grid.slug: grid.title for grid in grids}
        gone = {slug: f"{slug}: not loaded here now" for slug in sorted(set(kept) - set(titles))}
        self.grid_slugs.choices = choices_from(titles | gone)

    def details(self) -> ResourceDetails:
        """Return what was typed. Only of a form that was found valid."""
        return ResourceDetails(
            name=self.name.data,
            about=self.about.data,
            kind=ResourceKind(self.kind.data),
            web_address=self.web_address.data,
            phone=self.phone.data,
            place=self.place.data,
            region=self.region.data,
            ages=Ages(int(self.youngest.data), int(self.oldest.data)),
            cost=Cost(self.cost.data),
            cost_words=self.cost_words.data,
            access=self.access.data,
            grid_slugs=frozenset(self.grid_slugs.data or ()),
        )


def values_of(details: ResourceDetails) -> Mapping[str, object]:
    """Return what the form shows of a resource that is kept."""
    return {
        "name": details.name,
        "about": details.about,
        "kind": details.kind.value,
        "web_address": details.web_address,
        "phone": details.phone,
        "place": details.place,
        "region": details.region,
        "youngest": str(details.ages.youngest),
        "oldest": str(details.ages.oldest),
        "cost": details.cost.value,
        "cost_words": details.cost_words,
        "access": details.access,
        "grid_slugs": sorted(details.grid_slugs),
    }
