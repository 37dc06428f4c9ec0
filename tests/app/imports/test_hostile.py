"""Hostile and broken files are refused with one sentence each; nothing is written and memory stays low."""

from __future__ import annotations

import functools
import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from app.domain.import_preview import Decisions, ImportKind, ImportRefusedError, ProblemKind, Refusal, RowState
from app.imports import words
from app.imports.checks import check_file
from app.imports.workbook import read_in_child, read_source
from tests.app.imports.conftest import FILES, Preview
from ui.tasks import TaskFailedError, wait_for_child

SHEET = "xl/worksheets/sheet1.xml"


def rewritten(folder: Path, name: str = "x.xlsx", changes: dict[str, bytes] | None = None, size: int = 0) -> Path:
    """A workbook of XlsxWriter with some of its parts replaced or added."""
    plain = io.BytesIO()
    book = xlsxwriter.Workbook(plain)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Họ và tên", "Nội dung câu hỏi"])
    sheet.write_row(1, 0, ["A", "x" * size or "Câu hỏi?"])
    book.close()
    parts = {}
    with zipfile.ZipFile(plain) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in (parts | (changes or {})).items():
            package.writestr(part, content)
    return path


def sheet_with(cells: str) -> bytes:
    head = (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    return f"{head}{cells}</sheetData></worksheet>".encode()


def with_entities(folder: Path, system: str) -> Path:
    return rewritten(folder, changes={"xl/sharedStrings.xml": f"<!DOCTYPE x [{system}]><sst>&a;</sst>".encode()})


def written(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def lying_zip(folder: Path) -> Path:
    """The directory says 10 bytes, the member unpacks to more."""
    path = rewritten(folder)
    content = bytearray(path.read_bytes())
    place = content.find(SHEET.encode(), content.find(b"PK\x01\x02"))
    struct.pack_into("<I", content, place - 46 + 24, 10)
    path.write_bytes(content)
    return path


MANY_CELLS = "".join(f"<c><v>{n}</v></c>" for n in range(100_000))
LAUGHS = '<!ENTITY b "ha"><!ENTITY a "&b;&b;&b;&b;&b;&b;&b;&b;">'
CASES: dict[str, tuple[Callable[[Path], Path], Refusal]] = {
    "zip bomb": (lambda f: rewritten(f, changes={"xl/media/a.bin": b"\0" * (210 << 20)}), Refusal.TOO_DENSE),
    "dense member": (lambda f: rewritten(f, changes={"xl/media/a.bin": b"\0" * (20 << 20)}), Refusal.TOO_DENSE),
    "lying size": (lying_zip, Refusal.DAMAGED),
    "members": (lambda f: rewritten(f, changes={f"a{n}": b"" for n in range(300)}), Refusal.TOO_MANY_MEMBERS),
    "external entity": (lambda f: with_entities(f, '<!ENTITY a SYSTEM "file:///etc/passwd">'), Refusal.ENTITIES),
    "billion laughs": (lambda f: with_entities(f, LAUGHS), Refusal.ENTITIES),
    "far corner": (
        lambda f: rewritten(f, changes={SHEET: sheet_with('<row r="1"><c r="A1"/><c r="XFD1048576"/></row>')}),
        Refusal.TOO_MANY_CELLS,
    ),
    "a million columns": (
        lambda f: rewritten(f, changes={SHEET: sheet_with(f"<row>{MANY_CELLS}</row>")}),
        Refusal.TOO_MANY_CELLS,
    ),
    "rows without numbers": (
        lambda f: rewritten(f, changes={SHEET: sheet_with("<row><c><v>1</v></c></row>" * 20_500)}),
        Refusal.TOO_MANY_CELLS,
    ),
    "macros": (lambda f: rewritten(f, changes={"xl/vbaProject.bin": b"x"}), Refusal.MACROS),
    "macros by name": (lambda f: rewritten(f, "x.xlsm"), Refusal.MACROS),
    "links": (lambda f: rewritten(f, changes={"xl/externalLinks/externalLink1.xml": b"<x/>"}), Refusal.LINKS),
    "path tricks": (lambda f: rewritten(f, changes={"../../evil": b"x"}), Refusal.BAD_NAMES),
    "broken zip": (lambda f: written(f, "x.xlsx", rewritten(f).read_bytes()[:-200]), Refusal.DAMAGED),
    "not a zip": (lambda f: written(f, "x.xlsx", b"<html>bang</html>" * 20), Refusal.DAMAGED),
    "wrong extension": (lambda f: rewritten(f, "x.xls"), Refusal.WRONG_TYPE),
    "a workbook as words": (lambda f: rewritten(f, "x.docx"), Refusal.WRONG_TYPE),
    "a workbook as text": (lambda f: rewritten(f, "x.csv"), Refusal.WRONG_TYPE),
    "unknown": (lambda f: written(f, "x.exe", b"MZ"), Refusal.UNKNOWN_TYPE),
    "empty": (lambda f: written(f, "x.csv", b""), Refusal.EMPTY),
    "password": (
        lambda f: written(f, "x.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
        Refusal.PASSWORD,
    ),
    "broken old workbook": (
        lambda f: written(f, "x.xls", (FILES / "dai-bieu.xls").read_bytes()[:600]),
        Refusal.DAMAGED,
    ),
    "large file": (lambda f: written(f, "x.csv", b"a;b\n" * (6 << 20)), Refusal.TOO_LARGE),
    "binary text": (lambda f: written(f, "x.csv", b"a\0\1\2;\0\0\0\0\xff\xfe\0" * 100), Refusal.DAMAGED),
    "10 MB cell": (lambda f: written(f, "x.csv", b"a;b\n1;" + b"x" * (10 << 20)), Refusal.LONG_CELL),
    "10 MB cell of a workbook": (
        lambda f: rewritten(f, changes={SHEET: sheet_with(
            '<row r="1"><c r="A1" t="inlineStr"><is><t>' + "".join(map(str, range(400_000))) + "</t></is></c></row>"
        )}),
        Refusal.LONG_CELL,
    ),
    "missing": (lambda f: f / "x.xlsx", Refusal.MISSING),
}  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "are_too_many"),
    [
        ('<row r="20001"><c r="BL20001"/></row>', False),
        ('<row r="20002"><c r="A20002"/></row>', True),
        ('<row r="1"><c r="A20002"/></row>', True),
        ('<row r="1"><c r="BM1"/></row>', True),
        ('<x:row r="1"><x:c r="AAA1"/></x:row>', True),
        ("<row><c/></row>" * 20_001, False),
        ("<row><c/></row>" * 20_002, True),
        ("<x:row><x:c/></x:row>" * 20_002, True),
        ("<row>" + "<c/>" * 64 + "</row>", False),
        ("<row>" + "<c/>" * 65 + "</row>", True),
        ("<x:row>" + "<x:c/>" * 65 + "</x:row>", True),
        ("<rowBreaks/>" * 20_002, False),
    ],
)
def test_too_many_cells_are_seen_before_a_library_opens_the_file(
    tmp_path: Path, cells: str, are_too_many: bool
) -> None:
    path = rewritten(tmp_path, changes={SHEET: sheet_with(cells)})
    if are_too_many:
        with pytest.raises(ImportRefusedError) as found:
            check_file(path)
        assert found.value.code is Refusal.TOO_MANY_CELLS
    else:
        check_file(path)


@pytest.mark.parametrize("name", CASES)
def test_is_refused_in_words(name: str, tmp_path: Path) -> None:
    make, code = CASES[name]
    path = make(tmp_path)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(ImportRefusedError) as refused:
        read_source(path)
    assert refused.value.code is code
    sentence = words.refusal(refused.value)
    assert "{" not in sentence
    assert sentence.endswith(".")
    assert sorted(tmp_path.iterdir()) == before


def test_every_refusal_has_words() -> None:
    assert words.refusals_with_words() == set(Refusal)


def test_the_child_tells_why(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError) as refused:
        wait_for_child(functools.partial(read_in_child, with_entities(tmp_path, LAUGHS)), 30)
    assert refused.value.code is Refusal.ENTITIES


def greedy() -> int:
    """What a library gone wild would do, behind the same lid."""
    read_in_child(FILES / "utf16.csv")
    return len(bytearray(400 << 20))


def peak_of_reading() -> int:
    read_in_child(FILES / "cau-hoi.xlsx")
    status = Path("/proc/self/status").read_text(encoding="ascii")  # getrusage would count the parent before exec
    return int(status.split("VmHWM:")[1].split()[0]) >> 10


def test_the_lid_on_memory_holds() -> None:
    with pytest.raises((MemoryError, TaskFailedError)):
        wait_for_child(greedy, 30)
    assert wait_for_child(peak_of_reading, 30) < 300


def test_controls_bidi_and_zalgo_do_not_come_in(preview: Preview, tmp_path: Path) -> None:
    text = "Họ và tên;Nội dung câu hỏi\nA\u202eB\x07;Hỏi\u200b" + "\u0301" * 50 + "?\n"
    row = preview(written(tmp_path, "x.csv", text.encode()), ImportKind.QUESTIONS).rows[0]
    assert next(iter(row.values.values())) == "AB"
    assert sum(char == "\u0301" for char in list(row.values.values())[1]) <= 4


def test_a_formula_is_an_error_of_its_cell(preview: Preview, tmp_path: Path) -> None:
    path = written(tmp_path, "x.csv", "Họ và tên;Nội dung câu hỏi\n=cmd|'/c calc'!A1;Hỏi?\n".encode())
    row = preview(path, ImportKind.QUESTIONS, Decisions()).rows[0]
    assert row.state is RowState.ERROR
    assert [(p.kind, p.cell) for p in row.problems] == [(ProblemKind.FORMULA, "A2")]


def peak_of_refusals(paths: list[Path]) -> tuple[int, int]:
    """Refusals of all these files in one process, and its peak in MB."""
    refused = 0
    for path in paths:
        try:
            read_in_child(path)
        except ImportRefusedError:
            refused += 1
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return refused, int(status.split("VmHWM:")[1].split()[0]) >> 10


def test_all_hostile_files_together_stay_below_300_mb(tmp_path: Path) -> None:
    paths: list[Path] = []
    for place, (make, _) in enumerate(CASES.values()):
        folder = tmp_path / str(place)
        folder.mkdir()
        paths.append(make(folder))
    refused, peak = wait_for_child(functools.partial(peak_of_refusals, paths), 60)
    assert refused == len(CASES)
    assert peak < 300
