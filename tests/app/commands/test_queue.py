"""The queue: numbers, stages, order, merging, ending, and who is to answer."""

from dataclasses import replace

from app.commands import floor, minutes, petitions, queue, setup
from app.conference import Conference
from app.domain.answer import AnswerKind
from app.domain.changes import EventKind
from app.domain.due import Due
from app.domain.errors import Rule
from app.domain.ids import AgencyId, PersonId, QuestionId, SiteId
from app.domain.minutes import Slot, TextKey
from app.domain.petition import Petition, ReplyMode
from app.domain.question import Question, QuestionKind, QuestionState
from app.domain.roster import Agency, Person
from db import tables
from tests.support.clock import FakeClock
from tests.support.conferences import refused, with_question

S = QuestionState


def question(conference: Conference, question_id: QuestionId) -> Question:
    return tables.QUESTIONS.get(conference.db, question_id)


def order(conference: Conference) -> list[int]:
    return [found.number for found in tables.QUESTIONS.all(conference.db, "position, id")]


def petition_agencies(conference: Conference, question_id: QuestionId) -> list[int | None]:
    return [p.lead_agency_id for p in tables.PETITIONS.where(conference.db, "question_id = ?", [question_id])]


def test_register_question_numbers_on_and_never_again_a_number_in_use(conference: Conference) -> None:
    first, second = with_question(conference), with_question(conference)
    assert [question(conference, q).number for q in (first, second)] == [1, 2]
    queue.end_question(conference, second, S.WITHDRAWN)
    assert question(conference, with_question(conference)).number == 3


def test_register_question_brings_its_petition_and_the_answer_of_its_agency(
    conference: Conference, ids: dict[str, int], clock: FakeClock
) -> None:
    question_id = with_question(conference, agency=ids["snv"])
    assert petition_agencies(conference, question_id) == [ids["snv"]]
    assert [a.agency_id for a in tables.ANSWERS.all(conference.db)] == [ids["snv"]]
    assert question(conference, question_id).received_at == clock.now()


def test_register_question_takes_unknown_site_and_agency_into_the_lists(conference: Conference) -> None:
    new = queue.NewQuestion(asker_name="Quàng Văn Tuấn", site_name="Bắc  Yên", agency_name="Sở Y tế")
    question_id = queue.register_question(conference, new)
    assert [site.name for site in tables.SITES.all(conference.db)] == ["Bắc Yên"]
    assert [agency.name for agency in tables.AGENCIES.all(conference.db)] == ["Sở Y tế"]
    assert question(conference, question_id).site_id == 1


def test_register_question_keeps_an_unknown_asker_off_the_roster(conference: Conference, ids: dict[str, int]) -> None:
    stranger = question(conference, with_question(conference)).asker_id
    assert tables.PEOPLE.get(conference.db, stranger or 0).on_roster is False
    known = queue.register_question(conference, queue.NewQuestion(asker_id=PersonId(ids["phu"])))
    assert question(conference, known).asker_id == ids["phu"]
    nobody = queue.register_question(conference, queue.NewQuestion(gist="đường"))
    assert question(conference, nobody).asker_id is None


def test_register_follow_up_stands_right_behind_its_parent_ready_to_be_asked(conference: Conference) -> None:
    parent, _ = with_question(conference), with_question(conference)
    first = queue.register_follow_up(conference, parent)
    second = queue.register_follow_up(conference, parent)
    assert order(conference) == [1, 3, 4, 2]
    for child in (question(conference, first), question(conference, second)):
        assert (child.kind, child.parent_id, child.state) == (QuestionKind.FOLLOW_UP, parent, S.WAITING)
        assert child.asker_id == question(conference, parent).asker_id


def test_add_question_inside_a_command_belongs_to_its_event(conference: Conference) -> None:
    before = conference.last_event()
    with conference.record(EventKind.IMPORTED) as tx:
        for gist in ("một", "hai"):
            queue.add_question(tx.db, 0, queue.NewQuestion(gist=gist), tx.now)
        tx.summary = "two"
    assert conference.last_event() == before + 1
    assert order(conference) == [1, 2]


def test_asker_name_is_empty_where_nobody_is_named(conference: Conference) -> None:
    nobody = queue.register_question(conference, queue.NewQuestion(gist="đường"))
    assert queue.asker_name(conference.db, question(conference, nobody)) == ""
    assert queue.asker_name(conference.db, question(conference, with_question(conference))) == "Quàng Văn Tuấn"


def test_change_question_keeps_stage_place_number_and_links(conference: Conference) -> None:
    form = question(conference, with_question(conference, approved=False))
    queue.approve(conference, form.id)
    stored = question(conference, form.id)
    queue.change_question(conference, replace(form, gist="đường  sá", number=99, position=5, parent_id=form.id))
    assert question(conference, form.id) == replace(stored, gist="đường sá")


