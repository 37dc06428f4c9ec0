"""Minutes follow the data, backwards too; a sentence touched by hand stays as it is whatever happens around it."""

import contextlib
import tempfile
from collections.abc import Generator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.commands import conclusions, floor, minutes, petitions, queue, setup
from app.conference import Conference
from app.documents.minutes import minutes_document, minutes_sentences
from app.documents.sentences import Sentence
from app.domain.conclusion import Conclusion
from app.domain.due import Due
from app.domain.errors import RuleError
from app.domain.ids import QuestionId
from app.domain.minutes import Slot, TextKey
from app.domain.petition import Petition
from app.domain.question import QuestionState
from app.domain.roster import Person
from app.queries import report as report_queries
from app.queries.desk import facts
from app.queries.queue import petition_reconciliation, reconciliation
from app.queries.report import conference_report
from app.queries.report_rows import ReportRows
from app.queries.sentence_events import events_of_sentence
from db import past, tables
from db.database import Database
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, with_people, with_question

words = st.text(alphabet="aăâđêôơưáàảãạ bcdĐ.", min_size=1, max_size=16).filter(lambda text: text.strip(" .") != "")
pick = st.integers(0, 30)


def sentences(conference: Conference) -> dict[str, Sentence]:
    lines = minutes_sentences(conference_report(conference.db))
    return {line.key: line for line in lines if isinstance(line, Sentence)}


@pytest.fixture
def room(tmp_path: Path) -> Generator[tuple[Conference, FakeClock, dict[str, int]]]:
    clock = FakeClock()
    conference = new_conference(tmp_path, clock)
    yield conference, clock, with_people(conference)
    conference.close()


def stale(conference: Conference, shown: dict[str, Sentence]) -> dict[str, tuple[str, str]]:
    """Sentences nobody rewrote that a fresh rebuild has otherwise (shown, rebuilt), or that only one of them has.

    It is made from a copy of the memory: what is remembered about the one in use tells it nothing.
    """
    copy = past.as_of(conference.db, conference.last_event())
    try:
        report = conference_report(copy)
    finally:
        copy.close()
    lines = minutes_sentences(replace(report, sentences={}))
    fresh = {one.key: one.text for one in lines if isinstance(one, Sentence) and not one.is_homeless}
    untouched = {key: one.text for key, one in shown.items() if not one.is_touched}
    wanted = {key: text for key, text in fresh.items() if key not in report.sentences}
    both = untouched.keys() | wanted.keys()
    return {key: (untouched.get(key, ""), wanted.get(key, "")) for key in both if untouched.get(key) != wanted.get(key)}


