"""Screens that come and go while a test runs: offscreen by the plugin's private door, under X by xrandr.

Linux and PySide6 6.11 only: the offscreen plugin takes a new configuration through vtable slot 12 of its
native interface, which no public call reaches.
"""

from __future__ import annotations

import ctypes
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import PySide6
import shiboken6
from PySide6.QtCore import QByteArray, QJsonDocument
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

_SLOT = 12
_BETWEEN_MS = 300  # two changes at once leave Qt with the size before (seen on Xvfb)


@dataclass(frozen=True, slots=True)
class Plugged:
    """A screen as the test wants it; millimetres follow from 96 dots an inch."""

    name: str
    x: int
    y: int
    width: int
    height: int


LAPTOP = Plugged("LAPTOP", 0, 0, 1366, 768)
PROJECTOR = Plugged("PROJECTOR", 1366, 0, 1920, 1080)


def is_plugged(*screens: Plugged) -> bool:
    """Whether Qt knows of exactly these screens and their places."""
    seen = {(s.name(), s.geometry().topLeft().toTuple(), s.size().toTuple()) for s in QGuiApplication.screens()}
    return seen == {(s.name, (s.x, s.y), (s.width, s.height)) for s in screens}


def plug(*screens: Plugged, primary: str = "") -> None:
    """Have exactly these screens from now on; events must be processed after.

    Offscreen the first is the primary one. X keeps the first as it was made, unless it is left out: then a screen of
    the whole width takes its place, as when a laptop's lid is closed and only the server's own output is left.
    """
    if QGuiApplication.platformName() == "offscreen":
        _plug_offscreen(screens)
    else:
        _plug_monitors(screens, primary)


def _plug_offscreen(screens: tuple[Plugged, ...]) -> None:
    # a line per step of the C++ call platform_integration->nativeInterface()->setConfiguration(object, integration)
    folder = Path(PySide6.__file__).parent / "Qt" / "lib"
    core, gui = ctypes.CDLL(str(folder / "libQt6Core.so.6")), ctypes.CDLL(str(folder / "libQt6Gui.so.6"))
    native = gui._ZN15QGuiApplication23platformNativeInterfaceEv
    native.restype = ctypes.c_void_p
    interface = native()
    table = ctypes.cast(interface, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p)))[0]
    find = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(table[_SLOT])
    name = QByteArray(b"setConfiguration")
    function = find(interface, shiboken6.getCppPointer(name)[0])
    assert function, "this Qt has no setConfiguration"
    described = [
        {"name": s.name, "x": s.x, "y": s.y, "width": s.width, "height": s.height, "logicalDpi": 96,
         "logicalBaseDpi": 96, "dpr": 1}
        for s in screens
    ]  # fmt: skip
    document = QJsonDocument.fromJson(json.dumps({"screens": described}).encode())
    plain = ctypes.c_void_p()
    to_object = core._ZNK13QJsonDocument6objectEv
    to_object.restype = ctypes.c_void_p
    to_object.argtypes = [ctypes.c_void_p] * 2
    to_object(ctypes.addressof(plain), shiboken6.getCppPointer(document)[0])
    ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)(function)(ctypes.addressof(plain), interface)


def _plug_monitors(screens: tuple[Plugged, ...], primary: str) -> None:
    """The laptop is bound to the X screen, as x_server sets it; the others come and go."""
    listed = subprocess.run(["xrandr", "--listmonitors"], capture_output=True, text=True, check=True).stdout
    present = {line.split()[1].lstrip("+*"): line.split()[2] for line in listed.splitlines()[1:]}
    wanted = {screen.name: f"{screen.width}/508x{screen.height}/286+{screen.x}+{screen.y}" for screen in screens}
    if LAPTOP in screens and LAPTOP.name in present:
        wanted[LAPTOP.name] = present[LAPTOP.name]
    gone = [name for name, place in present.items() if name != "screen" and wanted.get(name) != place]
    new = {name: place for name, place in wanted.items() if present.get(name) != place}
    for name in gone:
        subprocess.run(["xrandr", "--delmonitor", name], check=True)
    if gone and new:
        QTest.qWait(_BETWEEN_MS)
    for name, place in new.items():
        mark, output = ("*" if name == primary else ""), ("screen" if name == LAPTOP.name else "none")
        subprocess.run(["xrandr", "--setmonitor", f"{mark}{name}", place, output], check=True)
