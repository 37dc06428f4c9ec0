"""What was typed into a card, a box or a picture that is stored only by an act: kept until that act, also by a kill.

Each draft is one text of the typing journal, its fields as JSON. Knows no widget and no command.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from app.conference import Change
from ui.typed_texts import TypedTexts

Values = dict[str, object]
"""Fields by name, as JSON has them."""


def rewritten(values: Values, change: Change, otherwise: Values) -> Values:
    """What an erasure leaves of fields; otherwise: what they go back to where it leaves nothing."""
    left = change(_json(values))
    return otherwise if left is None else _values(left) or {}


class Drafts:
    """Drafts by their journal keys; the one object of its kind belongs to the desk."""

    def __init__(self, typing: TypedTexts) -> None:
        self._typing = typing
        self._texts: dict[str, str] = {}

    def restore(self, texts: Mapping[str, str]) -> None:
        """Take up what an earlier run left in the journal; no draft of this run is overwritten."""
        for key, text in texts.items():
            if key not in self._texts:
                self._texts[key] = text
                self._typing.take_up(key)

    def keys(self, beginning: str) -> list[str]:
        """Those whose key begins so, the one begun first in front."""
        return [key for key in self._texts if key.startswith(beginning)]

    def get(self, key: str) -> Values | None:
        text = self._texts.get(key)
        return _values(text) if text is not None else None

    def keep(self, key: str, values: Mapping[str, object]) -> None:
        """Journal what the fields hold now; costs nothing where nothing changed."""
        text = _json(values)
        before = self._texts.get(key, "")
        if text != before:
            self._texts[key] = text
            self._typing.note(key, before, text)

    def rewrite(self, change: Change) -> None:
        """After an erasure, as the journal has done it."""
        left = {key: change(text) for key, text in self._texts.items()}
        self._texts = {key: text for key, text in left.items() if text is not None}

    def end(self, key: str) -> None:
        """Stored or given up: the lines go once the last event is safe in the file."""
        if self._texts.pop(key, None) is not None:
            self._typing.recorded(key)


def _json(values: Mapping[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False)


def _values(text: str) -> Values | None:
    try:
        values = json.loads(text)
    except ValueError:
        return None
    return values if isinstance(values, dict) else None
