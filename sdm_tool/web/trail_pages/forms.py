"""The filter of the trail page."""

from collections.abc import Iterable
from typing import ClassVar

from wtforms import Form
from wtforms.fields import Field
from wtforms.validators import StopValidation

from sdm_tool.persistence.queries.staff import StaffSeen
from sdm_tool.web.forms.base import SdmForm
from sdm_tool.web.forms.fields import DateParts, Line, Select, choices_from


class InOurTime:
    """A day that the clock of any event could show."""

    field_flags: ClassVar[dict[str, bool]] = {}
    years = range(2000, 2101)

    def __call__(self, _form: Form, field: Field) -> None:
        """Refuse other years."""
        if field.data is not None and field.data.year not in self.years:
            raise StopValidation("Put in a year from 2000 to 2100.")


class TrailFilterForm(SdmForm):
    """Which events to show. Sent with GET, so that an address can be kept; it changes nothing."""

    class Meta:
        csrf = False

    code = Line("Record code", limit=20)
    person = Select("Person", default="")
    since = DateParts("From", [InOurTime()])
    until = DateParts("To", [InOurTime()])

    def offer_staff(self, staff: Iterable[StaffSeen]) -> None:
        """Offer everyone with an account, and everybody. Call it before the form is validated."""
        people = {member.id: f"{member.display_name} ({member.username})" for member in staff}
        self.person.choices = choices_from({"": "Everybody"} | people)
