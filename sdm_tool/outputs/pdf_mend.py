"""Mends the tags that WeasyPrint 70 leaves short of PDF/UA-1 (ISO 14289-1:2014).

Header cells get their scope, empty header lists go, and links are marked as printed.
"""

import io
import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

# WeasyPrint names a header cell "<table>-<row>-<column>", rows and columns counted from 0.
_HEADS_ROW = re.compile(r".*-[1-9]\d*-0")
_PRINTED = 1 << 2  # annotation flag 3, "Print" (ISO 32000-1, table 165)


class FigureWithoutWords(ValueError):
    """A picture has no words for people who cannot see it."""


def mend(pdf_bytes: bytes) -> bytes:
    """The same document with its tags put right; the same bytes in give the same bytes out.

    A header cell in the first column, below the first row, heads its row; any other heads its
    column. (WeasyPrint drops the HTML scope, so tables keep their row headers in column one.)
    Raises FigureWithoutWords.
    """
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        for tag in _tags(pdf.Root.StructTreeRoot.K):
            _mend_tag(tag)
        for page in pdf.pages:
            for annotation in page.obj.get(Name.Annots, Array()):
                annotation[Name.F] = int(annotation.get(Name.F, 0)) | _PRINTED
        mended = io.BytesIO()
        pdf.save(
            mended,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
        return mended.getvalue()


def _tags(top: Object) -> Iterator[Object]:
    waiting = [top]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Array):
            waiting.extend(child for child in item if isinstance(child, Array | Dictionary))
        elif Name.S in item:
            yield item
            children = item.get(Name.K)
            if isinstance(children, Array | Dictionary):
                waiting.append(children)


def _mend_tag(tag: Object) -> None:
    kind = str(tag.S)
    attributes = tag.get(Name.A)
    if kind == "/TH":
        attributes = attributes or Dictionary(O=Name.Table)
        attributes[Name.Scope] = _scope(str(tag.get(Name.ID, "")))
        tag[Name.A] = attributes
    elif kind == "/TD" and isinstance(attributes, Dictionary):
        if Name.Headers in attributes and len(attributes.Headers) == 0:
            del attributes[Name.Headers]
    elif kind == "/Figure" and not str(tag.get(Name.Alt, "")).strip():
        raise FigureWithoutWords("a picture has no words for people who cannot see it")


def _scope(cell_id: str) -> Name:
    heads_row = _HEADS_ROW.fullmatch(cell_id)
    return Name.Row if heads_row else Name.Column