class Scribe(RuleBasedStateMachine):
    """Acts, typing, hand edits and undos in any order; by_hand is what people have written themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = FakeClock()
        self.conference = new_conference(Path(self.folder.name), self.clock)
        self.ids = with_people(self.conference)
        for _ in range(2):
            with_question(self.conference, agency=self.ids["snv"])
        self.by_hand: dict[str, str] = {}
        self.typed: dict[TextKey, str] = {}
        self.given_back: list[tuple[int, str, str]] = []

    def teardown(self) -> None:
        before = minutes_sentences(conference_report(self.conference.db))
        self.conference.close()
        again = Conference(self.conference.path, self.clock)
        assert minutes_sentences(conference_report(again.db)) == before
        again.close()
        self.folder.cleanup()

    def act(self, command: object, *arguments: object) -> None:
        self.clock.advance(45)
        with contextlib.suppress(RuleError):
            command(self.conference, *arguments)  # type: ignore[operator]

    def question(self, n: int) -> int:
        rows = tables.QUESTIONS.all(self.conference.db)
        return rows[n % len(rows)].id if rows else 0

    @rule(name=words)
    def register(self, name: str) -> None:
        self.act(queue.register_question, queue.NewQuestion(asker_name=name, agency_id=self.ids["cat"]))
        self.act(queue.approve, self.question(-1))

    @rule(n=pick)
    def ask(self, n: int) -> None:
        self.act(floor.start_question, self.question(n))

    @rule(n=pick)
    def answer(self, n: int) -> None:
        self.act(floor.start_answer, self.question(n))

    @rule()
    def step_on(self) -> None:
        self.act(floor.next_step, None)

    @rule()
    def step_back(self) -> None:
        self.act(floor.step_back)

    @rule(n=pick)
    def lose_signal(self, n: int) -> None:
        self.act(queue.mark_signal_lost, self.question(n))

    @rule(n=pick)
    def interject(self, n: int) -> None:
        self.act(floor.interject, self.question(n))

    @rule(n=pick)
    def ask_further(self, n: int) -> None:
        self.act(queue.register_follow_up, self.question(n))

    @rule(n=pick)
    def split_demand(self, n: int) -> None:
        self.act(petitions.add_petition, Petition(question_id=QuestionId(self.question(n)), text="thêm"))

    @rule(n=pick, m=pick)
    def merge(self, n: int, m: int) -> None:
        self.act(queue.merge, self.question(n), self.question(m))

    @rule(n=pick, state=st.sampled_from([QuestionState.WITHDRAWN, QuestionState.OFF_TOPIC]))
    def end(self, n: int, state: QuestionState) -> None:
        self.act(queue.end_question, self.question(n), state)

    @rule(n=pick, name=words)
    def name_asker(self, n: int, name: str) -> None:
        self.act(queue.set_asker, self.question(n), Person(name=name))

    @rule(n=pick, text=words)
    def promise(self, n: int, text: str) -> None:
        self.act(petitions.record_commitment, self.question(n), text, Due("trong quý III"))

    @rule(text=words)
    def order(self, text: str) -> None:
        self.act(conclusions.record_conclusion, Conclusion(text=text))

    @rule(n=pick, slot=st.sampled_from([Slot.VERBATIM, Slot.CHAIR]), text=words)
    def type_words(self, n: int, slot: Slot, text: str) -> None:
        key = TextKey(slot, self.question(n))
        self.act(minutes.write_text, key, text)
        if slot is Slot.CHAIR:
            self.typed[key] = text

    @rule(n=pick, text=words)
    def type_what_is_said(self, n: int, text: str) -> None:
        db = self.conference.db
        places = [TextKey(Slot.ANSWER, answer.id) for answer in tables.ANSWERS.all(db)]
        places += [
            TextKey(Slot.INTERJECTION, speech.id) for speech in tables.SPEECHES.where(db, "kind = 'interjecting'")
        ]
        if places:
            key = places[n % len(places)]
            self.act(minutes.write_text, key, text)
            self.typed[key] = text

    @rule(theme=words)
    def change_facts(self, theme: str) -> None:
        self.act(setup.change_facts, replace(facts(self.conference.db), theme=theme))

    @rule(n=pick, text=words)
    def rewrite(self, n: int, text: str) -> None:
        found = sorted(sentences(self.conference))
        key = found[n % len(found)]
        self.act(minutes.override_sentence, key, text)
        self.by_hand[key] = conference_report(self.conference.db).sentences[key]

    @rule(n=pick)
    def give_back(self, n: int) -> None:
        if self.by_hand:
            key = sorted(self.by_hand)[n % len(self.by_hand)]
            self.act(minutes.override_sentence, key, "")
            self.given_back.append((self.conference.last_event(), key, self.by_hand.pop(key)))

    @rule(steps=st.integers(1, 6), again=st.booleans())
    def undo(self, steps: int, again: bool) -> None:
        for _ in range(steps):
            self.act(Conference.undo)
        if again:
            self.act(Conference.redo)
        self._follow_giving_back()

    def _follow_giving_back(self) -> None:
        """Giving back is an act: undone, the words of the person stand again, unless newer ones are there."""
        now = conference_report(self.conference.db).sentences
        for _event, key, text in self.given_back:
            if key not in self.by_hand and now.get(key) == text:
                self.by_hand[key] = text
        gone = [key for key in self.by_hand if key not in now and any(key == one[1] for one in self.given_back)]
        for key in gone:  # given back once more, by redo
            del self.by_hand[key]

    @invariant()
    def hand_edits_stand_and_the_rest_is_a_fresh_rebuild(self) -> None:
        report = conference_report(self.conference.db)
        assert report.sentences == self.by_hand
        assert report.counts == reconciliation(self.conference.db)
        assert report.petition_counts == petition_reconciliation(self.conference.db)
        lines = [line for line in minutes_sentences(report) if isinstance(line, Sentence)]
        shown = {line.key: line for line in lines}
        assert len(shown) == len(lines), "two sentences of one key"
        assert {key: shown[key].words for key in self.by_hand} == self.by_hand
        for text_key, text in self.typed.items():  # told, or rewritten by a person, or listed as not printed
            holders = [line for line in lines if line.key in _keys_of(text_key)]
            assert any(text in line.words or line.is_touched for line in holders), (text_key, text)
        assert stale(self.conference, shown) == {}


def _keys_of(key: TextKey) -> set[str]:
    """Under which a typed text may stand."""
    told = {
        Slot.ANSWER: f"answer/{key.subject_id}",
        Slot.INTERJECTION: f"speech/{key.subject_id}/said",
        Slot.CHAIR: f"question/{key.subject_id}/chair",
    }
    return {told[key.slot], f"lost/{key.slot.value}/{key.subject_id}"}


TestScribe = pytest.mark.timeout(240)(Scribe.TestCase)
TestScribe.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)


def test_the_rebuild_sees_a_sentence_of_rows_that_were_remembered_too_long(room, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """A planted fault: the tables of a report are read once for each memory and never again."""
    conference, _, ids = room
    question_id = with_question(conference, agency=ids["snv"])
    floor.start_question(conference, question_id)
    read = report_queries.report_rows
    kept: dict[int, tuple[Database, ReportRows]] = {}

    def remembered(db: Database, held_on: date | None) -> ReportRows:
        return kept.setdefault(id(db), (db, read(db, held_on)))[1]

    monkeypatch.setattr(report_queries, "report_rows", remembered)
    assert stale(conference, sentences(conference)) == {}
    queue.set_asker(conference, question_id, Person(name="Lò Thị Mới"))
    found = stale(conference, sentences(conference))
    assert [("Lò Thị Mới" in one, "Lò Thị Mới" in other) for one, other in found.values()] == [(False, True)]
    monkeypatch.undo()
    assert stale(conference, sentences(conference)) == {}


def test_a_rewritten_sentence_stays_while_its_facts_change_and_its_number_follows(room) -> None:  # type: ignore[no-untyped-def]
    conference, _, _ = room
    first = conclusions.record_conclusion(conference, Conclusion(text="Một"))
    second = conclusions.record_conclusion(conference, Conclusion(text="Hai"))
    minutes.override_sentence(conference, f"conclusion/{second}", "Hai, như đã nói.")
    assert sentences(conference)[f"conclusion/{second}"].text == "2. Hai, như đã nói."
    conclusions.move_conclusion(conference, second, first)
    one = sentences(conference)[f"conclusion/{second}"]
    assert (one.text, one.generated) == ("1. Hai, như đã nói.", "Hai.")


def test_words_whose_facts_are_undone_are_kept_listed_and_come_back(room) -> None:  # type: ignore[no-untyped-def]
    conference, _, ids = room
    question_id = with_question(conference, agency=ids["snv"])
    floor.start_question(conference, question_id)
    key = f"question/{question_id}/asked"
    minutes.override_sentence(conference, key, "Anh Tuấn hỏi về mạng xã hội.")
    conference.undo()
    one = sentences(conference)[key]
    assert (one.is_homeless, one.words) == (True, "Anh Tuấn hỏi về mạng xã hội.")
    assert f"sentence/{key}" in {gap.key for gap in minutes_document(conference_report(conference.db)).gaps}
    conference.redo()
    assert not sentences(conference)[key].is_homeless


def test_the_chair_breaking_in_and_a_lost_line_are_told_with_their_times(room) -> None:  # type: ignore[no-untyped-def]
    conference, clock, ids = room
    question_id = with_question(conference, agency=ids["snv"])
    other = with_question(conference, agency=ids["cat"])
    floor.start_question(conference, question_id)
    clock.advance(60)
    floor.start_answer(conference, question_id)
    clock.advance(60)
    speech_id = floor.interject(conference, question_id)
    minutes.write_text(conference, TextKey(Slot.INTERJECTION, speech_id), "Nói rõ thời hạn.")
    clock.advance(60)
    queue.mark_signal_lost(conference, question_id)
    assert "Hồi 14 giờ 03 phút, phần trả lời tạm dừng do mất tín hiệu đường truyền." in said(conference)
    floor.start_question(conference, other)
    clock.advance(300)
    floor.start_answer(conference, question_id)
    told = said(conference)
    assert "Hồi 14 giờ 02 phút, đồng chí Hoàng Quốc Khánh, Chủ tịch UBND tỉnh, nêu ý kiến: Nói rõ thời hạn." in told
    resumed = "Hồi 14 giờ 03 phút, phần trả lời tạm dừng do mất tín hiệu đường truyền; hồi 14 giờ 08 phút, tiếp tục."
    assert resumed in told
    conference.undo()
    assert "Hồi 14 giờ 03 phút, phần trả lời tạm dừng do mất tín hiệu đường truyền." in said(conference)


def said(conference: Conference) -> list[str]:
    return [one.text for one in sentences(conference).values()]


def test_words_of_an_interjection_taken_back_keep_their_place_and_never_go_to_another(room) -> None:  # type: ignore[no-untyped-def]
    conference, clock, ids = room
    question_id = with_question(conference, agency=ids["snv"])
    floor.start_question(conference, question_id)
    first = floor.interject(conference, question_id)
    minutes.write_text(conference, TextKey(Slot.INTERJECTION, first), "Nói rõ thời hạn.")
    minutes.override_sentence(conference, f"speech/{first}/said", "Chủ tịch: nói rõ thời hạn.")
    conference.undo()
    kept = sentences(conference)
    assert (kept[f"lost/interjection/{first}"].words, kept[f"lost/interjection/{first}"].is_homeless) == (
        "Nói rõ thời hạn.",
        True,
    )
    clock.advance(120)
    second = floor.interject(conference, question_id)
    assert second != first
    told = sentences(conference)[f"speech/{second}/said"]
    assert (told.is_touched, "thời hạn" in told.words) == (False, False)
    assert events_of_sentence(conference.db, f"lost/interjection/{first}")


def test_an_interjection_done_again_has_its_words_again(room) -> None:  # type: ignore[no-untyped-def]
    conference, _, ids = room
    question_id = with_question(conference, agency=ids["snv"])
    floor.start_question(conference, question_id)
    speech_id = floor.interject(conference, question_id)
    minutes.write_text(conference, TextKey(Slot.INTERJECTION, speech_id), "Nói rõ thời hạn.")
    conference.undo()
    assert f"speech/{speech_id}/said" not in sentences(conference)
    conference.redo()
    assert sentences(conference)[f"speech/{speech_id}/said"].words.endswith("nêu ý kiến: Nói rõ thời hạn.")
    assert f"lost/interjection/{speech_id}" not in sentences(conference)


def test_a_sentence_leads_back_to_its_events(room) -> None:  # type: ignore[no-untyped-def]
    conference, _, ids = room
    question_id = with_question(conference, agency=ids["snv"])
    floor.start_question(conference, question_id)
    answer_id = floor.start_answer(conference, question_id)
    minutes.write_text(conference, TextKey(Slot.ANSWER, answer_id), "Đã làm.")
    petitions.record_commitment(conference, question_id, "cập nhật", Due("quý III"))
    minutes.override_sentence(conference, f"answer/{answer_id}", "Sở đã làm.")
    answered = [line.summary for line in events_of_sentence(conference.db, f"answer/{answer_id}")]
    assert answered[:3] == ["Sửa một đoạn biên bản", "Ghi trả lời", "Mời SNV trả lời câu 01"]
    asked = [line.summary for line in events_of_sentence(conference.db, f"question/{question_id}/asked")]
    assert "Mời Quàng Văn Tuấn hỏi (câu 01)" in asked
    assert not any("cam kết" in line for line in asked)
    promised = events_of_sentence(conference.db, f"question/{question_id}/commitment/1")
    assert [line.summary for line in promised] == ["Nhận cam kết thứ 1 của câu 01"]


def test_every_sentence_of_a_conference_leads_to_an_event(room) -> None:  # type: ignore[no-untyped-def]
    conference, clock, ids = room
    question_id = with_question(conference, agency=ids["snv"])
    for _ in range(3):
        floor.next_step(conference, question_id)
        clock.advance(90)
    conclusions.record_conclusion(conference, Conclusion(text="Một"))
    without = [key for key in sentences(conference) if not events_of_sentence(conference.db, key)]
    assert [key for key in without if not key.startswith(("facts/content", "facts/secretaries"))] == []
