"""Sites: the state of a line, and the turn of a site, with the line it leaves in the minutes."""

from app import texts
from app.commands import agenda, floor, queue, sites
from app.domain.agenda import AgendaItem, AgendaKind
from app.domain.minutes import Slot, TextKey
from app.domain.question import QuestionState
from app.domain.roster import Signal
from db import tables
from tests.support.conferences import state_of, with_people, with_question


def test_invite_makes_one_question_without_words_and_undo_leaves_nothing(conference, clock):
    bac_yen = with_people(conference)["bac_yen"]
    before = state_of(conference.db)
    question = tables.QUESTIONS.get(conference.db, sites.invite(conference, bac_yen))
    assert (question.site_id, question.state) == (bac_yen, QuestionState.WAITING)
    assert sites.invite(conference, bac_yen) == question.id  # it is still waiting to be heard
    conference.undo()
    assert state_of(conference.db) == before


def test_invite_writes_its_line_behind_what_was_noted(conference, clock):
    bac_yen = with_people(conference)["bac_yen"]
    item = agenda.add_item(conference, AgendaItem(kind=AgendaKind.DIALOGUE, title="Đối thoại"))
    key = TextKey(Slot.AGENDA, item)
    agenda.start_item(conference, item)
    sites.invite(conference, bac_yen)
    first = texts.text_of(conference.db, key)
    assert first.startswith("Hồi ")
    assert first.endswith(" phút, mời điểm cầu UBND huyện Bắc Yên nêu ý kiến.")
    clock.advance(60)
    sites.invite(conference, bac_yen)
    assert texts.text_of(conference.db, key).startswith(f"{first}\nHồi ")
    conference.undo()
    assert texts.text_of(conference.db, key) == first
    agenda.finish_item(conference, item)
    sites.invite(conference, bac_yen)
    assert texts.text_of(conference.db, key) == first


def test_set_signal_stops_the_clock_of_a_site_that_is_asking_and_of_no_other(conference):
    ids = with_people(conference)
    question_id = with_question(conference)
    floor.start_question(conference, question_id)
    sites.set_signal(conference, ids["bac_yen"], Signal.LOST)
    assert tables.QUESTIONS.get(conference.db, question_id).state is QuestionState.ASKING
    from_site = queue.register_question(conference, queue.NewQuestion(site_id=ids["bac_yen"]))
    queue.approve(conference, from_site)
    sites.set_signal(conference, ids["bac_yen"], Signal.GOOD)
    floor.start_question(conference, from_site)
    sites.set_signal(conference, ids["bac_yen"], Signal.LOST)
    cut = tables.QUESTIONS.get(conference.db, from_site)
    assert (cut.state, cut.signal_lost_at is not None) == (QuestionState.WAITING, True)
    assert tables.SPEECHES.first(conference.db, "ended_at IS NULL") is None
    conference.undo()
    assert tables.QUESTIONS.get(conference.db, from_site).state is QuestionState.ASKING
    assert tables.SITES.get(conference.db, ids["bac_yen"]).signal is Signal.GOOD
