"""Two real files: a second laptop captures, the first takes in. No loss, no double, conflicts shown."""

from pathlib import Path

import pytest

from app import captures
from app.captures import Capture
from app.commands import minutes, queue, setup, stations
from app.conference import Conference
from app.domain.changes import Table
from app.domain.errors import Rule, RuleError, StorageError, Trouble
from app.domain.ids import STATION_SHIFT, AgencyId, QuestionId
from app.domain.minutes import Slot, TextKey
from app.domain.question import QuestionState
from app.domain.roster import Site
from app.queries import desk, lists
from app.texts import text_of
from tests.support.clock import FakeClock
from tests.support.conferences import digest_of_state, new_conference, state_of, with_people, with_question


class Laptops:
    """The main file and a capture file made from it, both open."""

    def __init__(self, folder: Path) -> None:
        self.main = new_conference(folder)
        self.ids = with_people(self.main)
        self.asked = with_question(self.main, agency=self.ids["snv"])
        (folder / "usb").mkdir()
        self.path = stations.make_capture_file(self.main, "Máy cửa ra vào", folder / "usb", FakeClock())
        self.second = Conference(self.path, FakeClock(), operator="Máy hai")

    def read(self) -> Capture:
        assert self.second.follower.wait_safe(self.second.last_event(), 10)
        return captures.read_capture(self.path, desk.stations(self.main.db), self.main.now())

    def take_in(self, *theirs: captures.Conflict) -> captures.Plan:
        return stations.take_in(self.main, self.read(), theirs)

    def capture(self, gist: str, **named: object) -> QuestionId:
        return queue.register_question(self.second, queue.NewQuestion(gist=gist, **named))  # type: ignore[arg-type]

    def gists(self) -> list[str]:
        return [view.question.gist for view in lists.questions(self.main.db)]

    def close(self) -> None:
        self.second.close()
        self.main.close()


@pytest.fixture
def two(tmp_path: Path):
    laptops = Laptops(tmp_path)
    yield laptops
    laptops.close()


def test_rows_of_the_second_laptop_bear_its_number(two: Laptops) -> None:
    assert two.second.station == 1
    question_id = two.capture("xin thêm đèn đường", asker_name="Vì Thị Ươm", unit="Chi đoàn Trạm Y tế")
    assert question_id >> STATION_SHIFT == 1


def test_captured_questions_come_with_all_that_hangs_on_them(two: Laptops) -> None:
    question_id = two.capture(
        "xin thêm đèn đường", asker_name="Vì Thị Ươm", unit="Trạm Y tế", agency_id=AgencyId(two.ids["cat"])
    )
    minutes.write_text(two.second, TextKey(Slot.VERBATIM, question_id), "Bản em tối lắm, xin thêm đèn đường.")
    two.capture("của người trong danh sách", asker_id=two.ids["phu"], site_name="Điểm cầu mới")
    done = two.take_in()
    assert not done.conflicts
    found = {view.question.gist: view for view in lists.questions(two.main.db)}
    one, other = found["xin thêm đèn đường"], found["của người trong danh sách"]
    assert (one.question.id, one.question.number, one.asker.name) == (question_id, 2, "Vì Thị Ươm")
    assert (one.agency, one.question.verbatim) == ("CAT", "Bản em tối lắm, xin thêm đèn đường.")
    assert (other.question.number, other.asker.id) == (3, two.ids["phu"])
    assert "Điểm cầu mới" in {site.name for site in desk.sites(two.main.db)}
    assert two.main.undo_summary() == "Nhận 2 câu từ máy ghi hộ “Máy cửa ra vào”"


