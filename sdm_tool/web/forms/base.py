"""The base of every form."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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

    def add_fault(self, error: DomainError) -> None:
        """Show a refusal of the domain beside the field it names, else at the top."""
        if error.field and error.field in self._fields:
            field = self._fields[error.field]
            field.errors = [*field.errors, str(error)]
        else:
            self.form_errors.append(str(error))

    def summary(self) -> list[Fault]:
        """Return every fault in the order of the page."""
        faults = [Fault(str(message), None) for message in self.form_errors]
        faults.extend(_faults_of(self))
        return faults


def _faults_of(fields: Iterable[Field]) -> Iterator[Fault]:
    for field in fields:
        if isinstance(field, FieldList | FormField):
            yield from _faults_of(field)
        else:
            yield from (Fault(str(message), field.id) for message in field.errors)
