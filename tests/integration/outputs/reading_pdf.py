"""What a person, a screen reader and a checker find in a PDF."""

import io
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
from pdfua import validate


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page as Debian's pdftotext reads it, laid out as printed."""
    command = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return text.split("\f")[:-1]


def words_of(pdf: bytes) -> str:
    """All text in reading order, every run of spaces and line breaks as one space."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return " ".join(text.split())


def faults_of(pdf: bytes) -> list[str]:
    """What the PDF/UA checker finds; empty when it finds nothing."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "checked.pdf"
        path.write_bytes(pdf)
        return [f"{finding.rule_id}: {finding.message}" for finding in validate(path).findings]


@dataclass(frozen=True)
class Tag:
    """One tag of the structure tree; what a tag does not have is empty."""

    name: str
    alt: str
    scope: str
    headers: int | None


def tags_of(pdf: bytes) -> list[Tag]:
    """Every tag of the structure tree, in reading order."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [_as_tag(tag) for tag in _walk(opened.Root.StructTreeRoot.K)]


def _as_tag(tag: pikepdf.Object) -> Tag:
    attributes = tag.get("/A", pikepdf.Dictionary())
    return Tag(
        name=str(tag.S)[1:],
        alt=str(tag.get("/Alt", "")),
        scope=str(attributes.get("/Scope", ""))[1:],
        headers=len(attributes.Headers) if "/Headers" in attributes else None,
    )


def _walk(item: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if isinstance(item, pikepdf.Array):
        for child in item:
            yield from _walk(child)
    elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
        yield item
        if "/K" in item:
            yield from _walk(item.K)