def test_again_and_again_brings_nothing_twice(two: Laptops) -> None:
    first = two.capture("câu một")
    two.take_in()
    state = state_of(two.main.db)
    for _ in range(3):
        assert not two.take_in()
    assert {**state_of(two.main.db), "station": []} == {**state, "station": []}
    two.capture("câu hai")
    minutes.write_text(two.second, TextKey(Slot.VERBATIM, first), "Nguyên văn đến sau")
    two.take_in()
    assert two.gists() == ["", "câu một", "câu hai"]
    assert text_of(two.main.db, TextKey(Slot.VERBATIM, first)) == "Nguyên văn đến sau"
    assert [view.question.number for view in lists.questions(two.main.db)] == [1, 2, 3]


def test_what_both_wrote_elsewhere_is_joined(two: Laptops) -> None:
    """Same question, other columns: nobody loses."""
    taken = two.capture("câu một")
    two.take_in()
    minutes.write_text(two.main, TextKey(Slot.SHORT, taken), "Bản rút gọn của máy chính")
    queue.approve(two.main, taken)
    minutes.write_text(two.second, TextKey(Slot.VERBATIM, taken), "Nguyên văn của máy hai")
    assert two.take_in().conflicts == ()
    view = next(view for view in lists.questions(two.main.db) if view.question.id == taken)
    assert (view.question.short_text, view.question.verbatim) == ("Bản rút gọn của máy chính", "Nguyên văn của máy hai")
    assert view.question.state is QuestionState.WAITING


def test_what_a_row_was_is_put_together_from_all_its_changes(two: Laptops) -> None:
    """Each notes only the column that it changed; what both know is the row before all of them."""
    taken = two.capture("câu một")
    two.take_in()
    minutes.write_text(two.second, TextKey(Slot.VERBATIM, taken), "Nguyên văn của máy hai")
    minutes.write_text(two.second, TextKey(Slot.SHORT, taken), "Bản rút gọn của máy hai")
    minutes.write_text(two.second, TextKey(Slot.SHORT, taken), "Bản rút gọn sau của máy hai")
    minutes.write_text(two.main, TextKey(Slot.SHORT, taken), "Bản rút gọn của máy chính")
    row = next(one for one in two.read().rows if one.table is Table.QUESTION and one.id == taken)
    assert row.base is not None
    assert row.there is not None
    assert row.base.keys() == row.there.keys()
    assert (row.base["verbatim"], row.base["short_text"], row.base["gist"]) == ("", "", "câu một")
    assert [one.column for one in captures.plan(two.main.db, two.read()).conflicts] == ["short_text"]


@pytest.mark.parametrize("takes_theirs", [False, True])
def test_what_both_wrote_in_one_place_is_shown_and_decided(two: Laptops, takes_theirs: bool) -> None:
    key = TextKey(Slot.VERBATIM, two.asked)
    minutes.write_text(two.main, key, "Máy chính ghi")
    minutes.write_text(two.second, key, "Máy hai ghi")
    plan = captures.plan(two.main.db, two.read())
    assert [(one.column, one.here, one.there, one.number) for one in plan.conflicts] == [
        ("verbatim", "Máy chính ghi", "Máy hai ghi", 1)
    ]
    assert text_of(two.main.db, key) == "Máy chính ghi"
    done = two.take_in(*(plan.conflicts if takes_theirs else ()))
    assert len(done.conflicts) == (0 if takes_theirs else 1)
    assert text_of(two.main.db, key) == ("Máy hai ghi" if takes_theirs else "Máy chính ghi")


def test_a_text_that_both_began_is_a_conflict_too(two: Laptops) -> None:
    key = TextKey(Slot.PRIVATE, two.asked)
    minutes.write_text(two.main, key, "Ghi chú của máy chính")
    minutes.write_text(two.second, key, "Ghi chú của máy hai")
    plan = captures.plan(two.main.db, two.read())
    assert [(one.here, one.there) for one in plan.conflicts] == [("Ghi chú của máy chính", "Ghi chú của máy hai")]
    two.take_in(*plan.conflicts)
    assert text_of(two.main.db, key) == "Ghi chú của máy hai"


