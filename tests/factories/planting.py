"""Plants one fault in the small grid and says on which line it stands."""

from sdm_tool.domain.grid_file import Fault
from tests.factories.grids import minimal_evidence_yaml, minimal_grid_yaml, read


def planted(old: str, new: str, **changes: object) -> tuple[bytes, int]:
    """The small grid with the first `old` replaced, and the first line that is then different."""
    before = minimal_grid_yaml(**changes).decode()
    assert old in before, f"{old!r} is not in the small grid"
    after = before.replace(old, new, 1)
    return after.encode(), first_changed_line(before, after)


def planted_evidence(old: str, new: str) -> tuple[bytes, int]:
    """The evidence of the small grid with the first `old` replaced, and the line of it."""
    before = minimal_evidence_yaml().decode()
    assert old in before, f"{old!r} is not in the evidence"
    after = before.replace(old, new, 1)
    return after.encode(), first_changed_line(before, after)


def first_changed_line(before: str, after: str) -> int:
    """The first physical line, from 1, at which two texts differ."""
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    return next(number for number, (one, two) in enumerate(pairs, start=1) if one != two)


def found(grid_yaml: bytes, rule: str, evidence_yaml: bytes | None = None) -> Fault:
    """The one finding of this rule in these files; fails when there is none or more than one."""
    findings = read(grid_yaml, evidence_yaml).faults
    of_rule = [fault for fault in findings if fault.rule == rule]
    assert len(of_rule) == 1, f"{rule} wanted once, found {findings}"
    return of_rule[0]
