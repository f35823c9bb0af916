"""From bytes to text: UTF-8 only, without the characters that hide or disturb what is written."""

import re
from bisect import bisect_right

from sdm_tool.domain.grid_checks.findings import Findings, Severity

LARGEST_FILE = 1_048_576
_BYTE_ORDER_MARK = "\ufeff"
# Control characters, line breaks other than LF and CR, marks that turn or hide text, surrogates.
HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200b\u200e\u200f\u202a-\u202e"
    r"\u2060-\u2069\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_MOST_NAMED = 20


def decoded(raw: bytes, findings: Findings) -> str | None:
    """The text of a file, or None with the reason among the findings."""
    if len(raw) > LARGEST_FILE:
        _refuse(findings, 1, "file.too-large", "This file is over 1 MiB. Make it smaller.")
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        _refuse(findings, line, "yaml.encoding", "This is not UTF-8 text. Save the file as UTF-8.")
        return None
    text = text.removeprefix(_BYTE_ORDER_MARK)
    return text if _all_visible(text, findings) else None


def _all_visible(text: str, findings: Findings) -> bool:
    breaks = [found.start() for found in re.finditer("\n", text)]
    for count, found in enumerate(HIDDEN.finditer(text)):
        if count == _MOST_NAMED:
            break
        line = bisect_right(breaks, found.start()) + 1
        code = f"U+{ord(found[0]):04X}"
        message = f"There is a hidden character here ({code}). Delete it and type the text again."
        _refuse(findings, line, "yaml.control-character", message)
    return HIDDEN.search(text) is None


def _refuse(findings: Findings, line: int, rule: str, message: str) -> None:
    findings.add(line, "", rule, Severity.FAULT, message)
