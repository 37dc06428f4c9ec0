"""Modules that others import at every start for what only few runs need: loaded when something in them is asked for.

PySide6 compiles its makers of signatures anew in each process; they explain a wrong call, and write stubs. sqlite-utils
brings its command line and a reader of dates. A third of what such a start imports is theirs.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

NAMES = (
    "click",
    "dateutil.parser",
)


class Later(ModuleType):
    """Stands for a module until something in it is asked for."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.stands_for = name  # its __name__ may be changed by whoever imports it

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)  # what is asked of every module
        if sys.modules.get(self.stands_for) is self:
            del sys.modules[self.stands_for]
        real = importlib.import_module(self.stands_for)
        vars(self).update({key: value for key, value in vars(real).items() if not key.startswith("__")})
        return getattr(real, name)


def put_off() -> None:
    """Before PySide6 and sqlite-utils are imported; what is there already stays."""
    for name in NAMES:
        sys.modules.setdefault(name, Later(name))
