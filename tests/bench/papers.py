"""Papers: time against ReportLab's own floor (the same ink drawn by canvas only), growth, memory, the whole set.

The console meanwhile: the gaps of its event loop, with 60 questions, in a process of its own.

Peers are measured where HOINGHI_PEERS names the Python of an environment that has typst, fpdf2 and weasyprint.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from app.documents import docx, form, pdf, xlsx
from app.documents.blocks import Align, Column, Document, Part, Row, Table
from app.documents.catalogue import CATALOGUE
from app.documents.made_papers import MadePaper
from app.documents.paper_set import make_papers
from app.documents.pdf_pieces import Placed, fill_pages
from tests.bench.__main__ import Figure
from tests.support import reports

_SENTENCE = "Giải pháp của tỉnh hỗ trợ thanh niên khởi nghiệp, tiếp cận vốn vay ưu đãi tại Ngân hàng Chính sách xã hội"
_WORDS = _SENTENCE.split()
_TITLES = ("STT", "Nội dung ý kiến, kiến nghị", "Người, đơn vị kiến nghị", "Cơ quan chủ trì", "Nội dung trả lời")
_WEIGHTS = (11, 66, 42, 33, 102)
_PEERS = ("typst", "fpdf2", "weasyprint")
_SET_SECONDS = 5.0
_GAP_MS = {"largest gap": 100.0, "gap p99": 50.0, "most processor time of one turn": 50.0}
_MOST_MIB = 100.0
_PATIENCE_S = 300.0


def rows_of(count: int) -> list[tuple[str, ...]]:
    """Five columns as in the annex: about 25, 10, 4 and 60 words."""
    return [(str(n), words(25, n), words(10, n), words(4, n), words(60, n)) for n in range(1, count + 1)]


def words(count: int, start: int) -> str:
    return " ".join(_WORDS[(start + place) % len(_WORDS)] for place in range(count))


def annex(count: int) -> Document:
    columns = tuple(
        Column(title, weight, Align.CENTRE if not place else Align.LEFT)
        for place, (title, weight) in enumerate(zip(_TITLES, _WEIGHTS, strict=True))
    )
    table = Table(columns, tuple(Row(cells) for cells in rows_of(count)))
    return Document("Phụ lục", "UBND tỉnh", (Part((table,), landscape=True),))


def best_of(work: Callable[[], object], runs: int) -> float:
    """Seconds of the quickest run."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def figures() -> Iterator[Figure]:
    pdf.render(annex(20))
    for count, runs, target in ((300, 3, 3.0), (3000, 1, 3.0)):
        made = annex(count)
        floor = best_of(canvas_only(made), runs)
        seconds = best_of(partial(pdf.render, made), runs)
        figure = _against(f"annex of {count} rows as PDF", seconds, floor, f"<= {target:g} x canvas only", target)
        figure["note"] = f"{len(_pages(made))} pages"
        yield figure
        for name, module in (("Word", docx), ("Excel", xlsx)):
            seconds = best_of(partial(module.render, made), runs)
            yield _against(f"annex of {count} rows as {name}", seconds, floor, "", 0.0)
        yield from _peers(count, floor)
    yield from _growth()
    yield from _whole_set()
    yield from _console()


def canvas_only(document: Document) -> Callable[[], None]:
    """ReportLab's floor: every stretch of text at its known place, every rule, no measuring and no breaking."""
    pages = _pages(document)
    inks = [[(i.face, i.size, i.x, 500 - top - i.y, i.text) for top, p in page for i in p.inks] for page in pages]
    lines = [[(s.x1, 500 - top - s.y1, s.x2, 500 - top - s.y2) for top, p in page for s in p.strokes] for page in pages]

    def draw() -> None:
        canvas = Canvas(BytesIO(), pageCompression=1)
        for page, strokes in zip(inks, lines, strict=True):
            for face, size, x, y, text in page:
                canvas.setFont(face, size)
                canvas.drawString(x, y, text)
            canvas.lines(strokes)
            canvas.showPage()
        canvas.save()

    return draw


