"""What several audit pages need."""

from werkzeug.wrappers import Response

from sdm_tool.instruments.collaborate import InstrumentNotInstalledError, load_instrument


def csv_answer(text: str, file_name: str) -> Response:
    """Send a file for a spreadsheet."""
    # With a byte-order mark, or Excel reads letters with accents wrong.
    answer = Response(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=file_name)
    return answer


def instrument_credit() -> str:
    """Its authors ask to be named where their scores are; without its text there is no name."""
    try:
        return load_instrument().credit
    except InstrumentNotInstalledError:
        return ""
