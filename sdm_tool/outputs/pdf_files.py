"""The few files a PDF may use, by name. Every other address stops the drawing."""

from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from sdm_tool.outputs.pdf_fonts import read_faces

# A name that cannot exist on a network (RFC 2606), so that relative addresses become keys.
BASE = "https://paper.invalid/"

_ELEMENTS_OF_ELSEWHERE = frozenset({"base", "embed", "iframe", "link", "object", "script", "style"})
_ATTRIBUTES_OF_ELSEWHERE = frozenset({"background", "data", "poster", "src", "srcset", "style"})


class AddressRefused(FatalURLFetchingError):  # type: ignore[misc]  # WeasyPrint ships no types
    """A document asked for something that is not in the table of named files."""


class NamedFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Answers only for the names it was given, from memory; never opens a file or a socket.

    The base class is WeasyPrint's, because WeasyPrint asks for it; none of its openers is used.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self._files = {BASE + name: content for name, content in files.items()}

    def fetch(self, url: str, _headers: object = None) -> URLFetcherResponse:
        """The named file. Raises AddressRefused, which ends the whole drawing."""
        content = self._files.get(url)
        if content is None:
            raise AddressRefused("the document asks for an address outside itself")
        kind = "text/css" if url.endswith(".css") else "font/ttf"
        return URLFetcherResponse(url, content, {"Content-Type": kind})


def read_named_files(pdf_templates: Path, fonts: Path) -> dict[str, bytes]:
    """`paper.css` and every TrueType face (as `fonts/<name>.ttf`)."""
    files = {f"fonts/{name}": face for name, face in read_faces(fonts).items()}
    files["paper.css"] = (pdf_templates / "paper.css").read_bytes()
    return files


def refuse_what_is_elsewhere(document: Element) -> None:
    """Refuse a document that names a file, a style or a script, fetched or not.

    The style sheet comes from the process and pictures are drawn in place, so a document of ours
    has no reason to. Links that people follow (`a href`) are printed and never fetched.
    Raises AddressRefused.
    """
    for element in document.iter():
        name = _local(element.tag)
        if name in _ELEMENTS_OF_ELSEWHERE:
            raise AddressRefused(f"the document holds an element “{name}”")
        for attribute, value in element.attrib.items():
            if _is_elsewhere(name, _local(attribute), value):
                raise AddressRefused("the document asks for an address outside itself")


def _is_elsewhere(element: str, attribute: str, value: str) -> bool:
    if attribute == "href":
        return element != "a" and not value.startswith("#")
    return attribute in _ATTRIBUTES_OF_ELSEWHERE


def _local(name: object) -> str:
    """The name without its namespace. Comments have a function for a name."""
    return name.rpartition("}")[2].lower() if isinstance(name, str) else ""