def test_set_asker_takes_the_site_of_the_person_only_if_none_is_known(
    conference: Conference, ids: dict[str, int]
) -> None:
    at_site = Person(name="Lò Thị Mai", site_id=SiteId(ids["bac_yen"]))
    question_id = with_question(conference)
    queue.set_asker(conference, question_id, at_site)
    assert question(conference, question_id).site_id == ids["bac_yen"]
    queue.set_asker(conference, question_id, Person(name="Lò Văn Nam", site_id=SiteId(ids["hall"])))
    assert question(conference, question_id).site_id == ids["bac_yen"]
    phu = tables.PEOPLE.get(conference.db, ids["phu"])
    queue.set_asker(conference, question_id, replace(phu, title="Bí thư"))
    assert tables.PEOPLE.get(conference.db, ids["phu"]).title == "Bí thư"
    assert tables.PEOPLE.get(conference.db, ids["phu"]).on_roster is True


def test_approve_and_take_approval_back_only_before_anybody_asked(conference: Conference) -> None:
    question_id = with_question(conference, approved=False)
    assert refused(conference, queue.take_approval_back, question_id) is Rule.WRONG_STATE
    queue.approve(conference, question_id)
    assert question(conference, question_id).state is S.WAITING
    queue.take_approval_back(conference, question_id)
    assert question(conference, question_id).state is S.RECEIVED
    queue.approve(conference, question_id)
    floor.start_question(conference, question_id)
    assert refused(conference, queue.approve, question_id) is Rule.WRONG_STATE
    assert refused(conference, queue.take_approval_back, question_id) is Rule.WRONG_STATE


def test_set_stage_sorts_what_was_not_asked_and_nothing_else(conference: Conference) -> None:
    question_id = with_question(conference)
    queue.set_stage(conference, question_id, S.RESERVE)
    assert question(conference, question_id).state is S.RESERVE
    assert refused(conference, queue.set_stage, question_id, S.FINISHED) is Rule.WRONG_STATE


def test_end_question_is_refused_on_the_floor_and_bring_back_returns_to_the_stage_before(
    conference: Conference,
) -> None:
    question_id = with_question(conference)
    floor.start_question(conference, question_id)
    assert refused(conference, queue.end_question, question_id, S.WITHDRAWN) is Rule.LIVE_ITEM
    floor.await_answer(conference, question_id)
    queue.end_question(conference, question_id, S.LEFT_OUT, "hết  giờ")
    ended = question(conference, question_id)
    assert (ended.state, ended.end_reason) == (S.LEFT_OUT, "hết giờ")
    queue.bring_back(conference, question_id)
    back = question(conference, question_id)
    assert (back.state, back.end_reason) == (S.AWAITING_ANSWER, "")
    assert refused(conference, queue.bring_back, question_id) is Rule.WRONG_STATE


def test_mark_signal_lost_stops_the_clock_and_keeps_the_place(conference: Conference, clock: FakeClock) -> None:
    question_id = with_question(conference)
    floor.start_question(conference, question_id)
    before = question(conference, question_id)
    clock.advance(20)
    queue.mark_signal_lost(conference, question_id)
    after = question(conference, question_id)
    assert (after.state, after.position, after.signal_lost_at) == (S.WAITING, before.position, clock.now())
    assert tables.SPEECHES.all(conference.db)[0].ended_at == clock.now()
    floor.start_question(conference, question_id)
    assert question(conference, question_id).signal_lost_at is None


def test_move_question_changes_the_order_and_no_number(conference: Conference) -> None:
    first, _, third = (with_question(conference) for _ in range(3))
    queue.move_question(conference, third, first)
    assert order(conference) == [3, 1, 2]
    queue.move_question(conference, third, None)
    assert order(conference) == [1, 2, 3]


def test_merge_keeps_words_and_unmerge_gives_the_question_back_as_it_was(conference: Conference) -> None:
    into, double = with_question(conference), with_question(conference)
    before = question(conference, double)
    queue.merge(conference, double, into)
    merged = question(conference, double)
    assert (merged.state, merged.merged_into_id, merged.verbatim) == (S.MERGED, into, before.verbatim)
    assert refused(conference, queue.merge, into, double) is Rule.MERGE_WITH_ITSELF
    queue.unmerge(conference, double)
    assert question(conference, double) == before
    assert refused(conference, queue.unmerge, double) is Rule.WRONG_STATE


def test_merge_is_refused_with_itself_into_a_merged_one_and_on_the_floor(conference: Conference) -> None:
    first, second, third = (with_question(conference) for _ in range(3))
    assert refused(conference, queue.merge, first, first) is Rule.MERGE_WITH_ITSELF
    queue.merge(conference, second, first)
    assert refused(conference, queue.merge, third, second) is Rule.WRONG_STATE
    floor.start_question(conference, third)
    assert refused(conference, queue.merge, third, first) is Rule.LIVE_ITEM


