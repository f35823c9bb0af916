"""Mends the tags that WeasyPrint 70 leaves short of PDF/UA-1 (ISO 14289-1:2014).

Header cells get their scope, a header across a whole row heads the rows under it, empty header
lists go, and links are marked as printed.
"""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

_PRINTED = 1 << 2  # annotation flag 3, "Print" (ISO 32000-1, table 165)


class FigureWithoutWords(ValueError):
    """A picture has no words for people who cannot see it."""


def mend(pdf_bytes: bytes) -> bytes:
    """The same document with its tags put right; the same bytes in give the same bytes out.

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
    if kind == "/Table":
        _mend_rows_under_headers(tag)
    elif kind == "/TR":
        _mend_row(tag)
    elif kind == "/Figure" and not str(tag.get(Name.Alt, "")).strip():
        raise FigureWithoutWords("a picture has no words for people who cannot see it")


def _mend_row(row: Object) -> None:
    """WeasyPrint drops the HTML scope: a header beside a plain cell, or alone, heads its row."""
    cells = _cells(row)
    has_plain_cell = any(cell.S == Name.TD for cell in cells) or _alone(cells) is not None
    for cell in cells:
        attributes = cell.get(Name.A, Dictionary(O=Name.Table))
        if cell.S == Name.TH:
            attributes[Name.Scope] = Name.Row if has_plain_cell else Name.Column
            cell[Name.A] = attributes
        elif Name.Headers in attributes and len(attributes.Headers) == 0:
            del attributes[Name.Headers]


def _mend_rows_under_headers(table: Object) -> None:
    """A header that stands across a whole row heads the cells of the rows after it as well."""
    header = None
    for row in (tag for tag in _in_order(table) if tag.S == Name.TR):
        cells = _cells(row)
        header = _alone(cells) or header
        for cell in cells:
            if header is not None and cell.S == Name.TD:
                cell.A[Name.Headers] = Array([header.ID, *cell.A.get(Name.Headers, Array())])


def _alone(cells: list[Object]) -> Object | None:
    """The only cell of a row, when it is a header across several columns."""
    is_alone = len(cells) == 1 and cells[0].S == Name.TH
    return cells[0] if is_alone and Name.ColSpan in cells[0].get(Name.A, Dictionary()) else None


def _cells(row: Object) -> list[Object]:
    return [cell for cell in _as_list(row.get(Name.K)) if isinstance(cell, Dictionary)]


def _in_order(tag: Object) -> Iterator[Object]:
    for child in _as_list(tag.get(Name.K)):
        if isinstance(child, Dictionary) and Name.S in child:
            yield child
            yield from _in_order(child)


def _as_list(children: Object | None) -> list[Object]:
    if isinstance(children, Array):
        return list(children)
    return [] if children is None else [children]
