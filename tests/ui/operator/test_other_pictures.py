"""Hình khác: what may be shown beside questions, typed pictures, files; by keys, and first into the preview."""

from __future__ import annotations

import os
import struct
import zlib
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from reportlab.pdfgen.canvas import Canvas

from app.commands import agenda, conclusions, floor, queue, setup
from app.domain import scene
from app.domain.agenda import AgendaItem, AgendaKind
from app.domain.facts import Mode
from app.domain.roster import Topic
from app.queries import hall
from app.queries.queue import queue_rows
from app.scenes import made_subject
from tests.support.typing import type_text
from ui.operator import hall_images, hall_journal
from ui.operator.hall_column import BEING_OPENED
from ui.operator.hall_control import STILL_OPENED
from ui.operator.hall_pictures import Released
from ui.operator.picture_files import Raster, UnreadableError, read_file
from ui.operator.typed_picture import Typed, card_of, time_of_day
from ui.projector.stage import GROUND
from ui.tasks import wait_for_child

CONTROL = Qt.KeyboardModifier.ControlModifier
NOW = datetime(2023, 3, 22, 7, 0, tzinfo=UTC)  # 14:00 in Sơn La


def lines(console) -> list[str]:
    return [entry.words for entry in console.window.pictures_overlay.entries()]


def previewed(console) -> scene.Card:
    return scene.from_json(console.row.preview.card)


def choose(console, letters: str) -> None:
    """Ctrl+H, a few letters, Enter."""
    console.press(Qt.Key.Key_H, CONTROL)
    type_text(console.window.pictures_overlay.field, letters)
    console.press(Qt.Key.Key_Return)
    console.qtbot.waitUntil(lambda: not console.window.pictures_overlay.isVisible())
    console.qtbot.wait(20)


def test_every_picture_of_the_conference_is_in_the_list(console) -> None:
    topic = setup.add(console.conference, Topic(name="Việc làm"))
    for question_id in console.questions[:2]:
        question = next(row for row in queue_rows(console.conference.db) if row.id == question_id)
        queue.change_question(console.conference, _with_topic(question.question, topic))
    break_id = agenda.add_item(console.conference, AgendaItem(kind=AgendaKind.BREAK, title="Nghỉ", planned_minutes=15))
    agenda.start_item(console.conference, break_id)
    floor.start_question(console.conference, console.questions[0])
    console.press(Qt.Key.Key_H, CONTROL)
    found = lines(console)
    for name in (
        "Bìa hội nghị",
        "Chương trình",
        "Người phát biểu – Quàng Văn Tuấn",
        "Giải lao",
        "Nhóm câu hỏi: Việc làm",
    ):
        assert name in found
    for typed in ("Thông báo…", "Giải lao…", "Đếm ngược…", "Tặng quà…", "Thêm ảnh hoặc PDF…"):
        assert typed in found


def _with_topic(question, topic: int):
    from dataclasses import replace

    return replace(question, topic_id=topic)


def test_choosing_previews_and_never_shows(console) -> None:
    before = console.hall.window.picture().cacheKey()
    choose(console, "chuong trinh")
    assert isinstance(previewed(console), scene.AgendaCard)
    assert console.hall.window.picture().cacheKey() == before


def test_a_notice_is_typed_and_shown_by_f5(console) -> None:
    choose(console, "thong bao")
    form = console.window.pictures_overlay.form
    assert form.isVisible()
    console.press(Qt.Key.Key_Return, CONTROL)
    assert form.need.text().startswith("Cần ghi")
    type_text(form.body, "Đề nghị quý đại biểu giữ trật tự.")
    console.press(Qt.Key.Key_Return, CONTROL)
    assert previewed(console) == scene.NoticeCard("Đề nghị quý đại biểu giữ trật tự.")
    console.clock.advance(1)
    console.press(Qt.Key.Key_F5)
    console.press(Qt.Key.Key_F8)
    assert console.row.visible.card == scene.to_json(previewed(console))
    assert not console.hall.is_stale


def test_personal_data_in_a_typed_notice_asks_for_a_second_f5(console) -> None:
    form = console.window.pictures_overlay.form
    form.ask(Typed.NOTICE)
    form.body.setPlainText("Ai nhặt được ví xin gọi 0912 345 678")
    form.store()
    console.clock.advance(1)
    console.press(Qt.Key.Key_F5)
    assert not console.row.loaded
    assert "số điện thoại" in console.window.bar.words()


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("14:05", 5), ("14h05", 5), ("14g05", 5), ("15", 60), ("13:59", 24 * 60 - 1), ("25:00", None), ("sớm", None)],
)
def test_times_of_day(text: str, minutes: int | None) -> None:
    assert time_of_day(text, NOW) == (None if minutes is None else NOW + timedelta(minutes=minutes))


