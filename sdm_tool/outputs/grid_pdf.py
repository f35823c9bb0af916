"""The HTML of a grid on paper."""

from dataclasses import asdict

from sdm_tool.outputs.grid_paper import GridPaper
from sdm_tool.outputs.grid_paper_room import has_more_room_to_write, share_of_first_text
from sdm_tool.outputs.pdf_templates import render

LARGE, SIDE_BY_SIDE = "pdf/grid_large.html", "pdf/grid.html"


def grid_paper_html(paper: GridPaper) -> str:
    """The whole document for `PdfMaker.draw`."""
    rows = [
        {
            **asdict(row),
            "is_wide": row.is_wide,
            "lines": [[asdict(figure) for figure in line] for line in row.lines],
        }
        for row in paper.rows
    ]
    context: dict[str, object] = {
        "paper": {**asdict(paper), "rows": rows},
        "columns": len(paper.options),
        "has_pictures": any(row.figures for row in paper.rows),
    }
    if paper.is_large:
        return render(LARGE, context)
    context |= {"is_roomy": has_more_room_to_write(paper), "share": share_of_first_text(paper)}
    return render(SIDE_BY_SIDE, context)
