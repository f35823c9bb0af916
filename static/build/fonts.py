# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools==4.60.1", "brotli==1.2.0"]
# ///
"""Write the font files that pages and PDFs use, from the npm packages, the same bytes every time.

Pages take woff2. PDFs take TrueType, because decompressing woff2 slows every drawing.
"""

import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

WEIGHTS = (400, 600)
DIGITS = "0123456789"
DIGITS_FAMILY = "SDM Digits"
STYLES = {400: "Regular", 600: "SemiBold"}

# Name identifiers of the OpenType name table.
FAMILY, SUBFAMILY, UNIQUE, FULL, POSTSCRIPT = 1, 2, 3, 4, 6
PREFERRED_FAMILY, PREFERRED_SUBFAMILY = 16, 17


def write_text_faces(package: Path, fonts: Path) -> None:
    """Copy Atkinson Hyperlegible Next, latin and latin-ext, and add a TrueType twin of each."""
    for weight in WEIGHTS:
        for script, name in (("latin", ""), ("latin-ext", "-ext")):
            source = (
                package / "files" / f"atkinson-hyperlegible-next-{script}-{weight}-normal.woff2"
            )
            target = fonts / f"atkinson-hyperlegible-next{name}-{weight}.woff2"
            shutil.copyfile(source, target)
            font = TTFont(source, recalcTimestamp=False)
            font.flavor = None
            font.save(target.with_suffix(".ttf"))


def write_digits(package: Path, fonts: Path) -> None:
    """Cut the ten digits, with their tabular forms, out of Work Sans and name them SDM Digits.

    Atkinson slashes its zero, which makes "100" hard for children. Work Sans has a plain zero and
    nearly the same height, width and stroke.
    """
    for weight in WEIGHTS:
        source = package / "files" / f"work-sans-latin-{weight}-normal.woff2"
        font = TTFont(source, recalcTimestamp=False)
        options = Options()
        options.layout_features = ["tnum", "kern"]
        options.name_IDs = ["*"]
        options.notdef_outline = True
        cutter = Subsetter(options)
        cutter.populate(text=DIGITS)
        cutter.subset(font)
        _rename(font, STYLES[weight])
        for flavor, suffix in (("woff2", ".woff2"), (None, ".ttf")):
            font.flavor = flavor
            font.save(fonts / f"sdm-digits-{weight}{suffix}")


def _rename(font: TTFont, style: str) -> None:
    names = {
        FAMILY: DIGITS_FAMILY,
        SUBFAMILY: style,
        UNIQUE: f"{DIGITS_FAMILY} {style}",
        FULL: f"{DIGITS_FAMILY} {style}",
        POSTSCRIPT: f"{DIGITS_FAMILY.replace(' ', '')}-{style}",
    }
    table = font["name"]
    table.removeNames(nameID=PREFERRED_FAMILY)
    table.removeNames(nameID=PREFERRED_SUBFAMILY)
    for identifier, text in names.items():
        table.removeNames(nameID=identifier)
        table.setName(text, identifier, 3, 1, 0x409)


if __name__ == "__main__":
    packages, fonts_folder = Path(sys.argv[1]), Path(sys.argv[2])
    fonts_folder.mkdir(parents=True, exist_ok=True)
    write_text_faces(packages / "@fontsource" / "atkinson-hyperlegible-next", fonts_folder)
    write_digits(packages / "@fontsource" / "work-sans", fonts_folder)
