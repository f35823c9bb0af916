"""The TrueType faces of the PDF, read from `static/fonts` and made fit for Pango."""

import io
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types
from fontTools.ttLib.tables._g_l_y_f import Glyph  # type: ignore[import-untyped]  # the same

_SPACES = (0x20, 0xA0)
_WEIGHTS = (400, 600)


def read_faces(fonts: Path) -> dict[str, bytes]:
    """Every TrueType face by file name, the digits with a space as wide as the text face's.

    Pango draws the space after a digit in the digits' own face. A face without one would draw an
    empty box there, which is also a fault in PDF/UA-1 (7.21.8). The web's digits keep no space:
    a browser would take every space from the first face that has one.
    """
    faces = {face.name: face.read_bytes() for face in sorted(fonts.glob("*.ttf"))}
    for weight in _WEIGHTS:
        digits = f"sdm-digits-{weight}.ttf"
        text = faces[f"atkinson-hyperlegible-next-{weight}.ttf"]
        faces[digits] = _with_space(faces[digits], _space_width(text))
    return faces


def _space_width(face: bytes) -> float:
    """In ems."""
    font = TTFont(io.BytesIO(face))
    name = font.getBestCmap()[_SPACES[0]]
    return float(font["hmtx"][name][0] / font["head"].unitsPerEm)


def _with_space(face: bytes, ems: float) -> bytes:
    font = TTFont(io.BytesIO(face), recalcTimestamp=False)
    font.setGlyphOrder([*font.getGlyphOrder(), "space"])
    font["glyf"]["space"] = Glyph()
    font["hmtx"]["space"] = (round(ems * font["head"].unitsPerEm), 0)
    for table in font["cmap"].tables:
        table.cmap |= dict.fromkeys(_SPACES, "space")
    saved = io.BytesIO()
    font.save(saved)
    return saved.getvalue()
