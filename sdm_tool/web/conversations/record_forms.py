"""Forms for finding and making records and starting conversations."""

from wtforms import BooleanField

from sdm_tool.web.forms.base import SdmForm
from sdm_tool.web.forms.fields import Choice, Line, Select
from sdm_tool.web.forms.validators import Needed


class FindForm(SdmForm):
    """A record code, or the number in the service's own system."""

    code = Line(
        "Record code",
        description="8 letters and numbers, from the summary or your own record system",
        limit=40,
    )
    local_number = Line(
        "Or your own system’s number",
        description="Only for looking up. The number itself is never kept here.",
        limit=40,
    )


class NewRecordForm(SdmForm):
    """A new record: a team, and perhaps a number to find it by."""

    team = Select("Team", [Needed("Choose the team.")])
    local_number = Line(
        "Your own system’s number (if you want to find the record by it)",
        description="It is turned into a code that cannot be turned back. No name, no birthday.",
        limit=40,
    )


class StartConversationForm(SdmForm):
    """What the conversation is about, and whether it is practice."""

    grid = Choice("What is this about?", [Needed("Choose what this is about.")])
    is_practice = BooleanField("This is practice. It is never counted, and prints “Practice”.")


class ShareForm(SdmForm):
    """Another team that may see the record."""

    team = Select("Which team?", [Needed("Choose the team.")])


class ConfirmForm(SdmForm):
    """The answer to "Is this who is with you?"."""


class ReasonForm(SdmForm):
    """A reason in words."""

    reason = Line("Why?", [Needed("Say why, in a few words.")])
