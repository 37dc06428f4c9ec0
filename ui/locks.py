"""Keeps a second program out of a conference file: a lock file beside it that names its holder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLockFile, QSysInfo

from app.domain.errors import StorageError, Trouble

_SUFFIX = "-khoa"


def lock_path(file: Path) -> Path:
    return file.with_name(file.name + _SUFFIX)


def take_lock(file: Path) -> QLockFile:
    """Hold the file until the returned lock is unlocked. A lock left by a program that died is taken over.

    Errors: StorageError MISSING, IN_USE (with holder), READ_ONLY.
    """
    if not file.exists():
        raise StorageError(Trouble.MISSING, file=file.name)
    lock = QLockFile(str(lock_path(file)))
    lock.setStaleLockTime(0)  # never by age: a conference lasts longer than any limit; a dead holder is seen by its pid
    if lock.tryLock(0):
        return lock
    if lock.error() is QLockFile.LockError.LockFailedError:
        raise StorageError(Trouble.IN_USE, file=file.name, holder=_holder(lock))
    raise StorageError(Trouble.READ_ONLY, file=file.name)


def _holder(lock: QLockFile) -> str:
    pid, host, _ = lock.getLockInfo()
    if host and host != QSysInfo.machineHostName():
        return f"máy “{host}”"
    return f"một cửa sổ khác trên máy này (tiến trình {pid})" if pid else "một cửa sổ khác"
