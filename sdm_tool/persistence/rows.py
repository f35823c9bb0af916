"""Every row in one place, so that the metadata is whole when migrations or tests ask for it."""

from sdm_tool.persistence import (  # noqa: F401  imported for their tables
    accounts,
    audit,
    conversations,
    feedback,
    grids,
    organisation,
    records,
    resources,
    trail,
)
from sdm_tool.persistence.base import Base

METADATA = Base.metadata
