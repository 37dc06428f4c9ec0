"""A state machine over the commands: every undo restores the exact earlier state, and the file follows."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.commands import agenda, conclusions, floor, minutes, petitions, projector, queue, setup
from app.conference import Conference
from app.domain.agenda import AgendaItem, AgendaStatus
from app.domain.answer import AnswerKind
from app.domain.changes import NOT_UNDOABLE, EventKind
from app.domain.conclusion import Conclusion, Verb
from app.domain.due import Due
from app.domain.errors import RuleError
from app.domain.facts import Mode
from app.domain.minutes import Slot, TextKey
from app.domain.petition import Petition, ReplyMode
from app.domain.question import ON_FLOOR, QuestionState
from app.domain.roster import Person, Role, Site
from app.queries.desk import facts as facts_of
from app.queries.queue import counts, reconciliation
from app.scenes import question_subject
from db import connection, tables
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, state_of, with_people, with_question

words = st.text(alphabet="aăâđêôơưáàảãạ bcdĐ'-,.", min_size=1, max_size=20)
pick = st.integers(0, 30)


class Secretary(RuleBasedStateMachine):
    """Acts in any order. `earlier` holds the state before every act that can be taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = FakeClock()
        self.conference = new_conference(Path(self.folder.name), self.clock)
        self.ids = with_people(self.conference)
        with_question(self.conference, agency=self.ids["snv"])
        self.earlier: list[dict[str, list[tuple[object, ...]]]] = []
        self.picture = tables.PROJECTION.get(self.conference.db, 1)

    def teardown(self) -> None:
        state = self.conference.close()
        assert state.waiting == 0
        again = Conference(self.conference.path, self.clock)
        try:
            assert state_of(again.db, without_hall=False) == self.last
        finally:
            again.close()
            self.folder.cleanup()

    def act(self, command: object, *arguments: object, **named: object) -> None:
        before = state_of(self.conference.db)
        last = self.last_event()
        self.clock.advance(1)
        try:
            command(self.conference, *arguments, **named)  # type: ignore[operator]
        except RuleError:
            assert state_of(self.conference.db) == before, "a refused command must leave nothing"
            return
        if self.last_event() == last:
            assert state_of(self.conference.db) == before
            return
        row = self.conference.db.execute("SELECT kind, summary FROM event ORDER BY id DESC LIMIT 1").fetchone()
        assert row[1], f"{row[0]} says nothing in the log"
        if EventKind(row[0]) not in NOT_UNDOABLE:
            self.earlier.append(before)

    def last_event(self) -> int:
        return int(self.conference.db.execute("SELECT max(id) FROM event").fetchone()[0])

    def question(self, n: int) -> int:
        rows = tables.QUESTIONS.all(self.conference.db)
        return rows[n % len(rows)].id

    @rule(name=words, gist=words, approved=st.booleans(), led=st.booleans())
    def register(self, name: str, gist: str, approved: bool, led: bool) -> None:
        agency = self.ids["snv"] if led else None
        self.act(queue.register_question, queue.NewQuestion(asker_name=name, gist=gist, agency_id=agency))
        if approved:
            self.act(queue.approve, self.question(-1))

    @rule(n=pick)
    def approve(self, n: int) -> None:
        self.act(queue.approve, self.question(n))

    @rule(n=pick)
    def take_approval_back(self, n: int) -> None:
        self.act(queue.take_approval_back, self.question(n))

    @rule(n=pick, state=st.sampled_from(list(QuestionState)))
    def set_stage(self, n: int, state: QuestionState) -> None:
        self.act(queue.set_stage, self.question(n), state)

    @rule(n=pick, state=st.sampled_from([QuestionState.WITHDRAWN, QuestionState.LEFT_OUT, QuestionState.OFF_TOPIC]))
    def end(self, n: int, state: QuestionState) -> None:
        self.act(queue.end_question, self.question(n), state, "vắng mặt")

    @rule(n=pick)
    def bring_back(self, n: int) -> None:
        self.act(queue.bring_back, self.question(n))

    @rule(n=pick)
    def signal_lost(self, n: int) -> None:
        self.act(queue.mark_signal_lost, self.question(n))

    @rule(n=pick, m=pick, end=st.booleans())
    def move(self, n: int, m: int, end: bool) -> None:
        self.act(queue.move_question, self.question(n), None if end else self.question(m))

    @rule(n=pick, m=pick)
    def merge(self, n: int, m: int) -> None:
        self.act(queue.merge, self.question(n), self.question(m))

    @rule(n=pick)
    def unmerge(self, n: int) -> None:
        self.act(queue.unmerge, self.question(n))

    @rule(n=pick)
    def change_question(self, n: int) -> None:
        question = tables.QUESTIONS.get(self.conference.db, self.question(n))
        self.act(queue.change_question, replace(question, gist=question.gist + " x", site_id=self.ids["bac_yen"]))

    @rule(n=pick, name=words)
    def set_asker(self, n: int, name: str) -> None:
        self.act(queue.set_asker, self.question(n), Person(name=name))

    @rule()
    def close_list(self) -> None:
        self.act(queue.close_list, Due("trong 15 ngày"))

    @rule(n=pick, which=st.sampled_from(["snv", "cat"]))
    def assign(self, n: int, which: str) -> None:
        self.act(queue.assign_agency, self.question(n), self.ids[which])

    @rule(n=pick, chair=st.booleans())
    def add_agency(self, n: int, chair: bool) -> None:
        agency = None if chair else self.ids["cat"]
        kind = AnswerKind.CHAIR if chair else AnswerKind.ADDITION
        self.act(queue.add_answering_agency, self.question(n), agency, kind)

    @rule(n=pick, name=words)
    def respondent(self, n: int, name: str) -> None:
        answers = tables.ANSWERS.all(self.conference.db)
        if answers:
            self.act(queue.set_respondent, answers[n % len(answers)].id, Person(honorific="Ông", name=name))

    @rule(n=pick)
    def remove_answer(self, n: int) -> None:
        answers = tables.ANSWERS.all(self.conference.db)
        if answers:
            self.act(queue.remove_answer, answers[n % len(answers)].id)

    @rule(n=pick)
    def start(self, n: int) -> None:
        self.act(floor.start_question, self.question(n))

    @rule(n=pick)
    def next_step(self, n: int) -> None:
        self.act(floor.next_step, self.question(n))

    @rule(n=pick)
    def answer(self, n: int) -> None:
        self.act(floor.start_answer, self.question(n))

    @rule(n=pick)
    def await_answer(self, n: int) -> None:
        self.act(floor.await_answer, self.question(n))

    @rule(n=pick)
    def take_instead(self, n: int) -> None:
        self.act(floor.take_instead, self.question(n))

    @rule(n=pick, adds=st.booleans())
    def chair_answers(self, n: int, adds: bool) -> None:
        self.act(
            lambda conference, question_id: floor.chair_answers(conference, question_id, adds=adds), self.question(n)
        )

    @rule(n=pick)
    def conclude(self, n: int) -> None:
        self.act(floor.start_conclusion, self.question(n))

    @rule(n=pick)
    def finish(self, n: int) -> None:
        self.act(floor.finish_question, self.question(n))

    @rule()
    def step_back(self) -> None:
        self.act(floor.step_back)

    @rule(seconds=st.sampled_from([15, -15, 45]))
    def correct_clock(self, seconds: int) -> None:
        self.act(floor.correct_clock, seconds)

    @rule(n=pick)
    def interject(self, n: int) -> None:
        self.act(floor.interject, self.question(n))

    @rule(n=pick, text=words)
    def petition(self, n: int, text: str) -> None:
        self.act(petitions.add_petition, Petition(question_id=self.question(n), text=text))

    @rule(n=pick)
    def change_petition(self, n: int) -> None:
        found = tables.PETITIONS.all(self.conference.db)
        petition = found[n % len(found)]
        self.act(petitions.change_petition, replace(petition, note="ghi chú", due=Due("quý III/2023")))
        self.act(petitions.set_supports, petition.id, [self.ids["cat"]] if n % 2 else [])

    @rule(n=pick)
    def remove_petition(self, n: int) -> None:
        found = tables.PETITIONS.all(self.conference.db)
        self.act(petitions.remove_petition, found[n % len(found)].id)

    @rule(n=pick, mode=st.sampled_from(list(ReplyMode)))
    def reply_mode(self, n: int, mode: ReplyMode) -> None:
        self.act(petitions.set_reply_mode, self.question(n), mode)

    @rule(n=pick, text=words)
    def commitment(self, n: int, text: str) -> None:
        self.act(petitions.record_commitment, self.question(n), text, Due("trước ngày 20/4/2023"), self.ids["snv"])

    @rule(n=pick, remove=st.booleans())
    def change_commitment(self, n: int, remove: bool) -> None:
        found = tables.COMMITMENTS.all(self.conference.db)
        if not found:
            return
        chosen = found[n % len(found)]
        if remove:
            self.act(petitions.remove_commitment, chosen.id)
        else:
            self.act(petitions.change_commitment, replace(chosen, text=chosen.text + " thêm"))

    @rule(text=words, leads=st.booleans())
    def conclusion(self, text: str, leads: bool) -> None:
        task = Conclusion(text=text, verb=Verb.ASSIGN)
        self.act(conclusions.record_conclusion, task, [self.ids["snv"]] if leads else [], [self.ids["cat"]])

    @rule(n=pick, how=st.sampled_from(["change", "remove", "move"]))
    def change_conclusion(self, n: int, how: str) -> None:
        found = tables.CONCLUSIONS.all(self.conference.db, "position, id")
        if not found:
            return
        task = found[n % len(found)]
        if how == "change":
            self.act(conclusions.change_conclusion, replace(task, text=task.text + "."), [self.ids["cat"]], [])
        elif how == "remove":
            self.act(conclusions.remove_conclusion, task.id)
        else:
            self.act(conclusions.move_conclusion, task.id, found[0].id)

    @rule(title=words, minutes_planned=st.integers(0, 60))
    def agenda_item(self, title: str, minutes_planned: int) -> None:
        self.act(agenda.add_item, AgendaItem(title=title, planned_minutes=minutes_planned))

    @rule(n=pick, how=st.sampled_from(["start", "finish", "extend", "skip", "move", "change", "remove"]))
    def agenda_act(self, n: int, how: str) -> None:
        found = tables.AGENDA_ITEMS.all(self.conference.db, "position, id")
        if not found:
            return
        item = found[n % len(found)]
        acts: dict[str, tuple[object, ...]] = {
            "start": (agenda.start_item, item.id),
            "finish": (agenda.finish_item, item.id),
            "extend": (agenda.extend_item, item.id, 1 if n % 2 else -1),
            "skip": (agenda.set_status, item.id, AgendaStatus.SKIPPED),
            "move": (agenda.move_item, item.id, found[0].id),
            "change": (agenda.change_item, replace(item, title=item.title + " *")),
            "remove": (agenda.remove_item, item.id),
        }
        self.act(*acts[how])

    @rule(name=words)
    def site(self, name: str) -> None:
        self.act(setup.add, Site(name=name))

    @rule(n=pick, how=st.sampled_from(["save", "remove", "move", "roles"]))
    def lists(self, n: int, how: str) -> None:
        sites = tables.SITES.all(self.conference.db)
        people = tables.PEOPLE.all(self.conference.db)
        site = sites[n % len(sites)]
        if how == "save":
            self.act(setup.save, replace(site, contact_name="Anh A"))
        elif how == "remove" and site.id not in self.ids.values():
            self.act(setup.remove, site)
        elif how == "move":
            self.act(setup.move, site, sites[0])
        else:
            self.act(setup.set_roles, people[n % len(people)].id, [Role.GUEST, Role.RESPONDENT][: n % 3])

    @rule(theme=words, mode=st.sampled_from(list(Mode)))
    def facts(self, theme: str, mode: Mode) -> None:
        self.act(setup.change_facts, replace(facts_of(self.conference.db), theme=theme))
        self.act(setup.change_mode, mode)

    @rule(n=pick)
    def show(self, n: int) -> None:
        for act in ((projector.prepare, question_subject(self.question(n))), (projector.take,)):
            self.act(*act)
        self.picture = tables.PROJECTION.get(self.conference.db, 1)

    @rule(key=st.sampled_from(["cover", "hold", "previous", "lost", "found", "lock"]))
    def hall(self, key: str) -> None:
        acts: dict[str, tuple[object, ...]] = {
            "cover": (projector.cover_or_open,),
            "hold": (projector.hold_or_release,),
            "previous": (projector.take_previous,),
            "lost": (projector.screen_lost,),
            "found": (projector.screen_found, "EPSON"),
            "lock": (projector.set_locked, False),
        }
        self.act(*acts[key])
        self.picture = tables.PROJECTION.get(self.conference.db, 1)

    @precondition(lambda self: self.earlier)
    @rule(steps=st.integers(1, 12))
    def undo(self, steps: int) -> None:
        for _ in range(min(steps, len(self.earlier))):
            before = self.earlier.pop()
            self.conference.undo()
            assert state_of(self.conference.db) == before

    @precondition(lambda self: self.earlier)
    @rule(steps=st.integers(1, 12))
    def undo_and_redo(self, steps: int) -> None:
        steps = min(steps, len(self.earlier))
        states = [*self.earlier[-steps:], state_of(self.conference.db)]
        for back in range(steps):
            self.conference.undo()
            assert state_of(self.conference.db) == states[-2 - back]
        for forth in range(steps):
            self.conference.redo()
            assert state_of(self.conference.db) == states[1 + forth]

    @invariant()
    def every_question_counted_once(self) -> None:
        db = self.conference.db
        total = db.execute("SELECT count(*) FROM question").fetchone()[0]
        found = counts(db)
        parts = found.done + found.on_floor + found.waiting + found.received + found.gone
        assert found.total == parts == total
        assert sum(reconciliation(db).values()) == total

    @invariant()
    def no_stage_without_its_clock(self) -> None:
        """Whoever has the floor has a running turn of that stage, and nobody else has one (product.md C5)."""
        db = self.conference.db
        on_floor = [q for q in tables.QUESTIONS.all(db) if q.state in ON_FLOOR]
        running = [(turn.question_id, turn.kind.value) for turn in tables.SPEECHES.where(db, "ended_at IS NULL")]
        assert running == [(question.id, question.state.value) for question in on_floor]

    @invariant()
    def undo_never_moves_the_hall(self) -> None:
        assert tables.PROJECTION.get(self.conference.db, 1) == self.picture

    @invariant()
    def no_command_left_open(self) -> None:
        assert self.conference.db.execute("SELECT event_id FROM recording").fetchone()[0] is None
        self.last = state_of(self.conference.db, without_hall=False)


TestSecretary = pytest.mark.timeout(240)(Secretary.TestCase)
TestSecretary.settings = settings(
    max_examples=30, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)


def test_write_outside_a_command_is_refused(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    with_question(conference)
    with pytest.raises(Exception, match=r"change.event_id"):
        conference.db.execute("UPDATE question SET gist = 'x'")
    conference.close()
    db = connection.open_file(conference.path)
    with pytest.raises(Exception, match=r"change.event_id"):
        db.execute("UPDATE question SET gist = 'x'")
    with pytest.raises(Exception, match="append-only"):
        db.execute("DELETE FROM event")
    db.close()


def test_text_typed_meanwhile_survives_the_undo_of_an_act_on_the_same_row(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    question_id = with_question(conference, approved=False)
    queue.approve(conference, question_id)
    minutes.write_text(conference, TextKey(Slot.VERBATIM, question_id), "nguyên văn mới")
    conference.undo()
    question = tables.QUESTIONS.get(conference.db, question_id)
    assert (question.state, question.verbatim) == (QuestionState.RECEIVED, "nguyên văn mới")
    conference.close()