def test_a_row_that_went_here_is_told_and_does_not_come_back(two: Laptops) -> None:
    site = next(site for site in desk.sites(two.main.db) if site.id == two.ids["bac_yen"])
    setup.save(two.second, Site(site.id, "Điểm cầu Bắc Yên (mới)", site.kind))
    two.capture("hỏi từ Bắc Yên", site_id=site.id)
    setup.remove(two.main, site)
    done = two.take_in()
    assert [(one.table, one.column, one.there) for one in done.conflicts] == [
        (Table.SITE, "", "Điểm cầu Bắc Yên (mới)")
    ]
    assert "hỏi từ Bắc Yên" in two.gists()
    assert site.id not in {site.id for site in desk.sites(two.main.db)}


def test_one_undo_takes_all_back_and_it_can_be_taken_in_again(two: Laptops) -> None:
    before = digest_of_state(two.main.db)
    two.capture("câu một", asker_name="Lò Thị Một")
    two.take_in()
    two.main.undo()
    assert digest_of_state(two.main.db) == before
    two.take_in()
    assert two.gists() == ["", "câu một"]


def test_the_capture_file_is_only_read(two: Laptops) -> None:
    two.capture("câu một")
    assert two.second.follower.wait_safe(two.second.last_event(), 10)
    before = {path.name: path.read_bytes() for path in two.path.parent.iterdir()}
    two.take_in()
    assert {path.name: path.read_bytes() for path in two.path.parent.iterdir()} == before


def test_two_second_laptops_do_not_meet(two: Laptops, tmp_path: Path) -> None:
    other_path = stations.make_capture_file(two.main, "Máy thứ ba", tmp_path / "usb", FakeClock())
    other = Conference(other_path, FakeClock())
    assert other.station == 2
    queue.register_question(other, queue.NewQuestion(gist="của máy ba"))
    two.capture("của máy hai")
    assert other.follower.wait_safe(other.last_event(), 10)
    two.take_in()
    stations.take_in(two.main, captures.read_capture(other_path, desk.stations(two.main.db), two.main.now()))
    other.close()
    assert two.gists() == ["", "của máy hai", "của máy ba"]


def test_files_that_are_no_capture_of_this_conference_are_refused(two: Laptops, tmp_path: Path) -> None:
    (tmp_path / "khac").mkdir()
    stranger = new_conference(tmp_path / "khac")
    foreign = stations.make_capture_file(stranger, "x", tmp_path / "khac", FakeClock())
    before = digest_of_state(two.main.db)
    for path in (foreign, stranger.path, two.main.path):
        with pytest.raises(RuleError) as error:
            captures.read_capture(path, desk.stations(two.main.db), two.main.now())
        assert error.value.code is Rule.NOT_A_CAPTURE
    stranger.close()
    for path, trouble in ((tmp_path / "none.hoinghi", Trouble.MISSING), (_text(tmp_path), Trouble.NOT_OURS)):
        with pytest.raises(StorageError) as wrong:
            captures.read_capture(path, desk.stations(two.main.db), two.main.now())
        assert wrong.value.code is trouble
    assert digest_of_state(two.main.db) == before


def _text(folder: Path) -> Path:
    path = folder / "chu.hoinghi"
    path.write_text("không phải hội nghị " * 20, encoding="utf-8")
    return path


def test_making_a_capture_file_never_overwrites(two: Laptops, tmp_path: Path) -> None:
    (tmp_path / "usb" / "hoi-nghi.ghi-ho-2.hoinghi").write_bytes(b"x")
    with pytest.raises(StorageError):
        stations.make_capture_file(two.main, "y", tmp_path / "usb", FakeClock())
    assert (tmp_path / "usb" / "hoi-nghi.ghi-ho-2.hoinghi").read_bytes() == b"x"


def test_a_station_cannot_be_undone(two: Laptops) -> None:
    stations.add_station(two.main, "một máy nữa")
    assert "ghi hộ" not in two.main.undo_summary()
    before = two.second.last_event()
    stations.begin_capture(two.second, 1)
    assert two.second.last_event() == before  # it was so already
