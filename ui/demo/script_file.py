"""Reads a script (docs/demo-script.schema.json) and says in Vietnamese where it is wrong. Checks shape, not sense."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from ui.demo.script import ACTS, FORMAT, AskQuestion, Fields, LiveAct, Script, Skip

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class ScriptError(ValueError):
    """The file cannot be played; the text is a Vietnamese sentence that names the place."""


def load(file: Path) -> Script:
    """Read and check a script. ScriptError says what is wrong and where."""
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ScriptError(f"Không đọc được kịch bản “{file.name}”.") from error
    except UnicodeDecodeError as error:
        raise ScriptError(f"Kịch bản “{file.name}” không phải văn bản UTF-8.") from error
    except json.JSONDecodeError as error:
        raise ScriptError(f"Kịch bản “{file.name}” không phải JSON: dòng {error.lineno}, cột {error.colno}.") from error
    script = _record(Script, raw, "kịch bản")
    assert isinstance(script, Script)
    if script.format != FORMAT:
        raise ScriptError(f"Kịch bản ghi định dạng “{script.format}”, phần mềm này đọc “{FORMAT}”.")
    if Path(script.file).name != script.file or Path(script.file).suffix != ".hoinghi":
        raise ScriptError(f"“file” phải là tên tệp .hoinghi, không kèm thư mục: “{script.file}”.")
    if script.begins and not _TIME.fullmatch(script.begins):
        raise ScriptError(f"“begins” phải là giờ như “14:00”: “{script.begins}”.")
    _check_promises(script)
    _check_skips(script)
    return script


def _check_skips(script: Script) -> None:
    for act, following in itertools.pairwise((*script.live, None)):
        if isinstance(act, Skip) and not (isinstance(following, AskQuestion) and following.number == act.number):
            raise ScriptError(f"Sau “skip” phải là “question” của câu {act.number:02d}.")


def _check_promises(script: Script) -> None:
    """Words to be marked must stand in the answer."""
    for act in script.live:
        if not isinstance(act, AskQuestion):
            continue
        pairs = [(answer, promise) for answer in act.answers for promise in answer.promises]
        missing = next((promise.words for answer, promise in pairs if promise.words not in answer.words), None)
        if missing is not None:
            raise ScriptError(f"Câu {act.number:02d}: lời trả lời không có “{missing}”.")


def _record(kind: type[Any], raw: object, place: str) -> object:
    if not isinstance(raw, dict):
        raise ScriptError(f"{place}: cần một đối tượng {{…}}.")
    hints = get_type_hints(kind)
    unknown = [key for key in raw if key not in hints]
    if unknown:
        raise ScriptError(f"{place}: không có mục “{unknown[0]}”.")
    values = {}
    for field in fields(kind):
        if field.name in raw:
            values[field.name] = _value(hints[field.name], raw[field.name], f"{place} › {field.name}")
        elif field.default is MISSING:
            raise ScriptError(f"{place}: thiếu mục “{field.name}”.")
    return kind(**values)


def _value(wanted: Any, raw: object, place: str) -> object:
    if wanted == LiveAct:
        return _act(raw, place)
    if get_origin(wanted) is tuple:
        if not isinstance(raw, list):
            raise ScriptError(f"{place}: cần một danh sách […].")
        return tuple(_value(get_args(wanted)[0], item, f"{place} › {n}") for n, item in enumerate(raw, start=1))
    if wanted == Fields:
        return _fields(raw, place)
    if wanted in (str, int, bool):
        if type(raw) is not wanted:
            words = {str: "chữ", int: "số nguyên", bool: "true hoặc false"}[wanted]
            raise ScriptError(f"{place}: cần {words}.")
        return raw
    return _record(wanted, raw, place)


def _act(raw: object, place: str) -> object:
    if not isinstance(raw, dict) or raw.get("do") not in ACTS:
        raise ScriptError(f"{place}: “do” phải là một trong {', '.join(ACTS)}.")
    return _record(ACTS[raw["do"]], {key: value for key, value in raw.items() if key != "do"}, place)


def _fields(raw: object, place: str) -> Fields:
    if not isinstance(raw, dict):
        raise ScriptError(f"{place}: cần một đối tượng {{tên ô: nội dung}}.")
    found: dict[str, str | bool | tuple[str, ...]] = {}
    for label, value in raw.items():
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            found[label] = tuple(value)
        elif isinstance(value, str | bool):
            found[label] = value
        else:
            raise ScriptError(f"{place} › {label}: cần chữ, danh sách chữ, hoặc true/false.")
    return found
