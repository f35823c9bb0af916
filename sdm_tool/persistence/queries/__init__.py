"""Reading. `get_` finds one or raises NotFound, `find_` finds many, `count_` counts.

A query about records takes the caller's scope; what is outside it does not exist.
"""


class NotFound(Exception):
    """Nothing there, or nothing this person may see: the two look alike."""


class OutOfScope(NotFound):
    """No record, meeting or conversation of this id in the person's scope."""
