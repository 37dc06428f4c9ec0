"""A session bus of its own with an org.freedesktop.ScreenSaver on it that notes who holds the machine awake."""

from __future__ import annotations

import subprocess
import threading

from jeepney import HeaderFields, Message, MessageType, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

COOKIE = 4711


class FakeScreenSaver:
    """Answers Inhibit and UnInhibit as the desktops do; `calls` are the method names in order."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
        self._bus = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self._bus.stdout is not None
        self.address = self._bus.stdout.readline().strip()
        self._connection: DBusConnection = open_dbus_connection(self.address)
        answer = self._connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.ScreenSaver"))
        assert unwrap_msg(answer)[0] == 1
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the bus, and with it the service."""
        self._bus.terminate()
        self._bus.wait(10)
        assert self._bus.stdout is not None
        self._bus.stdout.close()
        self._thread.join(10)
        self._connection.close()

    def _serve(self) -> None:
        while True:
            try:
                message = self._connection.receive()
            except (ConnectionError, OSError, EOFError):
                return
            if message.header.message_type is MessageType.method_call:
                self._answer(message)

    def _answer(self, message: Message) -> None:
        name = message.header.fields[HeaderFields.member]
        self.calls.append(name)
        if name == "Inhibit":
            self._connection.send(new_method_return(message, "u", (COOKIE,)))
        else:
            assert message.body == (COOKIE,)
            self._connection.send(new_method_return(message))
