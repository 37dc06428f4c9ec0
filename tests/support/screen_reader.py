"""What a screen reader is told of the program: the accessible tree of AT-SPI, read over its own bus by another process.

Speaks D-Bus itself (jeepney); needs dbus-daemon and at-spi2-core, which run.py installs for the tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_REGISTRY, _ROOT = "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root"
_LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
_DAEMON = ["dbus-daemon", "--session", "--nofork", "--print-address"]
_BUS = DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus")
_DEEPEST = 40
_SHOWING = 25
"""Bit of the state that says that an object can be seen now."""
CONTROLS = frozenset({"push button", "toggle button", "check box", "text", "combo box", "table", "list", "menu item"})
"""Roles of what can be used; each needs a name."""


@dataclass(frozen=True, slots=True)
class Node:
    """One accessible object. within: what it stands in, by names (roles where there are none)."""

    role: str
    name: str
    is_shown: bool
    within: tuple[str, ...]


def missing() -> str:
    """What the tree cannot be read without; empty where all is there."""
    lacks = [name for name in ("dbus-daemon", _LAUNCHER) if shutil.which(name) is None]
    return f"missing: {', '.join(lacks)}" if lacks else ""


class Reader:
    """The tree of one program on the accessibility bus."""

    def __init__(self, bus: DBusConnection) -> None:
        self._bus = bus

    def nodes(self) -> list[Node]:
        """Everything, from the applications down; empty while no program has told of itself."""
        programs = self._children(_REGISTRY, _ROOT)
        return [node for name, path in programs for node in self._below(name, path, ())]

    def wait_for(self, is_there: Callable[[list[Node]], bool], seconds: float = 30) -> list[Node]:
        """The tree, as soon as it is as wanted."""
        end = time.monotonic() + seconds
        while True:
            found = self.nodes()
            if is_there(found):
                return found
            assert time.monotonic() < end, f"not as wanted: {[(n.role, n.name) for n in found if n.role in CONTROLS]}"
            time.sleep(0.2)

    def _below(self, name: str, path: str, within: tuple[str, ...]) -> Iterator[Node]:
        shown = bool(self._call(name, path, "GetState")[0] >> _SHOWING & 1)
        node = Node(self._call(name, path, "GetRoleName"), self._name(name, path), shown, within)
        yield node
        if len(within) < _DEEPEST:
            for child, place in self._children(name, path):
                yield from self._below(child, place, (*within, node.name or node.role))

    def _children(self, name: str, path: str) -> list[tuple[str, str]]:
        return list(self._call(name, path, "GetChildren"))

    def _name(self, name: str, path: str) -> str:
        asked = Properties(DBusAddress(path, bus_name=name, interface=_ACCESSIBLE)).get("Name")
        return str(unwrap_msg(self._bus.send_and_get_reply(asked, timeout=10))[0][1])

    def _call(self, name: str, path: str, method: str) -> Any:
        asked = new_method_call(DBusAddress(path, bus_name=name, interface=_ACCESSIBLE), method)
        return unwrap_msg(self._bus.send_and_get_reply(asked, timeout=10))[0]


@contextmanager
def program_read_aloud(file: Path, home: Path) -> Generator[Reader]:
    """The program with a conference open, on a session bus and an accessibility bus of its own."""
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    places = {f"XDG_{name}": str(home) for name in ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME")}
    environment = os.environ | places | {"XDG_RUNTIME_DIR": str(runtime), "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    daemon = subprocess.Popen(_DAEMON, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    with _ended(daemon):
        assert daemon.stdout is not None
        environment["DBUS_SESSION_BUS_ADDRESS"] = address = daemon.stdout.readline().decode().strip()
        with closing(open_dbus_connection(address)) as session:
            place = session.send_and_get_reply(new_method_call(_BUS, "GetAddress"), timeout=20)
            with closing(open_dbus_connection(unwrap_msg(place)[0])) as bus:
                words = [sys.executable, "-m", "ui.main", "open", str(file)]
                with _ended(subprocess.Popen(words, env=environment)):
                    yield Reader(bus)


@contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Generator[subprocess.Popen[bytes]]:
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)
        if process.stdout is not None:
            process.stdout.close()
