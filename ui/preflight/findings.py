"""What a check found: a grade in words, what it saw, and what to do. Never red: red is the hall's alone."""

from __future__ import annotations

from enum import StrEnum

from app.domain.records import dataclass


class Grade(StrEnum):
    """UNKNOWN: this machine cannot be asked; it is never taken for GOOD. RUNNING: not known yet."""

    GOOD = "good"
    LOOK = "look"
    BAD = "bad"
    UNKNOWN = "unknown"
    RUNNING = "running"


WORDS = {
    Grade.GOOD: "đạt",
    Grade.LOOK: "cần xem",
    Grade.BAD: "chưa đạt",
    Grade.UNKNOWN: "không kiểm được",
    Grade.RUNNING: "đang kiểm",
}
ICONS = {
    Grade.GOOD: "check-circle",
    Grade.LOOK: "alert-outline",
    Grade.BAD: "alert-octagon",
    Grade.UNKNOWN: "help-circle-outline",
    Grade.RUNNING: "timer-sand",
}


class Check(StrEnum):
    """Every check once, in the order of the list; the value is its name on the screen."""

    POWER = "Nguồn điện"
    SLEEP = "Không tự ngủ"
    NOTICES = "Thông báo của máy"
    SCREEN = "Màn chiếu"
    LEGIBLE = "Cỡ chữ màn chiếu"
    FONTS = "Phông chữ"
    DISK = "Ổ đĩa"
    BACKUP = "Nơi giữ bản sao"
    PRINTER = "Máy in"
    CLOCK = "Đồng hồ máy"
    F_KEYS = "Phím F5, F8"
    TYPING = "Bộ gõ tiếng Việt"
    PAPERS = "Lập văn bản"
    RESTORE = "Mở lại bản sao"


@dataclass(frozen=True, slots=True)
class Finding:
    """seen: what was found, in a few words; advice: what to do, empty where nothing is."""

    check: Check
    grade: Grade
    seen: str
    advice: str = ""


def good(check: Check, seen: str) -> Finding:
    return Finding(check, Grade.GOOD, seen)


def look(check: Check, seen: str, advice: str) -> Finding:
    return Finding(check, Grade.LOOK, seen, advice)


def bad(check: Check, seen: str, advice: str) -> Finding:
    return Finding(check, Grade.BAD, seen, advice)


def unknown(check: Check, advice: str) -> Finding:
    return Finding(check, Grade.UNKNOWN, "Máy này không cho biết.", advice)
