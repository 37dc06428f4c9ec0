"""Errors in the program's own versions of Qt's functions stay errors: left to PySide6 6.11 they could end the process.

What leaves a function that Qt called is kept by PySide6 and raised again in whatever Python function of ours next calls
Qt: in another panel, or in a command. Where a dialog of Qt's runs a loop of its own meanwhile, so that more errors come
before the first is raised, PySide6 lets go of one of them twice: a class loses its function, and the next painting is a
segmentation fault. So errors of events are told where they come up and go no further.

Before Python 3.12, moreover, an error raised by C code (a wrong index, a division by zero, a widget that is gone) has
no value of its own until somebody catches it, and PySide6 reads that value.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from types import FunctionType
from typing import Any

from shiboken6.Shiboken import Object

NEEDED = sys.version_info < (3, 12)
"""Whether errors of the other functions have to be caught once."""
_ASKED = frozenset({"event", "eventFilter", "viewportEvent"})
"""They answer whether the event goes no further; the other events are only told."""


def make_errors_whole() -> None:
    """From now on, in every class made of one of Qt's: before the first module of the program that has one."""
    Object.__init_subclass__ = classmethod(_guard)  # type: ignore[assignment]


def _guard(made: type[Object]) -> None:
    super(Object, made).__init_subclass__()  # typing.Generic has one, and stands behind Qt's classes
    from_qt = next((base for base in made.__mro__ if base.__module__.startswith("PySide6")), object)
    for name, value in list(vars(made).items()):
        if not isinstance(value, FunctionType) or name.startswith("__") or not hasattr(from_qt, name):
            continue
        if name in _ASKED:
            setattr(made, name, _told(value, False))
        elif name.endswith("Event"):
            setattr(made, name, _told(value, None))
        elif NEEDED:
            setattr(made, name, _whole(value))


def _told(event: Callable[..., Any], answer: bool | None) -> Callable[..., Any]:
    @functools.wraps(event)
    def guarded(*arguments: Any, **named: Any) -> Any:
        try:
            return event(*arguments, **named)
        except Exception:
            sys.excepthook(*sys.exc_info())
            return answer

    return guarded


def _whole(override: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(override)
    def guarded(*arguments: Any, **named: Any) -> Any:
        try:
            return override(*arguments, **named)
        except BaseException:  # noqa: TRY203  # caught once, it has its value
            raise

    return guarded
