"""Forms of the audit pages."""

from collections.abc import Iterable

from flask_wtf.file import MultipleFileField
from wtforms.fields import BooleanField

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.months import Month
from sdm_tool.services.aggregate_files import LARGEST_FILE, MOST_FILES
from sdm_tool.services.audit_targets import HIGHEST, LOWEST
from sdm_tool.web.forms.base import SdmForm
from sdm_tool.web.forms.fields import Line, Note, Select, choices_from
from sdm_tool.web.forms.validators import Needed, WholeNumber


class ChangeForm(SdmForm):
    """What a team did differently from a month on."""

    month = Select("From which month?", [Needed("Choose the month it began.")], default="")
    words = Note(
        "What did you change, and why?",
        [Needed("Say what changed, and why.")],
        limit=500,
        description="For example what young people said, what was done about it, and who did it. "
        "No names of young people or families. Up to 500 characters.",
    )
    starts_new_limits = BooleanField("Start the mean and the limits anew from this month")

    def offer_months(self, months: Iterable[Month]) -> None:
        """Offer the months of the chart, newest first. Call it before the form is validated."""
        offered = {str(month): month.title for month in sorted(months, reverse=True)}
        self.month.choices = choices_from({"": "Choose a month"} | offered)


class TargetForm(SdmForm):
    """What the service aims at for its Top Score, and why."""

    percent = Line(
        "What Top Score do you aim for?",
        [
            Needed("Write the per cent to aim for."),
            WholeNumber(LOWEST, HIGHEST, f"Write a whole number from {LOWEST} to {HIGHEST}."),
        ],
        description="In per cent. There is no national target: say below where yours comes from.",
    )
    reason = Note(
        "Why this number?",
        [Needed("Say why this target.")],
        limit=500,
        description="Up to 500 characters.",
    )


class CompareForm(SdmForm):
    """Files that organisations shared, to be set side by side. They are not kept."""

    files = MultipleFileField("Files that organisations shared with you")

    def contents(self) -> list[bytes]:
        """Return what was sent, a little more than the largest of each. DomainError for none."""
        sent = [upload for upload in self.files.data or () if upload and upload.filename]
        if not sent:
            raise DomainError("Choose one file or more.", field="files")
        if len(sent) > MOST_FILES:
            raise DomainError(f"Choose at most {MOST_FILES} files.", field="files")
        return [upload.read(LARGEST_FILE + 1) for upload in sent]
