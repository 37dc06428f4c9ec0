"""Images of the log packed small in memory; in files they stand as they are.

All day a console's memory grows by what its acts change, before and after: the pictures of the hall most of all, then
texts. Who reads images from memory reads them by unpacked().
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable
from typing import TypeAlias

from db.database import Database

Image: TypeAlias = str | None
_MARK = "="
"""An image itself begins with a brace. A strict column of text takes no bytes, hence base64."""
_RAW = -15
_WORTH = 100
_LIKE: dict[str, bytes] = {}
"""By table an image without words: what all of its images have in common. As long as this process runs."""


def unprotect(db: Database) -> None:
    """Of a memory: a change may go from it, to stand there again packed."""
    db.execute("DROP TRIGGER change_is_append_only_delete")


def pack(db: Database, event_id: int) -> None:
    """Pack the images of the newest event.

    Its changes are taken out and put back: SQLite closes up its pages where a row goes, not where it shrinks.
    """
    sql = "SELECT id, event_id, table_name, row_id, before, after FROM change WHERE event_id = ? ORDER BY id"
    rows = db.execute(sql, [event_id]).fetchall()
    with db.atomic():
        db.execute("DELETE FROM change WHERE event_id = ?", [event_id])
        for *head, table, row_id, before, after in rows:
            values = [*head, table, row_id, *_packed_pair(table, before, after)]
            db.execute("INSERT INTO change (id, event_id, table_name, row_id, before, after) "
                       "VALUES (?, ?, ?, ?, ?, ?)", values)  # fmt: skip


def unpacked(table: str, before: Image, after: Image) -> tuple[Image, Image]:
    """The images of a change as they were noted, packed or not."""
    if after is not None and after.startswith(_MARK):
        after = _opened(after, _LIKE.get(table, b""))
    if before is not None and before.startswith(_MARK):
        before = _opened(before, after.encode() if after else _LIKE.get(table, b""))
    return before, after


def _packed_pair(table: str, before: Image, after: Image) -> Iterable[Image]:
    """What was is told by what is now: mostly they differ in a word."""
    like = _like(table, after or before or "{}")
    return _packed(before, after.encode() if after else like), _packed(after, like)


def _packed(image: Image, like: bytes) -> Image:
    if image is None or len(image) < _WORTH:
        return image
    packer = zlib.compressobj(wbits=_RAW, zdict=like)
    packed = _MARK + base64.b64encode(packer.compress(image.encode()) + packer.flush()).decode("ascii")
    return packed if len(packed) < len(image) else image


def _opened(image: str, like: bytes) -> str:
    """What opens to no image was not packed: in a damaged file any sign may stand first. Its digest tells of it."""
    try:
        opened = zlib.decompressobj(wbits=_RAW, zdict=like).decompress(base64.b64decode(image[1:])).decode()
    except (ValueError, zlib.error):
        return image
    return opened if opened.startswith("{") and opened.endswith("}") else image


def _like(table: str, image: str) -> bytes:
    if table not in _LIKE:
        blank = {name: value if value in (None, 0, "") else "" for name, value in json.loads(image).items()}
        _LIKE[table] = json.dumps(blank, ensure_ascii=False, separators=(",", ":")).encode()
    return _LIKE[table]