def test_typed_cards() -> None:
    assert card_of(Typed.GIFT, "Vượt khó", "Em Lò Thị Mai – Trường THPT\nLò Văn Phú", NOW) == scene.GiftCard(
        (scene.GiftRow("Em Lò Thị Mai", "Trường THPT"), scene.GiftRow("Lò Văn Phú")), "Vượt khó"
    )
    assert card_of(Typed.BREAK, "14:15", "", NOW) == scene.BreakCard(NOW + timedelta(minutes=15))
    assert card_of(Typed.COUNTDOWN, "14:15", "", NOW) == scene.CountdownCard(
        "Hội nghị bắt đầu sau", NOW + timedelta(minutes=15)
    )
    assert card_of(Typed.NOTICE, "Tiêu đề", " ", NOW) is None


def _picture(folder: Path) -> Path:
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(QColor("#3366cc"))
    path = folder / "ban-do.png"
    assert image.save(str(path))
    return path


def add(console, path: Path) -> None:
    """Add a file and wait until its first page stands in the preview."""
    before = console.row.preview
    console.window.pictures_overlay.add_file(path)
    console.qtbot.waitUntil(lambda: console.row.preview != before, timeout=20_000)
    console.qtbot.waitUntil(console.hall.has_preview_picture, timeout=20_000)


@pytest.fixture
def nothing_decoded_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scanned page takes half a second: only the child may decode it."""

    def refuse(*_: object) -> None:
        raise AssertionError("decoded in the main thread")

    monkeypatch.setattr(hall_images, "decoded", refuse)


@pytest.mark.usefixtures("nothing_decoded_here")
def test_a_picture_is_kept_in_the_file_and_shown(console) -> None:
    path = _picture(Path(console.conference.path).parent)
    add(console, path)
    path.unlink()
    card = previewed(console)
    assert isinstance(card, scene.ImageCard)
    assert console.hall.preview_picture().toImage().pixelColor(960, 540) == QColor("#3366cc")
    console.press(Qt.Key.Key_H, CONTROL)
    assert "ban-do.png" in lines(console)
    reopened = _rows_on_disk(console)
    assert reopened == [(card.sha256, "image/png", "ban-do.png")]


def _rows_on_disk(console) -> list[tuple[str, str, str]]:
    from db.database import sqlite3

    console.conference.follower.wait_safe(console.conference.last_event(), 5)
    file = sqlite3.connect(str(console.conference.path))
    rows = file.execute("SELECT sha256, media_type, name FROM asset").fetchall()
    file.close()
    return rows


def _two_pages(folder: Path) -> Path:
    path = folder / "bao-cao.pdf"
    canvas = Canvas(str(path), pagesize=(400, 300))
    for colour in ((1, 0, 0), (0, 1, 0)):
        canvas.setFillColorRGB(*colour)
        canvas.rect(0, 0, 400, 300, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return path


@pytest.mark.usefixtures("nothing_decoded_here")
def test_pages_of_a_pdf_are_lines_of_their_own(console) -> None:
    add(console, _two_pages(Path(console.conference.path).parent))
    assert console.hall.preview_picture().toImage().pixelColor(960, 540) == QColor("#ff0000")
    console.press(Qt.Key.Key_H, CONTROL)
    console.qtbot.waitUntil(lambda: "bao-cao.pdf, trang 2" in lines(console), timeout=20_000)
    console.press(Qt.Key.Key_Escape)
    choose(console, "trang 2")
    assert previewed(console).page == 1
    console.qtbot.waitUntil(console.hall.has_preview_picture, timeout=20_000)
    assert console.hall.preview_picture().toImage().pixelColor(960, 540) == QColor("#00ff00")


@pytest.mark.usefixtures("nothing_decoded_here")
def test_nothing_goes_on_air_before_it_has_been_decoded(console) -> None:
    """F5 and Shift+F5 say so; once the picture stands in the preview F5 lets out that one."""
    folder = Path(console.conference.path).parent
    add(console, _two_pages(folder))
    console.clock.advance(1)
    console.press(Qt.Key.Key_F5)
    console.press(Qt.Key.Key_F8)
    on_air = console.hall.window.picture().cacheKey()
    console.hall.preview(made_subject(scene.ImageCard(read_sha(console), 1)))
    console.clock.advance(1)
    console.press(Qt.Key.Key_F5)
    assert console.window.bar.words() == STILL_OPENED
    assert console.window.hall_column.preview.words() == BEING_OPENED
    assert console.hall.window.picture().cacheKey() == on_air
    console.qtbot.waitUntil(console.hall.has_preview_picture, timeout=20_000)
    previewed_picture = console.hall.preview_picture().cacheKey()
    console.clock.advance(1)
    console.press(Qt.Key.Key_F5)
    assert console.hall.window.picture().cacheKey() == previewed_picture
    assert console.hall.window.picture().toImage().pixelColor(960, 540) == QColor("#00ff00")


@pytest.mark.usefixtures("nothing_decoded_here")
def test_the_picture_before_is_decoded_ahead_after_a_crash(console) -> None:
    add(console, _picture(Path(console.conference.path).parent))
    console.clock.advance(1)
    console.press(Qt.Key.Key_F5)
    console.press(Qt.Key.Key_F8)
    before = console.row.picture
    console.hall.preview("agenda")
    console.clock.advance(1)
    console.press(Qt.Key.Key_F5)
    pictures = console.hall._pictures
    lost = pictures.key(Released(before, console.hall.settings))
    pictures._kept.pop(lost)
    pictures.images._kept.clear()
    console.clock.advance(1)
    console.press(Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    assert console.window.bar.words() == STILL_OPENED
    console.hall._ready_later.start()
    console.qtbot.waitUntil(lambda: lost in pictures._kept, timeout=20_000)
    console.press(Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    assert console.row.picture == before
    assert console.hall.window.picture().toImage().pixelColor(960, 540) == QColor("#3366cc")


def read_sha(console) -> str:
    return hall.kept_files(console.conference.db)[0].sha256


def _dies(*_: object) -> Raster | None:
    os._exit(11)


def test_a_picture_that_ends_its_reader_leaves_the_console_alive(console, monkeypatch) -> None:
    path = _picture(Path(console.conference.path).parent)
    asset = read_file(path)
    monkeypatch.setattr(hall_images, "raster", _dies)
    console.hall.preview(made_subject(scene.ImageCard(asset.sha256)), asset)
    console.qtbot.waitUntil(console.hall.has_preview_picture, timeout=20_000)
    assert console.hall.preview_picture().toImage().pixelColor(960, 540) == QColor(GROUND)
    console.press(Qt.Key.Key_H, CONTROL)
    assert "ban-do.png" in lines(console)


def test_a_picture_that_asks_for_gigabytes_is_refused(tmp_path: Path) -> None:
    """A hundred bytes that call themselves a PNG of 60,000 by 60,000 points."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    path = tmp_path / "lon.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)))
    with pytest.raises(UnreadableError):
        wait_for_child(partial(read_file, path))


