"""Puts back what was being typed when the program ended.

Nothing typed is dropped: where the stored text has changed meanwhile, the typed one is added below it.
"""

from __future__ import annotations

from dataclasses import field

from app import texts
from app.commands import minutes
from app.conference import Conference
from app.domain.errors import RuleError
from app.domain.minutes import TextKey
from app.domain.records import dataclass
from app.domain.text import nfc
from db.journal_lines import PendingText

PATIENCE_S = 2.0
"""A restored text leaves the journal once its event is safe; on a slower disk the next start finds both equal."""
CAPTURE = "capture/"
"""Journal keys of the capture line's slots: "capture/who"."""
CARD, PICTURE, BOX, FORM = "card/", "picture/", "box/", "form/"
"""Journal keys of drafts, what is stored only by an act: "card/promise/new/12/34/…", "picture/notice"."""


@dataclass(slots=True)
class Restored:
    """What became of the typed texts.

    is_unreadable: what an earlier run left could not be read and stays where it is. written: put back; appended: of
    these, those added below a text that had changed; left: their place is gone, they stay in the journal; capture:
    words of the capture line by slot, for the line itself to take up; drafts: what stood in cards, boxes, pictures and
    forms by journal key, for the desk to take up.
    """

    written: list[TextKey] = field(default_factory=list)
    appended: list[TextKey] = field(default_factory=list)
    left: int = 0
    capture: dict[str, str] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    is_unreadable: bool = False

    def __bool__(self) -> bool:
        return bool(self.is_unreadable or self.written or self.left or self.drafts or any(self.capture.values()))


def restore_typing(conference: Conference) -> Restored:
    """Record every text of the journal that no event holds yet. Call it once, before anybody types."""
    restored = Restored()

    def stored(key: str) -> str | None:
        parsed = _parsed(key)
        return texts.text_of(conference.db, parsed) if parsed else ""

    try:
        left = conference.journal.left_open(stored)
    except OSError:  # a disk out of order, a place in the cloud: no reason not to open the conference
        restored.is_unreadable = True
        return restored
    for pending in left:
        if pending.key.startswith(CAPTURE):
            restored.capture[pending.key.removeprefix(CAPTURE)] = pending.text
        elif pending.key.startswith((CARD, PICTURE, BOX, FORM)):
            restored.drafts[pending.key] = pending.text
        else:
            _put_back(conference, pending, restored)
    return restored


def _put_back(conference: Conference, pending: PendingText, restored: Restored) -> None:
    key = _parsed(pending.key)
    if key is None:
        restored.left += 1
        return
    now = texts.text_of(conference.db, key)
    typed = nfc(pending.text)
    appends = bool(now) and not pending.base_matches
    if now != typed and not (appends and typed in now):
        try:
            minutes.write_text(conference, key, f"{now}\n{typed}" if appends else typed)
        except RuleError:
            restored.left += 1
            return
        restored.written.append(key)
        if appends:
            restored.appended.append(key)
    if conference.follower.wait_safe(conference.last_event(), PATIENCE_S):
        conference.journal.done(pending.key)


def _parsed(key: str) -> TextKey | None:
    try:
        return TextKey.parse(key)
    except ValueError:
        return None
