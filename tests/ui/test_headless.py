"""The verbs without windows, as IT types them: what they say, their exit status, wrong use, what stays untouched."""

from contextlib import closing
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from app.commands import conclusions, minutes, projector, queue
from app.conference import Conference
from app.domain.conclusion import Conclusion
from db import tables
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, with_people, with_question
from tests.support.pdf_measure import letters_of
from ui.headless import DONE, NOT_DONE, USAGE
from ui.locks import take_lock
from ui.main import run

IMPORTS = Path(__file__).parents[1] / "fixtures" / "imports"


@pytest.fixture
def file(tmp_path: Path, qapp: QApplication) -> Path:
    """With an application: print would make one, and none may follow it in this process."""
    del qapp
    conference = new_conference(tmp_path)
    ids = with_people(conference)
    with_question(conference, agency=ids["snv"])
    conference.close()
    return conference.path


@pytest.mark.parametrize(
    ("source", "kind", "table"),
    [
        ("cau-hoi.xlsx", "questions", "câu hỏi"), ("dai-bieu.xls", "roster", "đại biểu"),
        ("chuong-trinh.docx", "agenda", "mục chương trình"), ("co-quan.ods", "agencies", "cơ quan"),
    ],
)  # fmt: skip
def test_import_by_kind_then_inspect_counts_them(file: Path, capsys, source: str, kind: str, table: str) -> None:
    def counted() -> int:
        assert run(["inspect", str(file)]) == DONE
        said = capsys.readouterr().out
        return int(next(line for line in said.splitlines() if line.startswith(f"  {table}: ")).rpartition(" ")[2])

    before = counted()
    assert run(["import", str(IMPORTS / source), "--as", kind, "--into", str(file)]) == DONE
    assert source in capsys.readouterr().out
    assert counted() > before


@pytest.mark.parametrize(
    "words",
    [
        ["import"], ["import", "a.xlsx"], ["import", "a.xlsx", "--as", "questions"], ["import", "a", "--as"],
        ["import", "a", "--as", "songs", "--into", "b"], ["import", "a", "--as", "agenda", "--as", "agenda"],
        ["import", "a", "b", "--as", "agenda", "--into", "c"],
        ["import", "a", "--what", "--as", "agenda", "--into", "c"],
        ["print"], ["print", "a"], ["print", "a", "b", "--out", "c"], ["print", "a", "--out"], ["inspect"],
        ["inspect", "a", "b"], ["capture", "a"], ["capture", "--out", "x"], ["merge", "a"], ["merge", "--into", "b"],
        ["merge", "a", "--into", "b", "--take", "mine"], ["rehearse"], ["rehearse", "son_la_2023"],
        ["rehearse", "son_la_2023", "--out", "x", "--speed", "7"], ["rehearse", "a", "b", "--out", "x"],
        ["rehearse", "son_la_2023", "--out"], ["rehearse", "son_la_2023", "--out", "x", "--fast"],
    ],
)  # fmt: skip
def test_wrong_use_is_told_how_to_use_it(tmp_path: Path, monkeypatch, capsys, words: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(words) == USAGE
    said = capsys.readouterr()
    assert said.err.startswith(f"Cách dùng: {words[0]} ")
    assert said.out == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["fly"], ["open"], ["open", "a", "b"], ["import-all"]])
def test_an_unknown_verb_gets_the_whole_page(capsys, words: list[str]) -> None:
    assert run(words) == USAGE
    said = capsys.readouterr().err
    assert said.startswith(f"Không hiểu lệnh: {' '.join(words)}")
    for verb in ("rehearse", "import", "inspect", "print", "capture", "merge"):
        assert f"  {verb} " in said


@pytest.mark.parametrize(
    "words",
    [
        ["inspect", "{}"], ["print", "{}", "--out", "giay"], ["capture", "{}", "--out", "."],
        ["merge", "x.hoinghi", "--into", "{}"],
        ["import", str(IMPORTS / "co-quan.ods"), "--as", "agencies", "--into", "{}"],
    ],
)  # fmt: skip
def test_a_file_that_is_missing_strange_or_in_use(file: Path, tmp_path: Path, monkeypatch, capsys, words) -> None:
    monkeypatch.chdir(tmp_path)
    strange = tmp_path / "chu.hoinghi"
    strange.write_text("không phải hội nghị " * 20, encoding="utf-8")
    cases = [
        (tmp_path / "none.hoinghi", "Không tìm thấy"),
        (strange, "không phải là tệp hội nghị"),
        (file, "đang được mở"),
    ]
    held = take_lock(file)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for path, sentence in cases:
        assert run([word.format(path) for word in words]) == NOT_DONE
        assert sentence in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    held.unlock()


def test_import_refuses_a_wrong_table_whole(file: Path, capsys) -> None:
    before = file.read_bytes()
    for source, kind in ((IMPORTS / "README.md", "questions"), (IMPORTS / "none.xlsx", "agenda")):
        assert run(["import", str(source), "--as", kind, "--into", str(file)]) == NOT_DONE
        assert capsys.readouterr().err
    assert file.read_bytes() == before


def test_inspect_tells_gaps_versions_and_a_changed_log(file: Path, capsys) -> None:
    assert run(["inspect", str(file)]) == DONE
    said = capsys.readouterr().out
    for words in ("câu hỏi: 1", "Còn thiếu:", "Chưa có thư ký", "Phiên bản dữ liệu", "SQLite 3.", "Toàn vẹn: đạt"):
        assert words in said
    conference = Conference(file, FakeClock())
    conference.close()
    _spoil(file)
    assert run(["inspect", str(file)]) == NOT_DONE
    assert "Toàn vẹn: chưa đạt. Có 1 dòng" in capsys.readouterr().err


