"""The queue after an act is the queue read anew, and every question is counted once."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.commands import floor, projector, queue, setup
from app.domain.changes import Changes
from app.domain.errors import RuleError
from app.domain.question import QuestionState
from app.domain.roster import Agency, Person, Site
from app.queries.kept_queue import KeptQueue
from app.queries.queue import counts, queue_rows, reconciliation, reconciliation_line
from app.scenes import question_subject
from tests.support.conferences import new_conference, with_people, with_question

ACTS = (
    "register", "approve", "back", "move", "merge", "unmerge", "withdraw", "assign", "asker", "start", "answer",
    "preview", "rename_site", "rename_agency", "rename_person", "follow_up", "close", "undo",
)  # fmt: skip


def _act(conference, ids: dict[str, int], name: str, first: int, second: int) -> None:
    """One act on questions picked by number; a refusal is an act too."""
    rows = queue_rows(conference.db)
    one, other = rows[first % len(rows)].id, rows[second % len(rows)].id
    acts = {
        "register": lambda: with_question(conference, approved=False),
        "approve": lambda: queue.approve(conference, one),
        "back": lambda: queue.take_approval_back(conference, one),
        "move": lambda: queue.move_question(conference, one, other),
        "merge": lambda: queue.merge(conference, one, other),
        "unmerge": lambda: queue.unmerge(conference, one),
        "withdraw": lambda: queue.end_question(conference, one, QuestionState.WITHDRAWN),
        "assign": lambda: queue.assign_agency(conference, one, ids["cat" if second % 2 else "snv"]),
        "asker": lambda: queue.set_asker(conference, one, Person(name="Cà Thị Hoa", unit="Đoàn xã")),
        "start": lambda: floor.start_question(conference, one),
        "answer": lambda: floor.start_answer(conference, one),
        "preview": lambda: projector.prepare(conference, question_subject(one)),
        "rename_site": lambda: setup.save(conference, Site(id=ids["bac_yen"], name=f"Điểm cầu {second}")),
        "rename_agency": lambda: setup.save(conference, Agency(id=ids["snv"], name=f"Sở {second}")),
        "rename_person": lambda: setup.save(conference, Person(id=ids["phu"], name=f"Lò Văn {second}")),
        "follow_up": lambda: queue.register_follow_up(conference, one),
        "close": lambda: queue.close_list(conference),
        "undo": conference.undo,
    }
    try:
        acts[name]()
    except RuleError:
        assert name != "register"


@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 9), st.integers(0, 9)), max_size=14))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_refreshed_rows_are_the_rows_read_anew_after_any_acts(acts):
    with tempfile.TemporaryDirectory() as folder:
        conference = new_conference(Path(folder))
        try:
            ids = with_people(conference)
            for _ in range(3):
                with_question(conference, agency=ids["snv"])
            new = queue.NewQuestion(asker_id=ids["phu"], site_id=ids["bac_yen"])
            queue.register_question(conference, new)
            heard: list[Changes] = []
            conference.subscribe(heard.append)
            kept = KeptQueue(queue_rows(conference.db))
            for name, first, second in acts:
                _act(conference, ids, name, first, second)
                for changes in heard:
                    if kept.hear(conference.db, changes) is None:
                        kept = KeptQueue(queue_rows(conference.db))
                heard.clear()
                rows = kept.rows()
                assert rows == queue_rows(conference.db)
                found = counts(conference.db)
                assert found.total == len(rows) == sum(reconciliation(conference.db).values())
                parts = found.done + found.on_floor + found.waiting + found.received + found.gone
                assert parts == found.total
        finally:
            conference.close()


def test_a_row_knows_asker_unit_site_agency_and_the_folded_key(tmp_path):
    conference = new_conference(tmp_path)
    ids = with_people(conference)
    new = queue.NewQuestion(asker_id=ids["phu"], site_id=ids["bac_yen"], agency_id=ids["snv"], gist="Vay vốn")
    question_id = queue.register_question(conference, new)
    projector.prepare(conference, question_subject(question_id))
    (row,) = queue_rows(conference.db)
    assert (row.asker, row.unit, row.site, row.agency) == (
        "Lò Văn Phú", "Tỉnh đoàn Sơn La", "Điểm cầu UBND huyện Bắc Yên", "SNV",
    )  # fmt: skip
    assert (row.is_remote, row.is_previewed, row.is_current, row.is_live) == (True, True, False, False)
    assert "lo van phu" in row.key
    assert "vay von" in row.key
    conference.close()


def test_the_reconciliation_line_names_only_what_there_is(tmp_path):
    conference = new_conference(tmp_path)
    ids = with_people(conference)
    one, other = with_question(conference), with_question(conference)
    queue.merge(conference, one, other)
    queue.assign_agency(conference, other, ids["snv"])
    queue.close_list(conference)
    assert reconciliation_line(reconciliation(conference.db)) == "Tổng 2 câu = 1 bằng văn bản + 1 gộp"
    conference.close()
