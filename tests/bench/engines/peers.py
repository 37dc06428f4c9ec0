"""The same table by another engine, run by tests.bench.papers in an environment of its own. Prints seconds and pages.

Content, page, margins, font and sizes are those of the annex; each engine repeats the head and breaks rows itself.
"""
# ruff: noqa: T201

import html
import json
import sys
import time
from io import BytesIO

PAGE_MM = (297, 210)
MARGINS_MM = (20, 15, 20, 30)


def by_typst(given: dict) -> bytes:
    import typst

    def cell(text: str) -> str:
        return "[" + "".join(f"\\{c}" if c in "#$*_`<>@[]\\~=" else c for c in text) + "]"

    rows = ",".join(cell(text) for row in given["rows"] for text in row)
    head = ",".join(f"[*{title}*]" for title in given["titles"])
    columns = ",".join(f"{weight}fr" for weight in given["weights"])
    source = (
        '#set page(paper: "a4", flipped: true, margin: (top: 20mm, right: 15mm, bottom: 20mm, left: 30mm))\n'
        '#set text(font: "Tinos", size: 12pt, lang: "vi")\n'
        f"#table(columns: ({columns}), inset: 3.5pt, table.header({head}), {rows})"
    )
    return typst.compile(source.encode(), font_paths=[given["fonts"]], ignore_system_fonts=True)


def by_fpdf2(given: dict) -> bytes:
    from fpdf import FPDF

    paper = FPDF(orientation="landscape", format="A4")
    paper.set_margins(MARGINS_MM[3], MARGINS_MM[0], MARGINS_MM[1])
    paper.set_auto_page_break(auto=True, margin=MARGINS_MM[2])
    paper.add_font("Tinos", "", f"{given['fonts']}/Tinos-Regular.ttf")
    paper.add_font("Tinos", "B", f"{given['fonts']}/Tinos-Bold.ttf")
    paper.set_font("Tinos", size=12)
    paper.add_page()
    with paper.table(col_widths=tuple(given["weights"]), text_align="LEFT", line_height=4.9) as table:
        for row in (given["titles"], *given["rows"]):
            cells = table.row()
            for text in row:
                cells.cell(text)
    return bytes(paper.output())


def by_weasyprint(given: dict) -> bytes:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    style = (
        f"@font-face {{font-family: Tinos; src: url(file://{given['fonts']}/Tinos-Regular.ttf)}}"
        f"@font-face {{font-family: Tinos; font-weight: bold; src: url(file://{given['fonts']}/Tinos-Bold.ttf)}}"
        "@page {size: A4 landscape; margin: 20mm 15mm 20mm 30mm} body {font: 12pt Tinos}"
        "table {border-collapse: collapse; width: 100%; table-layout: fixed}"
        "td, th {border: 0.6pt solid; padding: 2pt 3.5pt; vertical-align: top}"
    )
    total = sum(given["weights"])
    columns = "".join(f"<col style='width:{100 * weight / total}%'>" for weight in given["weights"])
    head = "".join(f"<th>{title}</th>" for title in given["titles"])
    rows = "".join("<tr>" + "".join(f"<td>{html.escape(t)}</td>" for t in row) + "</tr>" for row in given["rows"])
    page = f"<html lang=vi><table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead>{rows}</table>"
    return HTML(string=page).write_pdf(stylesheets=[CSS(string=style, font_config=fonts)], font_config=fonts)


def main() -> None:
    given = json.load(sys.stdin)
    engine = {"typst": by_typst, "fpdf2": by_fpdf2, "weasyprint": by_weasyprint}[given["engine"]]
    engine({**given, "rows": given["rows"][:5]})
    start = time.perf_counter()
    data = engine(given)
    seconds = time.perf_counter() - start
    print(json.dumps([seconds, pages_of(data)]))


def pages_of(data: bytes) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(BytesIO(data)))


if __name__ == "__main__":
    main()