def _spoil(file: Path) -> None:
    """A row changed behind the log, as somebody with an SQLite tool would."""
    from db.database import sqlite3

    db = sqlite3.connect(str(file))
    for (name,) in db.execute(
        "SELECT name FROM sqlite_master WHERE type='trigger' AND name LIKE 'record_%'"
    ).fetchall():
        db.execute(f'DROP TRIGGER "{name}"')
    db.execute("UPDATE question SET gist = 'sửa lén'")
    db.commit()
    db.close()


def test_print_into_a_place_that_cannot_be_written(file: Path, tmp_path: Path, capsys) -> None:
    (tmp_path / "giay").write_text("một tệp, không phải thư mục")
    assert run(["print", str(file), "--out", str(tmp_path / "giay")]) == NOT_DONE
    assert "Không ghi được" in capsys.readouterr().err


def test_capture_and_merge_with_two_real_files(file: Path, tmp_path: Path, capsys) -> None:
    (tmp_path / "usb").mkdir()
    assert run(["capture", str(file), "--out", str(tmp_path / "usb"), "--name", "Cửa ra vào"]) == DONE
    assert "ghi-ho-1.hoinghi" in capsys.readouterr().out
    stick = tmp_path / "usb" / "hoi-nghi.ghi-ho-1.hoinghi"
    second = Conference(stick, FakeClock())
    queue.register_question(second, queue.NewQuestion(gist="xin thêm đèn đường"))
    second.close()
    assert run(["merge", str(stick), "--into", str(file)]) == DONE
    assert "Đã nhận từ máy ghi hộ “Cửa ra vào”: 1 câu mới" in capsys.readouterr().out
    assert run(["merge", str(stick), "--into", str(file)]) == DONE
    assert "Không có gì mới" in capsys.readouterr().out
    assert run(["merge", str(file), "--into", str(file)]) == NOT_DONE
    assert "không phải tệp ghi hộ" in capsys.readouterr().err
    assert run(["capture", str(file), "--out", str(tmp_path / "none")]) == NOT_DONE
    assert run(["inspect", str(file)]) == DONE
    assert "Toàn vẹn: đạt" in capsys.readouterr().out


def test_a_conference_opens_on_another_laptop_as_it_is(file: Path, tmp_path: Path, capsys) -> None:
    """One file is the whole conference: copied alone into another place, it is whole there."""
    assert run(["inspect", str(file)]) == DONE
    here = capsys.readouterr().out
    (tmp_path / "may-khac").mkdir()
    other = tmp_path / "may-khac" / "ten khác, có dấu.hoinghi"
    other.write_bytes(file.read_bytes())
    assert run(["inspect", str(other)]) == DONE
    assert capsys.readouterr().out == here


def test_rehearse_refuses_a_wrong_script_and_a_folder_of_somebody(tmp_path: Path, capsys) -> None:
    (tmp_path / "sai.json").write_text('{"format": "hoinghi-script/1"}', encoding="utf-8")
    assert run(["rehearse", str(tmp_path / "sai.json"), "--out", str(tmp_path / "ra")]) == USAGE
    assert "thiếu mục" in capsys.readouterr().err
    assert run(["rehearse", "ngay_xau", "--out", str(tmp_path)]) == USAGE
    assert "đang có tệp khác" in capsys.readouterr().err


def test_print_shows_what_the_hall_saw(file: Path, tmp_path: Path) -> None:
    conference = Conference(file, FakeClock())
    projector.screen_found(conference, "hdmi")
    for subject in ("cover", "agenda", "cover"):
        projector.prepare(conference, subject)
        projector.take(conference)
        if conference.db.execute("SELECT state FROM projection").fetchone()[0] == "covered":
            projector.cover_or_open(conference)
    conference.close()
    assert run(["print", str(file), "--out", str(tmp_path / "giay")]) == DONE
    pages = PdfReader(tmp_path / "giay" / "nhat-ky-man-chieu.pdf").pages
    assert sum(len(page.images) for page in pages) == 2
    spare = letters_of((tmp_path / "giay" / "bo-giay-du-phong.pdf").read_bytes())
    assert "CHE/MỞ" in spare  # its page of keys, as the window prints it


def test_print_of_final_minutes_is_the_final_version(file: Path, tmp_path: Path) -> None:
    conference = Conference(file, FakeClock())
    conclusions.record_conclusion(conference, Conclusion(text="Nhiệm vụ lúc chốt"))
    minutes.finalise(conference)
    final_event = conference.last_event()
    conclusions.record_conclusion(conference, Conclusion(text="Nhiệm vụ sau khi chốt"))
    conference.close()
    assert run(["print", str(file), "--out", str(tmp_path / "giay")]) == DONE
    said = letters_of((tmp_path / "giay" / "bien-ban.pdf").read_bytes())
    assert "Nhiệmvụlúcchốt" in said
    assert "Nhiệmvụsaukhichốt" not in said
    with closing(Conference(file, FakeClock())) as again:
        issued = tables.ISSUED_DOCUMENTS.first(again.db, "paper = 'minutes'")
        assert issued is not None
        assert (issued.up_to_event, issued.is_final) == (final_event, True)
