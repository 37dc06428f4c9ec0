"""Moves of the queue as pure arithmetic: any key or drop keeps every question, and stays inside its group."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import QuestionId, SiteId
from app.domain.question import Question, QuestionState
from app.queries.kept_queue import KeptQueue
from app.queries.queue import QueueRow
from ui.operator.queue_lines import DONE, IN_ORDER, Grouping, QuestionLine, QueueGroups
from ui.operator.queue_moves import QueueOrder, Step

STATES = (QuestionState.WAITING, QuestionState.FINISHED, QuestionState.RECEIVED, QuestionState.ASKING)


@st.composite
def queues(draw) -> tuple[QueueRow, ...]:
    rows = []
    for number in range(1, draw(st.integers(1, 9)) + 1):
        site = draw(st.sampled_from([1, 2, 3]))
        question = Question(
            id=QuestionId(number), number=number, state=draw(st.sampled_from(STATES)), site_id=SiteId(site)
        )
        name = f"Điểm cầu {site}"
        rows.append(QueueRow(question, "", "", name, "", "", site > 1, False, False, False, f"{number}"))
    return tuple(rows)


def moved(rows, question_id, target) -> list[int]:
    """What the command does: the question before another, or at the end."""
    ids = [row.id for row in rows if row.id != question_id]
    place = len(ids) if target.before is None else ids.index(target.before)
    return [*ids[:place], question_id, *ids[place:]]


def shown_group(lines, question_id) -> list[int]:
    groups = {line.row.id: IN_ORDER if line.group == DONE else line.group for line in lines if is_question(line)}
    return [key for key, group in groups.items() if group == groups[question_id]]


def is_question(line) -> bool:
    return isinstance(line, QuestionLine)


@given(queues(), st.sampled_from(Step), st.data())
def test_a_key_moves_a_question_as_far_as_it_says_and_no_other_one(rows, step, data):
    groups = QueueGroups(rows, Grouping.SITE)
    row = data.draw(st.sampled_from(rows))
    question_id = row.id
    before = shown_group(groups.lines(()).lines, question_id)
    target = QueueOrder(KeptQueue(rows), groups).step(row, step)
    place = before.index(question_id)
    if target is None:
        assert step in {Step.TOP, Step.UP} or place == len(before) - 1
        return
    order = moved(rows, question_id, target)
    assert sorted(order) == sorted(row.id for row in rows)
    assert [i for i in order if i != question_id] == [row.id for row in rows if row.id != question_id]
    after = [i for i in order if i in before].index(question_id)
    if step is Step.TOP:
        assert after < place
    else:
        assert after == {Step.UP: place - 1, Step.DOWN: place + 1, Step.BOTTOM: len(before) - 1}[step]


@given(queues(), st.data())
def test_a_drop_puts_the_question_where_it_was_let_go_or_nowhere(rows, data):
    groups = QueueGroups(rows, Grouping.SITE)
    lines = groups.lines({DONE} if data.draw(st.booleans()) else ()).lines
    shown = [line.row for line in lines if is_question(line)]
    if not shown:
        return
    row = data.draw(st.sampled_from(shown))
    question_id = row.id
    keys = [line.key for line in lines]
    before = data.draw(st.sampled_from([*keys, None]))
    target = QueueOrder(KeptQueue(rows), groups).drop(row, lines, before)
    if target is None:
        return
    order = moved(rows, question_id, target)
    assert sorted(order) == sorted(row.id for row in rows)
    group = shown_group(lines, question_id)
    after = [i for i in order if i in group]
    if before in group:
        assert after.index(question_id) + 1 == after.index(before)
    else:
        above = [key for key in keys[: keys.index(before) if before is not None else None] if key in group]
        assert above
        assert after.index(question_id) >= after.index(
            [i for i in above if i != question_id][-1] if above != [question_id] else question_id
        )
