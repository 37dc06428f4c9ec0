"""The lines of the queue: followed act by act they are those made anew, in the list as well; no row lost or doubled."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from app.domain.ids import QuestionId, SiteId
from app.domain.question import Question, QuestionState
from app.queries.kept_queue import Step, place_of
from app.queries.queue import QueueRow
from ui.operator.queue_lines import DONE, Grouping, GroupLine, QuestionLine, QueueGroups
from ui.operator.queue_view import QueueView

STATES = (QuestionState.WAITING, QuestionState.FINISHED, QuestionState.RECEIVED, QuestionState.ASKING)
GROUPS = [DONE, "group/order", "group/site/2", "group/site/3"]


@pytest.fixture(autouse=True)
def _application(qapp):
    """A list needs one."""


def rows_of(number: int, site: int, state: QuestionState, place: int, *, is_live: bool = False) -> QueueRow:
    question = Question(
        id=QuestionId(number), number=number, state=state, site_id=SiteId(site), position=place, gist=f"ý {number}"
    )
    return QueueRow(question, "", "", f"Điểm cầu {site}", "", "", site > 1, False, False, is_live, f"y {number}")


row = st.builds(
    rows_of, st.integers(1, 9), st.integers(1, 3), st.sampled_from(STATES), st.integers(0, 12), is_live=st.booleans()
)
queues = st.lists(row, max_size=9, unique_by=lambda one: one.id).map(lambda found: tuple(sorted(found, key=place_of)))
"""Positions may be the same: then the id decides."""
acts = st.lists(st.one_of(row, st.integers(1, 9)), max_size=3)
"""A row as it is after the act (new, moved, of another site or stage), or the id of one that goes."""


def acted(rows: dict[QuestionId, QueueRow], found: list[QueueRow | int]) -> list[Step]:
    """The steps of one act; rows is brought to what is left in the end."""
    steps = []
    for one in found:
        question_id = one.id if isinstance(one, QueueRow) else QuestionId(one)
        before = rows.pop(question_id, None)
        after = one if isinstance(one, QueueRow) else None
        if after is not None:
            rows[question_id] = after
        if before != after:
            steps.append(Step(before, after))
    return steps


def in_order(rows: dict[QuestionId, QueueRow]) -> list[QueueRow]:
    return sorted(rows.values(), key=place_of)


@given(queues, st.lists(acts, max_size=6), st.sampled_from(Grouping), st.sets(st.sampled_from(GROUPS)), st.data())
@settings(max_examples=120)
def test_groups_that_follow_acts_are_the_groups_made_anew(first, story, grouping, closed, data):
    rows = {one.id: one for one in first}
    kept = QueueGroups(first, grouping)
    for found in story:
        before = {(line.key, line.group): line for line in kept.lines(()).lines if isinstance(line, QuestionLine)}
        steps = acted(rows, found)
        kept.take_in(steps)
        anew = QueueGroups(in_order(rows), grouping)
        words = data.draw(st.sampled_from(["", "y", "y 3", "không có"]))
        assert kept.lines(closed, words) == anew.lines(closed, words)
        touched = {one.id for step in steps for one in step if one is not None}
        for line in kept.lines(()).lines:
            if isinstance(line, QuestionLine) and line.key not in touched:
                assert before.get((line.key, line.group), line) is line  # else the list would paint it again


@given(queues, st.lists(acts, max_size=6), st.sets(st.sampled_from(GROUPS)), st.integers(0, 20))
@settings(max_examples=40)
def test_the_list_shows_every_line_once_at_its_height_and_keeps_the_cursor(first, story, closed, place):
    rows = {one.id: one for one in first}
    kept = QueueGroups(first, Grouping.SITE)
    view = QueueView()
    tester = QAbstractItemModelTester(view.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    resets = QSignalSpy(view.rows.modelReset)
    view.show_lines(kept.lines(closed))
    view.setCurrentIndex(view.rows.index(place % max(1, view.rows.rowCount()), 0))
    for found in story:
        chosen = view.current_line()
        kept.take_in(acted(rows, found))
        shown = kept.lines(closed)
        view.show_lines(shown)
        assert list(view.rows.rows()) == list(shown.lines)
        assert [view.rowHeight(i) for i in range(len(shown.lines))] == [view.look.row_height(x) for x in shown.lines]
        if chosen is not None and chosen.key in {line.key for line in shown.lines}:
            assert view.current_line().key == chosen.key
    assert resets.count() == 0
    assert tester.model() is view.rows


@given(queues, st.sampled_from(Grouping))
def test_lines_hold_every_question_once_and_in_order(rows, grouping):
    shown = QueueGroups(rows, grouping).lines(())
    questions = [line for line in shown.lines if isinstance(line, QuestionLine)]
    assert sorted(line.key for line in questions) == sorted(one.id for one in rows)
    for group in {line.group for line in questions}:
        members = [place_of(line.row) for line in questions if line.group == group]
        assert members == sorted(members)
    heads = [line for line in shown.lines if isinstance(line, GroupLine)]
    assert heads == [shown.lines[place] for place in shown.headings]
    assert not heads or sum(head.count for head in heads) == len(rows) == shown.questions


@given(queues.filter(len), st.integers(0, 8), st.sampled_from(QuestionState))
def test_a_change_of_stage_moves_no_row(rows, number, state):
    """The list never reorders itself (golden rule of product.md B8)."""
    changed = rows[number % len(rows)]
    after = replace(changed, question=replace(changed.question, state=state))
    groups = QueueGroups(rows, Grouping.SITE)
    before = [line.key for line in groups.lines(()).lines if isinstance(line, QuestionLine)]
    groups.take_in([Step(changed, after)])
    assert [line.key for line in groups.lines(()).lines if isinstance(line, QuestionLine)] == before