@pytest.mark.usefixtures("nothing_decoded_here")
def test_the_journal_shows_a_picture_once_it_has_been_decoded(console, monkeypatch) -> None:
    add(console, _picture(Path(console.conference.path).parent))
    console.clock.advance(1)
    console.press(Qt.Key.Key_F5)
    console.press(Qt.Key.Key_F8)
    overlay = console.window.journal_overlay
    overlay.open()
    rows = overlay.list.itemDelegate()
    assert isinstance(rows, hall_journal._Rows)
    console.qtbot.waitUntil(lambda: any(key[0] == console.row.picture for key in rows._kept), timeout=20_000)
    [thumbnail] = [picture for key, picture in rows._kept.items() if key[0] == console.row.picture]
    assert thumbnail.toImage().pixelColor(thumbnail.width() // 2, thumbnail.height() // 2) == QColor("#3366cc")


def test_a_file_that_is_none_is_refused_in_words(console, tmp_path: Path) -> None:
    for name, content in (("a.txt", b"x"), ("a.png", b"no picture"), ("a.pdf", b"%PDF-1.4 broken")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UnreadableError):
            read_file(tmp_path / name)
    console.window.pictures_overlay.add_file(tmp_path / "a.txt")
    console.qtbot.waitUntil(lambda: "Chỉ nhận ảnh hoặc PDF" in console.window.bar.words(), timeout=20_000)
    assert not console.row.preview


def test_in_live_no_file_dialog_is_offered(console) -> None:
    console.desk.run(setup.change_mode, Mode.LIVE)
    console.press(Qt.Key.Key_H, CONTROL)
    assert "Thêm ảnh hoặc PDF…" not in lines(console)
    console.press(Qt.Key.Key_Escape)


def test_the_clock_of_the_speech_on_air_follows_corrections_and_rests(console) -> None:
    console.desk.run(floor.start_question, console.questions[0])
    choose(console, "nguoi phat bieu")
    console.clock.advance(1)
    console.press(Qt.Key.Key_F5)
    console.press(Qt.Key.Key_F8)
    [place] = console.hall.window.clocks()
    picture = console.hall.window.picture().cacheKey()
    console.desk.run(floor.correct_clock, 15)
    [corrected] = console.hall.window.clocks()
    assert place.moment - corrected.moment == timedelta(seconds=15)
    console.desk.run(floor.await_answer, console.questions[0])
    [resting] = console.hall.window.clocks()
    assert resting.stopped_at == console.clock.now()
    assert console.hall.window.picture().cacheKey() == picture
    assert not console.hall.is_stale


def test_conclusions_come_into_the_list_with_the_first(console) -> None:
    assert "conclusion" not in {one.subject for one in hall.choices(console.conference.db)}
    conclusions.record_conclusion(console.conference, conclusions.Conclusion(text="Giao Sở Nội vụ"))
    assert "conclusion" in {one.subject for one in hall.choices(console.conference.db)}


def test_the_small_clock_comes_with_the_next_picture(console) -> None:
    before = console.hall.window.clocks()
    console.hall.set_small_clock(True)
    assert console.hall.window.clocks() == before == ()
    assert console.hall.is_stale
    console.press(Qt.Key.Key_F8)
    assert [place.kind for place in console.hall.window.clocks()] == ["wall"]