def _pages(document: Document) -> list[list[Placed]]:
    part = document.parts[0]
    return fill_pages(pdf.pieces_of(part, form.LARGE), form.text_height(part.landscape) * form.MM)


def _against(name: str, seconds: float, floor: float, target: str, most: float) -> Figure:
    figure = Figure(name=name, value=seconds, unit="s", floor=floor, ratio=seconds / floor)
    if target:
        figure.update(target=target, ok=seconds / floor <= most)
    return figure


def _growth() -> Iterator[Figure]:
    """Seconds for each row at 10^2, 10^3 and 10^4 rows; linear means that they stay the same."""
    made = {count: annex(count) for count in (100, 1000, 10_000)}
    each = {count: best_of(partial(pdf.render, paper), 1) / count for count, paper in made.items()}
    for count in (1000, 10_000):
        ratio = each[count] / each[100]
        yield Figure(
            name=f"time of a row at {count} rows",
            value=each[count] * 1000,
            unit="ms",
            floor=each[100] * 1000,
            ratio=ratio,
            target="<= 1.3 x that at 100 rows",
            ok=ratio <= 1.3,
        )


def _whole_set() -> Iterator[Figure]:
    """All papers of sixty questions with eight slips in every format, in a child as F12 makes them."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        child = context.Process(target=_child, args=(theirs, folder))
        child.start()
        theirs.close()
        if not ours.poll(_PATIENCE_S):
            raise RuntimeError("the child that makes the papers hangs")
        count, memory = ours.recv()
        seconds = time.perf_counter() - start
        child.join()
    yield Figure(
        name=f"whole set of 60 questions, 8 slips, {count} files, child started anew",
        value=seconds,
        unit="s",
        target=f"<= {_SET_SECONDS:g} s",
        ok=seconds <= _SET_SECONDS,
    )
    yield Figure(
        name="memory of that child at its highest",
        value=memory,
        unit="MiB",
        target=f"<= {_MOST_MIB:g} MiB",
        ok=memory <= _MOST_MIB,
    )


def _console() -> Iterator[Figure]:
    """The real console meanwhile: how long its event loop stood still; idle in the same process is the floor."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.support.paper_gaps", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=_PATIENCE_S)
    gaps: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    for phase, found in gaps.items():
        for place, (what, most) in enumerate(_GAP_MS.items()):
            if phase == "idle":
                continue
            floor = gaps["idle"][place]
            yield Figure(
                name=f"console, {what}, {phase}, 60 questions",
                value=found[place],
                unit="ms",
                floor=floor,
                ratio=found[place] / floor,
                target=f"<= {most:g} ms",
                ok=found[place] <= most,
            )


def _child(pipe: Connection, folder: str) -> None:
    report = replace(reports.sixty_questions(), up_to_event=1)
    done = make_papers(report, list(CATALOGUE), Path(folder))
    files = sum(len(paper.files) for paper in done if isinstance(paper, MadePaper))
    pipe.send((files, _highest_mib()))
    pipe.close()


def _highest_mib() -> float:
    """Since this program was started: ru_maxrss also counts what its process was before, a copy of its parent."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _peers(count: int, floor: float) -> Iterator[Figure]:
    python = os.environ.get("HOINGHI_PEERS")
    if not python:
        return
    fonts = str(Path(sys.modules["resources"].path("fonts")))
    for name in _PEERS:
        if count > 300 and name != "typst":
            continue
        given = json.dumps(
            {"engine": name, "rows": rows_of(count), "titles": _TITLES, "weights": _WEIGHTS, "fonts": fonts}
        )
        command = [python, str(Path(__file__).parent / "engines" / "peers.py")]
        done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
        seconds, pages = json.loads(done.stdout)
        figure = _against(f"annex of {count} rows by {name}", seconds, floor, "", 0.0)
        figure["note"] = f"{pages} pages"
        yield figure
