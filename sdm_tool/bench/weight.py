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
    page = visitor.get(path)
    linked = _LINKED.findall(page.get_data(as_text=True))
    fonts = {
        normpath(join(address.split("?")[0].rpartition("/")[0], font))
        for address in linked
        if ".css" in address
        for font in _FACE.findall(visitor.get(address).get_data(as_text=True))
        if _RARE not in font
    }
    return sum(_sent(visitor, address) for address in (path, *linked, *sorted(fonts))) / KILOBYTE


def _sent(visitor: Visitor, path: str) -> int:
    return len(visitor.get(path, **{"Accept-Encoding": "br, gzip"}).get_data())
