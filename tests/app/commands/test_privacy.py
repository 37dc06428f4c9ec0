"""Erasing a person and closing the books: no byte is left in any file, and the chain of the log still verifies."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app import backup, data_words
from app.commands import conclusions, minutes, petitions, privacy, projector, queue, setup
from app.conference import Conference
from app.domain.conclusion import Conclusion
from app.domain.errors import Rule, RuleError
from app.domain.facts import Mode
from app.domain.ids import PersonId
from app.domain.minutes import Slot, TextKey
from app.domain.roster import Person, Role, Site
from app.rehearsal import copy_for_rehearsal
from db import chain, connection, past, tables
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, refused, state_of, with_people
from tests.support.folders import contents

NAME = "Giàng Thị Xuân Hiền"
UNIT = "Đoàn xã Suối Mơ"
PHONE = "0912 345 678"
TRACES = [
    text.encode() for text in (NAME, NAME.upper(), NAME.lower(), "0912345678", "345 678", "xuanhien@", "Xuân Hiền")
]


@pytest.fixture
def conference(tmp_path: Path) -> Iterator[Conference]:
    folder = tmp_path / "hoi-nghi"
    folder.mkdir()
    opened = new_conference(folder)
    with_people(opened)
    yield opened
    opened.close()


def with_traces(conference: Conference) -> list[PersonId]:
    """A person whose name went everywhere it can: rows, texts, pictures, acts, the operator's own name."""
    person = Person(
        honorific="Chị", name=NAME, unit=UNIT, title="Bí thư", birth_year=1999, phone=PHONE,
        email="xuanhien@suoimo.vn", note=f"Gọi {NAME} qua số 0912.345.678",
    )  # fmt: skip
    setup.add_person(conference, person, [Role.DELEGATE])
    number = queue.register_question(
        conference, queue.NewQuestion(asker_name=NAME, unit=UNIT, verbatim=f"{NAME} hỏi về đường vào bản.")
    )
    queue.approve(conference, number)
    task = f"Kiểm tra, trả lời bằng văn bản về đường vào bản cho {NAME}"
    conclusions.record_conclusion(conference, Conclusion(text=task))
    projector.prepare(conference, f"question/{number}")
    projector.cover_or_open(conference)
    projector.take(conference)
    key = TextKey(Slot.VERBATIM, number)
    for words in (f"Em là {NAME.upper()}", f"Em là {NAME.upper()}, số +84912345678, hỏi:\nKhi nào có đường?"):
        minutes.write_text(conference, key, words)
    petitions.record_commitment(conference, number, f'Trả lời chị "{NAME.lower()}" trước Tết')
    conference.operator = NAME
    setup.save(conference, replace(tables.SITES.all(conference.db)[0], contact_name=NAME, contact_phone=PHONE))
    setup.remove(conference, tables.SITES.get(conference.db, setup.add(conference, Site(name=f"Nhà {NAME}"))))
    conference.undo()
    conference.redo()
    conference.operator = "Thư ký"
    return [row.id for row in tables.PEOPLE.where(conference.db, "name = ? AND unit = ?", [NAME, UNIT])]


def traces_in(folder: Path) -> list[tuple[str, bytes]]:
    return [(path.name, trace) for path, raw in contents(folder).items() for trace in TRACES if trace in raw]


def written(conference: Conference) -> None:
    assert conference.follower.wait_safe(conference.last_event(), 5)


def wait_until(reached: Callable[[], bool]) -> None:
    """The journal is emptied by its own thread."""
    end = time.monotonic() + 5
    while not reached():
        assert time.monotonic() < end
        time.sleep(0.01)


def sound(path: Path) -> bool:
    with closing(connection.open_file(path)) as db:
        return chain.verify(db) is None and chain.unlike_the_log(db) == []


def test_no_byte_of_an_erased_person_is_left(conference: Conference, tmp_path: Path) -> None:
    person_ids = with_traces(conference)
    copies = tmp_path / "ban-sao"
    written(conference)
    backup.backup_now(conference.path, copies, conference.now())
    backup.copy_before_migration(conference.path, conference.now())
    rehearsals = tmp_path / "dien-tap"
    copy_for_rehearsal(conference.path, rehearsals, conference.now())
    conference.journal.append("verbatim/1", 0, 0, f"Em là {NAME}", "")
    number = conference.journal.done("verbatim/1")
    assert conference.journal.wait_safe(number, 5)
    assert len(traces_in(tmp_path)) > 10
    privacy.erase_person(conference, person_ids, f"Đơn của {NAME}")
    written(conference)
    backup.forget_former(conference.path, copies, rehearsals, conference.now())
    wait_until(lambda: traces_in(tmp_path) == [])
    assert chain.verify(conference.db) is None
    assert chain.unlike_the_log(conference.db) == []
    before = state_of(conference.db, without_hall=False)
    conference.close()
    assert traces_in(tmp_path) == []
    assert sound(conference.path)
    assert sound(backup.backups(conference.path, copies)[0])
    with closing(connection.load_into_memory(conference.path)) as db:
        assert state_of(db, without_hall=False) == before


