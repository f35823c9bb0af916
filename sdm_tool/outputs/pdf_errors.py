"""Why a PDF could not be made, each with words that can be shown to a person as they are."""


class PdfError(Exception):
    """A PDF was not made. `str(error)` is for people; nothing of the document is in it."""


class PdfUnavailable(PdfError):
    """The drawing process cannot start on this machine (a library or font is missing)."""


class PdfTimedOut(PdfError):
    """The document took longer than the limit; the process was ended and will be replaced."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"This PDF took longer than {seconds:g} seconds, so we stopped it. "
            "The page on the screen says the same and can be printed."
        )


class PdfTooLarge(PdfError):
    """The document needed more memory than the limit; the process will be replaced."""

    def __init__(self) -> None:
        super().__init__(
            "This PDF needs more memory than we allow, so we stopped it. "
            "The page on the screen says the same and can be printed."
        )


class PdfProcessDied(PdfError):
    """The drawing process ended without an answer; the next document gets a new one."""

    def __init__(self) -> None:
        super().__init__(
            "This PDF was not made: its process ended early. Try once more; if it happens again, "
            "print the page on the screen, which says the same."
        )


class PdfRefused(PdfError):
    """The document asks for something a PDF of ours never has, such as an outside address."""
