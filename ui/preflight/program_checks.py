"""Checks of the program on this machine: hall screen, letters, papers, a copy opened again, keys and input method."""

from __future__ import annotations

import re
import tempfile
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt

from app import backup
from app.documents.catalogue import CATALOGUE
from app.domain.errors import StorageError
from app.domain.paper import PaperKind
from app.domain.report import ConferenceReport
from app.domain.text import nfc
from app.queries import inspection
from app.queries.inspection import Integrity
from ui.preflight.findings import Check, Finding, Grade, bad, good, look
from ui.projector.screens import Reason
from ui.projector.stage import HallSettings, Stage

LEAST_HEIGHT = 720
TYPED = "Tiếng Việt"
WANTED_KEYS = (Qt.Key.Key_F5, Qt.Key.Key_F8)
_TELEX = re.compile(r"tieesng|vieejt|ti6e1ng|vie6t5|tie61ng|vie65t", re.IGNORECASE)
_MARKED = re.compile(r"[À-ỹ]")


def screen(trouble: Reason | None, name: str) -> Finding:
    """The hall's screen as the console knows it."""
    if trouble is None and name:
        return good(Check.SCREEN, f"Đang chiếu ra {name}.")
    if trouble is Reason.ONE_SCREEN:
        return bad(Check.SCREEN, "Chỉ thấy một màn hình.", "Cắm máy chiếu, nhấn Windows+P, chọn Mở rộng.")
    if trouble is Reason.MIRRORED:
        return bad(Check.SCREEN, "Màn chiếu đang nhân đôi màn hình này.", "Nhấn Windows+P, chọn Mở rộng.")
    return bad(Check.SCREEN, "Chưa có màn chiếu được chọn.", "Cắm máy chiếu rồi chọn ở ô màn chiếu, góc phải trên.")


def legible(pixels: tuple[int, int], settings: HallSettings) -> Finding:
    """Whether the last row can read the smallest letters, and whether the picture has pixels enough."""
    width, height = pixels
    stage, _ = Stage.of(width, height, settings)
    if height < LEAST_HEIGHT:
        return look(Check.LEGIBLE, f"Hình {width}×{height} điểm.", "Đặt máy chiếu ở độ phân giải 1280×720 trở lên.")
    if stage.least > _comfortable(stage):
        deep = f"Hội trường sâu {_metres(settings.depth_m)}, hình cao {_metres(settings.picture_height_m)}."
        return look(Check.LEGIBLE, deep, "Chữ phải rất lớn, câu dài sẽ chia trang: nâng hình cao hơn.")
    return good(Check.LEGIBLE, f"Hàng cuối đọc được, hình {width}×{height} điểm.")


def _metres(length: float) -> str:
    return f"{length:g} m".replace(".", ",")


def _comfortable(stage: Stage) -> int:
    """Above a fourteenth of the height a question of ordinary length no longer stands on one page."""
    return round(stage.height / 14)


def fonts(missing: tuple[str, ...]) -> Finding:
    """missing: files of the typeface that the system refused."""
    if missing:
        return bad(Check.FONTS, f"Thiếu {', '.join(missing)}.", "Cài lại phần mềm: chữ có thể sai dấu.")
    return good(Check.FONTS, "Đủ phông, đủ dấu.")


def f_keys(pressed: frozenset[int], others: frozenset[int]) -> Finding:
    """pressed: F keys that came; others: keys that came instead (loudness, brightness of the laptop's own)."""
    missing = [key for key in WANTED_KEYS if int(key) not in pressed]
    if not missing:
        return good(Check.F_KEYS, "F5 và F8 tới được phần mềm.")
    if others:
        return bad(Check.F_KEYS, "Phím F đang là phím tắt của máy.", "Bật Fn Lock (Fn+Esc), hoặc dùng Alt+5, Alt+8.")
    names = " rồi ".join(f"F{int(key) - int(Qt.Key.Key_F1) + 1}" for key in missing)
    return look(Check.F_KEYS, "Chưa nhấn thử.", f"Nhấn {names} ngay trong cửa sổ này. Màn chiếu không đổi.")


def typing(text: str) -> Finding:
    """Whether the input method works in this program: what was typed into the box must carry Vietnamese marks."""
    words = nfc(text).strip()
    if _TELEX.search(words) or (len(words) >= len(TYPED) and not _MARKED.search(words)):
        return bad(Check.TYPING, f"Ô thử nhận “{words}”.", "Bật UniKey (Ctrl+Shift), chọn bảng mã Unicode rồi gõ lại.")
    if _MARKED.search(words):
        return good(Check.TYPING, f"Ô thử nhận “{words}”.")
    return look(Check.TYPING, "Chưa gõ thử.", f"Gõ “{TYPED}” vào ô bên dưới.")


def render_minutes(report: ConferenceReport) -> int:
    """In a child process: the minutes as PDF; returns how many bytes."""
    from app.documents import pdf  # what sets them only the child needs

    return len(pdf.render(CATALOGUE[PaperKind.MINUTES].document(report)))


def papers(bytes_made: int | None) -> Finding:
    """None: the child process died or raised."""
    if bytes_made:
        return good(Check.PAPERS, "Lập thử biên bản được.")
    return bad(
        Check.PAPERS,
        "Không lập được biên bản thử.",
        "Mở lại phần mềm; vẫn vậy thì in ở máy khác.",
    )


def restore(path: Path, at: datetime) -> Finding:
    """The drill: a copy made now is opened again, its log checked, its rows counted against the file's."""
    try:
        with tempfile.TemporaryDirectory(prefix="hoinghi-kiem-tra-") as folder:
            copy = backup.backup_now(path, Path(folder), at)
            found, stored = inspection.integrity(copy), inspection.integrity(path)
    except (OSError, StorageError):
        return bad(Check.RESTORE, "Không làm được bản sao để mở lại.", "Giữ tệp này, nhấn Ctrl+S, chép sang USB ngay.")
    return restored(found, stored)


def restored(copy: Integrity, file: Integrity) -> Finding:
    """What the drill says of a copy beside its file."""
    if copy.is_sound and copy.events >= file.events > 0:
        return good(Check.RESTORE, f"Bản sao mở lại được, đủ {copy.events} thao tác.")
    return bad(Check.RESTORE, "Bản sao mở ra không toàn vẹn.", "Giữ tệp này, mở bản sao lưu gần nhất để so.")


def failed(check: Check) -> Finding:
    return Finding(check, Grade.BAD, "Lỗi khi kiểm tra mục này.", "Nhấn Kiểm lại; nếu vẫn vậy, mở lại phần mềm.")
