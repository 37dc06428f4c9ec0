"""What the bar says of the second copy: whole, missing, back again, taken over; and of the reserve of a full disk."""

import pytest

from app.commands import setup
from app.conference import JournalState, SaveState, TakenOver
from app.domain.errors import StorageError, Trouble
from app.domain.roster import Agency
from db import second_copy
from ui.operator.bar import Topic
from ui.operator.second_copy import FOLDER


@pytest.fixture
def stick(console, qtbot, tmp_path):
    """A second copy in a place the person chose, whole by now."""
    place = tmp_path / "stick"
    place.mkdir()
    console.window.second.move_to(place)
    qtbot.waitUntil(console.window.second.is_whole)
    return place


def test_chosen_place_gets_a_folder_of_its_own(console, stick) -> None:
    assert console.preferences.second_folder == stick / FOLDER
    assert second_copy.path_for(console.conference.path, stick / FOLDER).exists()
    assert console.window.second.words() == f"Bản thứ hai đã có đủ, ở “{stick / FOLDER}”."


def test_pulled_stick_is_said_once_and_forgotten_when_it_is_back(console, qtbot, stick, caplog) -> None:
    bar = console.window.bar
    stick.rename(stick.with_name("pulled"))
    console.desk.run(setup.add, Agency(name="Sở Nội vụ tỉnh"))
    qtbot.waitUntil(lambda: bar.has(Topic.SECOND))
    assert bar.words().startswith("Không ghi được bản thứ hai. Tệp hội nghị vẫn được lưu đủ.")
    bar.notice().acts[0].do()
    assert not bar.has(Topic.SECOND)
    console.desk.run(setup.add, Agency(name="Sở Tài chính"))
    qtbot.wait(200)
    assert not bar.has(Topic.SECOND)
    stick.with_name("pulled").rename(stick)
    qtbot.waitUntil(console.window.second.is_whole)
    assert console.window.second.words().startswith("Bản thứ hai đã có đủ")
    caplog.clear()


def test_place_that_cannot_be_written_is_refused_in_words(console, tmp_path) -> None:
    before = console.preferences.second_folder
    console.window.second.move_to(tmp_path / "gone")
    assert console.window.bar.words() == (
        f"Không tạo được thư mục trong “{tmp_path / 'gone'}”. Bản thứ hai vẫn ở nơi cũ."
    )
    assert console.preferences.second_folder == before


def test_trouble_of_the_first_file_says_where_everything_is(console, stick) -> None:
    console.desk.save_state.emit(SaveState(0, 3, StorageError(Trouble.IO, file="hoi-nghi.hoinghi")))
    assert f"Bản thứ hai đã có đủ, ở “{stick / FOLDER}”." in console.window.bar.words()
    console.desk.save_state.emit(SaveState(9, 0))
    console.desk.journal_state.emit(JournalState(3, 3, on_spare=True))
    assert "chữ đó được giữ ở nơi có bản thứ hai" in console.window.bar.words()


def test_full_disk_on_its_reserve_is_said_until_there_is_room(console) -> None:
    console.desk.save_state.emit(SaveState(9, 0, on_reserve=True))
    assert console.window.bar.words().startswith("Ổ đĩa đã đầy. Vẫn lưu được nhờ chỗ dự trữ 8 MB.")
    assert console.window.top_bar.save.words().startswith("Đã lưu")
    console.desk.save_state.emit(SaveState(9, 0))
    assert not console.window.bar.has(Topic.SAVE)


def test_what_was_taken_over_is_said_with_the_file_kept(console, tmp_path) -> None:
    console.window.troubles.show_taken_over(TakenOver(12, tmp_path / "a.truoc-khi-lay-lai-20230322-070000.hoinghi"))
    assert console.window.bar.words() == (
        "Đã lấy lại 12 thao tác từ bản thứ hai. "
        "Tệp như trước đó được giữ lại: “a.truoc-khi-lay-lai-20230322-070000.hoinghi”."
    )
