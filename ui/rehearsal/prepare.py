"""The file of a rehearsal: made from the forms of a script, or copied from a real file that is only read."""

from __future__ import annotations

import json
from datetime import datetime, time
from importlib.resources import as_file, files
from pathlib import Path

from app import rehearsal
from app.commands import setup
from app.conference import Conference
from app.domain.clock import ICT, Clock, PacedClock
from app.domain.dates import typed_day
from app.domain.facts import Facts
from ui.demo.script import Script
from ui.demo.script_file import load
from ui.locks import take_lock
from ui.rehearsal import filled_forms

_DAY = "Ngày tổ chức"
SHIPPED = ("lam_quen", "son_la_2023", "lao_cai_2024", "hoi_thao_2023", "ngay_xau")
"""Scripts of resources/demo, in the order in which they are offered."""


def shipped(name: str) -> Script:
    with as_file(files("resources") / "demo" / f"{name}.json") as file:
        return load(file)


def shipped_titles() -> dict[str, str]:
    """Script by its name in words, read without checking the scripts: the list is shown while a person waits."""
    found = {}
    for name in SHIPPED:
        raw = json.loads((files("resources") / "demo" / f"{name}.json").read_text(encoding="utf-8"))
        found[name] = str(raw["name"])
    return found


def from_script(script: Script, folder: Path, clock: Clock) -> Path:
    """A new file with all the forms of the script, a rehearsal from its first moment.

    Errors: ScriptError, StorageError; then nothing is left of it.
    """
    path = rehearsal.copy_path(script.file, folder, clock.now())
    setup.create_conference_file(path)
    conference = Conference(path, PacedClock(clock, beginning(script, clock)))
    try:
        setup.create_conference(conference, Facts())
        setup.begin_rehearsal(conference)
        filled_forms.enter(conference, script.forms)
    except BaseException:
        conference.close()
        path.unlink()
        raise
    conference.close()
    rehearsal.prune(folder)
    return path


def from_file(real: Path, folder: Path, clock: Clock) -> Path:
    """A copy of a file that is open nowhere, as a rehearsal. Errors: StorageError (also if it is in use)."""
    lock = take_lock(real)
    try:
        path = rehearsal.copy_for_rehearsal(real, folder, clock.now())
    finally:
        lock.unlock()
    conference = Conference(path, clock)
    try:
        setup.begin_rehearsal(conference)
    finally:
        conference.close()
    return path


def beginning(script: Script, clock: Clock) -> datetime:
    """When the rehearsal's clock begins: at the script's time on the day that its forms give, else now."""
    days = [row.get(_DAY) for form in script.forms for row in form.rows]
    day = next((typed_day(day) for day in days if isinstance(day, str)), None)
    if not script.begins or day is None:
        return clock.now()
    hour, _, minute = script.begins.partition(":")
    return datetime.combine(day, time(int(hour), int(minute)), ICT)
