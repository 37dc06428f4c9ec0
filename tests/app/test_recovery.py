"""What was being typed comes back; where the stored text has changed, the typed one is added, never dropped."""

from pathlib import Path

import pytest

from app import recovery, texts
from app.commands import minutes
from app.conference import Conference
from app.domain.minutes import Slot, TextKey
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, with_question


class Session:
    """A conference that is opened, typed into, cut off and opened again."""

    def __init__(self, folder: Path) -> None:
        self.conference = new_conference(folder)
        self.question = with_question(self.conference)
        self.key = TextKey(Slot.VERBATIM, self.question)

    def type(self, key: str, text: str, base: str = "") -> None:
        self.conference.journal.append(key, 0, len(base), text, base)

    def cut_off(self) -> recovery.Restored:
        """Close without recording, open again, restore."""
        path = self.conference.path
        self.conference.close()
        self.conference = Conference(path, FakeClock())
        return recovery.restore_typing(self.conference)

    def text(self, key: TextKey | None = None) -> str:
        return texts.text_of(self.conference.db, key or self.key)


@pytest.fixture
def session(tmp_path: Path):
    made = Session(tmp_path)
    yield made
    made.conference.close()


def test_typed_text_comes_back_once(session: Session) -> None:
    session.type(str(session.key), "Chữ đang gõ dở ễ", session.text())
    restored = session.cut_off()
    assert session.text() == "Chữ đang gõ dở ễ"
    assert restored.written == [session.key]
    assert not restored.appended
    assert not session.cut_off()


def test_text_whose_base_has_changed_is_added_below(session: Session) -> None:
    session.type(str(session.key), "gõ trên bản cũ", "một bản cũ không còn")
    minutes.write_text(session.conference, session.key, "bản mới")
    restored = session.cut_off()
    assert session.text() == "bản mới\ngõ trên bản cũ"
    assert restored.appended == [session.key]
    assert not session.cut_off()
    assert session.text() == "bản mới\ngõ trên bản cũ"


def test_text_that_an_event_holds_already_is_left_alone(session: Session) -> None:
    session.type(str(session.key), "đã ghi", session.text())
    minutes.write_text(session.conference, session.key, "đã ghi")
    assert not session.cut_off().written
    assert session.text() == "đã ghi"


def test_text_of_a_question_that_is_gone_stays_in_the_journal(session: Session) -> None:
    session.type("verbatim/999999", "mồ côi")
    assert session.cut_off().left == 1
    assert "mồ côi" in session.conference.journal.path.read_text(encoding="utf-8")
    assert session.cut_off().left == 1


def test_capture_line_is_handed_back_by_slot(session: Session) -> None:
    session.type("capture/who", "Lò Văn")
    assert session.cut_off().capture == {"who": "Lò Văn"}


def test_a_sentence_of_the_minutes_comes_back_as_a_rewritten_one(session: Session) -> None:
    key = TextKey(Slot.SENTENCE, sentence_key=f"question/{session.question}/asked")
    assert TextKey.parse(str(key)) == key
    session.type(str(key), "Anh Tuấn hỏi", "Lời của chương trình.")
    assert session.cut_off().written == [key]
    assert session.text(key) == "Anh Tuấn hỏi"
    session.type(str(key), "Anh Tuấn hỏi thêm", "Anh Tuấn hỏi")
    session.cut_off()
    assert session.text(key) == "Anh Tuấn hỏi thêm"
    minutes.finalise(session.conference)
    session.type(str(key), "muộn", "Anh Tuấn hỏi thêm")
    assert session.cut_off().left == 1
    assert session.text(key) == "Anh Tuấn hỏi thêm"
