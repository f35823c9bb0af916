"""The whole bench as one document."""

import os
import platform
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sdm_tool.app import create_app
from sdm_tool.bench.largest_grid import begin_largest
from sdm_tool.bench.pages import edit_over_hello, save_over_hello, together_over_hello
from sdm_tool.bench.store import own_store
from sdm_tool.bench.summary_pdf import measure_summary_pdf, ordinary_summary
from sdm_tool.bench.visitor import find_talk, sign_in, sign_in_as
from sdm_tool.bench.weight import page_weight_kb
from sdm_tool.services.demonstration_service import EDITOR

LIMITS = {
    "together_page": 8.0,
    "save_section": 20.0,
    "largest_grid": 8.0,
    "edit_answer": 20.0,
    "summary_pdf": 1.3,
    "first_pdf_ms": 400.0,
    "page_weight_kb": 120.0,
}


@dataclass(frozen=True, slots=True)
class Measured:
    """One number and its limit. What it is a multiple of is in `LIMITS` by name."""

    name: str
    value: float
    limit: float

    @property
    def is_within(self) -> bool:
        """True when the limit is kept."""
        return self.value <= self.limit


def measure(report: Callable[[str], None]) -> list[Measured]:
    """Measure everything, on a store of its own. Under a minute on a quiet machine."""
    with own_store(report) as settings:
        app = create_app(settings)
        conversation_id, option = find_talk(app)
        visitor = sign_in(app, conversation_id)
        largest, draft = begin_largest(app, conversation_id)
        report("Measuring pages.")
        values = {
            "together_page": together_over_hello(visitor, conversation_id),
            "save_section": save_over_hello(visitor, conversation_id, option),
            "largest_grid": together_over_hello(visitor, largest),
            "edit_answer": edit_over_hello(sign_in_as(app, EDITOR.username), draft),
            "page_weight_kb": page_weight_kb(visitor, f"/conversations/{conversation_id}/together"),
        }
        report("Measuring PDFs.")
        values["summary_pdf"], values["first_pdf_ms"] = measure_summary_pdf(ordinary_summary(app))
        app.extensions["sdm_sessions"].kw["bind"].dispose()
    return [Measured(name, round(values[name], 2), limit) for name, limit in LIMITS.items()]


def document(measured: Sequence[Measured]) -> dict[str, object]:
    """Return what `bench --json` prints."""
    return {
        "machine": machine(),
        "commit": commit(),
        "ratios": {m.name: {"value": m.value, "limit": m.limit} for m in measured},
    }


def machine() -> str:
    """Return the processor, how many there are, and the Python they run."""
    return f"{_processor()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def commit() -> str | None:
    """Return the commit of the checkout this runs from, or None when it is installed."""
    checkout = Path(__file__).resolve().parents[2]
    if not (checkout / ".git").exists():
        return None
    try:
        found = subprocess.run(  # noqa: S603  nothing here was typed by anybody
            ["git", "-C", str(checkout), "rev-parse", "HEAD"],  # noqa: S607  the git of whoever runs this
            check=True, capture_output=True, text=True,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        return None
    return found.stdout.strip()


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
