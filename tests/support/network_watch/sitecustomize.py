"""Imported by Python itself where it lies on the path: notes every use of a network socket in a watched process.

The sockets inside one machine that have a path for an address (the desktop's bus) are no network.
"""

import os
import sys

_LOG = os.environ.get("NETWORK_LOG", "")
_UNIX = 1
"""socket.AF_UNIX; importing socket here would hide that a process does."""


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith("socket.") and _is_local(arguments):
        return
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        file = os.open(_LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(file, f"{os.getpid()} {event}\n".encode())
        os.close(file)


def _is_local(arguments: tuple[object, ...]) -> bool:
    """socket.__new__ tells the family second, the other events the socket first."""
    family = arguments[1] if len(arguments) == 4 else getattr(arguments[0], "family", None) if arguments else None
    return family == _UNIX


if _LOG:
    sys.addaudithook(_note)
