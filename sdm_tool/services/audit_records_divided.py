"""The standards of the record by group, so that nothing hidden is found by subtraction."""

from collections.abc import Sequence

from sdm_tool.domain.disclosure import (
    HIDDEN_COUNT,
    HIDDEN_PART,
    ToldPart,
    told_group_counts,
    told_groups,
)
from sdm_tool.domain.record_standards import Standard, Tally
from sdm_tool.services.audit_records_told import GroupTold, RecordQuality


def groups_told(
    named: Sequence[tuple[str, Sequence[Tally]]], quality: RecordQuality, *, is_whole: bool
) -> tuple[GroupTold, ...]:
    """Return the groups by name: nothing of a standard that is hidden for the sum of all.

    Several tallies of a group are those that another table tells one by one.
    """
    groups = [group for _, group in named]
    sizes = _sizes(groups)
    columns = [
        standard_by_group(groups, line.standard, is_whole=is_whole)
        if line.told.rounded
        else [HIDDEN_PART] * len(groups)
        for line in quality.standards
    ]
    return tuple(
        GroupTold(
            name,
            HIDDEN_COUNT if quality.is_too_few else sizes[place],
            tuple(column[place] for column in columns),
        )
        for place, (name, _) in enumerate(named)
    )


def standard_by_group(
    groups: Sequence[Sequence[Tally]], standard: Standard, *, is_whole: bool
) -> list[ToldPart]:
    """Return a standard by group; of a group whose size is not told, nothing else is either."""
    parts = [[tally.part(standard) for tally in group] for group in groups]
    return [
        HIDDEN_PART if size == HIDDEN_COUNT else each
        for size, each in zip(_sizes(groups), told_groups(parts, is_whole=is_whole), strict=True)
    ]


def _sizes(groups: Sequence[Sequence[Tally]]) -> tuple[str, ...]:
    return told_group_counts([[tally.conversations for tally in group] for group in groups])