def test_close_list_sends_what_was_not_asked_to_written_answer(conference: Conference) -> None:
    asked, waiting, noted = (with_question(conference) for _ in range(3))
    floor.start_question(conference, asked)
    petitions.set_reply_mode(conference, noted, ReplyMode.NOTED)
    assert queue.close_list(conference, Due("trong 15 ngày")) == 2
    states = [question(conference, q).state for q in (asked, waiting, noted)]
    assert states == [S.ASKING, S.NOT_REACHED, S.NOT_REACHED]
    modes = [(p.reply_mode, p.due.text) for p in tables.PETITIONS.all(conference.db, "question_id")]
    assert modes == [(ReplyMode.NONE, ""), (ReplyMode.WRITTEN, "trong 15 ngày"), (ReplyMode.NOTED, "")]
    assert tables.FACTS.get(conference.db, 1).list_closed_at == conference.now()


def test_close_list_of_some_leaves_the_list_open(conference: Conference) -> None:
    first, second = with_question(conference), with_question(conference)
    assert queue.close_list(conference, only=[second]) == 1
    assert [question(conference, q).state for q in (first, second)] == [S.WAITING, S.NOT_REACHED]
    assert tables.FACTS.get(conference.db, 1).list_closed_at is None


def test_assign_agency_takes_along_the_petitions_of_the_former_one(conference: Conference, ids: dict[str, int]) -> None:
    question_id = with_question(conference, agency=ids["snv"])
    petitions.add_petition(conference, Petition(question_id=question_id, lead_agency_id=AgencyId(ids["cat"])))
    other = setup.add(conference, Agency(name="Sở Y tế"))
    queue.assign_agency(conference, question_id, AgencyId(other))
    assert petition_agencies(conference, question_id) == [other, ids["cat"]]
    assert [a.agency_id for a in tables.ANSWERS.all(conference.db)] == [other]


def test_assign_agency_forgets_the_respondent_of_another_agency(conference: Conference, ids: dict[str, int]) -> None:
    question_id = with_question(conference)
    answer_id = queue.assign_agency(conference, question_id, AgencyId(ids["snv"]))
    queue.set_respondent(conference, answer_id, Person(name="Nguyễn Văn A"))
    queue.assign_agency(conference, question_id, AgencyId(ids["snv"]))
    assert tables.ANSWERS.get(conference.db, answer_id).respondent_id is not None
    queue.assign_agency(conference, question_id, AgencyId(ids["cat"]))
    assert tables.ANSWERS.get(conference.db, answer_id).respondent_id is None


def test_write_first_agency_with_nobody_empties_answer_and_petition(
    conference: Conference, ids: dict[str, int]
) -> None:
    question_id = with_question(conference, agency=ids["snv"])
    with conference.record(EventKind.AGENCY_ASSIGNED) as tx:
        queue.write_first_agency(tx.db, question_id, None, 0)
        tx.summary = "nobody"
    assert petition_agencies(conference, question_id) == [None]
    assert [a.agency_id for a in tables.ANSWERS.all(conference.db)] == [None]


def test_add_answering_agency_comes_after_those_there_are(conference: Conference, ids: dict[str, int]) -> None:
    question_id = with_question(conference, agency=ids["snv"])
    queue.add_answering_agency(conference, question_id, AgencyId(ids["cat"]))
    queue.add_answering_agency(conference, question_id, None, AnswerKind.CHAIR)
    found = tables.ANSWERS.where(conference.db, "question_id = ?", [question_id], "position, id")
    assert [(a.kind, a.agency_id) for a in found] == [
        (AnswerKind.AGENCY, ids["snv"]),
        (AnswerKind.ADDITION, ids["cat"]),
        (AnswerKind.CHAIR, None),
    ]


def test_set_respondent_puts_a_new_person_into_the_answering_agency(
    conference: Conference, ids: dict[str, int]
) -> None:
    question_id = with_question(conference)
    answer_id = queue.assign_agency(conference, question_id, AgencyId(ids["snv"]))
    queue.set_respondent(conference, answer_id, Person(honorific="Ông", name="Nguyễn Văn A"))
    person = tables.PEOPLE.get(conference.db, tables.ANSWERS.get(conference.db, answer_id).respondent_id or 0)
    assert (person.name, person.agency_id, person.on_roster) == ("Nguyễn Văn A", ids["snv"], False)


def test_remove_answer_is_refused_while_something_was_spoken_and_keeps_typed_words(
    conference: Conference, ids: dict[str, int]
) -> None:
    question_id = with_question(conference, agency=ids["snv"])
    extra = queue.add_answering_agency(conference, question_id, AgencyId(ids["cat"]))
    minutes.write_text(conference, TextKey(Slot.ANSWER, extra), "đã gõ")
    queue.remove_answer(conference, extra)
    assert len(tables.ANSWERS.all(conference.db)) == 1
    assert [entry.text for entry in tables.MINUTES_ENTRIES.all(conference.db)] == ["đã gõ"]
    floor.start_question(conference, question_id)
    spoken = floor.start_answer(conference, question_id)
    assert refused(conference, queue.remove_answer, spoken) is Rule.IN_USE
