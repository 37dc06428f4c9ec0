"""The office's profile as a file of its own (JSON): kept with the program's settings, sent to another computer."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from app.domain.facts import Facts
from app.domain.office import OFFICE_FACTS, OfficeProfile
from app.domain.paper import Recipient, SignatureBlock, TextModule

FORMAT = "hoinghi-office/1"
_NOT_KEPT = frozenset({"id", "position"})
_MOST_BYTES = 2_000_000
R = TypeVar("R", Facts, Recipient, SignatureBlock, TextModule)


class OfficeFileError(Exception):
    """The file is no profile of this program, or of a later one."""


def write_profile(path: Path, profile: OfficeProfile) -> None:
    """OSError where it cannot be written; an old file stays whole until the new one is."""
    whole = {
        "format": FORMAT,
        "facts": {name: getattr(profile.facts, name) for name in OFFICE_FACTS},
        "recipients": [_plain(row) for row in profile.recipients],
        "signatures": [_plain(row) for row in profile.signatures],
        "phrases": dict(profile.phrases),
        "modules": [_plain(row) for row in profile.modules],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.tmp")
    aside.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")
    aside.replace(path)


def read_profile(path: Path) -> OfficeProfile:
    """OSError where it cannot be read, OfficeFileError for anything that is not such a profile."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise OfficeFileError(path.name)
        whole = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(whole, dict) or whole.get("format") != FORMAT:
            raise OfficeFileError(path.name)
        recipients = [_record(Recipient(), row) for row in whole["recipients"]]
        return OfficeProfile(
            _record(Facts(), whole["facts"]),
            tuple(replace(row, position=place) for place, row in enumerate(recipients, 1)),
            tuple(_record(SignatureBlock(), row) for row in whole["signatures"]),
            {_text(key): _text(text) for key, text in whole["phrases"].items()},
            tuple(_record(TextModule(), row) for row in whole["modules"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise OfficeFileError(path.name) from error


def _plain(row: Recipient | SignatureBlock | TextModule) -> dict[str, object]:
    return {field.name: getattr(row, field.name) for field in fields(row) if field.name not in _NOT_KEPT}


def _record(blank: R, stored: dict[str, Any]) -> R:
    """The record with the stored values; a value of another kind is a ValueError, an unknown name a TypeError."""
    values: dict[str, Any] = {name: _value(getattr(blank, name), value) for name, value in stored.items()}
    return replace(blank, **values)


def _value(before: object, value: Any) -> object:
    if isinstance(before, StrEnum):
        return type(before)(value)
    if type(value) is not type(before):
        raise ValueError(value)
    return value


def _text(value: Any) -> str:
    return str(_value("", value))
