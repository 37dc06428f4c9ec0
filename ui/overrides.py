"""Errors in the program's own versions of Qt's functions stay errors: left to PySide6 6.11 they could end the process.

What leaves a function that Qt called is kept by PySide6 and raised again in whatever Python function of ours next calls
Qt: in another panel, or in a command. Where a dialog of Qt's runs a loop of its own meanwhile, so that more errors come
before the first is raised, PySide6 lets go of one of them twice: a class loses its function, and the next painting is a
segmentation fault. So errors of what Qt calls are told where they come up and go no further.

Before Python 3.12, moreover, an error raised by C code (a wrong index, a division by zero, a widget that is gone) has
no value of its own until somebody catches it, and PySide6 reads that value.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial, wraps
from types import FunctionType
from typing import Any

from shiboken6.Shiboken import Object

NEEDED = sys.version_info < (3, 12)
"""Whether errors of functions that only Python calls have to be caught once."""
ANSWERS: dict[str, object] = {
    "event": False, "eventFilter": False, "viewportEvent": False, "dropMimeData": False,
    "rowCount": 0, "columnCount": 0, "data": None, "paint": None,
}  # fmt: skip
"""What Qt is told after an error: it was not eaten, there is nothing."""
OWN = frozenset({
    "canInsertFromMimeData", "currentChanged", "flags", "focusNextPrevChild", "hasHeightForWidth", "headerData",
    "heightForWidth", "hitButton", "insertFromMimeData", "keyboardSearch", "mimeData", "mimeTypes", "minimumSizeHint",
    "moveCursor", "pixmap", "sizeHint", "supportedDropActions",
})  # fmt: skip
"""Here Qt's own function answers after an error."""


def make_errors_whole() -> None:
    """From now on, in every class made of one of Qt's: before the first module of the program that has one."""
    Object.__init_subclass__ = classmethod(_guard)  # type: ignore[assignment]


def _guard(made: type[Object]) -> None:
    super(Object, made).__init_subclass__()  # typing.Generic has one, and stands behind Qt's classes
    from_qt = next((base for base in made.__mro__ if base.__module__.startswith("PySide6")), object)
    for name, value in list(vars(made).items()):
        if not isinstance(value, FunctionType) or name.startswith("__") or not hasattr(from_qt, name):
            continue
        if name in ANSWERS or name.endswith("Event"):
            setattr(made, name, _told(value, partial(_say, ANSWERS.get(name))))
        elif name in OWN:
            setattr(made, name, _told(value, getattr(from_qt, name)))
        elif NEEDED:
            setattr(made, name, _whole(value))


def _say(answer: object, *_: object, **__: object) -> object:
    return answer


def _told(override: Callable[..., Any], instead: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(override)
    def guarded(*arguments: Any, **named: Any) -> Any:
        try:
            return override(*arguments, **named)
        except Exception:
            sys.excepthook(*sys.exc_info())
            return instead(*arguments, **named)

    return guarded


def _whole(override: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(override)
    def guarded(*arguments: Any, **named: Any) -> Any:
        try:
            return override(*arguments, **named)
        except BaseException:  # noqa: TRY203  # caught once, it has its value
            raise

    return guarded
