"""What one page costs somebody on a phone who was never here: every byte that is sent."""

import re
from posixpath import join, normpath

from sdm_tool.bench.visitor import Visitor

KILOBYTE = 1000
_LINKED = re.compile(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"')
_FACE = re.compile(r'@font-face \{[^}]*?url\("([^"]+)"\)[^}]*\}')
_RARE = "ext-"
"""Letters of Welsh, Polish and others: fetched only by pages that use them."""


def page_weight_kb(visitor: Visitor, path: str) -> float:
    """Return the kilobytes (of 1,000) of a page, its style sheets, scripts and fonts, as sent."""
    linked = _LINKED.findall(_body(visitor, path).decode())
    fonts = {
        normpath(join(address.split("?")[0].rpartition("/")[0], font))
        for address in linked
        if ".css" in address
        for font in _FACE.findall(_body(visitor, address).decode())
        if _RARE not in font
    }
    sent = (path, *linked, *sorted(fonts))
    return sum(len(_body(visitor, address, compressed=True)) for address in sent) / KILOBYTE


def _body(visitor: Visitor, path: str, *, compressed: bool = False) -> bytes:
    accepted = {"Accept-Encoding": "br, gzip"} if compressed else {}
    answer = visitor.get(path, **accepted)
    try:
        return answer.get_data()
    finally:
        answer.close()