def test_the_nameless_row_keeps_the_questions_in_place_and_tells_of_the_request(conference: Conference) -> None:
    person_ids = with_traces(conference)
    privacy.erase_person(conference, person_ids, "Đơn số 12")
    left = tables.PEOPLE.get(conference.db, person_ids[0])
    assert (left.name, left.unit, left.phone, left.birth_year) == (data_words.ERASED_NAME, UNIT, "", None)
    assert re.fullmatch(r"Đã xóa dữ liệu cá nhân ngày .* Căn cứ: Đơn số 12\.", left.note)
    question = tables.QUESTIONS.all(conference.db)[0]
    assert question.asker_id in person_ids
    assert question.verbatim.startswith("Em là (đã xóa tên), số (đã xóa tên), hỏi:")
    newest = conference.db.execute("SELECT kind, summary FROM event ORDER BY id DESC LIMIT 1").fetchone()
    assert newest[0] == "person_erased"
    assert newest[1].startswith("Xóa dữ liệu cá nhân của một người theo yêu cầu")


def test_a_namesake_keeps_the_own_row(conference: Conference) -> None:
    other = setup.add_person(conference, Person(name=NAME, unit="Đoàn xã khác"), [Role.DELEGATE])
    person_ids = with_traces(conference)
    privacy.erase_person(conference, person_ids, "")
    assert tables.PEOPLE.get(conference.db, other).name == NAME


def test_a_longer_name_that_begins_alike_stays(conference: Conference) -> None:
    person_ids = with_traces(conference)
    question = queue.register_question(conference, queue.NewQuestion(verbatim=f"Em {NAME}u hỏi, số 00912345678"))
    privacy.erase_person(conference, person_ids, "")
    assert tables.QUESTIONS.get(conference.db, question).verbatim == f"Em {NAME}u hỏi, số 00912345678"


def test_undo_goes_on_after_an_erasure_and_brings_no_name_back(conference: Conference, tmp_path: Path) -> None:
    person_ids = with_traces(conference)
    privacy.erase_person(conference, person_ids, "")
    while conference.undo_summary():
        with contextlib.suppress(RuleError):  # some acts conflict with later ones, as always
            conference.undo()
    written(conference)
    assert traces_in(tmp_path) == []
    assert chain.verify(conference.db) is None


def test_the_past_can_be_looked_at_where_an_erasure_left_no_difference(conference: Conference) -> None:
    """Another phone was written down; erased, both images of that act say the same."""
    first = conference.last_event()
    person_ids = with_traces(conference)
    person = tables.PEOPLE.get(conference.db, person_ids[0])
    setup.save(conference, replace(person, phone="0987 654 321"))
    privacy.erase_person(conference, person_ids, "")
    with closing(past.as_of(conference.db, first)) as then:
        assert tables.PEOPLE.find(then, person.id) is None


def test_neither_runs_while_the_conference_is_live(conference: Conference) -> None:
    person_ids = with_traces(conference)
    setup.change_mode(conference, Mode.LIVE)
    assert refused(conference, privacy.erase_person, person_ids, "") is Rule.NOT_IN_LIVE
    assert refused(conference, privacy.close_books) is Rule.NOT_IN_LIVE


def test_a_kill_between_erasing_and_purging_is_made_good_at_the_next_start(
    conference: Conference, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person_ids = with_traces(conference)
    written(conference)
    monkeypatch.setattr("db.erasure.purge", lambda _: None)
    privacy.erase_person(conference, person_ids, "")
    written(conference)
    monkeypatch.undo()
    conference.close()
    again = Conference(conference.path, FakeClock())
    assert again.follower.wait_safe(again.last_event(), 5)
    setup.add(again, Site(name="Điểm cầu"))
    written(again)
    again.close()
    assert traces_in(tmp_path) == []
    with closing(connection.open_file(conference.path)) as db:
        assert db.execute("SELECT is_erasing FROM recording").fetchone() == (0,)
    assert sound(conference.path)


def test_words_that_were_taken_out_without_a_later_erasure_are_seen(conference: Conference) -> None:
    with_traces(conference)
    conference.close()
    with closing(connection.open_file(conference.path)) as db:
        with db.atomic():
            db.execute("UPDATE recording SET is_erasing = 1")
            db.execute("UPDATE event SET rewritten_digest = content_digest WHERE id = 3")
            db.execute("UPDATE recording SET is_erasing = 0")
        assert chain.verify(db) == 3


def test_closing_the_books_takes_contacts_and_drafts_and_keeps_what_was_said(
    conference: Conference, tmp_path: Path
) -> None:
    with_traces(conference)
    question = tables.QUESTIONS.all(conference.db)[0]
    minutes.write_text(conference, TextKey(Slot.VERBATIM, question.id), "Khi nào có đường vào bản?")
    privacy.close_books(conference)
    assert tables.QUESTIONS.all(conference.db)[0].verbatim == "Khi nào có đường vào bản?"
    person = tables.PEOPLE.where(conference.db, "name = ?", [NAME])[0]
    assert (person.phone, person.email, person.birth_year, person.unit) == ("", "", None, UNIT)
    assert tables.SITES.all(conference.db)[0].contact_phone == ""
    assert tables.FACTS.get(conference.db, 1).books_closed_at == conference.now()
    conference.close()
    assert sound(conference.path)
    drafts = [f"Em là {NAME.upper()}".encode(), b"84912345678"]
    assert [draft for draft in drafts if draft in conference.path.read_bytes()] == []
