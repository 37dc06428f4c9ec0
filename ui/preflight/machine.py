"""Checks of the machine itself: power, sleep, notices, disk, clock, printer. Each may be asked without a window."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from app.domain.clock import ICT
from app.time_words import instant
from ui.keep_awake import Hold, KeepAwake
from ui.preflight.findings import Check, Finding, bad, good, look, unknown

POWER_SUPPLIES = Path("/sys/class/power_supply")
ENOUGH_BYTES, LEAST_BYTES = 2_000_000_000, 300_000_000
SLOW_WRITE_S = 0.25
_ON_MAINS = "Cắm nguồn trước khi khai mạc."
_PATIENCE_S = 3.0
_UNTOLD = 255
_OLDEST = datetime(2025, 1, 1, tzinfo=ICT)


def power(supplies: Path = POWER_SUPPLIES) -> Finding:
    """Whether the laptop is on mains, and how full its battery is."""
    if sys.platform == "win32":
        return _windows_power()
    mains = [_read(one / "online") for one in _of_type(supplies, {"Mains", "USB"})]
    charge = next((_read(one / "capacity") for one in _of_type(supplies, {"Battery"})), "")
    if "1" in mains:
        return good(Check.POWER, f"Đang cắm nguồn{f', pin {charge}%' if charge else ''}.")
    if charge:
        return bad(Check.POWER, f"Đang chạy pin, còn {charge}%.", _ON_MAINS)
    if mains:
        return bad(Check.POWER, "Không có nguồn vào.", _ON_MAINS)
    return unknown(Check.POWER, "Tự nhìn: dây nguồn đã cắm và đèn sạc sáng.")


def _windows_power() -> Finding:
    import ctypes

    class Status(ctypes.Structure):
        _fields_ = (
            ("mains", ctypes.c_ubyte), ("flag", ctypes.c_ubyte), ("percent", ctypes.c_ubyte), ("saver", ctypes.c_ubyte),
            ("seconds", ctypes.c_ulong), ("full", ctypes.c_ulong),
        )  # fmt: skip

    status = Status()
    windll = getattr(ctypes, "windll")  # noqa: B009  # there only on Windows
    told = bool(windll.kernel32.GetSystemPowerStatus(ctypes.byref(status)))
    return told_by_windows(status.mains if told else _UNTOLD, status.percent if told else _UNTOLD)


def told_by_windows(mains: int, percent: int) -> Finding:
    """ACLineStatus and BatteryLifePercent of GetSystemPowerStatus; 255: Windows does not know."""
    charge = f", pin {percent}%" if 0 <= percent <= 100 else ""
    if mains == 1:
        return good(Check.POWER, f"Đang cắm nguồn{charge}.")
    if mains == 0:
        return bad(Check.POWER, f"Đang chạy pin{charge.replace(' pin', ' còn')}.", _ON_MAINS)
    return unknown(Check.POWER, "Tự nhìn: dây nguồn đã cắm và đèn sạc sáng.")


def sleep(ask: Callable[[], Hold] | None = None) -> Finding:
    """Whether the system promises to stay awake; asked for and given back at once."""
    keeper = KeepAwake(ask) if ask else KeepAwake()
    keeper.hold()
    held = keeper.is_held
    keeper.release()
    keeper.deleteLater()
    if held:
        return good(Check.SLEEP, "Máy sẽ không tự ngủ, không tắt màn hình trong lúc chiếu.")
    return bad(
        Check.SLEEP, "Không tắt được chế độ ngủ của máy.", "Vào cài đặt nguồn, đặt màn hình và máy không bao giờ tắt."
    )


def notices(path: str | None = None) -> Finding:
    """Whether the desktop would show its notices. path: where programs are looked for."""
    advice = "Bật “Không làm phiền” của máy, tắt các phần mềm nhắn tin."
    asked = shutil.which("gsettings", path=path)
    if sys.platform == "win32" or asked is None:
        return unknown(Check.NOTICES, advice)
    command = [asked, "get", "org.gnome.desktop.notifications", "show-banners"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE_S, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return unknown(Check.NOTICES, advice)
    if done.stdout.strip() == "false":
        return good(Check.NOTICES, "Máy không hiện thông báo.")
    if done.stdout.strip() == "true":
        return bad(Check.NOTICES, "Máy đang cho hiện thông báo.", advice)
    return unknown(Check.NOTICES, advice)


def disk(folder: Path, enough: int = ENOUGH_BYTES, least: int = LEAST_BYTES) -> Finding:
    """Room for the conference and its papers, and how long a safe write takes there."""
    try:
        free = shutil.disk_usage(folder).free
        seconds = _write_time(folder)
    except OSError:
        return bad(Check.DISK, "Không ghi được vào thư mục của hội nghị.", "Chép tệp sang thư mục khác rồi mở lại.")
    seen = f"Còn {free / 1e9:.1f} GB.".replace(".", ",", 1)
    if free < least:
        return bad(Check.DISK, seen, "Xóa bớt tệp lớn, hoặc chép hội nghị sang ổ khác.")
    if free < enough:
        return look(Check.DISK, seen, "Đủ cho hội nghị này; nên dọn bớt.")
    if seconds > SLOW_WRITE_S:
        return look(Check.DISK, f"{seen} Ghi chậm: {seconds * 1000:.0f} ms.", "Nên dùng ổ trong máy, không dùng USB.")
    return good(Check.DISK, seen)


def _write_time(folder: Path) -> float:
    probe = folder / f".kiem-tra-{os.getpid()}"
    began = time.monotonic()
    try:
        with probe.open("wb") as file:
            file.write(b"x")
            file.flush()
            os.fsync(file.fileno())
    finally:
        probe.unlink(missing_ok=True)
    return time.monotonic() - began


def backup_place(file: Path, folder: Path) -> Finding:
    """Whether the second copy can be written, and whether it lies on another disk than the conference."""
    try:
        _write_time(folder)
        same = folder.stat().st_dev == file.stat().st_dev
    except OSError:
        advice = "Cắm lại USB, hoặc chọn nơi khác: Ctrl+K, “bản thứ hai”."
        return bad(Check.BACKUP, f"Không ghi được vào “{folder}”.", advice)
    if same:
        return look(Check.BACKUP, "Bản thứ hai nằm cùng ổ đĩa.", "Cắm USB rồi chọn: Ctrl+K, “bản thứ hai”.")
    return good(Check.BACKUP, "Bản thứ hai ở ổ khác, ghi được.")


def clock(now: datetime, last_event_at: datetime | None) -> Finding:
    """Whether the laptop's time and zone are believable: never earlier than what is already recorded."""
    offset = timedelta(seconds=time.localtime().tm_gmtoff)
    seen = f"{instant(now)} giờ Việt Nam."
    if now < _OLDEST or (last_event_at is not None and now < last_event_at):
        return bad(Check.CLOCK, seen, "Đồng hồ máy chạy lùi. Chỉnh lại ngày giờ của máy.")
    if offset != timedelta(hours=7):
        return look(Check.CLOCK, f"{seen} Máy đặt múi giờ khác.", "Đặt múi giờ +07:00 cho khớp giờ hội nghị.")
    return good(Check.CLOCK, seen)


def printer(names: Sequence[str]) -> Finding:
    """names: the printers this computer knows, the usual one first."""
    if names:
        return good(Check.PRINTER, f"Có máy in {names[0]}.")
    return look(Check.PRINTER, "Chưa có máy in nào.", "Văn bản vẫn xuất được PDF; chép ra USB để in ở máy khác.")


def _of_type(supplies: Path, kinds: set[str]) -> list[Path]:
    found = sorted(supplies.iterdir()) if supplies.is_dir() else []
    return [one for one in found if _read(one / "type") in kinds and _read(one / "scope") != "Device"]


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
