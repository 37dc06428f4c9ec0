"""Files of real writers come in as they were meant."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

import resources
from app.domain.import_preview import NOTHING_DECIDED, Decisions, Field, ImportKind, Legacy, ProblemKind, RowState
from app.imports.workbook import read_source
from tests.app.imports.conftest import FILES, Preview

TEXTS = ["Hỗ trợ thanh niên khởi nghiệp thế nào?", "Đường về bản bao giờ được sửa chữa?"]
NAMES = ["Nguyễn Thị Thúy", "Lường Văn Tiến"]


def column(found: object, field: Field) -> list[str]:
    return [row.values.get(field, "") for row in found.rows]  # type: ignore[attr-defined]


def test_a_workbook_with_titles_merged_cells_dates_and_zeros(preview: Preview) -> None:
    found = preview("cau-hoi.xlsx", ImportKind.QUESTIONS)
    assert [row.number for row in found.rows] == [5, 6, 7, 8]
    assert {row.state for row in found.rows} == {RowState.NEW}
    assert column(found, Field.NAME) == ["Lò Văn Phú", "H'Hen Niê", "Chá A Của", "Nguyễn Thị Thúy"]
    assert column(found, Field.BIRTH_YEAR) == ["1998", "2001", "1995", "1999"]
    assert column(found, Field.PHONE)[0] == "0912345678"
    assert column(found, Field.SITE)[:2] == ["Điểm cầu UBND tỉnh"] * 2
    assert found.rows[1].link(Field.AGENCY) == found.rows[0].link(Field.AGENCY) is not None


def test_hidden_columns_are_known_and_do_not_shift_the_others() -> None:
    sheet = read_source(FILES / "cau-hoi.xlsx").sheets[0]
    assert sheet.hidden == {8}
    assert sheet.cell(4, 8) == "x"


def test_an_old_workbook(preview: Preview) -> None:
    found = preview("dai-bieu.xls", ImportKind.ROSTER)
    assert column(found, Field.NAME)[2] == "Y Thanh Hà Niê Kđăm"
    assert column(found, Field.ROLE) == ["chair", "guest", "delegate", "respondent"]
    assert column(found, Field.PHONE)[0] == "0212000001"
    assert found.rows[0].state is RowState.UPDATE  # the chair of the conference gets a phone and a unit


def test_an_open_document(preview: Preview) -> None:
    found = preview("co-quan.ods", ImportKind.AGENCIES)
    assert [row.state for row in found.rows] == [RowState.UPDATE, RowState.NEW, RowState.NEW, RowState.NEW]
    assert not [problem for row in found.rows for problem in row.problems]


def test_a_word_table_with_merged_cells(preview: Preview) -> None:
    found = preview("chuong-trinh.docx", ImportKind.AGENDA)
    assert column(found, Field.START) == ["08:00", "08:15", "08:30", "08:45", "10:15", "10:30", "11:00"]
    assert column(found, Field.MINUTES) == ["15", "15", "15", "90", "15", "30", "10"]
    assert column(found, Field.RESPONSIBLE)[2:4] == ["Chủ tịch UBND tỉnh"] * 2
    assert column(found, Field.KIND) == [
        "arts", "introduction", "opening", "dialogue", "break", "conclusion", "closing",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["utf8-bom.csv", "utf16.csv", "windows-1258.csv", "nfd.csv"])
def test_every_encoding_gives_the_same_text(name: str, preview: Preview) -> None:
    found = preview(name, ImportKind.QUESTIONS)
    assert column(found, Field.TEXT) == TEXTS
    assert column(found, Field.NAME) == NAMES


@pytest.mark.parametrize(
    ("name", "legacy"), [("tcvn3.csv", Legacy.TCVN3), ("tcvn3.xlsx", Legacy.TCVN3), ("vni.xlsx", Legacy.VNI)]
)
def test_legacy_text_is_converted_only_on_consent(name: str, legacy: Legacy, preview: Preview) -> None:
    assert read_source(FILES / name).sheets[0].legacy is legacy
    asked = preview(name, ImportKind.QUESTIONS)
    assert {row.state for row in asked.rows} == {RowState.ERROR}
    assert asked.rows[0].values[Field.TEXT] != TEXTS[0]
    problem = next(p for p in asked.rows[0].problems if p.field is Field.TEXT)
    assert (problem.kind, problem.text) == (ProblemKind.LEGACY_TEXT, TEXTS[0])
    assert column(preview(name, ImportKind.QUESTIONS, Decisions(convert=True)), Field.TEXT) == TEXTS
    kept = preview(name, ImportKind.QUESTIONS, Decisions(keep_legacy=True))
    assert kept.rows[0].values[Field.TEXT] == asked.rows[0].values[Field.TEXT]
    assert kept.rows[0].state is RowState.NEW


@pytest.mark.parametrize(
    "name", ["cau-hoi.xlsx", "utf8-bom.csv", "windows-1258.csv", "dai-bieu.xls", "chuong-trinh.docx"]
)
def test_ordinary_text_is_never_taken_for_legacy(name: str) -> None:
    assert all(sheet.legacy is None for sheet in read_source(FILES / name).sheets)


def test_a_folder_of_answers(preview: Preview) -> None:
    found = preview(FILES / "tra-loi", ImportKind.ANSWERS, NOTHING_DECIDED)
    assert column(found, Field.NUMBER) == ["3", "1", "2"]
    assert column(found, Field.AGENCY) == ["Công an tỉnh", "Sở Nội vụ", "Sở Nội vụ"]
    assert column(found, Field.TEXT)[1].endswith("Đề án có lộ trình đến năm 2025.")
    assert {p.kind for row in found.rows for p in row.problems} == {ProblemKind.UNKNOWN_QUESTION}


def test_a_pasted_programme(preview: Preview) -> None:
    text = (
        "- 7h30 - 8h00: Đón tiếp đại biểu (do Tỉnh đoàn)\n1. Tuyên bố lý do, giới thiệu đại biểu (10 phút)\n"
        "2. Đối thoại; do Chủ tịch UBND tỉnh\n3. Giải lao\n"
    )
    found = preview(text, ImportKind.AGENDA)
    assert column(found, Field.NAME) == [
        "Đón tiếp đại biểu", "Tuyên bố lý do, giới thiệu đại biểu", "Đối thoại", "Giải lao",
    ]  # fmt: skip
    assert column(found, Field.START) == ["07:30", "", "", ""]
    assert column(found, Field.MINUTES) == ["30", "10", "", ""]
    assert column(found, Field.RESPONSIBLE) == ["Tỉnh đoàn", "", "Chủ tịch UBND tỉnh", ""]


def test_the_programme_of_a_whole_plan(preview: Preview) -> None:
    found = preview(FILES / "ke-hoach.txt", ImportKind.AGENDA)
    assert column(found, Field.KIND) == ["arts", "introduction", "film", "report", "dialogue", "gifts", "conclusion"]
    assert column(found, Field.RESPONSIBLE)[2] == "Đài Phát thanh - Truyền hình tỉnh"


def test_letters_of_old_fonts_in_a_text_are_shown_and_converted_on_consent(preview: Preview, tmp_path: Path) -> None:
    """An agency's answers in a .docx of TCVN3: read by what they say, taken in as they stand unless agreed."""
    lines = ("Câu 1: Sở Nội vụ đã cập nhật hồ sơ điện tử của cán bộ.", "Câu 2: Sẽ mở lớp tập huấn cho thanh niên.")
    document = docx.Document()
    for line in lines:
        document.add_paragraph(as_tcvn3(line))
    document.save(str(tmp_path / "So Noi vu.docx"))
    (tmp_path / "chuong-trinh.txt").write_text(
        "\n".join(map(as_tcvn3, ("8h00 - 8h15: Văn nghệ khai mạc", "8h15 - 8h30: Phát biểu khai mạc"))), "utf-8"
    )
    asked = preview(tmp_path / "So Noi vu.docx", ImportKind.ANSWERS)
    assert [row.values[Field.NUMBER] for row in asked.rows] == ["1", "2"]
    assert as_tcvn3("tập huấn") in asked.rows[1].values[Field.TEXT]
    assert {problem.kind for row in asked.rows for problem in row.problems} >= {ProblemKind.LEGACY_TEXT}
    agreed = preview(tmp_path / "So Noi vu.docx", ImportKind.ANSWERS, Decisions(convert=True))
    assert [row.values[Field.TEXT] for row in agreed.rows] == [line.partition(": ")[2] for line in lines]
    programme = preview(tmp_path / "chuong-trinh.txt", ImportKind.AGENDA, Decisions(convert=True))
    assert [row.values[Field.NAME] for row in programme.rows] == ["Văn nghệ khai mạc", "Phát biểu khai mạc"]


def as_tcvn3(text: str) -> str:
    """The text as it looks where a font of TCVN3 is missing."""
    codes = json.loads(resources.path("legacy/vn_legacy_maps.json").read_text(encoding="utf-8"))["tcvn3"]
    return "".join(codes.get(letter, letter) for letter in text)
