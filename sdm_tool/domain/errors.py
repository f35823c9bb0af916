"""What the domain says when it refuses something."""


class DomainError(Exception):
    """A refusal in words that a person can act on, with the field it is about when there is one."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
