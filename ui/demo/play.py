"""The whole script as acts, from the start page to the papers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow

from ui.demo import eyes, forms, hall, papers, room
from ui.demo.camera import Camera
from ui.demo.player import Acts, Done, Pause, StuckError, TypeWords, Until, press
from ui.demo.script import (
    AddRows,
    Approve,
    AskQuestion,
    CableOut,
    Capture,
    ChangeMode,
    Cover,
    EditRow,
    FormPage,
    LiveAct,
    Papers,
    Picture,
    PowerCut,
    Say,
    Script,
    SiteLost,
    Skip,
    StartItem,
    Uncover,
    Withdrawn,
    WrongName,
)

FIRST_PAGES = "Hội nghị mới"
_MOST_FIRST_PAGES = 10
START_PAGE = "Hội nghị đối thoại"
_FIRST_FIELD = "Mật khẩu mới"


def play(script: Script, folder: Path, camera: Camera) -> Acts:
    """A new conference in the folder, and everything the script says."""
    yield from new_conference(folder / script.file)
    yield from forms.close_lists()
    yield from hall.choose_screen()
    for page in script.forms:
        yield from forms.enter_page(page)
        yield Done(f"Đã nhập trang “{page.page}”: {len(page.rows)} mục")
    yield from forms.close_lists()
    yield from hall.renew_cover()
    camera.watch()
    for act in script.live:
        yield from hall.acknowledge()
        yield from live_act(act, script, folder, camera)
    camera.look()
    camera.stop()


def live_act(  # noqa: C901, PLR0912, PLR0915  # one case a kind of act
    act: LiveAct, script: Script, folder: Path, camera: Camera, listen: Callable[[], Acts] = room.silence
) -> Acts:
    """One act by keys; what only a rehearsal can do (ui.rehearsal.driver) is passed over."""
    match act:
        case ChangeMode():
            yield from room.change_mode(act)
            yield Done(f"Chế độ: {act.to}")
        case Cover():
            yield from hall.cover()
            yield Done("Màn chiếu: CHE")
        case Uncover():
            yield from hall.uncover()
            yield Done("Màn chiếu: PHÁT")
        case Approve():
            yield from room.approve(act)
            yield Done(f"Đã duyệt {len(act.numbers)} câu")
        case StartItem():
            yield from room.start_item(act)
            yield Done(f"Chương trình: {act.title}")
        case AskQuestion():
            yield from room.ask_question(act, camera.photograph_console, listen)
        case Capture():
            yield from room.capture(act)
            yield Done(f"Ghi nhanh {len(act.entries)} câu")
        case AddRows() | EditRow():
            yield from _on_lists(act)
        case Papers():
            yield from papers.make_all(folder, script.not_stated)
        case Say() | Skip():
            yield from listen()
        case Picture():
            yield from room.show_picture(act)
            yield Done(f"Hình: {act.name}")
        case WrongName():
            yield from forms.go_to_page("Đại biểu")
            yield from forms.edit_row("Đại biểu", act.said, {"Họ và tên": act.right})
            yield from forms.close_lists()
            yield Done(f"Đã sửa tên {act.said} thành {act.right}")
        case SiteLost():
            yield from room.lose_site(act, listen)
            yield Done(f"Câu {act.number:02d}: mất tín hiệu, hỏi lại sau")
        case Withdrawn():
            yield from room.withdraw(act)
            yield Done(f"Câu {act.number:02d}: rút")
        case CableOut() | PowerCut():
            return


def _on_lists(act: AddRows | EditRow) -> Acts:
    if isinstance(act, AddRows):
        yield from forms.enter_page(FormPage(act.page, act.rows))
        yield Done(f"Đã nhập trang “{act.page}”: {len(act.rows)} mục")
    else:
        yield from forms.go_to_page(act.page)
        yield from forms.edit_row(act.page, act.row, act.fields)
        yield Done(f"Đã sửa trang “{act.page}”: {act.row}")
    yield from forms.close_lists()


def new_conference(file: Path) -> Acts:
    """Ctrl+N on the start page, the name typed into the file dialog; the first pages come up and may be left."""
    yield Until("trang đầu", lambda: eyes.window_title() == START_PAGE)
    yield press("Ctrl+N")
    yield Until("hộp chọn nơi lưu", _asks_for_a_place)
    yield press("Ctrl+A")
    yield TypeWords(str(file))
    yield Until("tên tệp đã gõ", lambda: eyes.text_of(QApplication.focusWidget()) == str(file))
    for _ in range(3):  # a list of names that hangs below the line takes the first Enter
        if _asks_for_a_place():
            yield press("Return")
            yield Pause(300)
    yield Until("ô đặt mật khẩu", lambda: eyes.focus_name() == _FIRST_FIELD)
    yield press("Return")
    yield Until("những trang đầu của hội nghị mới", _shows_first_pages)
    for _ in range(_MOST_FIRST_PAGES):
        if _shows_first_pages():
            yield press("Escape")
            yield Pause(50)
    yield Until("cửa sổ điều hành", lambda: bool(eyes.named_from("Chế độ")) and not _shows_first_pages())
    yield Done(f"Đã tạo {file.name}")


def _asks_for_a_place() -> bool:
    return bool(eyes.shown(QFileDialog))


def _shows_first_pages() -> bool:
    """They bear the name of the act that asked for a place."""
    return eyes.window_title() == FIRST_PAGES and not _asks_for_a_place()


def sentence(error: BaseException) -> str:
    """Why a play stopped, for the one who reads the terminal."""
    return str(error) if isinstance(error, StuckError) else f"{type(error).__name__}: {error}"


def close_console() -> bool:
    """As the cross of the window does; False if the program stays."""
    console = next(iter(eyes.shown(QMainWindow)), None)
    return console is not None and console.close()
