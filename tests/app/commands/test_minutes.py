"""Typed texts become events: one each time a text is left, none when nothing changed, never taken back by undo."""

from app.commands import floor, minutes, queue, setup
from app.conference import Conference
from app.domain.answer import PreparedAnswer
from app.domain.errors import Rule
from app.domain.ids import AgencyId, AnswerId, PersonId
from app.domain.minutes import Slot, TextKey
from app.queries.report import conference_report
from app.texts import text_of
from db import tables
from tests.support.clock import FakeClock
from tests.support.conferences import refused, with_question


def answer_of(conference: Conference, agency: int) -> AnswerId:
    question_id = with_question(conference, agency=agency)
    floor.start_question(conference, question_id)
    return floor.start_answer(conference, question_id)


def test_write_text_stores_each_slot_where_it_belongs(conference: Conference) -> None:
    question_id = with_question(conference)
    keys = [TextKey(slot, question_id) for slot in (Slot.VERBATIM, Slot.SHORT, Slot.CHAIR, Slot.PRIVATE)]
    for key in keys:
        minutes.write_text(conference, key, f"chữ ở {key}\ndòng hai  ")
    assert [text_of(conference.db, key) for key in keys] == [f"chữ ở {key}\ndòng hai  " for key in keys]
    question = tables.QUESTIONS.get(conference.db, question_id)
    assert question.verbatim == f"chữ ở verbatim/{question_id}\ndòng hai  "
    assert len(tables.MINUTES_ENTRIES.all(conference.db)) == 2


def test_write_text_that_is_stored_already_is_no_event(conference: Conference) -> None:
    key = TextKey(Slot.CHAIR, with_question(conference))
    minutes.write_text(conference, key, "ý kiến")
    last = conference.last_event()
    minutes.write_text(conference, key, "ý kiến")
    minutes.write_text(conference, key, "y\u0301 kiê\u0301n")  # the same in decomposed letters
    minutes.write_text(conference, TextKey(Slot.PRIVATE, 1), "")
    assert conference.last_event() == last


def test_write_text_is_passed_over_by_undo(conference: Conference) -> None:
    question_id = with_question(conference, approved=False)
    queue.approve(conference, question_id)
    key = TextKey(Slot.CHAIR, question_id)
    minutes.write_text(conference, key, "ý kiến")
    conference.undo()
    assert text_of(conference.db, key) == "ý kiến"
    assert tables.QUESTIONS.get(conference.db, question_id).state == "received"


def test_write_text_of_a_question_that_is_gone_is_refused(conference: Conference) -> None:
    assert refused(conference, minutes.write_text, TextKey(Slot.VERBATIM, 77), "chữ") is Rule.NOT_FOUND


def test_override_sentence_replaces_and_an_empty_one_gives_it_back(conference: Conference, clock: FakeClock) -> None:
    minutes.override_sentence(conference, "opening", " Hồi 7 giờ  30 phút. ")
    (entry,) = tables.MINUTES_ENTRIES.all(conference.db)
    assert (entry.text, entry.sentence_key, entry.written_at) == ("Hồi 7 giờ 30 phút.", "opening", clock.now())
    minutes.override_sentence(conference, "opening", "Hồi 8 giờ.")
    minutes.override_sentence(conference, "closing", "Bế mạc.")
    assert [entry.text for entry in tables.MINUTES_ENTRIES.all(conference.db)] == ["Hồi 8 giờ.", "Bế mạc."]
    minutes.override_sentence(conference, "opening", "  ")
    assert conference_report(conference.db).sentences == {"closing": "Bế mạc."}
    conference.undo()
    assert conference_report(conference.db).sentences == {"opening": "Hồi 8 giờ.", "closing": "Bế mạc."}


def test_answer_as_prepared_takes_words_and_respondent_and_keeps_what_was_typed(
    conference: Conference, ids: dict[str, int]
) -> None:
    answer_id = answer_of(conference, ids["snv"])
    answer = tables.ANSWERS.get(conference.db, answer_id)
    prepared = PreparedAnswer(
        question_id=answer.question_id,
        agency_id=AgencyId(ids["snv"]),
        respondent_id=PersonId(ids["phu"]),
        text="Sở đã chuẩn bị.",
    )
    setup.add(conference, prepared)
    minutes.write_text(conference, TextKey(Slot.ANSWER, answer_id), "nói thêm")
    assert minutes.answer_as_prepared(conference, answer_id) == "Sở đã chuẩn bị.\nnói thêm"
    answer = tables.ANSWERS.get(conference.db, answer_id)
    assert (answer.as_prepared, answer.respondent_id) == (True, ids["phu"])
    assert minutes.answer_as_prepared(conference, answer_id) == "Sở đã chuẩn bị.\nnói thêm"


def test_answer_as_prepared_without_a_prepared_text_says_so_and_keeps_the_typed_one(
    conference: Conference, ids: dict[str, int]
) -> None:
    answer_id = answer_of(conference, ids["snv"])
    minutes.write_text(conference, TextKey(Slot.ANSWER, answer_id), "đã gõ")
    assert minutes.answer_as_prepared(conference, answer_id) == "đã gõ"
    assert tables.ANSWERS.get(conference.db, answer_id).as_prepared is True


def test_finalise_locks_the_sentences_until_reopen(conference: Conference, clock: FakeClock) -> None:
    minutes.override_sentence(conference, "opening", "Hồi 8 giờ.")
    minutes.finalise(conference)
    assert tables.FACTS.get(conference.db, 1).minutes_finalised_at == clock.now()
    assert refused(conference, minutes.finalise) is Rule.MINUTES_FINAL
    assert refused(conference, minutes.override_sentence, "opening", "Hồi 9 giờ.") is Rule.MINUTES_FINAL
    minutes.reopen(conference)
    assert tables.FACTS.get(conference.db, 1).minutes_finalised_at is None
    minutes.override_sentence(conference, "opening", "Hồi 9 giờ.")
    assert conference_report(conference.db).sentences == {"opening": "Hồi 9 giờ."}


def test_change_pattern_is_the_offices_wording_and_an_empty_one_the_shipped(conference: Conference) -> None:
    minutes.change_pattern(conference, "minutes.kind", "BIÊN BẢN GHI NHỚ")
    assert conference_report(conference.db).phrases == {"minutes.kind": "BIÊN BẢN GHI NHỚ"}
    minutes.change_pattern(conference, "minutes.kind", "")
    assert conference_report(conference.db).phrases == {}
    conference.undo()
    assert conference_report(conference.db).phrases == {"minutes.kind": "BIÊN BẢN GHI NHỚ"}
