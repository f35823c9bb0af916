"""The most memory that sending every released block takes, in a process that does nothing else."""

import resource
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile

from sdm_tool.bench.audit_service import LEAD_ID
from sdm_tool.bench.visitor import Unexpected
from sdm_tool.domain.permissions import Role, Scope, permissions_of
from sdm_tool.persistence.engine import make_engine, make_sessions
from sdm_tool.services.audit_blocks_export import write_blocks

MEGABYTE = 1_000_000
KIBIBYTE = 1024
LEAD = Scope(LEAD_ID, frozenset(), permissions_of([Role.AUDIT_LEAD]))
_STATUS = Path("/proc/self/status")


def export_mb(database_url: str, rows: int) -> float:
    """Return the megabytes at the peak of exporting so many rows, the interpreter's included.

    Raises Unexpected when another number of rows comes out.
    """
    # The address goes by standard input: it may hold a password, and anybody sees arguments.
    done = subprocess.run(
        [sys.executable, "-m", "sdm_tool.bench.audit_export"],
        input=database_url, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Unexpected(f"the export ended with {done.stderr.strip().splitlines()[-1]}")
    sent, peak = done.stdout.split()
    if int(sent) != rows:
        raise Unexpected(f"the export sent {sent} rows of {rows}")
    return int(peak) / MEGABYTE


def _lines(database_url: str) -> int:
    engine = make_engine(database_url)
    with make_sessions(engine)() as session, TemporaryFile("w+", newline="") as out:
        write_blocks(session, out, scope=LEAD, now=datetime.now(UTC))
        out.seek(0)
        lines = sum(1 for _ in out)
    engine.dispose()
    return lines


def _peak() -> int:
    """The most bytes this process held. Linux counts what started it in, but not in its status."""
    if _STATUS.exists():
        line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * KIBIBYTE
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * KIBIBYTE


if __name__ == "__main__":
    lines = _lines(sys.stdin.read())
    sys.stdout.write(f"{lines - 1} {_peak()}\n")
