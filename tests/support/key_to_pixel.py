"""A second process that presses a key as the keyboard does (XTEST) and sees when a patch of the X screen changes.

python -m tests.support.key_to_pixel X Y: reads names of keys, one a line; answers each with the milliseconds between
the press and the first other pixel. Only what an X client without Qt can see counts.
"""

from __future__ import annotations

import ctypes
import sys
import time

PATCH_WIDTH, PATCH_HEIGHT = 240, 2
_PATIENCE_S = 2.0
_POLL_S = 0.00015
_ALL_PLANES, _Z_PIXMAP = ctypes.c_ulong(-1), 2


class _XImage(ctypes.Structure):
    """The first fields of XImage, up to the bytes of a line."""

    _fields_ = (
        ("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int), ("format", ctypes.c_int),
        ("data", ctypes.POINTER(ctypes.c_char)), ("byte_order", ctypes.c_int), ("bitmap_unit", ctypes.c_int),
        ("bitmap_bit_order", ctypes.c_int), ("bitmap_pad", ctypes.c_int), ("depth", ctypes.c_int),
        ("bytes_per_line", ctypes.c_int),
    )  # fmt: skip


class Eye:
    """An X client of its own: presses keys, reads pixels of the root window."""

    def __init__(self, x: int, y: int) -> None:
        self._x11, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        for name in ("XOpenDisplay", "XDefaultRootWindow", "XGetImage", "XStringToKeysym"):
            getattr(self._x11, name).restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x11.XOpenDisplay(None))
        self._root = ctypes.c_void_p(self._x11.XDefaultRootWindow(self._display))
        self._at = (ctypes.c_int(x), ctypes.c_int(y))

    def patch(self, width: int = PATCH_WIDTH, height: int = PATCH_HEIGHT) -> bytes:
        size = (ctypes.c_uint(width), ctypes.c_uint(height))
        image = self._x11.XGetImage(self._display, self._root, *self._at, *size, _ALL_PLANES, _Z_PIXMAP)
        seen = ctypes.cast(image, ctypes.POINTER(_XImage)).contents
        pixels = ctypes.string_at(seen.data, seen.bytes_per_line * seen.height)
        self._x11.XDestroyImage(ctypes.c_void_p(image))
        return pixels

    def press(self, key: str, width: int = PATCH_WIDTH, height: int = PATCH_HEIGHT) -> float:
        """Milliseconds to the first changed pixel of the patch. Errors: TimeoutError if none changed in two seconds."""
        symbol = ctypes.c_void_p(self._x11.XStringToKeysym(key.encode()))
        code = self._x11.XKeysymToKeycode(self._display, symbol)
        before = self.patch(width, height)
        begun = time.perf_counter()
        for down in (1, 0):
            self._test.XTestFakeKeyEvent(self._display, code, down, ctypes.c_ulong(0))
        self._x11.XFlush(self._display)
        while self.patch(width, height) == before:
            time.sleep(_POLL_S)
            if time.perf_counter() - begun > _PATIENCE_S:
                raise TimeoutError("no pixel changed")
        return (time.perf_counter() - begun) * 1000


def main(arguments: list[str]) -> int:
    eye = Eye(int(arguments[0]), int(arguments[1]))
    for line in sys.stdin:
        print(eye.press(line.strip()), flush=True)  # noqa: T201 - its answer
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
