"""What is to be taken out of a file for good, and what is left of a row's image without it (db.erasure does it)."""

from __future__ import annotations

import json
import re
from typing import Any

from app.domain.changes import Table
from app.domain.records import dataclass

_CONTACTS: dict[Table, dict[str, str | None]] = {
    Table.PERSON: {"phone": "", "email": "", "birth_year": None},
    Table.SITE: {"contact_name": "", "contact_phone": ""},
}


@dataclass(frozen=True, slots=True)
class Scrub:
    """What to take out: one human being (person_ids, pattern) or, where is_closing, everybody's contacts and drafts.

    pattern: a regular expression of names and numbers, words take the place of each match. A row of somebody else
    of the same name stays.
    """

    person_ids: tuple[int, ...] = ()
    pattern: str = ""
    words: str = ""
    is_closing: bool = False

    def text(self, text: str) -> str:
        return re.sub(self.pattern, self.words, text, flags=re.IGNORECASE) if self.pattern else text

    def concerns(self, table: Table, row_id: int, image: str) -> bool:
        """Whether an image may have to change; asked for every one, so it must be quick."""
        if self.is_closing:
            return table in _CONTACTS
        if table is Table.PERSON:
            return row_id in self.person_ids
        return bool(self.pattern) and re.search(self.pattern, image, re.IGNORECASE) is not None

    def image(self, table: Table, row_id: int, image: str) -> str:
        """The JSON image of a row without what goes."""
        if not self.concerns(table, row_id, image):
            return image
        row: dict[str, Any] = json.loads(image)
        if self.is_closing:
            row |= {name: value for name, value in _CONTACTS[table].items() if name in row}
        elif table is Table.PERSON:
            row |= {name: self._of_person(name, value) for name, value in row.items()}
        else:
            row = {name: self.text(value) if isinstance(value, str) else value for name, value in row.items()}
        return json.dumps(row, ensure_ascii=False, separators=(",", ":"))

    def _of_person(self, column: str, value: object) -> object:
        if column == "name":
            return self.words
        if column in {"honorific", "sort_name", "title", "phone", "email", "consent", "note"}:
            return ""
        return None if column == "birth_year" else value
