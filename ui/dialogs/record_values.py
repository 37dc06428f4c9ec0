"""Between frozen records and the values of a form, where a deadline lies apart (due.text, due.on, due.precision)."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any, TypeVar, cast

from app.domain.due import Due, Precision
from ui.dialogs.fields import Values

R = TypeVar("R")


def values_of(record: object) -> Values:
    """Every field of a record by its name."""
    values: Values = {}
    for field in dataclasses.fields(cast("Any", record)):
        value = getattr(record, field.name)
        if isinstance(value, Due):
            for part in dataclasses.fields(Due):
                values[f"{field.name}.{part.name}"] = getattr(value, part.name)
        else:
            values[field.name] = value
    return values


def with_values(record: R, values: Values) -> R:
    """The record with every value whose name is one of its fields; other values are passed over."""
    changes: dict[str, Any] = {}
    for field in dataclasses.fields(cast("Any", record)):
        if isinstance(getattr(record, field.name), Due):
            due = with_values(getattr(record, field.name), _parts(values, f"{field.name}."))
            changes[field.name] = _as_exact_as_the_day(due)
        elif field.name in values:
            changes[field.name] = values[field.name]
    return cast("R", dataclasses.replace(cast("Any", record), **changes))


def _parts(values: Values, prefix: str) -> Values:
    return {name.removeprefix(prefix): value for name, value in values.items() if name.startswith(prefix)}


def _as_exact_as_the_day(due: Due) -> Due:
    """A day was given and nobody said how exact it is: then it is that day."""
    if isinstance(due.on, date) and due.precision is Precision.NONE:
        return dataclasses.replace(due, precision=Precision.DAY)
    return due
