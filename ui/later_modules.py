"""Modules that PySide6 makes in each process anew from their source, for what hardly any run needs: loaded when wanted.

They read signatures: to explain a wrong call, to tell a type checker. A third of what importing Qt costs.
"""

from __future__ import annotations

import importlib
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

_PACKAGE = "shibokensupport.signature."
NAMES = frozenset(_PACKAGE + name for name in ("mapping", "parser", "layout", "lib.enum_sig", "lib.pyi_generator"))


class Later(ModuleType):
    """Stands for a module until something in it is asked for; then it is that module."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.wanted = name  # PySide6 gives it other names

    def __getattr__(self, name: str) -> object:
        wanted = vars(self).get("wanted")
        if wanted is None or name.startswith("__"):
            raise AttributeError(f"{self.__name__} has no {name}")
        del self.wanted
        spec, self.__spec__ = self.__spec__, ModuleSpec(wanted, None)
        sys.modules[_PACKAGE + "loader"].__loader__.exec_module(self)  # type: ignore[union-attr]
        self.__spec__ = spec
        return getattr(self, name)


class _Finder:
    """Finds NAMES before PySide6's own finder, which stands in the list only while Qt is being imported."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        return ModuleSpec(name, self) if name in NAMES else None  # type: ignore[arg-type]

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return Later(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


class _First(list[Any]):
    """What is put first comes second."""

    def insert(self, place: Any, finder: Any) -> None:
        super().insert(place + 1, finder)


def import_qt() -> None:
    """QtCore, with NAMES for later; a packed program has them in another way."""
    if getattr(sys, "frozen", False):
        return
    before, sys.meta_path = sys.meta_path, _First([_Finder(), *sys.meta_path])
    try:
        importlib.import_module("PySide6.QtCore")
    finally:
        sys.meta_path = before
