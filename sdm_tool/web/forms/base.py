"""The base of every form."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flask_wtf import FlaskForm
from wtforms import FieldList, FormField
from wtforms.fields import Field

from sdm_tool.domain.errors import DomainError


@dataclass(frozen=True, slots=True)
class Fault:
    """One line of the error summary: what to do, and where."""

    message: str
    field_id: str | None


class SdmForm(FlaskForm):
    """A form whose faults can be listed at the top and beside their fields."""

    @property
    def errors(self) -> dict[str | None, Any]:
        """Return every message by field, refusals of the domain inside lists too."""
        nested = {field.name: field.errors for field in flat_fields(self) if field.errors}
        return {**super().errors, **nested}

    def add_fault(self, error: DomainError) -> None:
        """Show a refusal of the domain beside the field it names, else at the top."""
        field = next((field for field in flat_fields(self) if field.name == error.field), None)
        if field is None:
            self.form_errors.append(str(error))
        else:
            field.errors = [*field.errors, str(error)]

    def summary(self) -> list[Fault]:
        """Return every fault in the order of the page."""
        faults = [Fault(str(message), None) for message in self.form_errors]
        faults.extend(
            Fault(str(message), field.id) for field in flat_fields(self) for message in field.errors
        )
        return faults


def flat_fields(fields: Iterable[Field]) -> Iterator[Field]:
    """Return every field that holds something, those inside lists and groups among them."""
    for field in fields:
        if isinstance(field, FieldList | FormField):
            yield from flat_fields(field)
        else:
            yield field
