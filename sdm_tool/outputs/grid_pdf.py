"""The HTML of a grid on paper."""

from dataclasses import asdict

from sdm_tool.outputs.grid_paper import GridPaper
from sdm_tool.outputs.grid_paper_room import has_more_room_to_write, share_of_first_text
from sdm_tool.outputs.pdf_templates import render


def grid_paper_html(paper: GridPaper) -> str:
    """The whole document for `PdfMaker.draw`."""
    rows = [{**asdict(row), "is_wide": row.is_wide} for row in paper.rows]
    context = {
        "paper": {**asdict(paper), "rows": rows},
        "columns": len(paper.options),
        "has_pictures": any(row.figures for row in paper.rows),
        "is_roomy": has_more_room_to_write(paper),
        "share": share_of_first_text(paper),
    }
    return render("pdf/grid.html", context)
