"""The lines of the typing journal: how one is written, which are sound, and the texts that are put back from them.

A text whose lines are not closed by a "done" line was being typed when the program ended. Where the conference has a
password each line is encrypted, and no other line is believed.
"""

from __future__ import annotations

import contextlib
import json
import logging
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from app.domain.records import dataclass
from db.line_cipher import LineCipher

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PendingText:
    """A text that was being typed. base_matches: the stored text is still the one it was typed upon."""

    key: str
    text: str
    base_matches: bool


def line(entry: dict[str, object], cipher: LineCipher | None = None) -> bytes:
    body = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return b"%s\n" % cipher.encrypt(body) if cipher else b"%08x %s\n" % (zlib.crc32(body), body)


def unfinished(*places: Path | None, cipher: LineCipher | None = None) -> tuple[dict[str, list[bytes]], bool]:
    """The lines of texts that an earlier run left open; and False if a file is there and cannot be read."""
    pending: dict[str, list[bytes]] = {}
    try:
        raw = _content(places)
    except OSError as error:
        _log.warning("typing journal cannot be read: errno %s", error.errno)
        return pending, False
    for key, entry, found in _sound_entries(raw, cipher):
        if "d" in entry or "b" in entry:
            pending.pop(key, None)
        if "d" not in entry:
            pending.setdefault(key, []).append(found + b"\n")
    return pending, True


def replay(
    stored: Callable[[str], str | None], *places: Path | None, cipher: LineCipher | None = None
) -> list[PendingText]:
    """The texts that were being typed when the program ended; stored(key) gives the text recorded so far.

    After a torn or damaged line every text stays as it was before it, until its lines begin anew with their base.
    places: where lines were written, the later ones last; each move begins all unfinished texts anew.
    """
    return _texts(_content(places), stored, cipher)


def text_of(lines: Sequence[bytes], cipher: LineCipher | None = None) -> str:
    """What the lines of one text make of it, from its base on."""
    found = _texts(b"".join(lines), lambda _: "", cipher)
    return found[0].text if found else ""


def _texts(raw: bytes, stored: Callable[[str], str | None], cipher: LineCipher | None) -> list[PendingText]:
    texts: dict[str, tuple[str, bool]] = {}
    broken: set[str] = set()
    for key, entry, _ in _sound_entries(raw, cipher):
        if "d" in entry or "b" in entry:
            texts.pop(key, None)
            broken.discard(key)
        if "d" not in entry and key not in broken:
            _apply(entry, key, texts, broken, stored)
    return [PendingText(key, text, matches) for key, (text, matches) in texts.items()]


def _content(places: Sequence[Path | None]) -> bytes:
    """The later places are read first: one goes only when all it held stands in an earlier one."""
    parts = []
    for place in reversed(places):
        if place is not None:
            with contextlib.suppress(FileNotFoundError):
                parts.append(place.read_bytes())
    return b"\n".join(reversed(parts))


def _apply(
    entry: dict[str, object],
    key: str,
    texts: dict[str, tuple[str, bool]],
    broken: set[str],
    stored: Callable[[str], str | None],
) -> None:
    now = stored(key) or ""
    if "b" in entry:
        base = str(entry["b"])
        texts[key] = (base, base == now)
    text, matches = texts.get(key, (now, True))
    position, removed = int(str(entry["p"])), int(str(entry["r"]))
    if position + removed > len(text):
        broken.add(key)
        return
    texts[key] = (text[:position] + str(entry["a"]) + text[position + removed :], matches)


def _sound_entries(raw: bytes, cipher: LineCipher | None) -> Iterator[tuple[str, dict[str, object], bytes]]:
    """Key, entry and line of all that can be trusted: after damage only texts that began anew with their base."""
    begun_anew: set[str] | None = None
    for line in raw.split(b"\n"):
        entry = _parse(line, cipher)
        if entry is None:
            begun_anew = set() if line else begun_anew
            continue
        key = str(entry["k"])
        if begun_anew is not None and "b" in entry:
            begun_anew.add(key)
        if begun_anew is None or key in begun_anew or "d" in entry:
            yield key, entry, line


def _parse(line: bytes, cipher: LineCipher | None) -> dict[str, object] | None:
    body = cipher.decrypt(line) if cipher else _checked(line)
    try:
        entry = json.loads((body or b"").decode("utf-8", "surrogatepass"))
    except ValueError:
        return None
    return entry if isinstance(entry, dict) else None


def _checked(line: bytes) -> bytes | None:
    mark, _, body = line.partition(b" ")
    try:
        return body if int(mark, 16) == zlib.crc32(body) else None
    except ValueError:
        return None
