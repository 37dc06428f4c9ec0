"""The full check of an open file, for a thread of the shell, and what it found in words."""

from __future__ import annotations

from pathlib import Path

from app.domain.errors import StorageError
from db import checks
from db.checks import Check

__all__ = ["Check", "check_file", "seal_of", "words"]


def check_file(path: Path, seal: str) -> Check:
    """Structure, chain of the log, state against the log, and the seal of the last closing. Errors: StorageError."""
    return checks.check_file(path, seal)


def seal_of(path: Path) -> str:
    """Of a file that was just closed in order; empty if it cannot be read."""
    try:
        return checks.seal_of(path)
    except (OSError, StorageError):
        return ""


def words(check: Check) -> tuple[str, str]:
    """What is wrong, and what follows from it; both empty for a sound file."""
    if check.is_sound:
        return "", ""
    if check.structure:
        return "Tệp hội nghị bị hỏng một phần.", "Có thể khôi phục từ bản sao còn tốt."
    if check.first_bad is not None:
        return f"Nhật ký của tệp bị đổi hoặc hỏng từ thao tác số {check.first_bad}.", "Nên so với một bản sao còn tốt."
    if check.rows:
        return f"{len(check.rows)} dòng dữ liệu khác với nhật ký.", "Nên so với một bản sao còn tốt."
    return "Ổ đĩa đã làm sai tệp ở chỗ chưa dùng đến.", "Chưa mất nội dung nào; nên đổi ổ đĩa."
