"""Errors in the program's own versions of Qt's functions stay errors: before Python 3.12 they could end the process.

There an error raised by C code (a wrong index, a division by zero, a widget that is gone) has no value of its own until
somebody catches it, and PySide6 6.11 reads that value when the error leaves a function that Qt called.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from types import FunctionType
from typing import Any

from shiboken6.Shiboken import Object

NEEDED = sys.version_info < (3, 12)


def make_errors_whole() -> None:
    """From now on, in every class made of one of Qt's: before the first module of the program that has one."""
    if NEEDED:
        Object.__init_subclass__ = classmethod(_guard)  # type: ignore[assignment]


def _guard(made: type[Object]) -> None:
    super(Object, made).__init_subclass__()  # typing.Generic has one, and stands behind Qt's classes
    from_qt = next((base for base in made.__mro__ if base.__module__.startswith("PySide6")), object)
    for name, value in list(vars(made).items()):
        if isinstance(value, FunctionType) and not name.startswith("__") and hasattr(from_qt, name):
            setattr(made, name, _whole(value))


def _whole(override: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(override)
    def guarded(*arguments: Any, **named: Any) -> Any:
        try:
            return override(*arguments, **named)
        except BaseException:  # noqa: TRY203  # caught once, it has its value
            raise

    return guarded
