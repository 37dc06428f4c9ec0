"""A conference to be played, as read from its JSON file (docs/demo-script.schema.json). Checks shape, not sense.

Forms are named as the screen names them: page, field and value are what a person reads and types.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints

FORMAT = "hoinghi-script/1"
Fields: TypeAlias = Mapping[str, str | bool | tuple[str, ...]]
"""A form as it is filled: label of the field, then words, several choices in order, or a tick."""


class ScriptError(ValueError):
    """The file cannot be played; the text is a Vietnamese sentence that names the place."""


@dataclass(frozen=True, slots=True)
class FormPage:
    """Rows to be entered on one page of the lists (Ctrl+E)."""

    page: str
    rows: tuple[Fields, ...]


@dataclass(frozen=True, slots=True)
class ChangeMode:
    """do "mode": the phase of work, by the palette."""

    to: str


@dataclass(frozen=True, slots=True)
class Cover:
    """do "cover": F8; the hall shows the cover afterwards."""


@dataclass(frozen=True, slots=True)
class Uncover:
    """do "uncover": F8; the hall shows its picture afterwards."""


@dataclass(frozen=True, slots=True)
class Approve:
    """do "approve": Ctrl+D on rows of the queue, by question number."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StartItem:
    """do "item": an item of the programme begins; words: what is written down for it."""

    title: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """F7. words: must stand in the answer; they are marked by keys. agency: empty keeps the answering one."""

    words: str
    due: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class AnswerTurn:
    """An answer. agency: empty keeps the one the question has. as_prepared: Ctrl+R instead of typing the words."""

    respondent: str
    words: str
    agency: str = ""
    as_prepared: bool = False
    promises: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """Shift+F7: what the chair orders on a question. leads: agencies of the list; lead_text: other addressees."""

    verb: str
    text: str
    leads: tuple[str, ...] = ()
    lead_text: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class AskQuestion:
    """do "question": its whole life, preview to Đã xong. picture: the console is photographed while it is answered.

    No answers: a comment; the chair takes it up at once. chair: his words at the end.
    """

    number: int
    answers: tuple[AnswerTurn, ...] = ()
    chair: str = ""
    orders: tuple[Order, ...] = ()
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What the capture line is given."""

    who: str = ""
    unit: str = ""
    site: str = ""
    gist: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Capture:
    """do "capture": F2, one row of the queue for each entry."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class AddRows:
    """do "add": rows on a page of the lists."""

    page: str
    rows: tuple[Fields, ...]


@dataclass(frozen=True, slots=True)
class EditRow:
    """do "edit": the row of a page that holds these words is changed."""

    page: str
    row: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class Papers:
    """do "papers": F12, Enter."""


LiveAct: TypeAlias = (
    ChangeMode | Cover | Uncover | Approve | StartItem | AskQuestion | Capture | AddRows | EditRow | Papers
)
ACTS: dict[str, type[LiveAct]] = {
    "mode": ChangeMode, "cover": Cover, "uncover": Uncover, "approve": Approve, "item": StartItem,
    "question": AskQuestion, "capture": Capture, "add": AddRows, "edit": EditRow, "papers": Papers,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the source does not state. screen: how the papers window says that it is missing, if it can know."""

    what: str
    screen: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """file: name of the conference's file. source: where the words come from."""

    format: str
    name: str
    source: str
    file: str
    forms: tuple[FormPage, ...]
    live: tuple[LiveAct, ...]
    not_stated: tuple[Gap, ...] = ()


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
        raise ScriptError(f"Kịch bản ghi định dạng “{script.format}”, chương trình này đọc “{FORMAT}”.")
    if Path(script.file).name != script.file or Path(script.file).suffix != ".hoinghi":
        raise ScriptError(f"“file” phải là tên tệp .hoinghi, không kèm thư mục: “{script.file}”.")
    _check_promises(script)
    return script


def _check_promises(script: Script) -> None:
    """Words to be marked must stand in the answer."""
    for act in script.live:
        for answer in act.answers if isinstance(act, AskQuestion) else ():
            for promise in answer.promises:
                if promise.words not in answer.words:
                    raise ScriptError(f"Câu {act.number:02d}: lời trả lời không có “{promise.words}”.")


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
