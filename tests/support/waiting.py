"""Waiting for what other threads do, without sleeping longer than needed."""

import threading
from collections.abc import Callable


def eventually(holds: Callable[[], bool]) -> bool:
    """True as soon as it holds; False after 10 s."""
    waiting = threading.Event()
    return any(holds() or waiting.wait(0.02) for _ in range(500))
